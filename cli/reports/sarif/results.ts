import type { Location, Result as SarifResult, Suppression } from "sarif";
import type { SourcePosition } from "../../../policies/residency/estate";
import { nameIn } from "../../../policies/residency/urns";
import type { BaselineResult, FindingResult } from "../../judge/result";
import { daysText } from "../waived-text";
import { locationOf, type Locator } from "./locations";
import { spoken, written } from "./message";
import { codeFlowOf } from "./trace";

/** GitHub includes so many locations of a result; a trace shows all of its own. */
const mostRelated = 99;

/** What a finding alone doesn't tell of its result. */
export interface ResultContext {
  readonly locator: Locator;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly baseline: BaselineResult | null;
  /** Whether its line, as a part of its identity, would tell it from others. */
  readonly isAloneOnItsLine: (finding: FindingResult) => boolean;
}

/** @param stops - how many stops of its trace are shown, none without any */
export function sarifResult(finding: FindingResult, stops: number, context: ResultContext): SarifResult {
  const { locator, ruleIndexes, baseline, isAloneOnItsLine } = context;
  const { rule, resource, fingerprint, trace } = finding;
  const suppressions = suppressionsOf(finding, baseline);
  const related = relatedLocations(finding, locator);
  return {
    ruleId: written(rule),
    ruleIndex: ruleIndexes.get(rule) ?? -1,
    level: levelOf(finding),
    message: { text: messageOf(finding, related.length > 0 && isSetElsewhere(finding)) },
    locations: [locationOf(locator.physical(locator.ofFinding(finding)), undefined, resource.urn)],
    ...(related.length > 0 && { relatedLocations: related }),
    ...(stops > 0 && { codeFlows: [codeFlowOf(trace, stops, locator)] }),
    partialFingerprints: {
      "statesideFinding/v1": fingerprint,
      "statesideStack/v1": written(`${resource.project}/${resource.stack}`),
      ...(!isAloneOnItsLine(finding) && { primaryLocationLineHash: fingerprint }),
    },
    ...(suppressions.length > 0 && { suppressions }),
    properties: propertiesOf(finding),
  };
}

export function levelOf({ verdict, effect }: FindingResult): "error" | "warning" {
  return verdict === "refused" || effect === "block" ? "error" : "warning";
}

/** What is wrong is the first sentence: where there is little room, readers show no more. */
function messageOf({ message, remedy, fingerprint, resource }: FindingResult, withLink: boolean): string {
  return [
    `${spoken(message)}.`,
    ...(withLink ? ["The input that decides it is set [here](1)."] : []),
    `To fix: ${spoken(remedy)}.`,
    `Finding ${fingerprint} in stack ${spoken(resource.stack)}.`,
  ].join(" ");
}

function isSetElsewhere({ source, placeSource }: FindingResult): boolean {
  return source !== null && placeSource !== null;
}

/** Where the input that decides is set, which is the one that the message links to, and the lines of the trace. */
function relatedLocations(finding: FindingResult, { physical }: Locator): Location[] {
  const { placeSource, property, trace } = finding;
  const told: Location[] = [];
  if (placeSource !== null && isSetElsewhere(finding)) {
    told.push(locationOf(physical(placeSource), written(property ?? "the input that decides")));
  }
  const seen = new Set([finding.source, placeSource].map(keyOf));
  for (const { source, property: input, by } of trace) {
    if (source === null || seen.has(keyOf(source))) continue;
    seen.add(keyOf(source));
    told.push(locationOf(physical(source), `${written(input)} of ${written(nameIn(by))}`));
  }
  return told.slice(0, mostRelated).map((location, index) => ({ id: index + 1, ...location }));
}

function keyOf(source: SourcePosition | null): string {
  return source === null ? "" : `${source.line}:${source.column}:${source.file}`;
}

/** A finding that doesn't count stays in the file, as what it is, for whoever audits. */
function suppressionsOf({ waiver, known }: FindingResult, baseline: BaselineResult | null): Suppression[] {
  const accepted = (justification: string): Suppression => ({
    ...{ kind: "external", status: "accepted", justification: spoken(justification) },
  });
  const suppressions: Suppression[] = [];
  if (waiver !== null) {
    const { expires, approver, owner, reason, ticket } = waiver;
    const days = daysText(waiver);
    suppressions.push(accepted(`waived until ${expires} (${days}) by ${approver} for ${owner}: ${reason}, ${ticket}`));
  }
  if (known) suppressions.push(accepted(`known to the baseline ${baseline?.source ?? ""}; nobody has approved it`));
  return suppressions;
}

/** For readers that look further than SARIF's own fields. */
function propertiesOf(finding: FindingResult): Record<string, string | readonly string[]> {
  const { resource, severity, effect, verdict, cause, phase, places, property, traceHash } = finding;
  const { urn, type, stack, project } = resource;
  const entries: [string, string | readonly string[] | null][] = [
    ["verdict", verdict],
    ["severity", severity],
    ["effect", effect],
    ["cause", cause],
    ["phase", phase],
    ["project", written(project)],
    ["stack", written(stack)],
    ["resource", written(urn)],
    ["type", written(type)],
    ["property", property === null ? null : written(property)],
    ["places", places.map(written)],
    ["traceHash", traceHash],
  ];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | readonly string[]] => entry[1] !== null),
  );
}
