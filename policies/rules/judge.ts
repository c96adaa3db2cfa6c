import { isKnown } from "../residency/baseline";
import type { Estate, Resource } from "../residency/estate";
import type { Evidence, Judgement, StandingException } from "../residency/judgement";
import type { Effect, Mandate } from "../residency/mandate";
import type { Cause } from "../residency/values";
import { covers, waiverOf, type StandingWaiver, type Waivable } from "../residency/waivers";
import { identityOf } from "./identity";
import type { Rule, Severity, Terms } from "./rule";

/** A refused or undecided judgement, ready to be reported. */
export interface Finding {
  readonly rule: string;
  readonly verdict: "refused" | "undecided";
  /** Null when refused. */
  readonly cause: Cause | null;
  readonly effect: Effect;
  readonly severity: Severity;
  /** 16 hex digits, the same in every stack. */
  readonly fingerprint: string;
  /** 16 hex digits; null for a refusal without a trace. */
  readonly traceHash: string | null;
  readonly resource: Resource;
  readonly evidence: Evidence;
  readonly remedy: string;
  /** The waiver that is in force for it: then it is told, and doesn't count. */
  readonly waiver: StandingWaiver | null;
  /** True when the baseline has it, and nobody has waived it: then, too, it is told, and doesn't count. */
  readonly known: boolean;
}

/** How often a rule came to each verdict; `notJudged` says what it left unjudged, and why: null when nothing. */
export interface Tally {
  readonly allowed: number;
  readonly refused: number;
  readonly undecided: number;
  readonly notJudged: string | null;
}

/** What is allowed under an exception alone: it ends by itself. */
export interface Excepted extends StandingException {
  /** URNs of the resources that it excuses, sorted. */
  readonly resources: readonly string[];
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** By the center's name. */
  readonly excepted: readonly Excepted[];
  readonly judged: ReadonlyMap<string, Tally>;
}

/** Judges an estate by every rule: the estate halves alone, which cover the resource halves. */
export function judge(estate: Estate, rules: readonly Rule[], terms: Terms): Outcome {
  const findings: Finding[] = [];
  const identities: Waivable[] = [];
  const judged = new Map<string, Tally>();
  const excepted = new Map<string, { readonly exception: StandingException; readonly urns: Set<string> }>();
  for (const rule of inOrder(rules)) {
    const notSeen = unseen(rule, estate, terms.mandate);
    if (notSeen !== undefined) {
      judged.set(rule.name, { allowed: 0, refused: 0, undecided: 0, notJudged: notSeen });
      continue;
    }
    const view = { estate, ...terms };
    const tally = { allowed: 0, refused: 0, undecided: 0, notJudged: rule.notJudged?.(view) ?? null };
    const outcome = () => ({ findings: [...identities], excepted: new Set(excepted.keys()) });
    const judgements = rule.judgeOutcome?.({ ...view, ...outcome() }) ?? rule.judgeEstate?.(view) ?? [];
    for (const judgement of judgements) {
      tally[judgement.verdict] += 1;
      const { exception } = judgement.evidence;
      if (exception !== undefined) {
        const { urns } = excepted.get(exception.center) ?? { urns: new Set<string>() };
        excepted.set(exception.center, { exception, urns: urns.add(judgement.subject) });
      }
      if (judgement.verdict === "allowed") continue;
      const identity = identityOf({ ...judgement, rule: rule.name });
      identities.push(identity);
      findings.push(asFinding(judgement, identity, rule, estate, terms));
    }
    judged.set(rule.name, tally);
  }
  const byName = [...excepted].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    findings,
    excepted: byName.map(([, { exception, urns }]) => ({ ...exception, resources: [...urns].sort() })),
    judged,
  };
}

/**
 * What of the organization a rule would have to see; undefined where it sees enough: every stack or, where the mandate's
 * `duties` give the rule to one stack, that one.
 */
export function unseen(
  { needs, name }: Pick<Rule, "needs" | "name">,
  { scope, stacks }: Estate,
  { duties }: Pick<Mandate, "duties">,
): string | undefined {
  if (needs === "stack" || scope === "organization") return undefined;
  const duty = duties.get(name)?.stack;
  if (duty === undefined) return "needs every stack of the organization, or a stack that the mandate's `duties` name";
  const isSeen = stacks.length > 0 && stacks.every((stack) => stack.name === duty);
  return isSeen ? undefined : `is judged in stack \`${duty}\`, as the mandate's \`duties\` say`;
}

/** Those that judge what the others found come last. */
function inOrder(rules: readonly Rule[]): Rule[] {
  const isLast = ({ judgeOutcome }: Rule) => judgeOutcome !== undefined;
  return [...rules.filter((rule) => !isLast(rule)), ...rules.filter(isLast)];
}

/** A finding, as far as a waiver is concerned. */
export function waivable({ rule, resource, evidence, cause }: Finding): Waivable {
  return identityOf({ rule, subject: resource.urn, evidence, cause });
}

/** Of a judgement that allows nothing. */
function asFinding(
  judgement: Judgement,
  identity: Waivable,
  rule: Rule,
  estate: Estate,
  { mandate, waivers, baseline, date }: Terms,
): Finding {
  const resource = estate.find(judgement.subject);
  if (resource === undefined) throw new Error(`rule \`${rule.name}\` judged a resource that the estate lacks`);
  const cause = judgement.verdict === "undecided" ? judgement.cause : null;
  const waiver = waiverOf(identity, waivers, mandate.approvers, date, covers);
  return {
    rule: rule.name,
    verdict: cause === null ? "refused" : "undecided",
    cause,
    effect: cause === null ? "block" : mandate.effects[cause],
    severity: rule.severity,
    fingerprint: identity.fingerprint,
    traceHash: identity.traceHash,
    resource,
    evidence: judgement.evidence,
    remedy: judgement.evidence.remedy ?? rule.remedy,
    waiver,
    known: waiver === null && isKnown(identity, baseline),
  };
}
