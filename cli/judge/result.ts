import type { Deletion, Gap, Resource, SourcePosition, StackSummary } from "../../policies/residency/estate";
import type { Holder } from "../../policies/residency/holders";
import type { Effect, Phase } from "../../policies/residency/mandate";
import type { ShownProtection } from "../../policies/residency/protection/shown-key";
import type { Cause } from "../../policies/residency/values";
import type { Finding, Tally } from "../../policies/rules/judge";
import type { Severity } from "../../policies/rules/rule";
import type { TrustResult } from "./judging";
import type { UsedResult } from "./used";

export type Verdict = "clean" | "refused" | "undecided";

/**
 * The result of a check, version 1: what every report is made from, and what `-o json` writes. Fields may be added, not
 * renamed. It depends on nothing but the sources, the options and the date: no clock, no absolute path.
 */
export interface Result {
  readonly version: 1;
  readonly verdict: Verdict;
  /** The day that was judged, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly mandate: MandateResult;
  /** What was judged. */
  readonly subject: SubjectResult;
  readonly stacks: readonly StackSummary[];
  /** Refused ones first, then what blocks, what warns, what is waived, and what the baseline has; each by severity. */
  readonly findings: readonly FindingResult[];
  readonly holders: readonly HolderResult[];
  /** Every way by which content can move. */
  readonly movements: readonly MovementResult[];
  /** By rule. */
  readonly judged: Readonly<Record<string, Tally>>;
  /** What rests or works abroad today under an exception of the mandate alone. */
  readonly exceptions: readonly ExceptionResult[];
  readonly gaps: readonly GapResult[];
  /** Stacks whose programs failed on the texts that stand for outputs: less is known of what they make of outputs. */
  readonly plainStacks: readonly string[];
  readonly used: UsedResult;
  readonly waivers: WaiversResult;
  /** Null where there is none. */
  readonly baseline: BaselineResult | null;
  /** URNs of all that was looked at, sorted: nothing else was judged. */
  readonly resources: readonly string[];
  /** The revision that mandate, waivers and baseline are from; null: the working tree. */
  readonly trust: TrustResult | null;
}

/** Programs that were previewed, or files of deployed state, relative to the folder that was judged in. */
export interface SubjectResult {
  readonly kind: "program" | "states";
  /** Empty for programs. */
  readonly files: readonly string[];
}

/** Findings that a baseline has accepted. */
export interface BaselineResult {
  /** The file, relative to the program's folder. */
  readonly source: string;
  /** How many it holds. */
  readonly count: number;
  /** Those that no longer occur, as far as their stacks were seen and their rules judged. */
  readonly gone: readonly GoneResult[];
}

export interface GoneResult {
  readonly finding: string;
  readonly rule: string;
  readonly stack: string;
  /** Its type and name, as the baseline says. */
  readonly resource: string;
}

export interface WaiversResult {
  /** The file, relative to the program's folder; null where there is none. */
  readonly source: string | null;
  /** How many it holds, those that don't count included. */
  readonly count: number;
}

export interface MandateResult {
  readonly name: string;
  /** The file, relative to the program's folder, or `built-in`. */
  readonly source: string;
  /** Keys that the mandate states and this version doesn't judge. */
  readonly notInEffect: readonly string[];
  /** The class of what declares none. */
  readonly defaultClass: string;
  /** In the mandate's order. */
  readonly classes: readonly ClassResult[];
}

/** A class of data, and the countries that it may be in: `any`, or ISO 3166-1 alpha-2 codes. */
export interface ClassResult {
  readonly name: string;
  readonly countries: "any" | readonly string[];
}

export interface FindingResult {
  readonly rule: string;
  readonly verdict: Finding["verdict"];
  readonly cause: Cause | null;
  readonly effect: Effect;
  readonly severity: Severity;
  readonly fingerprint: string;
  /** What the trace comes to; another one as soon as anything on the way changes. */
  readonly traceHash: string | null;
  /** The phase of the center that the resource is part of. */
  readonly phase: Phase | null;
  /** The waiver that is in force for it: then it doesn't count in the verdict. */
  readonly waiver: WaiverResult | null;
  /** True when the baseline has it: then it doesn't count in the verdict. */
  readonly known: boolean;
  /** The resource to change. */
  readonly resource: Pick<Resource, "urn" | "type" | "name" | "stack" | "project">;
  /** The foreign places that it reaches, as `<cloud>:<id>`. */
  readonly places: readonly string[];
  /** The places as the fingerprint counts them, or what else tells it from others; null when there is nothing. */
  readonly sink: string | null;
  readonly message: string;
  readonly remedy: string;
  /** Where the resource is declared; `file` is relative to the program's folder. */
  readonly source: SourcePosition | null;
  /** The input that decided. */
  readonly property: string | null;
  /** Where that input was set, when it is another place than `source`. */
  readonly placeSource: SourcePosition | null;
  /** From the first holder to the sink; empty for a finding about one resource alone. */
  readonly trace: readonly HopResult[];
}

export interface WaiverResult {
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  /** The first and the last day, `YYYY-MM-DD`, and the days to the last from the judged one. */
  readonly created: string;
  readonly expires: string;
  readonly daysLeft: number;
}

export interface HopResult {
  /** URN. */
  readonly from: string;
  /** URN; null where the destination is no resource of the estate. */
  readonly to: string | null;
  readonly place: string | null;
  /** Where the resources at both ends are, as far as it is known. */
  readonly fromPlaces: readonly string[];
  readonly toPlaces: readonly string[];
  /** URN of the resource whose input declares the movement. */
  readonly by: string;
  readonly property: string;
  readonly kind: string;
  readonly certainty: "certain" | "possible";
  /** Where the declaring resource is. */
  readonly source: SourcePosition | null;
}

export type MovementResult = HopResult & {
  /** The classes of data that it carries, sorted. */
  readonly classes: readonly string[];
};

export interface HolderResult {
  readonly urn: string;
  readonly class: string;
  readonly why: Holder["why"];
  readonly holds: string;
  readonly places: readonly string[];
  /** Whose key protects it. */
  readonly key: ShownProtection;
  /** Where copies of all that it holds go. */
  readonly copies: readonly CopyResult[];
  /** The phase of the center that it is part of. */
  readonly phase: Phase | null;
  /** What stands against its deletion: Pulumi refuses it, or leaves it in the cloud; absent where nothing does. */
  readonly deletion?: Deletion;
  /** Where it is declared. */
  readonly source: SourcePosition | null;
}

/** A movement that leaves a copy; {@link Result.movements} tells more of it. */
export interface CopyResult {
  /** URN; null where the destination is no resource of the estate. */
  readonly to: string | null;
  readonly places: readonly string[];
  readonly kind: string;
  readonly certainty: "certain" | "possible";
}

export interface ExceptionResult {
  /** The center's name in the mandate. */
  readonly center: string;
  /** The last day, and the days to it from the judged one. */
  readonly expires: string;
  readonly daysLeft: number;
  /** URNs of the resources that it excuses. */
  readonly resources: readonly string[];
}

export interface GapResult {
  readonly stack: string;
  readonly kind: Gap["kind"];
  readonly what: string;
  readonly cause: Cause;
  readonly urn: string | null;
  readonly source: SourcePosition | null;
}
