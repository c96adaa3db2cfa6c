import { nameIn, typeIn } from "../../policies/residency/urns";
import type { UsedResult } from "../judge/used";
import { counted } from "./pen";

type Note = readonly [label: string, text: string];

/** Names beyond these are left to the JSON result. */
const mostNames = 5;

/** What the verdict rests on beside the programs: statements that somebody reviewed, and assumptions. */
export function usedNotes(used: UsedResult): Note[] {
  const { scope, loweringLabels, declassify, catalog, sites, audit, territories, duties, assume } = used;
  return [
    ...scope.map((entry): Note => [
      "scope",
      `${counted(entry.resources.length, "resource")} classed ${entry.class} by line ${entry.line}, of ${entry.owner}: ${entry.reason}`,
    ]),
    ...(loweringLabels.length === 0 ? [] : [lowered(loweringLabels)]),
    ...declassify.map((entry): Note => [
      "declassify",
      `${entry.from} ends as ${entry.to} by line ${entry.line}, of ${entry.owner}: ${entry.reason}`,
    ]),
    ...catalog.map(({ type, role, line }): Note => [
      "own type",
      `${type} is ${role}, by line ${line} of the mandate's catalog`,
    ]),
    ...sites.map(({ country, resources, line, reason }): Note => [
      "site",
      `${counted(resources.length, "resource")} in ${country} by line ${line}: ${reason}`,
    ]),
    ...audit.map(({ resources, line }): Note => [
      "audit",
      `${counted(resources.length, "store")} of the audit trail by line ${line}: ${namesOf(resources)}`,
    ]),
    ...(territories.length === 0
      ? []
      : [["territory", `${territories.join(", ")}: counted as the United States`] as const]),
    ...duties.map(({ rule, stack }): Note => ["duty", `${rule}: stack ${stack} answers for it`]),
    ...assume.map((assumption): Note => ["assumed", assumption]),
  ];
}

function lowered(urns: readonly string[]): Note {
  const are = urns.length === 1 ? "1 resource is" : `${urns.length} resources are`;
  return ["lowered", `${are} freer than the default class by a label: ${namesOf(urns)}`];
}

function namesOf(urns: readonly string[]): string {
  const names = urns.slice(0, mostNames).map((urn) => `${nameIn(urn)} (${typeIn(urn).split(":").at(-1) ?? ""})`);
  const more = urns.length > names.length ? ` and ${urns.length - names.length} more; -o json lists all` : "";
  return `${names.join(", ")}${more}`;
}
