import { planBaseline } from "../../cli/baseline-plan";
import { renderBaseline } from "../../cli/reports/baseline-text";
import { baselineOf, noBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { buildEstate, type Estate, type Resource } from "../../policies/residency/estate";
import type { Waiver } from "../../policies/residency/waivers";
import { rules } from "../../policies/rules";
import { judge, type Outcome } from "../../policies/rules/judge";
import { provider, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, ireland } from "../support/flows";
import { Unknown } from "../../policies/residency/values";

const root = resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" });
const estate = (...resources: readonly Resource[]): Estate =>
  buildEstate("organization", [{ name: "dev", project: "shop" }], [root, ...resources], []);
const exports_ = bucketIn(ireland, "exports");
const imports = bucketIn(ireland, "imports");
/** Its place isn't known: that warns. */
const temporary = bucketIn(provider("aws", { region: new Unknown("not-yet-known") }), "temp");

const judged = (of: Estate, entries: readonly BaselineEntry[] = [], waivers: readonly Waiver[] = []) =>
  judge(of, rules, { ...flowTerms("name: ours\napprovers: [board]\n"), waivers, baseline: baselineOf(entries) });
const plan = (of: Estate, entries: readonly BaselineEntry[], accepts: boolean, waivers: readonly Waiver[] = []) =>
  planBaseline(baselineOf(entries), judged(of, entries, waivers), of, accepts);
const [entry] = planBaseline(noBaseline, judged(estate(exports_)), estate(), true).entries;
if (entry === undefined) throw new Error("a bucket in Ireland is accepted");

const waiver: Waiver = {
  ...{ finding: entry.finding, rule: entry.rule, stack: "dev" },
  ...(entry.traceHash !== null && { traceHash: entry.traceHash }),
  ...{ owner: "data", approver: "board", reason: "rehearsal", ticket: "P-1" },
  ...{ created: "2026-11-20", expires: "2026-12-04", position: { file: "waivers.yaml", line: 1, column: 3 } },
};
const told = (...given: Parameters<typeof plan>) =>
  renderBaseline({ file: "baseline.json", plan: plan(...given), isWritten: true, isDryRun: false });
const withEntries = (outcome: Outcome, of: Estate) => planBaseline(noBaseline, outcome, of, true);

describe("a new baseline", () => {
  it("accepts what counts, with all that tells it from others", () => {
    expect(plan(estate(exports_), [], true)).toMatchObject({
      entries: [
        {
          finding: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
          traceHash: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
          rule: "us-data-stays-in-us",
          stack: "dev",
          project: "shop",
          resource: "aws:s3/bucket:Bucket::exports",
        },
      ],
      added: [{ rule: "us-data-stays-in-us" }],
      ...{ removed: [], unseen: 0, warning: 0, unfit: [] },
    });
  });

  it("leaves what only warns, what is waived, and what is wrong with waivers", () => {
    const all = estate(exports_, imports, temporary);
    const lapsed = { ...waiver, finding: "0000aaaa0000aaaa" };
    const made = plan(all, [], true, [waiver, lapsed]);
    expect(made.entries.map((one) => one.resource)).toEqual(["aws:s3/bucket:Bucket::imports"]);
    expect(made).toMatchObject({ warning: 1, unfit: [{ rule: "waivers-are-valid" }] });
    expect(told(all, [], true, [waiver, lapsed])).toBe(`baseline.json: written: 1 finding; it is told, and doesn't count
  new      us-data-stays-in-us  critical  1
  not in   1 finding that only warns
  not in   1 finding of waivers-are-valid, which still counts: mend what it refuses
a baseline is no approval: mend what it holds, or have it waived for a while with \`stateside waivers new\`
`);
  });

  it("holds one entry for two findings that are told apart by nothing", () => {
    const outcome = judged(estate(exports_));
    const twice = { ...outcome, findings: [...outcome.findings, ...outcome.findings] };
    expect(withEntries(twice, estate(exports_)).entries).toEqual([entry]);
  });

  it("shortens a name of 10,000 characters, and holds nothing that acts on a terminal", () => {
    const [named] = plan(estate(bucketIn(ireland, `\u001b[2J${"x".repeat(10_000)}`)), [], true).entries;
    expect(named?.resource).toMatch(/^aws:s3\/bucket:Bucket::\\x1b\[2Jx+…\(10026 characters\)…x+$/);
  });

  it("has nothing to hold where nothing counts", () => {
    const made = plan(estate(), [], true);
    expect(made.entries).toEqual([]);
    expect(renderBaseline({ file: "b.json", plan: made, isWritten: false, isDryRun: false })).toBe(
      "b.json: not written: nothing to accept\n",
    );
  });
});

describe("a baseline that is kept", () => {
  const gone = { ...entry, finding: "0000aaaa0000aaaa" };
  const changed = { ...entry, traceHash: "0000aaaa0000aaaa" };
  const elsewhere = { ...gone, project: "billing" };

  it("loses what is for nothing, and takes nothing in", () => {
    const entries = [entry, gone, changed, elsewhere];
    const made = plan(estate(exports_, imports), entries, false);
    expect(made.entries).toEqual([entry, elsewhere]);
    expect(made.added).toEqual([]);
    expect(made.removed).toEqual([
      { entry: gone, use: "gone" },
      { entry: changed, use: "changed" },
    ]);
    expect(told(estate(exports_, imports), entries, false))
      .toBe(`baseline.json: written: 2 findings (0 new, 2 taken out); they are told, and don't count
  out      finding 0000aaaa0000aaaa of us-data-stays-in-us, aws:s3/bucket:Bucket::exports in stack dev: no longer occurs
  out      finding ${entry.finding} of us-data-stays-in-us, aws:s3/bucket:Bucket::exports in stack dev: has another trace, class or doubt now
  kept     1 of stacks that weren't seen, or of rules that weren't judged
a baseline is no approval: mend what it holds, or have it waived for a while with \`stateside waivers new\`
`);
  });

  it("loses what is waived: the waiver says until when", () => {
    expect(plan(estate(exports_), [entry], false, [waiver])).toMatchObject({
      entries: [],
      removed: [{ entry, use: "waived" }],
    });
  });

  it("takes in what is new when it is replaced, and keeps what it had as it was", () => {
    const before = { ...entry, resource: "an old name" };
    const made = plan(estate(exports_, imports), [gone, before, elsewhere], true);
    expect(made.entries.map((one) => one.resource)).toEqual([
      "an old name",
      elsewhere.resource,
      "aws:s3/bucket:Bucket::imports",
    ]);
    expect(made.added).toMatchObject([{ resource: { name: "imports" } }]);
  });

  it("tells of at most 20 entries that go", () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ ...gone, finding: `${index}`.padStart(16, "0") }));
    const lines = told(estate(), many, false).split("\n");
    expect(lines).toHaveLength(23);
    expect(lines[0]).toBe("baseline.json: written: 0 findings (0 new, 23 taken out)");
    expect(lines[21]).toBe("  out      and 3 more");
  });

  it("can't forge a line by what its file says", () => {
    const forged = { ...gone, resource: "a\nb\u001b[2J", stack: "\u202e" };
    expect(told(estate(), [forged], false)).toContain(" a\\nb\\x1b[2J in stack \\u202e: no longer occurs\n");
  });
});

describe("the counts of what is accepted", () => {
  it("are by rule, the most severe first", () => {
    const pipe = aws("example/unknown:Type", "pipe");
    const lines = told(estate(pipe, exports_, imports), [], true).split("\n");
    expect(lines.slice(1, 3)).toEqual([
      "  new      us-data-stays-in-us  critical  2",
      "  new      types-are-known      high      1",
    ]);
  });
});
