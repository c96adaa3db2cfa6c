import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog, parseTypes } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import { keyMeans, keyRowsOf, parseKeys, type KeyRow } from "../../policies/residency/keys";
import { keyOf } from "../../policies/residency/protection/key-of";
import { estate, resource } from "../support/estates";
import { hasPath, readDeclared } from "./declared/declared";

const data = path.join(__dirname, "../../policies/residency/data");
const text = readFileSync(path.join(data, "keys.tsv"), "utf8");
const rows = parseKeys(text, "keys.tsv");
const catalog = loadCatalog();
const declared = new Map(clouds().map((cloud) => [cloud as string, readDeclared(cloud)]));
const stores = clouds().flatMap((cloud) =>
  parseTypes(readFileSync(path.join(data, "types", `${cloud}.tsv`), "utf8"), `${cloud}.tsv`).filter(
    ({ role }) => role === "store",
  ),
);
const named = ({ type, means, keys, of }: KeyRow) => [type, means, ...of, ...keys.map((key) => key.path)].join(" ");
const odd = (is: (row: KeyRow) => boolean) => rows.filter(is).map(named);

describe("keys.tsv", () => {
  it("is sorted, has each row once, and is plain ASCII", () => {
    const lines = text.trimEnd().split("\n").slice(1);
    expect(lines).toEqual([...new Set(lines)].sort());
    expect(lines.filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("says of every store of the clouds what protects it, or that nobody has found out", () => {
    const about = new Set(rows.filter(({ means }) => means !== "stands" && means !== "sets").map(({ type }) => type));
    expect(stores.filter(({ type }) => !about.has(type)).map(({ type }) => type)).toEqual([]);
  });

  it("has found it out for most", () => {
    const unknown = new Set(rows.filter(({ means }) => means === "unknown").map(({ type }) => type));
    expect(stores.filter(({ type }) => unknown.has(type)).length).toBeLessThan(stores.length / 3);
  });

  it("is of types that the catalog has", () => {
    expect(odd(({ type }) => catalog.find(type) === undefined)).toEqual([]);
  });

  it("names inputs that the SDK declares", () => {
    const missing = rows.flatMap(({ type, of, keys, gate, on }) => {
      const sdk = declared.get(type.slice(0, type.indexOf(":")));
      const asked = [...of, ...[...keys, ...gate, ...on].map((term) => term.path)];
      return asked.filter((one) => sdk === undefined || !hasPath(sdk, type, one)).map((one) => `${type} ${one}`);
    });
    expect(missing).toEqual([]);
  });

  it("says of no type both that nobody has found out and something else", () => {
    const alone = ["unknown", "parts", "none"];
    expect(odd(({ type, means }) => alone.includes(means) && keyRowsOf(type).length > 1)).toEqual([]);
  });

  it("names the key of a resource either by its own inputs, or says that the service has one of its own", () => {
    const both = (type: string, ...words: readonly string[]) =>
      words.every((word) => keyRowsOf(type).some(({ means }) => means === word));
    expect(odd(({ type }) => both(type, "input", "service"))).toEqual([]);
  });

  it("asks for values of lists in the members in which the key is named", () => {
    const list = (one: string) => one.slice(0, one.lastIndexOf("[].") + 1);
    const apart = odd(
      ({ keys: [first], gate, on }) =>
        first !== undefined && [...gate, ...on].some(({ path: asked }) => !list(first.path).startsWith(list(asked))),
    );
    expect(apart).toEqual([]);
  });

  it("gives pages, sentences of documentation, or reasons that a reader can check", () => {
    expect(odd(({ because }) => because.length < 12)).toEqual([]);
    const cited = /^https:\/\/[^ ]+: |^SDK: "/;
    expect(odd(({ means, because }) => (means === "input" || means === "service") && !cited.test(because))).toEqual([]);
  });

  it("uses every word", () => {
    expect([...new Set(rows.map(({ means }) => means))].sort()).toEqual([...keyMeans].sort());
  });

  it("has its words explained where it is told how to judge a type", () => {
    const guide = readFileSync(path.join(__dirname, "../../docs/judging-types.md"), "utf8");
    const [, chapter = ""] = guide.split("\n## Whose key protects what a store holds\n");
    const [own = ""] = chapter.split("\n## ");
    expect([...own.matchAll(/^\| `([a-z]+)` /gm)].map(([, word]) => word)).toEqual([...keyMeans]);
  });
});

/** Names of keys that no provider owns. */
const names: Readonly<Record<string, string>> = {
  aws: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  oci: "ocid1.key.oc1.iad.aaaabbbbccccddddeeeeffff",
  gcp: "projects/shop/locations/us-east1/keyRings/ring/cryptoKeys/key",
};
const places: Readonly<Record<string, string>> = { aws: "us-east-1", oci: "us-ashburn-1", gcp: "us-east1" };

/** Sets a value at a path of the tables; a list gets one member. */
function set(inputs: Record<string, unknown>, at: string, value: unknown): void {
  const steps = at.split(".");
  let record = inputs;
  steps.forEach((step, index) => {
    const key = step.replace("[]", "");
    const isLast = index === steps.length - 1;
    if (isLast) {
      record[key] ??= step.endsWith("[]") ? [value] : value;
      return;
    }
    record[key] ??= step.endsWith("[]") ? [{}] : {};
    const next = record[key];
    record = (Array.isArray(next) ? next[0] : next) as Record<string, unknown>;
  });
}

const inputRows = rows.filter(({ means }) => means === "input");
const eachInput = inputRows.flatMap((row) =>
  row.keys.map((key, index) => [`${row.type} ${key.path}`, row, index] as const),
);

describe("an input that names a key", () => {
  it.each(eachInput)("%s: makes it the customer's", (_, row, index) => {
    const cloud = row.type.slice(0, row.type.indexOf(":"));
    const inputs: Record<string, unknown> = {};
    // Other parts of the type have keys, too: by their first inputs.
    const all = inputRows.filter(({ type }) => type === row.type);
    for (const one of all) {
      const key = one.keys[one === row ? index : 0];
      if (key !== undefined) set(inputs, key.path, names[cloud]);
      for (const term of one.gate) if (term.test === "is") set(inputs, term.path, term.values[0]);
    }
    const holder = resource(row.type, "holder", inputs);
    const { kind, keys, cause } = keyOf(holder, estate(holder), catalog);
    expect({ kind, cause }).toEqual({ kind: "customer" });
    const isRaw = row.keys[index]?.isRaw === true;
    expect(keys.map((key) => key.placed?.place.id)).toContain(isRaw ? undefined : places[cloud]);
  });

  it.each(inputRows.map((row) => [named(row), row] as const))("%s: isn't the customer's without it", (_, row) => {
    const holder = resource(row.type, "holder");
    const { kind, keys } = keyOf(holder, estate(holder), catalog);
    expect(kind).not.toBe("customer");
    expect(keys).toEqual([]);
  });
});

describe("the table of keys", () => {
  const header = "type\tmeans\tof\tkey\tgate\ton\tabsent\tbecause";

  it("is read into its parts", () => {
    const lines = [
      header,
      "aws:a/b:C\tinput\t-\tkeyId|raw:key\ton!=false & part\ton=true\tnone\ta page",
      "aws:a/b:D\twithin\tcluster|source\t-\t-\t-\tunknown\ta page",
      "aws:a/b:E\tunknown\t-\t-\t-\t-\t-\ta page",
    ];
    expect(parseKeys(lines.join("\n"), "x.tsv")).toEqual([
      {
        ...{ type: "aws:a/b:C", means: "input", of: [] },
        keys: [
          { path: "keyId", isRaw: false },
          { path: "key", isRaw: true },
        ],
        gate: [
          { path: "on", test: "is-not", values: ["false"] },
          { path: "part", test: "set", values: [] },
        ],
        on: [{ path: "on", test: "is", values: ["true"] }],
        ...{ absent: "none", because: "a page" },
      },
      {
        ...{ type: "aws:a/b:D", means: "within", of: ["cluster", "source"], keys: [], gate: [], on: [] },
        ...{ absent: "unknown", because: "a page" },
      },
      { type: "aws:a/b:E", means: "unknown", of: [], keys: [], gate: [], on: [], because: "a page" },
    ]);
  });

  it.each([
    ["another header", "type\tmeans", "x.tsv:1: the header must be"],
    ["a missing cell", `${header}\na\tunknown`, "x.tsv:2: 2 cells; there are 8 columns"],
    ["a row without a reason", `${header}\na\tunknown\t-\t-\t-\t-\t-\t`, "x.tsv:2: `a` has no reason"],
    ["an unknown word", `${header}\na\tkeyed\t-\t-\t-\t-\t-\tb`, "x.tsv:2: unknown means `keyed`; use input,"],
    ["a part of nothing", `${header}\na\twithin\t-\t-\t-\t-\t-\tb`, "x.tsv:2: `a`: `within` has `of`"],
    ["a service of something", `${header}\na\tservice\tc\t-\t-\t-\t-\tb`, "x.tsv:2: `a`: `service` has no `of`"],
    ["an input without a key", `${header}\na\tinput\t-\t-\t-\t-\tnone\tb`, "x.tsv:2: `a`: `input` has `key`"],
    ["a key of no input", `${header}\na\tunknown\t-\tk\t-\t-\t-\tb`, "x.tsv:2: `a`: `unknown` has no `key`"],
    [
      "an input without a default",
      `${header}\na\tinput\t-\tk\t-\t-\t-\tb`,
      "x.tsv:2: `a`: it isn't said what protects",
    ],
    ["an unknown default", `${header}\na\tinput\t-\tk\t-\t-\tours\tb`, "x.tsv:2: unknown absent `ours`; use provider,"],
  ])("refuses %s, with file and line", (_, file, message) => {
    expect(() => parseKeys(file, "x.tsv")).toThrow(message);
  });
});
