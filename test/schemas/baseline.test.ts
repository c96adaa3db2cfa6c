import Ajv from "ajv/dist/2020";
import { baselineText } from "../../cli/baseline-file";
import { parseBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { baselineKeys, baselineRules, entryKeys } from "../../policies/residency/baseline-form";
import { baselineSchema } from "./baseline-schema";

const form = new Ajv({ strict: true, allErrors: true }).compile(baselineSchema);
const entry: BaselineEntry = {
  ...{ finding: "7f3a91c2b4d50e16", traceHash: "9c41aa00bb11cc22", rule: "data-is-classed" },
  ...{ stack: "dev", project: "shop", resource: "aws:s3/bucket:Bucket::exports" },
};
const withEntry = (changes: Readonly<Record<string, unknown>>) => ({ version: 1, findings: [{ ...entry, ...changes }] });
const without = (key: string) => ({
  version: 1,
  findings: [Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key))],
});

describe("the schema of baselines", () => {
  it("has the keys that are read, and no others", () => {
    const { properties } = baselineSchema as { properties: { findings: { items: { properties: object } } } };
    expect(Object.keys(properties)).toEqual([...baselineKeys]);
    expect(Object.keys(properties.findings.items.properties)).toEqual([...entryKeys]);
  });

  it("accepts what the command writes, as the reader does", () => {
    const entries = baselineRules.flatMap((rule) => [
      { ...entry, rule },
      { ...entry, rule, traceHash: null, stack: "\u001b[2J" },
    ]);
    for (const text of [baselineText(entries), baselineText([])]) {
      form(JSON.parse(text));
      expect(form.errors).toBeNull();
      expect(parseBaseline(text)).not.toHaveProperty("errors");
    }
  });

  it.each<[string, unknown]>([
    ["that is a list", []],
    ["of no version", { findings: [] }],
    ["of another version", { version: 2, findings: [] }],
    ["of a version in quotes", { version: "1", findings: [] }],
    ["without findings", { version: 1 }],
    ["with findings by name", { version: 1, findings: {} }],
    ["with another key", { version: 1, findings: [], since: 1 }],
    ["with too many findings", { version: 1, findings: Array.from({ length: 10_001 }, (_, index) => ({ ...entry, stack: `${index}` })) }],
    ["with an entry that is none", { version: 1, findings: [1] }],
    ["with a finding in part", withEntry({ finding: "7f3a91c2" })],
    ["with a finding that is null", withEntry({ finding: null })],
    ["with a hash in capitals", withEntry({ traceHash: "9C41AA00BB11CC22" })],
    ["with an unknown rule", withEntry({ rule: "data-is-classified" })],
    ["with the rule about waivers", withEntry({ rule: "waivers-are-valid" })],
    ["with a blank stack", withEntry({ stack: " " })],
    ["with a project that is a number", withEntry({ project: 1 })],
    ["with a resource that is null", withEntry({ resource: null })],
    ["with a reason", withEntry({ reason: "rehearsal" })],
    ...entryKeys.map((key): [string, unknown] => [`with an entry that lacks \`${key}\``, without(key)]),
  ])("refuses, as the reader does, a baseline %s", (_, data) => {
    expect(form(data)).toBe(false);
    expect(parseBaseline(JSON.stringify(data))).toHaveProperty("errors");
  });
});
