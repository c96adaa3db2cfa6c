import { ruleNames } from "../../policies/residency/rule-names";
import { covers, isAbout, parseWaivers, waiverOf, type Waiver } from "../../policies/residency/waivers";

const fields = {
  finding: "7f3a91c2b4d50e16",
  rule: "us-data-flows-stay-in-us",
  stack: "primary",
  traceHash: "9c41aa00bb11cc22",
  owner: "data-platform",
  approver: "privacy-board",
  reason: "rehearsal with synthetic rows",
  ticket: "PRIV-312",
  created: "2026-08-20",
  expires: "2026-09-03",
};
type Fields = Partial<Record<keyof typeof fields, string | undefined>>;

/** An entry in lines, its values as they are written. */
function entry(changes: Fields = {}): string {
  const lines = Object.entries({ ...fields, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `- ${lines.join("\n  ")}\n`;
}

function waiversOf(text: string): readonly Waiver[] {
  const result = parseWaivers(text, "waivers.yaml");
  if ("errors" in result) throw new Error(result.errors.map(({ message }) => message).join("\n"));
  return result.waivers;
}

function errorsOf(text: string): string[] {
  const result = parseWaivers(text, "waivers.yaml");
  return "errors" in result ? result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
}

describe("a file of waivers", () => {
  it("is a list of entries, each with its position", () => {
    const text = `# ours\n${entry()}\n${entry({ finding: '"0123456789012345"', traceHash: undefined, stack: '"eu-*"' })}`;
    expect(waiversOf(text)).toEqual([
      { ...fields, position: { file: "waivers.yaml", line: 2, column: 3 } },
      {
        ...fields,
        traceHash: undefined,
        finding: "0123456789012345",
        stack: "eu-*",
        position: { file: "waivers.yaml", line: 13, column: 3 },
      },
    ]);
  });

  it.each(["", "\n\n", "# none yet\n", "---\n", "[]\n", "\uFEFF# marked\n"])("holds none when it is %j", (text) => {
    expect(waiversOf(text)).toEqual([]);
  });

  it("says nothing of what is over, too long or approved by nobody: that isn't its form", () => {
    expect(waiversOf(entry({ approver: "data-platform", created: "2020-01-01", expires: "2022-01-01" }))).toHaveLength(
      1,
    );
  });

  it.each<[string, Fields, string]>([
    [
      "a finding in capitals",
      { finding: "7F3A91C2B4D50E16" },
      "1:12 bad `finding` `7F3A91C2B4D50E16`; use 16 hex digits in lower case, as a result has them",
    ],
    [
      "a finding that is cut",
      { finding: "7f3a91c2" },
      "1:12 bad `finding` `7f3a91c2`; use 16 hex digits in lower case, as a result has them",
    ],
    [
      "a finding that YAML reads as a number",
      { finding: "1234567890123456" },
      "1:12 `finding` is `1234567890123456`, a number; use text",
    ],
    ["no finding", { finding: undefined }, "1:3 missing key `finding`; a member of the list of waivers needs it"],
    [
      "an unknown rule",
      { rule: "us-data-stay-in-us" },
      "2:9 unknown rule `us-data-stay-in-us`; use `us-data-stays-in-us`, `state-stays-in-us` or `us-data-flows-stay-in-us`",
    ],
    [
      "the rule that judges waivers",
      { rule: "waivers-are-valid" },
      "2:9 rule `waivers-are-valid` can't be waived; mend the waiver or exception that it refuses",
    ],
    [
      "a stack that none can be called",
      { stack: "our stack" },
      "3:10 bad stack `our stack`; use a stack's name, or a glob such as `eu-*`, of at most 100 characters",
    ],
    [
      "a stack of 101 characters",
      { stack: "a".repeat(101) },
      `3:10 bad stack \`${"a".repeat(60)}…\`; use a stack's name, or a glob such as \`eu-*\`, of at most 100 characters`,
    ],
    ["no stack", { stack: undefined }, "1:3 missing key `stack`; a member of the list of waivers needs it"],
    [
      "another hash",
      { traceHash: "9c41" },
      "4:14 bad `traceHash` `9c41`; use 16 hex digits in lower case, as a result has them",
    ],
    ["an empty hash", { traceHash: "" }, "4:3 `traceHash` is empty; use text"],
    ["no owner", { owner: undefined }, "1:3 missing key `owner`; a member of the list of waivers needs it"],
    ["a blank owner", { owner: '" "' }, "5:10 `owner` is blank; use text"],
    ["no approver", { approver: undefined }, "1:3 missing key `approver`; a member of the list of waivers needs it"],
    ["several approvers", { approver: "[a, b]" }, "6:13 `approver` is a list; use text"],
    ["no reason", { reason: undefined }, "1:3 missing key `reason`; a member of the list of waivers needs it"],
    [
      "a reason that acts on a terminal",
      { reason: '"\\e[2J"' },
      "7:11 unprintable text `\\u{1b}[2J`; use plain characters",
    ],
    ["no ticket", { ticket: undefined }, "1:3 missing key `ticket`; a member of the list of waivers needs it"],
    ["a number for a ticket", { ticket: "312" }, "8:11 `ticket` is `312`, a number; use text"],
    [
      "a day that doesn't exist",
      { created: "2026-02-29" },
      "9:12 unknown date `2026-02-29`; use a day that exists, as YYYY-MM-DD",
    ],
    [
      "a time of day",
      { expires: "2026-09-03T23:59:59Z" },
      "10:12 unknown date `2026-09-03T23:59:59Z`; use a day that exists, as YYYY-MM-DD",
    ],
    [
      "an end before its beginning",
      { expires: "2026-08-19" },
      "10:12 expires `2026-08-19` is before created `2026-08-20`; use that day or a later one",
    ],
  ])("refuses %s", (_, changes, message) => {
    expect(errorsOf(entry(changes))).toEqual([message]);
  });

  it.each([
    ["a mapping", "finding: 7f3a91c2b4d50e16\n", ["1:1 the list of waivers is a mapping; use a list"]],
    ["a word", "none\n", ["1:1 the list of waivers is `none`; use a list"]],
    [
      "a member that is no entry",
      "- 7f3a91c2b4d50e16\n",
      ["1:3 a member of the list of waivers is `7f3a91c2b4d50e16`; use a mapping"],
    ],
    [
      "a misspelt key",
      entry().replace("ticket", "tiket"),
      ["1:3 missing key `ticket`; a member of the list of waivers needs it", "8:3 unknown key `tiket`; use `ticket`"],
    ],
    ["a key twice", `${entry()}  owner: me\n`, ["11:3 duplicate key `owner`; keep one"]],
    [
      "an alias",
      entry({ owner: "&us data", approver: "*us" }),
      ["5:14 an anchor names this value; write it without `&`", "6:13 alias `*us`; write the value itself"],
    ],
    ["two documents", `${entry()}---\n${entry()}`, ["11:1 a second document starts; use one, without `---` after it"]],
    ["a binary file", "\u0000\u0001", ["1:1 unprintable character `\\u{0}`; use plain UTF-8 text"]],
  ])("refuses %s", (_, text, messages) => {
    expect(errorsOf(text)).toEqual(messages);
  });

  it.each([
    ["the same stack", "primary", "primary", true],
    ["a glob over it", "prim*", "primary", true],
    ["two globs that meet", "eu-*", "*-west", true],
    ["another stack", "primary", "landing", false],
    ["two globs that don't", "eu-*", "us-*", false],
  ])("takes two entries for one finding and %s: %s and %s", (_, one, other, isRefused) => {
    const text = entry({ stack: `"${one}"` }) + entry({ stack: `"${other}"` });
    const message = `11:3 this waiver and the one of line 1 are for finding \`7f3a91c2b4d50e16\` in one stack, \`${other}\` and \`${one}\`; keep one`;
    expect(errorsOf(text)).toEqual(isRefused ? [message] : []);
  });

  it.each<[string, Fields]>([
    ["another trace", { traceHash: "0000aaaa0000aaaa" }],
    ["no trace", { traceHash: undefined }],
    ["another rule", { rule: "us-data-stays-in-us" }],
  ])("takes two entries for one finding when one has %s", (_, changes) => {
    expect(waiversOf(entry() + entry(changes))).toHaveLength(2);
  });

  it("takes a thousand entries, and no more", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => entry({ finding: `"${index.toString(16).padStart(16, "0")}"` })).join(
        "",
      );
    expect(waiversOf(many(1000))).toHaveLength(1000);
    expect(errorsOf(many(1002))).toEqual(["10001:3 the list goes on; at most 1000 waivers are read"]);
  });

  it("compares no more globs with each other than a person would: all pairs would not end in time", () => {
    const glob = (index: number) => `"${"*a".repeat(40)}${index}"`;
    const text = Array.from({ length: 1000 }, (_, index) => entry({ stack: glob(index) })).join("");
    expect(errorsOf(text)[0]).toBe(
      "201:3 more than 20 waivers for finding `7f3a91c2b4d50e16`; use a glob for their stacks",
    );
  });

  it("names every rule but the one that judges it", () => {
    const refused = ruleNames.filter((rule) => errorsOf(entry({ rule })).length > 0);
    expect(refused).toEqual(["waivers-are-valid"]);
  });
});

describe("a waiver", () => {
  const waiver = waiversOf(entry())[0];
  if (waiver === undefined) throw new Error("the entry above is one");
  const finding = {
    fingerprint: fields.finding,
    rule: fields.rule,
    stack: "primary",
    traceHash: fields.traceHash as string | null,
    certainHash: fields.traceHash as string | null,
  };

  it.each([
    ["the finding as it is", {}, true, true],
    ["another trace", { traceHash: "0000aaaa0000aaaa", certainHash: "1111aaaa0000aaaa" }, true, false],
    ["its trace, less certain", { traceHash: "0000aaaa0000aaaa" }, true, true],
    ["its trace, more certain", { certainHash: "0000aaaa0000aaaa" }, true, true],
    ["no trace", { traceHash: null, certainHash: null }, true, false],
    ["another stack", { stack: "primary-2" }, false, false],
    ["another rule", { rule: "us-data-stays-in-us" }, false, false],
    ["another finding", { fingerprint: "0000000000000000" }, false, false],
  ])("is for %s: %j, about it %s, covers it %s", (_, changes, about, covered) => {
    expect(isAbout(waiver, { ...finding, ...changes })).toBe(about);
    expect(covers(waiver, { ...finding, ...changes })).toBe(covered);
  });

  it("of no trace covers a finding of no trace alone", () => {
    const [plain = waiver] = waiversOf(entry({ traceHash: undefined }));
    expect(covers(plain, { ...finding, traceHash: null, certainHash: null })).toBe(true);
    expect(covers(plain, finding)).toBe(false);
  });

  it.each([
    ["the day before it was created", "2026-08-19", ["privacy-board"], undefined],
    ["its first day", "2026-08-20", ["privacy-board"], 14],
    ["its last day", "2026-09-03", ["privacy-board"], 0],
    ["the day after", "2026-09-04", ["privacy-board"], undefined],
    ["a day on which nobody may approve", "2026-08-20", [], undefined],
    ["a day on which others approve", "2026-08-20", ["counsel"], undefined],
  ])("counts on %s: %s", (_, date, approvers, daysLeft) => {
    expect(waiverOf(finding, [waiver], approvers, date, covers)?.daysLeft).toBe(daysLeft);
  });

  it("gives way to another that is in force", () => {
    const lapsed = { ...waiver, expires: "2026-08-21" };
    expect(waiverOf(finding, [lapsed, waiver], ["privacy-board"], "2026-08-30", covers)?.expires).toBe("2026-09-03");
  });
});
