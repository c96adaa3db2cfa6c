import fc from "fast-check";
import { parseWaivers } from "../../policies/residency/waivers";
import { edited, type WaiverFields } from "../../cli/waivers-file";

const fields: WaiverFields = {
  finding: "7f3a91c2b4d50e16",
  rule: "us-data-stays-in-us",
  stack: "dev",
  owner: "data",
  approver: "board",
  reason: "rehearsal: with # synthetic rows",
  ticket: "P-1",
  created: "2026-11-22",
  expires: "2026-12-06",
};
const entry = (finding: string, comment = "") => `- finding: ${finding}${comment}
  rule: us-data-stays-in-us
  stack: dev
  owner: data
  approver: board
  reason: a
  ticket: P-1
  created: 2026-11-22
  expires: 2026-12-06
`;
const [one, two, three] = ["aaaa0000aaaa0000", "bbbb0000bbbb0000", "cccc0000cccc0000"] as const;
const text = `# ours

# about the first
${entry(one, "   # wide")}
# about the second
${entry(two)}  # deep below the second
${entry(three)}# the end
`;
const remove = (...indices: number[]) => ({ remove: new Set(indices), add: [] });
const added = `- finding: 7f3a91c2b4d50e16
  rule: us-data-stays-in-us
  stack: dev
  owner: data
  approver: board
  reason: "rehearsal: with # synthetic rows"
  ticket: P-1
  created: 2026-11-22
  expires: 2026-12-06
`;
const add = { remove: new Set<number>(), add: [fields] };
const edit = (of: string, by: Parameters<typeof edited>[1]) => edited(of, by, "waivers.yaml");

describe("adding a waiver", () => {
  it.each([
    ["after the others, all of which stay as they are", text, text + added],
    ["to an empty file", "", added],
    ["to comments", "# none\n", `# none\n${added}`],
    ["to a file without a last line end", entry(one).trimEnd(), entry(one) + added],
    ["to a document with a start", `---\n${entry(one)}`, `---\n${entry(one)}${added}`],
    ["to an empty list", "# none\n[] # yet\n", `# none\n${added}# yet\n`],
    [
      "as far indented as the others",
      entry(one).replaceAll(/^/gm, "  ").trimEnd() + "\n",
      entry(one).replaceAll(/^/gm, "  ").trimEnd() + "\n" + added.replaceAll(/^(?=.)/gm, "  "),
    ],
    [
      "with the line ends of the file",
      entry(one).replaceAll("\n", "\r\n"),
      (entry(one) + added).replaceAll("\n", "\r\n"),
    ],
  ])("puts it %s", (_, before, after) => {
    expect(edit(before, add)).toBe(after);
  });

  it("quotes digits that YAML would take for a number", () => {
    expect(edit("", { ...add, add: [{ ...fields, finding: "1234567890123456" }] })).toContain(
      'finding: "1234567890123456"\n',
    );
  });

  it("writes a list that it can't add lines to anew, with its comments", () => {
    const flow =
      "# ours\n[{ finding: aaaa0000aaaa0000, rule: us-data-stays-in-us, stack: dev, owner: a, approver: b, reason: c, ticket: d, created: 2026-01-01, expires: 2026-01-02 }]\n";
    const after = edit(flow, add);
    expect(after).toMatch(/^# ours\n- .*aaaa0000aaaa0000/);
    expect(after).toContain('reason: "rehearsal: with # synthetic rows"');
  });

  it.each([
    ["what no file may hold", { reason: "\u0007" }, "unprintable text `\\u{7}`; use plain characters"],
    [
      "a stack that there can't be",
      { stack: "our stack" },
      "bad stack `our stack`; use a stack's name, or a glob such as `eu-*`, of at most 100 characters",
    ],
  ])("refuses %s", (_, changes, message) => {
    expect(() => edit(text, { ...add, add: [{ ...fields, ...changes }] })).toThrow(message);
  });
});

describe("removing waivers", () => {
  it.each([
    [
      "the first, its own comment with it",
      remove(0),
      `# ours\n\n# about the first\n\n# about the second\n${entry(two)}  # deep below the second\n${entry(three)}# the end\n`,
    ],
    [
      "the second, and keeps the comments around it",
      remove(1),
      `# ours\n\n# about the first\n${entry(one, "   # wide")}\n# about the second\n  # deep below the second\n${entry(three)}# the end\n`,
    ],
    [
      "all, and leaves the comments",
      remove(0, 1, 2),
      "# ours\n\n# about the first\n\n# about the second\n  # deep below the second\n# the end\n",
    ],
    ["none", remove(), text],
  ])("takes out %s", (_, by, after) => {
    expect(edit(text, by)).toBe(after);
  });

  it("takes out an entry whose dash stands on a line of its own", () => {
    const lone = entry(one).replace("- finding", "-\n  finding");
    expect(edit(lone + entry(two), remove(0))).toBe(entry(two));
  });

  it("takes out an entry whose last value goes over several lines", () => {
    const long = `${entry(one).replace("  reason: a\n", "")}  reason: |\n    a\n    b\n`;
    expect(edit(`${long}# next\n${entry(two)}`, remove(0))).toBe(`# next\n${entry(two)}`);
  });

  it("and adding leave exactly the others and the new ones, whatever is between them", () => {
    const gap = fc.constantFrom("", "\n", "# c\n", "  # deep\n", "\n# a\n\n");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(gap, fc.boolean()), { maxLength: 6 }),
        gap,
        fc.boolean(),
        (parts, end, isAdding) => {
          const ids = parts.map((_, index) => `${index}aaa0000aaaa0000`);
          const before = parts.map(([space], index) => space + entry(ids[index] ?? "")).join("") + end;
          const removed = new Set(parts.flatMap(([, isRemoved], index) => (isRemoved ? [index] : [])));
          const after = edit(before, { remove: removed, add: isAdding ? [fields] : [] });
          const result = parseWaivers(after, "waivers.yaml");
          expect("waivers" in result ? result.waivers.map(({ finding }) => finding) : result).toEqual([
            ...ids.filter((_, index) => !removed.has(index)),
            ...(isAdding ? [fields.finding] : []),
          ]);
          const comments = (of: string) => of.match(/#.*/g) ?? [];
          expect(comments(after).filter((one) => !one.includes("synthetic"))).toEqual(comments(before));
        },
      ),
    );
  });
});
