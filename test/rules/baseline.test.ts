import { verdictOf } from "../../cli/judge/build-result";
import { baselineOf, noBaseline, type BaselineEntry } from "../../policies/residency/baseline";
import { buildEstate, type Estate, type Resource } from "../../policies/residency/estate";
import type { Waiver } from "../../policies/residency/waivers";
import { rules } from "../../policies/rules";
import { usesOf } from "../../policies/rules/baseline-use";
import { judge, waivable } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { resource } from "../support/estates";
import { aws, awsIn, bucketIn, flowTerms, from, ireland, output, virginia } from "../support/flows";

const mandateText = "name: ours\napprovers: [board]\n";
const terms = (entries: readonly BaselineEntry[] = [], more: Partial<Terms> = {}): Terms => ({
  ...flowTerms(mandateText),
  baseline: baselineOf(entries),
  ...more,
});
const root = (stack: string): Resource =>
  resource("pulumi:pulumi:Stack", `shop-${stack}`, {}, { kind: "stack", stack });
const seen = (scope: Estate["scope"], ...resources: readonly Resource[]): Estate => {
  const stacks = [...new Set(resources.map(({ stack }) => stack))].map((name) => ({ name, project: "shop" }));
  return buildEstate(scope, stacks, resources, []);
};
const estate = (...resources: readonly Resource[]) => seen("organization", root("dev"), ...resources);

const exports_ = bucketIn(ireland, "exports");
const findings = (of: Estate, by: Terms = terms()) => judge(of, rules, by).findings;
const known = (of: Estate, by: Terms) => findings(of, by).map((one) => [one.rule, one.resource.stack, one.known]);

/** Everything that counts in an estate, as the command accepts it. */
const accepted = (of: Estate): BaselineEntry[] =>
  findings(of).map(({ fingerprint: finding, traceHash, rule, resource: { stack, project } }) => ({
    // SAFETY: the rules' own names.
    ...{ finding, traceHash, rule: rule as BaselineEntry["rule"], stack, project, resource: "a bucket" },
  }));
const [entry] = accepted(estate(exports_));
if (entry === undefined) throw new Error("a bucket in Ireland is refused");

const waiver: Waiver = {
  finding: entry.finding,
  rule: entry.rule,
  stack: "dev",
  ...(entry.traceHash !== null && { traceHash: entry.traceHash }),
  owner: "data",
  approver: "board",
  reason: "rehearsal",
  ticket: "P-1",
  created: "2026-11-20",
  expires: "2026-12-04",
  position: { file: "waivers.yaml", line: 1, column: 3 },
};

/** A bucket in Virginia that is copied to one in Ireland, after other rules. */
function copied(before: readonly unknown[] = []): Resource[] {
  const copy = bucketIn(ireland, "copy");
  const rule = { status: "Enabled", destination: { bucket: output(copy) } };
  const inputs = { bucket: "orders", rules: [...before, rule] };
  const type = "s3/bucketReplicationConfig:BucketReplicationConfig";
  return [
    bucketIn(virginia, "orders", { bucket: "orders" }),
    copy,
    aws(type, "abroad", inputs, from({ rules: [copy] })),
  ];
}

describe("a finding that the baseline has", () => {
  it("is found all the same, and doesn't count", () => {
    const all = findings(estate(exports_), terms([entry]));
    expect(all).toMatchObject([{ verdict: "refused", effect: "block", known: true, waiver: null }]);
    expect(verdictOf(all)).toBe("clean");
    expect(verdictOf(findings(estate(exports_)))).toBe("refused");
  });

  it("leaves another one to count", () => {
    const all = findings(estate(exports_, bucketIn(ireland, "imports")), terms([entry]));
    expect(all.map((one) => [one.resource.name, one.known])).toEqual([
      ["exports", true],
      ["imports", false],
    ]);
    expect(verdictOf(all)).toBe("refused");
  });

  it.each<[string, Resource]>([
    ["in another stack", bucketIn(ireland, "exports", {}, { stack: "prod" })],
    ["at another place", bucketIn(awsIn("eu-central-1"), "exports")],
    ["of another name", bucketIn(ireland, "exports-2")],
    ["of another type", aws("dynamodb/table:Table", "exports", {}, { provider: ireland })],
  ])("is another one %s", (_, changed) => {
    expect(findings(estate(changed), terms([entry])).map((one) => one.known)).toEqual([false]);
  });

  it("is another one when its class is another", () => {
    const classes = "classes: { us-user: { countries: [US] }, us-minor: { countries: [US] } }\n";
    const by = { ...flowTerms(mandateText + classes), baseline: baselineOf([entry]) };
    const labelled = bucketIn(ireland, "exports", { tags: { "data-class": "us-minor" } });
    expect(known(estate(exports_), by)).toEqual([["us-data-stays-in-us", "dev", true]]);
    expect(known(estate(labelled), by)).toEqual([["us-data-stays-in-us", "dev", false]]);
  });

  it("is another one as soon as its way is", () => {
    const before = accepted(estate(...copied()));
    const [, flow] = before;
    expect(before).toMatchObject([{ rule: "us-data-stays-in-us" }, { rule: "us-data-flows-stay-in-us" }]);
    const flows = (of: Estate) =>
      findings(of, terms(before)).flatMap((one) => (one.fingerprint === flow?.finding ? [one.known] : []));
    expect(flows(estate(...copied()))).toEqual([true]);
    // The same copy, declared by the second rule of two.
    expect(flows(estate(...copied([{ status: "Disabled" }])))).toEqual([false]);
  });

  it("is one that is waived when a waiver is in force for it, too", () => {
    const both = terms([entry], { waivers: [waiver] });
    expect(findings(estate(exports_), both)).toMatchObject([{ known: false, waiver: { owner: "data" } }]);
    const lapsed = terms([entry], { waivers: [{ ...waiver, created: "2026-10-01", expires: "2026-11-21" }] });
    const all = findings(estate(exports_), lapsed);
    expect(all).toMatchObject([
      { rule: "us-data-stays-in-us", known: true, waiver: null },
      { rule: "waivers-are-valid", known: false, waiver: null },
    ]);
    expect(verdictOf(all)).toBe("refused");
  });

  it("still makes a waiver for it one that is used", () => {
    const { judged } = judge(estate(exports_), rules, terms([entry], { waivers: [waiver] }));
    expect(judged.get("waivers-are-valid")).toMatchObject({ allowed: 1, refused: 0 });
  });
});

describe("an entry of a baseline", () => {
  const uses = (of: Estate, entries: readonly BaselineEntry[], more: Partial<Terms> = {}) =>
    usesOf(baselineOf(entries), judge(of, rules, terms(entries, more)), of).map(({ use }) => use);

  it("is used by its finding, and waived with it", () => {
    expect(uses(estate(exports_), [entry])).toEqual(["used"]);
    expect(uses(estate(exports_), [entry], { waivers: [waiver] })).toEqual(["waived"]);
  });

  it("is used by a finding of which less is known now", () => {
    const unknown = { ...entry, traceHash: null };
    const { findings: found, ...outcome } = judge(estate(exports_), rules, terms());
    const doubts = found.map((one) => {
      const { dataClass, ...evidence } = one.evidence;
      expect(dataClass).toBe("us-user");
      return { ...one, cause: "not-yet-known" as const, verdict: "undecided" as const, evidence };
    });
    const all = { ...outcome, findings: doubts };
    expect(usesOf(baselineOf([unknown, entry]), all, estate(exports_)).map(({ use }) => use)).toEqual([
      "used",
      "changed",
    ]);
  });

  it("is used by a doubt that is as it was", () => {
    const { findings: found, ...outcome } = judge(estate(exports_), rules, terms());
    const doubts = found.map((one) => ({ ...one, cause: "not-yet-known" as const, verdict: "undecided" as const }));
    const [traceHash = ""] = doubts.map((one) => waivable(one).traceHash ?? "");
    expect(traceHash).not.toBe(entry.traceHash);
    const known = baselineOf([{ ...entry, traceHash }]);
    expect(usesOf(known, { ...outcome, findings: doubts }, estate()).map(({ use }) => use)).toEqual(["used"]);
  });

  it("is used as long as one of the findings that it is about isn't waived", () => {
    const outcome = judge(estate(exports_), rules, terms());
    const waivedToo = judge(estate(exports_), rules, terms([], { waivers: [waiver] })).findings;
    for (const found of [
      [...outcome.findings, ...waivedToo],
      [...waivedToo, ...outcome.findings],
    ]) {
      const uses = usesOf(baselineOf([entry]), { ...outcome, findings: found }, estate(exports_));
      expect(uses.map(({ use }) => use)).toEqual(["used"]);
    }
  });

  it("is changed when its finding has another trace", () => {
    const old = { ...entry, traceHash: "0000aaaa0000aaaa" };
    expect(uses(estate(exports_), [old])).toEqual(["changed"]);
    expect(uses(estate(exports_), [old, entry])).toEqual(["changed", "used"]);
  });

  it("is gone when its stack was seen and doesn't have the finding", () => {
    expect(uses(estate(), [entry])).toEqual(["gone"]);
    expect(uses(seen("stack", root("dev")), [entry])).toEqual(["gone"]);
  });

  it("is gone with its stack when every stack of its project was seen", () => {
    expect(uses(estate(), [{ ...entry, stack: "prod" }])).toEqual(["gone"]);
  });

  it.each<[string, Estate, Partial<BaselineEntry>]>([
    ["its stack", seen("stack", root("dev")), { stack: "prod" }],
    ["its project", estate(), { project: "billing" }],
    ["its project's stack of the same name", seen("stack", root("dev")), { project: "billing" }],
    ["any stack", buildEstate("organization", [], [], []), {}],
  ])("isn't gone when %s wasn't seen", (_, of, changes) => {
    expect(uses(of, [{ ...entry, ...changes }])).toEqual(["unseen"]);
  });

  it("isn't gone when its rule wasn't judged", () => {
    const rule = "us-data-has-a-second-us-region";
    expect(judge(seen("stack", root("dev")), rules, terms()).judged.get(rule)?.notJudged).not.toBeNull();
    expect(uses(seen("stack", root("dev")), [{ ...entry, rule }])).toEqual(["unseen"]);
    const none = { findings: [], excepted: [], judged: new Map() };
    expect(usesOf(baselineOf([entry]), none, estate()).map(({ use }) => use)).toEqual(["unseen"]);
  });

  it("is told with its use, in the baseline's order", () => {
    const other = { ...entry, finding: "0000aaaa0000aaaa" };
    const by = judge(estate(exports_), rules, terms());
    expect(usesOf(baselineOf([other, entry]), by, estate(exports_))).toEqual([
      { entry: other, use: "gone" },
      { entry, use: "used" },
    ]);
    expect(usesOf(noBaseline, by, estate(exports_))).toEqual([]);
  });
});
