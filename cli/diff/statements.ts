import type { BaselineEntry } from "../../policies/residency/baseline";
import type { Mandate } from "../../policies/residency/mandate";
import type { Waiver } from "../../policies/residency/waivers";
import type { Result } from "../judge/result";
import type { JudgeChange } from "./difference";

/** What one statement of a file is about, and what it says: in plain words, so that a reviewer needs no key of the file. */
export interface Statement {
  readonly file: JudgeChange["file"];
  readonly about: string;
  readonly says: string;
}

/** Everything that a mandate says. */
export function mandateStatements(mandate: Mandate): Statement[] {
  const { classes, primary, centers, effects, territories } = mandate;
  const lowering = mandate.loweringLabels === "allow" ? "a label may free data" : "a label may free no data";
  const pairs: (readonly [string, string])[] = [
    ["name", mandate.name],
    ["default class", mandate.defaultClass],
    ["labels", lowering],
    ...[...classes.values()].map((one) => [`class ${one.name}`, countriesText(one)] as const),
    ...Object.entries(effects).map(
      ([cause, effect]) => [`what is ${cause}`, effect === "block" ? "blocks" : "warns"] as const,
    ),
    ["territories", territories ? "count as the United States" : "don't count as the United States"],
    ...(primary === undefined ? [] : [["primary", `${locationText(primary)}${sinceText(primary.since)}`] as const]),
    ...centers.flatMap(centerPairs),
    ...mandate.approvers.map((name) => [`approver ${name}`, "may approve"] as const),
    ...mandate.auditStores.map(({ at }) => [`audit store ${at}`, "holds the audit trail, and no content"] as const),
    ...[...mandate.duties].map(([rule, { stack }]) => [`duty ${rule}`, `stack ${stack} answers for it`] as const),
    ...mandate.notInEffect.map((key) => [`key ${key}`, "stated, and not in effect yet"] as const),
    ...reviewedPairs(mandate),
  ];
  return pairs.map(([about, says]) => ({ file: "mandate", about, says }));
}

/** What somebody reviewed: where classes come from, types and places. */
function reviewedPairs({ scope, declassify, catalog, sites }: Mandate): (readonly [string, string])[] {
  return [
    ...scope.map(({ globs, class: name, owner, reason }) => {
      const where = Object.entries(globs)
        .toSorted()
        .map(([key, glob]) => `${key} ${glob}`);
      return [`scope ${where.join(", ")}`, `class ${name}, of ${owner}: ${reason}`] as const;
    }),
    ...declassify.map(({ from, at, to, owner, reason }) => {
      return [`declassify ${from} at ${at}`, `ends as ${to}, of ${owner}: ${reason}`] as const;
    }),
    ...catalog.map(({ row }) => {
      const { type, role, location, holds, cloud, label, because } = row;
      const rest = { cloud, location: JSON.stringify(location), holds, label };
      const parts = Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]));
      return [`type ${type}`, `${[role, ...parts].join(", ")}: ${because}`] as const;
    }),
    ...sites.map(
      ({ cloud, at, country, reason }) => [`site ${at} of ${cloud}`, `is in ${country}: ${reason}`] as const,
    ),
  ];
}

function countriesText({ countries, reason }: { countries: "any" | readonly string[]; reason?: string }): string {
  const where = countries === "any" ? "anywhere" : `in ${[...countries].sort().join(", ")}`;
  return `may be ${where}${reason === undefined ? "" : `: ${reason}`}`;
}

function locationText({
  stack,
  cloud,
  regions,
}: Pick<Mandate["centers"][number], "stack" | "cloud" | "regions">): string {
  return `stack ${stack}, on ${cloud} in ${[...regions].sort().join(", ")}`;
}

function sinceText(since: string | undefined): string {
  return since === undefined ? "" : `, since ${since}`;
}

function centerPairs(center: Mandate["centers"][number]): (readonly [string, string])[] {
  const { name, kind, phase, phaseSince, until, exception } = center;
  const end = until === undefined ? "" : `, until ${until}`;
  const says = `${kind}, ${phase}${sinceText(phaseSince)}${end}, ${locationText(center)}`;
  const pair = [`center ${name}`, says] as const;
  return exception === undefined ? [pair] : [pair, [`exception of center ${name}`, approvalText(exception)]];
}

function approvalText(one: Pick<Waiver, "owner" | "approver" | "reason" | "ticket" | "created" | "expires">): string {
  const { owner, approver, reason, ticket, created, expires } = one;
  return `${created} to ${expires}, by ${approver} for ${owner}: ${reason}, ${ticket}`;
}

export function waiverStatements(waivers: readonly Waiver[]): Statement[] {
  return waivers.map((waiver) => {
    const { finding, rule, stack, traceHash } = waiver;
    const trace = traceHash === undefined ? "" : `, for trace ${traceHash}`;
    return {
      file: "waivers",
      about: `waiver of ${finding} of ${rule} in stack ${stack}`,
      says: approvalText(waiver) + trace,
    };
  });
}

/** What a result tells of its mandate, whether or not the mandate itself is there. */
export function toldStatements({ mandate, waivers, baseline, used, exceptions }: Result): Statement[] {
  const reviewed: (readonly [string, string])[] = [
    ...used.scope.map(({ class: name, owner, reason }) => [`scope of ${owner}: ${reason}`, `class ${name}`] as const),
    ...used.declassify.map(
      ({ from, to, owner, reason }) => [`declassify ${from}, of ${owner}: ${reason}`, `ends as ${to}`] as const,
    ),
    ...used.catalog.map(({ type, role }) => [`type ${type}`, role] as const),
    ...used.sites.map(({ country, reason }) => [`site: ${reason}`, `is in ${country}`] as const),
    ...used.audit.flatMap(({ resources }) =>
      resources.map((urn) => [`audit store ${urn}`, "holds the audit trail, and no content"] as const),
    ),
    ...used.territories.map((code) => [`territory ${code}`, "counts as the United States"] as const),
    ...used.duties.map(({ rule, stack }) => [`duty ${rule}`, `stack ${stack} answers for it`] as const),
    ...exceptions.map(({ center, expires }) => [`exception of center ${center}`, `until ${expires}`] as const),
  ];
  return [
    { file: "mandate", about: "name", says: mandate.name },
    { file: "mandate", about: "default class", says: mandate.defaultClass },
    ...mandate.classes.map((one) => ({
      file: "mandate" as const,
      about: `class ${one.name}`,
      says: countriesText(one),
    })),
    ...mandate.notInEffect.map((key) => ({
      file: "mandate" as const,
      about: `key ${key}`,
      says: "stated, and not in effect yet",
    })),
    ...reviewed.map(([about, says]) => ({ file: "used" as const, about, says })),
    { file: "waivers", about: "waivers", says: String(waivers.count) },
    ...baselineStatement({ baseline }),
  ];
}

export function baselineStatement({ baseline }: Pick<Result, "baseline">): Statement[] {
  return [{ file: "baseline", about: "accepted findings", says: String(baseline?.count ?? 0) }];
}

export function baselineStatements(entries: readonly BaselineEntry[]): Statement[] {
  return entries.map(({ finding, traceHash, rule, stack, resource }) => ({
    file: "baseline",
    about: `${rule} of ${resource} in stack ${stack}, ${finding}`,
    says: traceHash === null ? "accepted" : `accepted, for trace ${traceHash}`,
  }));
}

/** Assumptions are options, not files, and differ only between runs that were given others. */
export function assumedStatements({ used }: Result): Statement[] {
  return used.assume.map((assumption) => ({ file: "used", about: `assumption ${assumption}`, says: "assumed" }));
}
