import type { Hop, Judgement } from "../../policies/residency/judgement";
import type { Cause } from "../../policies/residency/values";
import { covers, type Waiver } from "../../policies/residency/waivers";
import { judge } from "../../policies/rules/judge";
import { identityOf, sinkOf } from "../../policies/rules/identity";
import type { OutcomeView, Rule } from "../../policies/rules/rule";
import { estate, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const [one, other] = [resource("a:b:C", "one"), resource("a:b:C", "other")];

function rule(name: string, more: Partial<Rule> = {}): Rule {
  return { name, title: "", severity: "low", controls: [], remedy: "mend it", needs: "stack", ...more };
}

const refused = (of: string, subject = one.urn): Judgement => ({
  ...{ rule: of, subject, verdict: "refused", evidence: { message: "m", places: [] } },
});

function excused(center: string, subject: string): Judgement {
  const exception = { center, expires: "2026-12-01", daysLeft: 9 };
  return { rule: "r", subject, verdict: "allowed", evidence: { message: "m", places: [], exception } };
}

/** Of a rule that there is; the findings here are of none. */
function waiver(finding: string): Waiver {
  return {
    ...{ finding, stack: "dev", owner: "o", approver: "a", reason: "r", ticket: "t" },
    rule: "r" as Waiver["rule"],
    ...{ created: "2026-11-01", expires: "2026-11-30", position: { file: "waivers.yaml", line: 1, column: 1 } },
  };
}

describe("an outcome", () => {
  it("lists exceptions by their centers' names, each with its resources, sorted and once", () => {
    const judgements = [
      excused("virginia", other.urn),
      excused("dublin", one.urn),
      excused("virginia", one.urn),
      excused("virginia", other.urn),
      excused("cork", one.urn),
    ];
    const rules = [rule("r", { judgeEstate: () => judgements })];
    const told = judge(estate(one, other), rules, termsOf()).excepted.map(({ center, resources }) => [
      center,
      resources,
    ]);
    expect(told).toEqual([
      ["cork", [one.urn]],
      ["dublin", [one.urn]],
      ["virginia", [one.urn, other.urn].sort()],
    ]);
  });

  it("comes last from rules that judge what the others found, whatever their place in the list", () => {
    const views: OutcomeView[] = [];
    const last = rule("last", {
      judgeOutcome: (view) => {
        views.push({ ...view, findings: [...view.findings], excepted: new Set(view.excepted) });
        return [refused("last")];
      },
      judgeEstate: () => [refused("last"), refused("last", other.urn)],
    });
    const first = rule("first", { judgeEstate: () => [refused("first"), excused("dublin", one.urn)] });
    const { findings, judged } = judge(estate(one, other), [last, first], termsOf());
    expect(findings.map((finding) => finding.rule)).toEqual(["first", "last"]);
    expect(judged.get("last")).toEqual({ allowed: 0, refused: 1, undecided: 0, notJudged: null });
    expect(views).toHaveLength(1);
    expect(views[0]?.findings.map((found) => found.rule)).toEqual(["first"]);
    expect([...(views[0]?.excepted ?? [])]).toEqual(["dublin"]);
  });

  it("says nothing of a rule that has no estate half", () => {
    const { findings, judged } = judge(estate(one), [rule("alone")], termsOf());
    expect(findings).toEqual([]);
    expect(judged.get("alone")).toEqual({ allowed: 0, refused: 0, undecided: 0, notJudged: null });
  });

  it("isn't made of a judgement about what the estate lacks", () => {
    const wrong = rule("wrong", { judgeEstate: () => [refused("wrong", "urn:none")] });
    expect(() => judge(estate(one), [wrong], termsOf())).toThrow(
      "rule `wrong` judged a resource that the estate lacks",
    );
  });
});

describe("the identity of a finding", () => {
  const hop: Hop = {
    from: one.urn,
    to: other.urn,
    by: one.urn,
    property: "p",
    kind: "transfer",
    certainty: "possible",
  };
  const evidence = { message: "m", places: [], property: "p" };
  const of = (more: object) => identityOf({ rule: "r", subject: one.urn, evidence: { ...evidence, ...more } });

  it("has no hash of a trace where there is none", () => {
    expect(of({})).toMatchObject({ rule: "r", traceHash: null, certainHash: null, stack: "dev" });
  });

  it("is for what isn't known, by why it isn't, and not for what that turns out to be", () => {
    const doubt = (cause: Cause) => identityOf({ rule: "r", subject: one.urn, evidence, cause });
    const [later, unreadable] = [doubt("not-yet-known"), doubt("unreadable")];
    const refusal = of({});
    const fits = (hash: string | null, finding: typeof later) =>
      covers({ ...waiver(finding.fingerprint), ...(hash !== null && { traceHash: hash }) }, finding);
    expect(new Set([later, unreadable, refusal].map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(fits(later.traceHash, later)).toBe(true);
    expect(fits(later.traceHash, unreadable)).toBe(false);
    expect(fits(later.traceHash, refusal)).toBe(false);
    expect(fits(refusal.traceHash, later)).toBe(true);
  });

  it.each([
    ["with a trace", { trace: [hop] }],
    ["without one", {}],
  ])("is for one class of data, %s", (_, more) => {
    const [test, users] = [of({ ...more, dataClass: "test-user" }), of({ ...more, dataClass: "us-user" })];
    expect(test.fingerprint).toBe(users.fingerprint);
    expect(covers({ ...waiver(test.fingerprint), traceHash: test.traceHash ?? "" }, test)).toBe(true);
    expect(covers({ ...waiver(test.fingerprint), traceHash: test.traceHash ?? "" }, users)).toBe(false);
    expect(covers(waiver(test.fingerprint), users)).toBe(false);
  });

  it("has one hash of a trace as it is, and one of it as if it were certain", () => {
    const possible = of({ trace: [hop] });
    const certain = of({ trace: [{ ...hop, certainty: "certain" }] });
    expect(possible.traceHash).toMatch(/^[0-9a-f]{16}$/);
    expect(possible.traceHash).not.toBe(certain.traceHash);
    expect(possible.certainHash).toBe(certain.traceHash);
    expect(certain.certainHash).toBe(certain.traceHash);
  });

  it.each([
    ["what its rule says", { about: "what", places: ["a"], property: "p" }, "what"],
    ["all of its places", { places: ["a", "b"], property: "p", trace: [hop] }, "a b"],
    ["the input that leads where nobody knows", { places: [], property: "p", trace: [hop] }, "p"],
    ["nothing more where there is no input", { places: [], trace: [hop] }, ""],
    ["the input that decides where there is no way", { places: [], property: "p" }, "p"],
  ])("is about %s", (_, told, expected) => {
    expect(sinkOf({ message: "m", ...told })).toBe(expected);
  });
});
