import type { Estate, Gap, Resource, SourcePosition, StackSummary } from "../policies/residency/estate";
import type { Holder } from "../policies/residency/holders";
import type { Hop } from "../policies/residency/judgement";
import type { Effect, Mandate, Phase } from "../policies/residency/mandate";
import type { Cause } from "../policies/residency/values";
import type { StandingWaiver } from "../policies/residency/waivers";
import { sinkOf } from "../policies/rules/identity";
import type { Finding, Outcome, Tally } from "../policies/rules/judge";
import type { CarryingMovement } from "../policies/rules/flows/movements-of";
import { severities, type Severity } from "../policies/rules/rule";
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
  readonly stacks: readonly StackSummary[];
  /** Refused ones first, then what blocks, what warns, and what is waived; each by severity. */
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
  /** The revision that mandate and waivers are from; null: the working tree. */
  readonly trust: TrustResult | null;
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

/** What a result is made from. */
export interface Checked {
  readonly estate: Estate;
  readonly outcome: Outcome;
  readonly holders: readonly Holder[];
  readonly movements: readonly CarryingMovement[];
  readonly mandate: Pick<Mandate, "name" | "source" | "notInEffect">;
  readonly date: string;
  readonly used: UsedResult;
  readonly plainStacks: readonly string[];
  readonly waivers: WaiversResult;
  readonly trust: TrustResult | null;
  /** The places of a resource, as they are shown. */
  readonly placesOf: (urn: string) => readonly string[];
  /** The phase of the center that a resource is part of. */
  readonly phaseOf: (resource: Resource) => Phase | null;
}

/** Makes the result: everything in an order that depends on nothing but the content. */
export function buildResult(checked: Checked): Result {
  const { estate, outcome, mandate, placesOf } = checked;
  return {
    version: 1,
    verdict: verdictOf(outcome.findings),
    date: checked.date,
    trust: checked.trust,
    mandate: { name: mandate.name, source: mandate.source, notInEffect: mandate.notInEffect },
    stacks: [...estate.stacks].sort((a, b) => compare([a.project, a.name], [b.project, b.name])),
    findings: sortedFindings(outcome.findings).map((finding) => findingResult(finding, checked)),
    holders: sortedBy(checked.holders, ({ resource, dataClass }) => [resource.urn, dataClass]).map(holderResult),
    movements: sortedBy(checked.movements, ({ hop }) => [hop.from, hop.by, hop.property, hop.kind, hop.to ?? ""]).map(
      ({ hop, classes }) => ({ ...hopResult(hop, placesOf), classes }),
    ),
    judged: Object.fromEntries(outcome.judged),
    exceptions: outcome.excepted.map(({ center, expires, daysLeft, resources }) => ({
      center,
      expires,
      daysLeft,
      resources,
    })),
    gaps: sortedBy(estate.gaps, ({ stack, kind, what, urn }) => [stack, kind, what, urn ?? ""]).map(gapResult),
    plainStacks: [...checked.plainStacks].sort(),
    used: checked.used,
    waivers: checked.waivers,
  };
}

/** In the order of every report. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return sortedBy(findings, findingOrder);
}

/** Undecided findings count only where the mandate says that their cause blocks, and waived ones not at all. */
export function verdictOf(findings: readonly Pick<Finding, "verdict" | "effect" | "waiver">[]): Verdict {
  const counted = findings.filter(({ waiver }) => waiver === null);
  if (counted.some(({ verdict }) => verdict === "refused")) return "refused";
  return counted.some(({ effect }) => effect === "block") ? "undecided" : "clean";
}

function findingOrder({ verdict, effect, severity, resource, rule, evidence, waiver }: Finding): Key {
  const rank = waiver !== null ? 3 : verdict === "refused" ? 0 : effect === "block" ? 1 : 2;
  const { stack, urn } = resource;
  return [rank, severities.indexOf(severity), stack, urn, rule, evidence.property ?? "", evidence.message];
}

function findingResult(finding: Finding, { placesOf, phaseOf }: Checked): FindingResult {
  const { resource, evidence, waiver } = finding;
  const { urn, type, name, stack, project } = resource;
  return {
    rule: finding.rule,
    verdict: finding.verdict,
    cause: finding.cause,
    effect: finding.effect,
    severity: finding.severity,
    fingerprint: finding.fingerprint,
    traceHash: finding.traceHash,
    phase: phaseOf(resource),
    waiver: waiver && waiverResult(waiver),
    resource: { urn, type, name, stack, project },
    places: evidence.places,
    sink: sinkOf(evidence) === "" ? null : sinkOf(evidence),
    message: evidence.message,
    remedy: finding.remedy,
    source: resource.source ?? null,
    property: evidence.property ?? null,
    placeSource: evidence.decidedAt ?? null,
    trace: (evidence.trace ?? []).map((hop) => hopResult(hop, placesOf)),
  };
}

function waiverResult({ owner, approver, reason, ticket, created, expires, daysLeft }: StandingWaiver): WaiverResult {
  return { owner, approver, reason, ticket, created, expires, daysLeft };
}

function hopResult(hop: Hop, placesOf: Checked["placesOf"]): HopResult {
  const { from, to, place, by, property, kind, certainty, source } = hop;
  const places = { fromPlaces: placesOf(from), toPlaces: to === undefined ? [] : placesOf(to) };
  return {
    from,
    to: to ?? null,
    place: place ?? null,
    ...places,
    by,
    property,
    kind,
    certainty,
    source: source ?? null,
  };
}

function holderResult({ resource, dataClass, why, holds, places }: Holder): HolderResult {
  return { urn: resource.urn, class: dataClass, why, holds, places };
}

function gapResult({ stack, kind, what, cause = "not-seen", urn, source }: Gap): GapResult {
  return { stack, kind, what, cause, urn: urn ?? null, source: source ?? null };
}

type Key = readonly (string | number)[];

function sortedBy<T>(items: readonly T[], key: (item: T) => Key): T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

/** By code units, not by the machine's language. */
function compare(a: Key, b: Key): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
