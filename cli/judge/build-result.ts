import type { Estate, Gap, Resource } from "../../policies/residency/estate";
import type { Holder } from "../../policies/residency/holders";
import type { Hop } from "../../policies/residency/judgement";
import type { Mandate, Phase } from "../../policies/residency/mandate";
import { copyingKinds } from "../../policies/residency/movements";
import type { ShownProtection } from "../../policies/residency/protection/shown-key";
import type { StandingWaiver } from "../../policies/residency/waivers";
import { sinkOf } from "../../policies/rules/identity";
import type { Finding, Outcome } from "../../policies/rules/judge";
import type { CarryingMovement } from "../../policies/rules/flows/movements-of";
import { severities } from "../../policies/rules/rule";
import type { TrustResult } from "./judging";
import type { UsedResult } from "./used";
import type {
  Verdict,
  Result,
  SubjectResult,
  BaselineResult,
  WaiversResult,
  MandateResult,
  FindingResult,
  WaiverResult,
  HopResult,
  MovementResult,
  HolderResult,
  CopyResult,
  GapResult,
} from "./result";

/** What a result is made from. */
export interface Checked {
  readonly estate: Estate;
  readonly subject: SubjectResult;
  readonly outcome: Outcome;
  readonly holders: readonly Holder[];
  readonly movements: readonly CarryingMovement[];
  readonly mandate: Pick<Mandate, "name" | "source" | "notInEffect" | "defaultClass" | "classes">;
  readonly date: string;
  readonly used: UsedResult;
  readonly plainStacks: readonly string[];
  readonly waivers: WaiversResult;
  readonly baseline: BaselineResult | null;
  readonly trust: TrustResult | null;
  /** The places of a resource, as they are shown. */
  readonly placesOf: (urn: string) => readonly string[];
  /** The phase of the center that a resource is part of. */
  readonly phaseOf: (resource: Resource) => Phase | null;
  /** Whose key protects what a resource holds. */
  readonly keyOf: (resource: Resource) => ShownProtection;
}

/** Makes the result: everything in an order that depends on nothing but the content. */
export function buildResult(checked: Checked): Result {
  const { estate, outcome, mandate, placesOf } = checked;
  const movements = sortedBy(checked.movements, ({ hop }) => [
    ...[hop.from, hop.by, hop.property, hop.kind, hop.to ?? ""],
  ]).map(({ hop, classes }) => Object.assign(hopResult(hop, placesOf), { classes }));
  const copies = copiesBySource(movements);
  return {
    version: 1,
    verdict: verdictOf(outcome.findings),
    date: checked.date,
    mandate: mandateResult(mandate),
    subject: checked.subject,
    stacks: [...estate.stacks].sort((a, b) => compare([a.project, a.name], [b.project, b.name])),
    findings: sortedFindings(outcome.findings).map((finding) => findingResult(finding, checked)),
    holders: sortedBy(checked.holders, ({ resource, dataClass }) => [resource.urn, dataClass]).map((holder) =>
      holderResult(holder, copies.get(holder.resource.urn) ?? [], checked),
    ),
    movements,
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
    baseline: checked.baseline,
    resources: estate.resources.map(({ urn }) => urn).sort(),
    trust: checked.trust,
  };
}

/** In the order of every report. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return sortedBy(findings, findingOrder);
}

/** Undecided findings count only where the mandate says that their cause blocks, waived and known ones not at all. */
export function verdictOf(
  findings: readonly (Pick<Finding, "verdict" | "effect" | "known"> & { readonly waiver: unknown })[],
): Verdict {
  const counted = findings.filter(({ waiver, known }) => waiver === null && !known);
  if (counted.some(({ verdict }) => verdict === "refused")) return "refused";
  return counted.some(({ effect }) => effect === "block") ? "undecided" : "clean";
}

function findingOrder({ verdict, effect, severity, resource, rule, evidence, waiver, known }: Finding): Key {
  const rank = known ? 4 : waiver !== null ? 3 : verdict === "refused" ? 0 : effect === "block" ? 1 : 2;
  const { stack, urn } = resource;
  return [rank, severities.indexOf(severity), stack, urn, rule, evidence.property ?? "", evidence.message];
}

function mandateResult({ name, source, notInEffect, defaultClass, classes }: Checked["mandate"]): MandateResult {
  const countries = [...classes.values()].map((one) => ({ name: one.name, countries: one.countries }));
  return { name, source, notInEffect, defaultClass, classes: countries };
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
    known: finding.known,
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
  return {
    from,
    to: to ?? null,
    place: place ?? null,
    fromPlaces: placesOf(from),
    toPlaces: to === undefined ? [] : placesOf(to),
    by,
    property,
    kind,
    certainty,
    source: source ?? null,
  };
}

function holderResult(
  { resource, dataClass, why, holds, places }: Holder,
  copies: readonly CopyResult[],
  { phaseOf, keyOf }: Checked,
): HolderResult {
  const { urn, deletion, source = null } = resource;
  const phase = phaseOf(resource);
  const told = { urn, class: dataClass, why, holds, places, key: keyOf(resource), copies, phase };
  return { ...told, ...(deletion && { deletion }), source };
}

/** By the URN of what is copied, in the order of the movements. */
function copiesBySource(movements: readonly MovementResult[]): ReadonlyMap<string, readonly CopyResult[]> {
  const copies = new Map<string, CopyResult[]>();
  for (const { from, to, place, toPlaces, kind, certainty } of movements) {
    if (!copyingKinds.has(kind)) continue;
    const places = toPlaces.length > 0 || place === null ? toPlaces : [place];
    const known = copies.get(from);
    if (known === undefined) copies.set(from, [{ to, places, kind, certainty }]);
    else known.push({ to, places, kind, certainty });
  }
  return copies;
}

function gapResult({ stack, kind, what, cause = "not-seen", urn, source }: Gap): GapResult {
  return { stack, kind, what, cause, urn: urn ?? null, source: source ?? null };
}

type Key = readonly (string | number)[];

/** A sorted copy; texts are compared by code units, not by the machine's language. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => Key): T[] {
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
