import {
  baselineOf,
  isKnown,
  isListed,
  noBaseline,
  parseBaseline,
  type BaselineEntry,
} from "../../policies/residency/baseline";
import { baselineRules } from "../../policies/residency/baseline-form";
import { ruleNames } from "../../policies/residency/rule-names";

const entry = {
  finding: "7f3a91c2b4d50e16",
  traceHash: "9c41aa00bb11cc22",
  rule: "us-data-flows-stay-in-us",
  stack: "primary",
  project: "shop",
  resource: "aws:s3/bucket:Bucket::exports",
} as const satisfies BaselineEntry;

/** A file with one entry a line. */
const file = (...entries: readonly unknown[]) =>
  `{\n  "version": 1,\n  "findings": [\n    ${entries.map((one) => JSON.stringify(one)).join(",\n    ")}\n  ]\n}\n`;
const without = (key: keyof typeof entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
function errorsOf(text: string): string[] {
  const result = parseBaseline(text);
  return "errors" in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

describe("a baseline's file", () => {
  it("holds entries, in its order", () => {
    const other = { ...entry, traceHash: null, stack: "__proto__", project: "a\u001bb" };
    expect(parseBaseline(file(other, entry))).toMatchObject({ baseline: { entries: [other, entry] } });
  });

  it("may hold none", () => {
    expect(parseBaseline('{"findings": [], "version": 1}')).toEqual({ baseline: noBaseline });
  });

  it("may hold one finding in several stacks, and with several traces", () => {
    const others = [
      { stack: "dev" },
      { traceHash: null },
      { finding: "0000aaaa0000aaaa" },
      { rule: "data-is-classed" },
    ];
    expect(errorsOf(file(entry, ...others.map((changes) => ({ ...entry, ...changes }))))).toEqual([]);
  });

  it("tells of each entry that is there again the line of the first", () => {
    expect(errorsOf(file(entry, entry, entry))).toEqual([
      "5:5 this entry and the one of line 4 say the same; keep one",
      "6:5 this entry and the one of line 4 say the same; keep one",
    ]);
  });

  it.each(["7f3a91c2b4d50e160", "x7f3a91c2b4d50e16", "7f3a91c2b4d50e16\n"])("takes no %j for an id", (finding) => {
    expect(errorsOf(file({ ...entry, finding }))).toHaveLength(1);
    expect(errorsOf(file({ ...entry, traceHash: finding }))).toHaveLength(1);
  });

  const at = (value: string) => `4:${5 + JSON.stringify(entry).indexOf(value)}`;
  const digits = "use 16 hex digits in lower case, as a result has them";
  it.each([
    ["no object", "[]", ["1:1 the baseline is a list; use an object"]],
    ["empty", "", ["1:1 the baseline is empty; use a JSON object"]],
    ["cut", file(entry).slice(0, 75), ['4:35 unreadable JSON: this text has no `"` at its end']],
    ["of no version", '{"findings": []}', ["1:1 missing key `version`; the baseline needs it"]],
    [
      "of another version",
      '{"version": 2, "findings": [], "since": 1}',
      ["1:13 `version` is `2`; this version of stateside reads 1", "1:32 unknown key `since`; use `version`"],
    ],
    [
      "of a version in quotes",
      '{"version": "1", "findings": []}',
      ["1:13 `version` is `1`; this version of stateside reads 1"],
    ],
    ["without findings", '{"version": 1}', ["1:1 missing key `findings`; the baseline needs it"]],
    ["with findings by name", '{"version": 1, "findings": {}}', ["1:28 `findings` is an object; use a list"]],
    [
      "with `__proto__`",
      '{"version": 1, "__proto__": {"findings": []}}',
      ["1:1 missing key `findings`; the baseline needs it", "1:16 unknown key `__proto__`; use `version`"],
    ],
    ["with a key twice", '{"version": 1, "findings": [], "findings": []}', ["1:32 duplicate key `findings`; keep one"]],
    [
      "with an entry that is none",
      file("7f3a91c2b4d50e16", null),
      [
        "4:5 an entry of the baseline is `7f3a91c2b4d50e16`; use an object",
        "5:5 an entry of the baseline is `null`; use an object",
      ],
    ],
    [
      "with an entry of another key",
      file({ ...entry, reason: "rehearsal" }),
      [`4:${5 + JSON.stringify(entry).length} unknown key \`reason\`; use \`rule\``],
    ],
    [
      "with an entry twice",
      file(entry, { ...entry, resource: "other", project: "b" }),
      ["5:5 this entry and the one of line 4 say the same; keep one"],
    ],
    [
      "with a finding in capitals",
      file({ ...entry, finding: "7F3A91C2B4D50E16" }),
      [`${at('"7f3a')} \`finding\` is \`7F3A91C2B4D50E16\`; ${digits}`],
    ],
    [
      "with a finding that is cut",
      file({ ...entry, finding: "7f3a" }),
      [`${at('"7f3a')} \`finding\` is \`7f3a\`; ${digits}`],
    ],
    ["with no finding's id", file({ ...entry, finding: null }), [`${at('"7f3a')} \`finding\` is \`null\`; ${digits}`]],
    ["with another hash", file({ ...entry, traceHash: "" }), [`${at('"9c41')} \`traceHash\` is blank; ${digits}`]],
    [
      "with a hash that is false",
      file({ ...entry, traceHash: false }),
      [`${at('"9c41')} \`traceHash\` is \`false\`; ${digits}`],
    ],
    [
      "with a rule of another kind",
      file({ ...entry, rule: ["a"] }),
      [`${at('"us-data')} \`rule\` is a list; use text`],
    ],
    [
      "with an unknown rule",
      file({ ...entry, rule: "us-data-stay-in-us" }),
      [
        `${at('"us-data')} unknown rule \`us-data-stay-in-us\`; use \`us-data-stays-in-us\`, \`state-stays-in-us\` or \`us-data-flows-stay-in-us\``,
      ],
    ],
    [
      "with a finding about a waiver",
      file({ ...entry, rule: "waivers-are-valid" }),
      [
        `${at('"us-data')} rule \`waivers-are-valid\` can't be in a baseline; mend the waiver or exception that it refuses`,
      ],
    ],
    ["with a blank stack", file({ ...entry, stack: " " }), [`${at('"primary')} \`stack\` is blank; use text`]],
    [
      "with a project that is a number",
      file({ ...entry, project: 1 }),
      [`${at('"shop')} \`project\` is \`1\`; use text`],
    ],
    [
      "with a resource that is an object",
      file({ ...entry, resource: {} }),
      [`${at('"aws:')} \`resource\` is an object; use text`],
    ],
  ])("is refused when it is %s", (_, text, messages) => {
    expect(errorsOf(text)).toEqual(messages);
  });

  it.each(Object.keys(entry) as (keyof typeof entry)[])("is refused when an entry lacks `%s`", (key) => {
    expect(errorsOf(file(without(key)))).toEqual([`4:5 missing key \`${key}\`; an entry of the baseline needs it`]);
  });

  it("tells at most 20 errors", () => {
    const errors = errorsOf(file(...Array.from({ length: 30 }, () => 1)));
    expect(errors).toHaveLength(20);
    expect(errors[19]).toBe("23:5 11 more errors from here on");
  });

  it("holds at most 10000 findings", () => {
    const entries = Array.from({ length: 10_001 }, (_, index) => ({ ...entry, stack: `s${index}` }));
    expect(errorsOf(file(...entries.slice(1)))).toEqual([]);
    expect(errorsOf(file(...entries))).toEqual(["10004:5 the list goes on; at most 10000 findings are read"]);
  });

  it("names every rule but the one that judges waivers", () => {
    expect(ruleNames.filter((rule) => !baselineRules.includes(rule))).toEqual(["waivers-are-valid"]);
    expect(ruleNames.filter((rule) => errorsOf(file({ ...entry, rule })).length > 0)).toEqual(["waivers-are-valid"]);
  });
});

describe("a baseline", () => {
  const finding = {
    fingerprint: entry.finding as string,
    rule: entry.rule as string,
    stack: "primary",
    traceHash: entry.traceHash as string | null,
    certainHash: entry.traceHash as string | null,
  };

  it.each([
    ["the finding as it is", {}, true, true],
    ["another trace or class", { traceHash: "0000aaaa0000aaaa", certainHash: "1111aaaa0000aaaa" }, true, false],
    ["its trace, less certain", { traceHash: "0000aaaa0000aaaa" }, true, true],
    ["its trace, more certain", { certainHash: "0000aaaa0000aaaa" }, true, true],
    ["no trace", { traceHash: null, certainHash: null }, true, false],
    ["another stack", { stack: "primary-2" }, false, false],
    ["a stack that a glob would match", { stack: "primary*" }, false, false],
    ["another rule", { rule: "us-data-stays-in-us" }, false, false],
    ["another finding", { fingerprint: "0000000000000000" }, false, false],
  ])("of one entry has %s: %j, listed %s, known %s", (_, changes, listed, known) => {
    const baseline = baselineOf([entry]);
    expect(isListed({ ...finding, ...changes }, baseline)).toBe(listed);
    expect(isKnown({ ...finding, ...changes }, baseline)).toBe(known);
  });

  it("knows a doubt as that doubt, and not what it turns out to be", () => {
    const doubt = { ...finding, traceHash: "d0000000000000bd", certainHash: null };
    const baseline = baselineOf([{ ...entry, traceHash: "d0000000000000bd" }]);
    expect(isKnown(doubt, baseline)).toBe(true);
    expect(isKnown(finding, baseline)).toBe(false);
    expect(isKnown({ ...finding, traceHash: null, certainHash: null }, baseline)).toBe(false);
  });

  it("knows a refusal of no trace, and the doubt that it is before `up`", () => {
    const baseline = baselineOf([{ ...entry, traceHash: null }]);
    expect(isKnown({ ...finding, traceHash: null, certainHash: null }, baseline)).toBe(true);
    expect(isKnown({ ...finding, traceHash: "d0000000000000bd", certainHash: null }, baseline)).toBe(true);
    expect(isKnown(finding, baseline)).toBe(false);
  });

  it("knows each of several traces of one finding", () => {
    const other = "0000aaaa0000aaaa";
    const baseline = baselineOf([entry, { ...entry, traceHash: other }]);
    expect(isKnown(finding, baseline)).toBe(true);
    expect(isKnown({ ...finding, traceHash: other, certainHash: other }, baseline)).toBe(true);
  });

  it("knows nothing when it is empty", () => {
    expect(isListed(finding, noBaseline)).toBe(false);
    expect(isKnown(finding, noBaseline)).toBe(false);
  });
});
