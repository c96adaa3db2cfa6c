import type { TrustResult } from "../judge/judging";
import type { FindingResult, HolderResult, MandateResult, MovementResult, Verdict } from "../judge/result";
import type { StackSummary } from "../../policies/residency/estate";

/**
 * What a change does to residency, version 1: what every report of `diff` is made from, and what `-o json` writes. Fields may
 * be added, not renamed. Every list is in an order that depends on nothing but its content.
 */
export interface Diff {
  readonly version: 1;
  readonly base: SideResult;
  readonly head: SideResult;
  /** What to know before trusting the comparison. */
  readonly notes: readonly string[];
  /** What differs between what judged the two. */
  readonly judges: readonly JudgeChange[];
  /** Holders that may be where they might not be before. */
  readonly freed: readonly FreedHolder[];
  readonly findings: FindingChanges;
  readonly holders: HolderChanges;
  /** Ways by which classes of data move that may not be anywhere. */
  readonly movements: MovementChanges;
  /** What changes nothing of residency, or is as it was: only counted. */
  readonly hidden: Hidden;
}

export interface SideResult {
  readonly kind: "revision" | "working-tree" | "result" | "states";
  /** The revision or the files, as they were written; empty for the working tree. */
  readonly name: string;
  /** The full id of a revision's commit. */
  readonly commit: string | null;
  readonly verdict: Verdict;
  /** The day that was judged, `YYYY-MM-DD`. */
  readonly date: string;
  readonly mandate: Pick<MandateResult, "name" | "source">;
  readonly trust: TrustResult | null;
  /** Those that were compared. */
  readonly stacks: readonly StackSummary[];
}

export interface JudgeChange {
  readonly file: "mandate" | "waivers" | "baseline" | "used";
  /** A statement's name, such as `class us-user`. */
  readonly about: string;
  /** What it says on each side; null where there is none. */
  readonly base: string | null;
  readonly head: string | null;
}

export interface FreedHolder {
  readonly urn: string;
  /** The class before, or the default class that a new holder would have had. */
  readonly from: string;
  readonly class: string;
  readonly why: HolderResult["why"];
  /** It is new, has another class, or its class may be in more places by the mandate. */
  readonly how: "new" | "class" | "mandate";
  readonly source: HolderResult["source"];
}

/** What two of the same name differ in. Values are null where there is none, or where it isn't for printing. */
export interface Difference<What extends string> {
  readonly what: What;
  readonly base: string | null;
  readonly head: string | null;
}

export interface Changed<T, What extends string> {
  readonly base: T;
  readonly head: T;
  readonly differs: readonly Difference<What>[];
}

export const findingAspects = ["verdict", "effect", "cause", "trace", "waiver", "baseline"] as const;
export const holderAspects = ["urn", "id", "places", "class", "why", "phase", "deletion", "key", "holds"] as const;
export const movementAspects = ["places", "certainty", "classes"] as const;

export type ChangedFinding = Changed<FindingResult, (typeof findingAspects)[number]>;
export type ChangedHolder = Changed<HolderResult, (typeof holderAspects)[number]>;
export type ChangedMovement = Changed<MovementResult, (typeof movementAspects)[number]>;

export interface FindingChanges {
  readonly new: readonly FindingResult[];
  readonly fixed: readonly FindingResult[];
  readonly changed: readonly ChangedFinding[];
  readonly unchanged: readonly FindingResult[];
}

export interface HolderChanges {
  readonly new: readonly HolderResult[];
  /** Created anew, and the old one deleted: under another URN or with another id. */
  readonly replaced: readonly ChangedHolder[];
  /** In other places. */
  readonly moved: readonly ChangedHolder[];
  readonly deleted: readonly HolderResult[];
  /** In the same place, of another class, phase or key, or with another guard against its deletion. */
  readonly changed: readonly ChangedHolder[];
}

export interface MovementChanges {
  readonly new: readonly MovementResult[];
  readonly lost: readonly MovementResult[];
  readonly changed: readonly ChangedMovement[];
}

export interface Hidden {
  /** Resources that nothing above is about, providers and stacks left out. */
  readonly resources: {
    readonly new: number;
    readonly deleted: number;
    /** With other inputs; null where that can't be seen. */
    readonly changed: number | null;
  };
  /** Holders and ways that are as they were. */
  readonly holders: number;
  readonly movements: number;
  /** New, lost or changed ways of data that may be anywhere. */
  readonly freeMovements: number;
}
