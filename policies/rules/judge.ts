import type { Estate, Resource } from "../residency/estate";
import { fingerprint, traceHash } from "../residency/fingerprint";
import type { Evidence, Judgement, StandingException } from "../residency/judgement";
import type { Effect } from "../residency/mandate";
import type { Cause } from "../residency/values";
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
  /** 16 hex digits; null for a finding without a trace. */
  readonly traceHash: string | null;
  readonly resource: Resource;
  readonly evidence: Evidence;
  readonly remedy: string;
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
  const judged = new Map<string, Tally>();
  const excepted = new Map<string, { readonly exception: StandingException; readonly urns: Set<string> }>();
  for (const rule of rules) {
    if (rule.needs === "organization" && estate.scope === "stack") {
      judged.set(rule.name, {
        allowed: 0,
        refused: 0,
        undecided: 0,
        notJudged: "needs every stack of the organization",
      });
      continue;
    }
    const tally = { allowed: 0, refused: 0, undecided: 0, notJudged: rule.notJudged?.({ estate, ...terms }) ?? null };
    for (const judgement of rule.judgeEstate?.({ estate, ...terms }) ?? []) {
      tally[judgement.verdict] += 1;
      const { exception } = judgement.evidence;
      if (exception !== undefined) {
        const { urns } = excepted.get(exception.center) ?? { urns: new Set<string>() };
        excepted.set(exception.center, { exception, urns: urns.add(judgement.subject) });
      }
      const finding = asFinding(judgement, rule, estate, terms);
      if (finding !== undefined) findings.push(finding);
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

function asFinding(judgement: Judgement, rule: Rule, estate: Estate, { mandate }: Terms): Finding | undefined {
  if (judgement.verdict === "allowed") return undefined;
  const resource = estate.find(judgement.subject);
  if (resource === undefined) throw new Error(`rule \`${rule.name}\` judged a resource that the estate lacks`);
  const cause = judgement.verdict === "undecided" ? judgement.cause : null;
  const { trace } = judgement.evidence;
  return {
    rule: rule.name,
    verdict: judgement.verdict,
    cause,
    effect: cause === null ? "block" : mandate.effects[cause],
    severity: rule.severity,
    fingerprint: fingerprint(rule.name, resource, sinkOf(judgement.evidence)),
    traceHash: trace === undefined ? null : traceHash(trace),
    resource,
    evidence: judgement.evidence,
    remedy: judgement.evidence.remedy ?? rule.remedy,
  };
}

/** What a finding is about, beside its resource: where data ends up or, where that isn't known, the input that leads it there. */
export function sinkOf({ places, trace, property }: Evidence): string {
  return places.length === 0 && trace !== undefined ? (property ?? "") : places.join(" ");
}
