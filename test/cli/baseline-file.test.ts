import { baselineText } from "../../cli/baseline-file";
import { parseBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { hostileNames } from "./hostile";

const entry: BaselineEntry = {
  finding: "7f3a91c2b4d50e16",
  traceHash: "9c41aa00bb11cc22",
  rule: "us-data-stays-in-us",
  stack: "dev",
  project: "shop",
  resource: "aws:s3/bucket:Bucket::exports",
};

function entriesOf(text: string): readonly BaselineEntry[] {
  const result = parseBaseline(text);
  if ("errors" in result) throw new Error(result.errors.map(({ message }) => message).join("\n"));
  return result.baseline.entries;
}

describe("the text of a baseline", () => {
  it("has an entry a line", () => {
    expect(baselineText([entry, { ...entry, stack: "prod", traceHash: null }])).toBe(`{
  "version": 1,
  "findings": [
    { "finding": "7f3a91c2b4d50e16", "traceHash": "9c41aa00bb11cc22", "rule": "us-data-stays-in-us", "stack": "dev", "project": "shop", "resource": "aws:s3/bucket:Bucket::exports" },
    { "finding": "7f3a91c2b4d50e16", "traceHash": null, "rule": "us-data-stays-in-us", "stack": "prod", "project": "shop", "resource": "aws:s3/bucket:Bucket::exports" }
  ]
}
`);
  });

  it("says that it holds none", () => {
    expect(baselineText([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
    expect(entriesOf(baselineText([]))).toEqual([]);
  });

  it("is in one order, whatever order the entries are in", () => {
    const sorted: readonly BaselineEntry[] = [
      { ...entry, project: "a", stack: "z" },
      { ...entry, stack: "a", rule: "us-data-stays-in-us" },
      { ...entry, rule: "data-is-classed", resource: "z" },
      { ...entry, resource: "a", finding: "ffffffffffffffff" },
      { ...entry, finding: "0000000000000000", traceHash: "ffffffffffffffff" },
      { ...entry, traceHash: null },
      { ...entry, traceHash: "0000000000000000" },
    ];
    for (const entries of [sorted, sorted.toReversed(), [...sorted.slice(3), ...sorted.slice(0, 3)]]) {
      expect(entriesOf(baselineText(entries))).toEqual(sorted);
    }
  });

  it.each(hostileNames.map((name) => [name.slice(0, 20), name] as const))(
    "reads back as it was, and acts on no terminal, with the name %j",
    (_, name) => {
      const hostile = { ...entry, stack: name, project: name, resource: name };
      const text = baselineText([hostile]);
      expect(entriesOf(text)).toEqual([hostile]);
      expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffd-\uffff]/u);
      expect(text.split("\n")).toHaveLength(7);
    },
  );

  it("is refused when it is more than a baseline may hold", () => {
    const entries = Array.from({ length: 10_001 }, (_, index) => ({ ...entry, stack: `s${index}` }));
    expect(() => baselineText(entries)).toThrow("the list goes on; at most 10000 findings are read");
  });
});
