import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import {
  isRetentionKnown,
  mechanisms,
  parseRetention,
  retentionOf,
  units,
  type Mechanism,
  type RetentionRow,
} from "../../policies/residency/retention";
import { areOfOneService } from "../../policies/residency/references";
import { isMeant } from "../../policies/residency/resolve";
import { resource } from "../support/estates";
import { hasPath, readDeclared } from "./declared/declared";

const text = readFileSync(path.join(__dirname, "../../policies/residency/data/retention.tsv"), "utf8");
const rows = parseRetention(text, "retention.tsv");
const catalog = loadCatalog();
const declared = new Map(clouds().map((cloud) => [cloud as string, readDeclared(cloud)]));
const named = ({ type, mechanism, input, gate }: RetentionRow) =>
  [type, mechanism, input ?? "-", ...gate.map(({ path: asked }) => asked)].join(" ");
const odd = (is: (row: RetentionRow) => boolean) => rows.filter(is).map(named);

/** What tells how long content is there, and so stands for every type that holds some. */
const lives: readonly Mechanism[] = ["expiry", "purge", "keeps", "stays", "within", "uploads"];
const ends: readonly Mechanism[] = ["expiry", "purge", "keeps", "noncurrent", "unfinished"];

/** The types whose `of` names a store of theirs, so that the store has a row, too. */
function storesOf(type: string): string[] {
  return rows.filter(({ type: other, of }) => of === undefined && areOfOneService(other, type)).map((row) => row.type);
}

describe("retention.tsv", () => {
  it("is sorted, has each row once, and is plain ASCII", () => {
    const lines = text.trimEnd().split("\n").slice(1);
    expect(lines).toEqual([...new Set(lines)].sort());
    expect(lines.filter((line) => !/^[\t -~]*$/.test(line))).toEqual([]);
  });

  it("is of types that the catalog has: stores, and what is declared beside them", () => {
    expect(odd(({ type, of }) => of === undefined && catalog.find(type)?.role !== "store")).toEqual([]);
    expect(odd(({ type, of }) => of !== undefined && catalog.find(type) === undefined)).toEqual([]);
    expect(odd(({ type, of }) => of !== undefined && storesOf(type).length === 0)).toEqual([]);
  });

  it("names inputs that the SDK declares", () => {
    const missing = rows.flatMap(({ type, of, input, gate }) => {
      const sdk = declared.get(type.slice(0, type.indexOf(":")));
      return [of, input, ...gate.map((term) => term.path)].flatMap((asked) =>
        asked === undefined || (sdk !== undefined && hasPath(sdk, type, asked)) ? [] : [`${type} ${asked}`],
      );
    });
    expect(missing).toEqual([]);
  });

  it("says of every store how long content is there, and of every key how long it can be restored", () => {
    const stores = [...new Set(rows.filter(({ of }) => of === undefined).map(({ type }) => type))];
    const without = stores.filter((type) => {
      const wanted: readonly Mechanism[] = catalog.find(type)?.holds === "keys" ? ["key-destruction", "within"] : lives;
      return !retentionOf(type).some(({ of, mechanism }) => of === undefined && wanted.includes(mechanism));
    });
    expect(without).toEqual([]);
  });

  it("steps into one list, as its inputs are read member by member", () => {
    const lists = (row: RetentionRow) =>
      [row.input ?? "", row.of ?? "", ...row.gate.map((term) => term.path)]
        .map((asked) => asked.split("[]"))
        .flatMap(([list = "", ...rest]) => (rest.length > 0 ? [list] : []));
    expect(odd((row) => row.input?.includes("[]") === true && new Set(lists(row)).size > 1)).toEqual([]);
  });

  it("names the whole of a part by an input that is called like it, so that it is found", () => {
    const wholes = [...new Set(rows.map(({ type }) => type))];
    const isFound = ({ type, input = "" }: RetentionRow) =>
      wholes.some(
        (other) =>
          other !== type &&
          areOfOneService(other, type) &&
          isMeant(resource(other, "whole"), input, resource(type, "part")),
      );
    expect(odd((row) => row.mechanism === "within" && !isFound(row))).toEqual([]);
  });

  it("says how long only where that can be, and how much longer a service takes", () => {
    expect(
      odd(({ mechanism, input, absent }) => ends.includes(mechanism) && input === undefined && absent === undefined),
    ).toEqual([]);
    expect(odd(({ lag }) => lag > 7)).toEqual([]);
  });

  it("gives pages, sentences of documentation, or reasons that a reader can check", () => {
    expect(
      odd(
        ({ because, mechanism }) => mechanism !== "within" && !/https:\/\/|SDK: /.test(because) && because.length < 40,
      ),
    ).toEqual([]);
    expect(odd(({ because }) => because.length < 20)).toEqual([]);
  });

  it("uses every word on each cloud that has such a thing", () => {
    expect([...new Set(rows.map(({ mechanism }) => mechanism))].sort()).toEqual([...mechanisms].sort());
    expect([...new Set(rows.flatMap(({ unit }) => unit ?? []))].sort()).toEqual([...units].sort());
    const everywhere: readonly Mechanism[] = [
      ...["expiry", "stays", "within", "uploads", "unfinished", "versions", "noncurrent"],
      ...["recovery", "key-destruction", "lock", "left"],
    ] as Mechanism[];
    for (const cloud of clouds()) {
      const words = new Set(rows.filter(({ type }) => type.startsWith(`${cloud}:`)).map(({ mechanism }) => mechanism));
      expect(everywhere.filter((word) => !words.has(word))).toEqual([]);
    }
  });

  it("has its words explained where it is told how to judge a type", () => {
    const guide = readFileSync(path.join(__dirname, "../../docs/judging-types.md"), "utf8");
    const [, rest = ""] = guide.split("\n## How long stores keep what they hold\n");
    const [chapter = ""] = rest.split("\n## ");
    expect([...chapter.matchAll(/^\| `([a-z-]+)` /gm)].map(([, word]) => word)).toEqual([...mechanisms]);
  });

  it("is asked by type", () => {
    expect(isRetentionKnown("aws:s3/bucket:Bucket")).toBe(true);
    expect(isRetentionKnown("aws:s3/bucketVersioning:BucketVersioning")).toBe(false);
    expect(isRetentionKnown("aws:workmail/user:User")).toBe(false);
    expect(retentionOf("__proto__")).toEqual([]);
  });
});

describe("the table of retention", () => {
  const header = "type\tmechanism\tof\tinput\tunit\tabsent\tgate\tlag\tbecause";

  it("is read into its parts", () => {
    const lines = [
      header,
      "aws:a/b:C\texpiry\tbucket\trules[].days\tdays\t7\trules[].on=true & !rules[].prefix\t3\ta page",
      "aws:a/b:D\tstays\t-\t-\t-\t-\t-\t-\ta page",
      "aws:a/b:E\tlock\t-\tdays\tdays\tnever\t-\t-\ta page",
    ];
    expect(parseRetention(lines.join("\n"), "x.tsv")).toEqual([
      {
        ...{ type: "aws:a/b:C", mechanism: "expiry", of: "bucket", input: "rules[].days", unit: "days", absent: 7 },
        gate: [
          { path: "rules[].on", test: "is", values: ["true"] },
          { path: "rules[].prefix", test: "unset", values: [] },
        ],
        ...{ lag: 3, because: "a page" },
      },
      { type: "aws:a/b:D", mechanism: "stays", gate: [], lag: 0, because: "a page" },
      ...[{ type: "aws:a/b:E", mechanism: "lock", input: "days", unit: "days", absent: "never" }].map((row) => ({
        ...row,
        ...{ gate: [], lag: 0, because: "a page" },
      })),
    ]);
  });

  it.each([
    ["another header", "type\tmechanism", "x.tsv:1: the header must be"],
    ["a missing cell", `${header}\na:b:C\tstays`, "x.tsv:2: 2 cells; there are 9 columns"],
    ["a row without a reason", `${header}\na\tstays\t-\t-\t-\t-\t-\t-\t`, "x.tsv:2: `a` has no reason"],
    ["an unknown word", `${header}\na\tgoes\t-\t-\t-\t-\t-\t-\tb`, "x.tsv:2: unknown mechanism `goes`; use expiry,"],
    [
      "an input without a unit",
      `${header}\na\tlock\t-\tdays\t-\t-\t-\t-\tb`,
      "x.tsv:2: `a`: an input that says how long",
    ],
    [
      "a unit without an input",
      `${header}\na\tlock\t-\t-\tdays\t-\t-\t-\tb`,
      "x.tsv:2: `a`: an input that says how long",
    ],
    ["an unknown unit", `${header}\na\tlock\t-\tdays\tweeks\t-\t-\t-\tb`, "x.tsv:2: unknown unit `weeks`; use days,"],
    ["half a day", `${header}\na\tlock\t-\tdays\tdays\t0.5\t-\t-\tb`, "x.tsv:2: unknown absent `0.5`; use whole days"],
    ["a lag that is no number", `${header}\na\tlock\t-\tdays\tdays\t-\t-\tlong\tb`, "x.tsv:2: unknown lag `long`"],
  ])("refuses %s, with file and line", (_, file, message) => {
    expect(() => parseRetention(file, "x.tsv")).toThrow(message);
  });
});
