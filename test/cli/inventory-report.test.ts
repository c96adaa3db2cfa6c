import Papa from "papaparse";
import type { HolderResult, Result } from "../../cli/judge/result";
import type { InventoryFormat } from "../../cli/outputs";
import { renderInventory } from "../../cli/reports/inventory";
import { inventoryColumns } from "../../cli/reports/inventory/csv";
import type { Look } from "../../cli/reports/pen";
import { nameIn } from "../../policies/residency/urns";
import { goldenResult } from "./golden/result";
import { expectGolden } from "./golden/golden";
import { hostileNames, hostileResult } from "./hostile";

const plain: Look = { color: false, seconds: 1.9, shown: (file) => file };
const render = (result: Result, format: InventoryFormat) => renderInventory(result, format, plain);

const keyUrn = (name: string) => `urn:pulumi:dev::shop::aws:kms/key:Key::${name}`;

/** The golden result with keys of every kind, and a type that nobody has judged. */
function result(): Result {
  const golden = goldenResult();
  const holders = golden.holders.map((holder): HolderResult => ({ ...holder, ...keysByName[nameIn(holder.urn)] }));
  const [finding, ...findings] = golden.findings;
  if (finding === undefined) throw new Error("the golden result has findings");
  const urn = "urn:pulumi:dev::shop::aws:x/y:Component$acme:index:Store::cellar";
  const resource = { urn, type: "acme:index:Store", name: "cellar", stack: "dev", project: "shop" };
  const unjudged = { ...finding, rule: "types-are-known", message: "a type that nobody has judged", resource };
  return { ...golden, holders, findings: [finding, ...findings, unjudged, { ...unjudged, verdict: "undecided" }] };
}

const keysByName: Readonly<Record<string, Partial<HolderResult>>> = {
  orders: {
    key: {
      ...{ kind: "customer", cause: null },
      keys: [{ urn: keyUrn("main"), places: ["aws:us-east-1"], by: keyUrn("sse"), property: "rules[0].keyId" }],
    },
    phase: "dual-run",
  },
  exports: {
    key: {
      ...{ kind: "mixed", cause: null },
      keys: [
        { urn: null, places: [], by: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::exports", property: "keys[0]" },
        { urn: keyUrn("main"), places: ["aws:us-east-1"], by: keyUrn("sse"), property: "keys[1]" },
      ],
    },
  },
  replica: { key: { kind: "provider", keys: [], cause: null }, copies: [] },
  archive: {
    key: { kind: "none", keys: [], cause: null },
    copies: [{ ...{ to: null, places: [] }, kind: "dr", certainty: "possible" }],
  },
};

describe("an inventory", () => {
  it.each(["text", "csv", "json"] as const)("is as it was, as %s", (format) => {
    expectGolden(`inventory.${format === "text" ? "txt" : format}`, render(result(), format));
  });

  it("has every holder of the result, once, in each format", () => {
    const { holders } = result();
    expect(
      rowsOf(render(result(), "csv"))
        .filter(({ record }) => record === "holder")
        .map(({ urn }) => urn),
    ).toEqual(listed(render(result(), "json")).holders.map(({ urn }) => urn));
    expect(
      listed(render(result(), "json"))
        .holders.map(({ urn }) => urn)
        .sort(),
    ).toEqual(holders.map(({ urn }) => urn).sort());
    const text = render(result(), "text");
    for (const { urn } of holders) expect(text).toMatch(new RegExp(`^  ${nameIn(urn)}  aws:s3`, "m"));
  });

  it("tells apart what isn't known to hold data, once, whatever is said of it", () => {
    const expected = { record: "not known", name: "cellar", type: "acme:index:Store", stack: "dev", holds: "" };
    const rows = rowsOf(render(result(), "csv")).filter(({ record }) => record === "not known");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(expected);
    expect(listed(render(result(), "json")).notKnown.map(({ name }) => name)).toEqual(["cellar"]);
    expect(render(result(), "text")).toContain("not known whether they hold data\n  cellar  acme:index:Store");
  });

  it("doesn't say of a holder that it isn't known to be one", () => {
    const base = result();
    const findings = base.findings.map((finding) => ({ ...finding, rule: "types-are-known" }));
    const names = listed(render({ ...base, findings }, "json")).notKnown.map(({ name }) => name);
    expect(names).toEqual(["cellar"]);
  });

  it("fits a terminal of 80 columns, paths and names that can't be broken aside", () => {
    const text = renderInventory({ ...result(), trust: null }, "text", { ...plain, columns: 80 });
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("is told for no holder at all", () => {
    const none: Result = { ...goldenResult(), holders: [], findings: [], gaps: [] };
    expect(render(none, "text")).toContain("3 stacks · 0 holders\n");
    expect(render(none, "csv")).toBe(`${inventoryColumns.join(",")}\r\n`);
    expect(listed(render(none, "json"))).toMatchObject({ version: 1, holders: [], notKnown: [], gaps: [] });
  });
});

describe("an inventory of hostile names", () => {
  const hostile = withHostileKeys(hostileResult());

  it("is CSV that another parser reads, with no cell that a spreadsheet takes for a formula", () => {
    const text = render(hostile, "csv");
    const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: false });
    expect(errors).toEqual([]);
    const [header, ...rows] = data.slice(0, -1);
    expect(header).toEqual([...inventoryColumns]);
    expect(rows).toHaveLength(hostile.holders.length + hostile.gaps.length);
    for (const row of rows) {
      expect(row).toHaveLength(inventoryColumns.length);
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
    }
    expect(text).not.toMatch(/[^\r]\n|[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]/u);
  });

  it("keeps names whole in CSV, as they are escaped", () => {
    const names = rowsOf(render(hostile, "csv")).map(({ name }) => name);
    expect(names).toContain("x".repeat(10_000));
    expect(names).toContain('\'=HYPERLINK("https://evil.example","x")');
    expect(names).toContain("__proto__");
  });

  it("is JSON that reads back as it was, with nothing that a terminal acts on", () => {
    const text = render(hostile, "json");
    const names = new Set(listed(text).holders.map(({ class: name }) => name));
    for (const name of hostileNames) expect(names.has(name)).toBe(true);
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  });

  it("is text of which nothing acts on a terminal or a log", () => {
    const text = render(hostile, "text");
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text).not.toContain("x".repeat(2000));
  });
});

/** Keys and copies whose names, places and inputs are hostile, too. */
function withHostileKeys(from: Result): Result {
  const holders = from.holders.map((holder, index): HolderResult => {
    const name = hostileNames[index % hostileNames.length] ?? "";
    const key = { urn: `urn:pulumi:dev::shop::aws:kms/key:${name}::${name}`, places: [name], by: name, property: name };
    const copy = {
      to: `urn:pulumi:dev::shop::a:b:${name}::${name}`,
      places: [name],
      kind: name,
      certainty: "possible",
    } as const;
    return { ...holder, key: { kind: "customer", keys: [key], cause: null }, copies: [copy, { ...copy, to: null }] };
  });
  return { ...from, holders };
}

interface Listed {
  readonly holders: readonly { readonly urn: string; readonly class: string }[];
  readonly notKnown: readonly { readonly name: string }[];
}

function listed(text: string): Listed {
  return JSON.parse(text) as Listed;
}

function rowsOf(text: string): Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}
