import type { Estate, Resource } from "../residency/estate";
import { standing, type Fault } from "../residency/exceptions";
import { exemptionsOf, type Exemption } from "../residency/exemptions";
import { globMatches } from "../residency/glob";
import type { Judgement } from "../residency/judgement";
import { covers, isAbout, type Waivable, type Waiver } from "../residency/waivers";
import type { EstateView, OutcomeView, Rule } from "./rule";
import { judgeStatements } from "./unused-statements";

const name = "waivers-are-valid";

/** Who lets something pass has said so for a while, and can be asked: an exception or waiver is approved, dated, and of use. */
export const waiversAreValid: Rule = {
  name,
  title: "Waivers and exceptions are approved, dated and used",
  severity: "medium",
  controls: ["AC-5", "CA-7", "CM-3", "202.1001"],
  remedy: "have it approved anew, or take it out",
  needs: "stack",
  *judgeEstate(view) {
    for (const entry of entriesOf(view)) yield judgeAlone(entry, view);
  },
  *judgeOutcome(view) {
    for (const entry of entriesOf(view)) {
      const judgement = judgeAlone(entry, view);
      yield judgement.verdict === "allowed" ? (judgeUse(entry, view) ?? judgement) : judgement;
    }
    const [root] = rootsOf(view.estate);
    if (root !== undefined) yield* judgeStatements(name, root.urn, view);
  },
  notJudged({ estate, mandate, waivers }) {
    if (estate.scope === "organization") return undefined;
    if (waivers.length === 0 && mandate.centers.every(({ exception }) => exception === undefined)) return undefined;
    return "whether each waiver and exception is still used: needs every stack of the program";
  },
};

type Entry = Exemption & {
  /** URN of the stack that it is for or, where that isn't seen, of the first. */
  readonly subject: string;
};

/** Where not every stack is seen, those of the others are left to them. */
function entriesOf({ estate, mandate, waivers }: EstateView): Entry[] {
  const roots = rootsOf(estate);
  const isSeen = ({ stack }: Exemption) =>
    estate.scope === "organization" || estate.stacks.some(({ name: seen }) => globMatches(stack, seen));
  return exemptionsOf(mandate, waivers).flatMap((one) => {
    const subject = subjectOf(one.stack, roots);
    return subject === undefined || !isSeen(one) ? [] : [{ ...one, subject }];
  });
}

/** By what it says itself. */
function judgeAlone(entry: Entry, view: EstateView): Judgement {
  const { approved, what } = entry;
  const state = standing(approved, view.mandate.approvers, view.date);
  if (state.kind === "in-force") return judged("allowed", entry, `${what} is in force until ${approved.expires}`);
  const { property, remedy } = mending[state.fault];
  const isLapsedWaiver = entry.kind === "waiver" && state.fault === "lapsed";
  return judged("refused", entry, `${what} ${state.because}`, property, isLapsedWaiver ? mendingWaiver : remedy);
}

/** Why a waiver no longer fits its finding, as the rest of a sentence. */
export const ofAnotherTrace = "was approved for another trace, or class of data, than the finding has now";

/** The key at fault, and what to do about it. */
const mending: Readonly<Record<Fault, { readonly property: string; readonly remedy: string }>> = {
  "self-approved": {
    property: "approver",
    remedy: "have it approved by one of the mandate's `approvers` who isn't its owner",
  },
  "not-approved": { property: "approver", remedy: "have it approved by one of the mandate's `approvers`" },
  "too-long": {
    property: "expires",
    remedy: "let it end sooner, and have it approved anew if it is still needed then",
  },
  "not-yet": { property: "created", remedy: "correct `created`, or add it when its time comes" },
  lapsed: { property: "expires", remedy: "mend what it let pass and take it out, or have it approved anew" },
};

/** The command writes waivers; exceptions are written by hand. */
const mendingWaiver =
  "mend what it let pass and take it out with `stateside waivers prune`, or have it approved anew with `stateside waivers new`";

/** By what it does; undefined when that is what it was made for, or can't be told. */
function judgeUse(entry: Entry, view: OutcomeView): Judgement | undefined {
  // Where not every stack is seen, what isn't used here may be used there.
  const isWhole = view.estate.scope === "organization";
  if (entry.kind === "exception") {
    if (!isWhole || view.excepted.has(entry.center)) return undefined;
    return judged("refused", entry, `${entry.what} excuses nothing`, "exception", "take it out of the mandate");
  }
  switch (useOf(entry.approved, view.findings)) {
    case "used":
      return undefined;
    case "trace-changed": {
      const message = `${entry.what} ${ofAnotherTrace}`;
      const remedy = "look at the finding as it is now, and have it approved anew with `stateside waivers new`";
      return judged("refused", entry, message, "traceHash", remedy);
    }
    case "unused": {
      if (!isWhole) return undefined;
      const message = `${entry.what} is for nothing: no stack has such a finding of ${entry.approved.rule}`;
      return judged("refused", entry, message, "finding", "take it out with `stateside waivers prune`");
    }
  }
}

/** What a waiver does among all findings, waived ones included. */
export function useOf(waiver: Waiver, findings: readonly Waivable[]): "used" | "trace-changed" | "unused" {
  if (findings.some((finding) => covers(waiver, finding))) return "used";
  return findings.some((finding) => isAbout(waiver, finding)) ? "trace-changed" : "unused";
}

function judged(
  verdict: "allowed" | "refused",
  entry: Entry,
  message: string,
  property?: string,
  remedy?: string,
): Judgement {
  const { subject, position: decidedAt } = entry;
  const evidence = { message, places: [], about: aboutOf(entry), decidedAt };
  return {
    rule: name,
    verdict,
    subject,
    evidence: { ...evidence, ...(property !== undefined && { property }), ...(remedy !== undefined && { remedy }) },
  };
}

/** What tells it from others. */
function aboutOf(entry: Entry): string {
  if (entry.kind === "exception") return entry.what;
  return `${entry.what} ${entry.approved.rule} ${entry.approved.traceHash ?? ""}`;
}

/** The stack that it is for or, where it is for none that is seen, the first. */
function subjectOf(pattern: string, roots: readonly Resource[]): string | undefined {
  const exact = roots.find(({ stack }) => stack === pattern);
  return (exact ?? roots.find(({ stack }) => globMatches(pattern, stack)) ?? roots[0])?.urn;
}

/** The stacks themselves, by name; where none is seen, the first resource stands for all. */
function rootsOf({ resources }: Estate): Resource[] {
  const roots = resources.filter(({ kind }) => kind === "stack");
  return roots.length === 0 ? resources.slice(0, 1) : roots.sort(byStack);
}

function byStack(one: Resource, other: Resource): number {
  return one.stack < other.stack ? -1 : one.stack > other.stack ? 1 : one.urn < other.urn ? -1 : 1;
}
