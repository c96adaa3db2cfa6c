import type { Baseline } from "../residency/baseline";
import type { Catalog } from "../residency/catalog";
import type { Estate, Resource } from "../residency/estate";
import type { Judgement } from "../residency/judgement";
import type { Mandate } from "../residency/mandate";
import type { Movements } from "../residency/movements";
import type { Waivable, Waiver } from "../residency/waivers";

export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** Everything but resources that a judgement may depend on: rules read no clock, file or environment. */
export interface Terms {
  readonly mandate: Mandate;
  /** The day that is judged, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly catalog: Catalog;
  readonly movements: Movements;
  readonly waivers: readonly Waiver[];
  /** Findings that were there when Stateside was adopted. */
  readonly baseline: Baseline;
}

/** What the resource half of a rule sees: the resource with its provider, and the ancestors registered so far. */
export interface ResourceView extends Terms {
  readonly resource: Resource;
  readonly ancestors: readonly Resource[];
}

export interface EstateView extends Terms {
  readonly estate: Estate;
}

/** What a rule sees that judges exceptions by what they do: the estate, and what the other rules found in it. */
export interface OutcomeView extends EstateView {
  readonly findings: readonly Waivable[];
  /** The names of the centers whose exceptions excuse something. */
  readonly excepted: ReadonlySet<string>;
}

/** One promise as a plain object; both halves are pure and yield a judgement for each thing that they looked at. */
export interface Rule {
  /** Kebab-case, named for what holds. */
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** Ids of the controls that the rule serves. */
  readonly controls: readonly string[];
  /** What to do about a refusal, in one sentence. */
  readonly remedy: string;
  /** The smallest scope in which the rule can be judged. */
  readonly needs: Estate["scope"];
  /** Refuses what is certain from one resource, before it is created; never concludes `allowed`. */
  readonly judgeResource?: (view: ResourceView) => Iterable<Judgement>;
  /** Decides everything, the resource half's refusals included. */
  readonly judgeEstate?: (view: EstateView) => Iterable<Judgement>;
  /** After all other rules, and in place of the estate half, which it covers. */
  readonly judgeOutcome?: (view: OutcomeView) => Iterable<Judgement>;
  /** What the rule left unjudged in an estate, and why; undefined when it judged all that it is about. */
  readonly notJudged?: (view: EstateView) => string | undefined;
}
