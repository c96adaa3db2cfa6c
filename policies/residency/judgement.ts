import type { SourcePosition } from "./estate";
import type { Cause } from "./values";

/** What decided a judgement. Holds no property value except places and class names. */
export interface Evidence {
  /** One sentence for people, without a final period. */
  readonly message: string;
  /** The class of the data, where that decided: who lets it pass has let that class pass. */
  readonly dataClass?: string;
  /** The places that decided, as `<cloud>:<id>`; for a secret, what {@link secretPlace} says. */
  readonly places: readonly string[];
  /** The input, or the provider's input, that decided. */
  readonly property?: string;
  /** Where that input was set, when that isn't where the resource is declared. */
  readonly decidedAt?: SourcePosition;
  /** A remedy more exact than the rule's own. */
  readonly remedy?: string;
  /** What it is about, where neither resource nor places tell that: two findings of one resource then differ by it. */
  readonly about?: string;
  /** How the data comes there, from the first holder to the sink. */
  readonly trace?: readonly Hop[];
  /** The standing exception of the mandate under which this is allowed. */
  readonly exception?: StandingException;
}

/** One movement of a trace. */
export interface Hop {
  /** URN of the source. */
  readonly from: string;
  /** URN of the destination; absent where it is no resource of the estate. */
  readonly to?: string;
  /** As places are shown; `worldwide` for viewers anywhere; absent where there is none, or it isn't known. */
  readonly place?: string;
  /** URN of the resource whose input declares the movement. */
  readonly by: string;
  readonly property: string;
  readonly kind: string;
  readonly certainty: "certain" | "possible";
  /** Where the declaring resource is. */
  readonly source?: SourcePosition;
}

/** An exception of a center abroad that is in force on the day that is judged. */
export interface StandingException {
  /** The center's name in the mandate. */
  readonly center: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly expires: string;
  /** Days from the judged day to the last one; 0 on the last. */
  readonly daysLeft: number;
}

interface Judged {
  /** The rule's name. */
  readonly rule: string;
  /** URN of the resource that is judged. */
  readonly subject: string;
  readonly evidence: Evidence;
}

/** One promise, judged about one subject. */
export type Judgement =
  | (Judged & { readonly verdict: "allowed" | "refused" })
  | (Judged & { readonly verdict: "undecided"; readonly cause: Cause });

/** Most judgements allow something: all of these have one shape, which is quickly made. */
export function allowed(rule: string, subject: string, evidence: Evidence): Judgement {
  return { rule, subject, verdict: "allowed", evidence };
}

/** How a place that came from a secret is shown: where the mandate allows it, and where it doesn't. */
export const secretPlaces = {
  allowed: "an allowed place (secret)",
  refused: "outside the allowed places (secret)",
} as const;
