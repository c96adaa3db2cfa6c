import { usTerritories } from "./countries";
import type { Resource } from "./estate";
import { standing } from "./exceptions";
import type { Place } from "./geography";
import { globMatches } from "./glob";
import type { Center, Declassification, Mandate } from "./mandate";

/** True when a class may rest anywhere: no promise was made about it. */
export function isFree(dataClass: string, mandate: Mandate): boolean {
  return mandate.classes.get(dataClass)?.countries === "any";
}

/** The class that arrives at a resource in place of another, as the mandate's `declassify` says. */
export function arrivingClass(resource: Resource, dataClass: string, mandate: Mandate): string {
  return declassificationOf(resource, dataClass, mandate)?.to ?? dataClass;
}

/** The statement of the mandate by which a class ends at a resource. */
export function declassificationOf(
  { urn }: Resource,
  dataClass: string,
  { declassify }: Mandate,
): Declassification | undefined {
  return declassify.find(({ from, at }) => from === dataClass && globMatches(at, urn));
}

/** True for a store of the audit trail, as the mandate says: it holds logs, whatever its type could hold. */
export function isAuditStore({ urn }: Resource, { auditStores }: Mandate): boolean {
  return auditStores.some(({ at }) => globMatches(at, urn));
}

/** The class of the fewest places; of two alike, the one that is named first. At least one is given. */
export function strictest(classes: readonly string[], mandate: Mandate): string {
  const [first = mandate.defaultClass, ...rest] = classes;
  return rest.reduce((strict, name) => (isFreer(strict, name, mandate) ? name : strict), first);
}

/** True when a class may be in more places than another. */
export function isFreer(dataClass: string, than: string, mandate: Mandate): boolean {
  return freedom(dataClass, mandate) > freedom(than, mandate);
}

/** True when a class may be in a place where another may not, however many places that one has. */
export function isLooser(dataClass: string, than: string, mandate: Mandate): boolean {
  const countries = mandate.classes.get(dataClass)?.countries ?? [];
  if (countries === "any") return !isFree(than, mandate);
  return countries.some((country) => !isCountryAllowed(country, than, mandate));
}

function freedom(dataClass: string, { classes }: Mandate): number {
  const countries = classes.get(dataClass)?.countries ?? [];
  return countries === "any" ? Number.POSITIVE_INFINITY : countries.length;
}

/** True when every country that the place may be in is one of the class's. */
export function isAllowed(place: Place, dataClass: string, mandate: Mandate): boolean {
  if (isFree(dataClass, mandate)) return true;
  return (
    place.countries.length > 0 && place.countries.every((country) => isCountryAllowed(country, dataClass, mandate))
  );
}

/** True when data of a class may be in a country; in a territory of the United States, if the mandate counts those. */
export function isCountryAllowed(country: string, dataClass: string, { classes, territories }: Mandate): boolean {
  const countries = classes.get(dataClass)?.countries ?? [];
  if (countries === "any" || countries.includes(country)) return true;
  return territories && countries.includes("US") && usTerritories.has(country);
}

/** What the mandate's centers say about a resource abroad. */
export type CenterStanding =
  | { readonly kind: "excepted"; readonly center: Center; readonly expires: string; readonly daysLeft: number }
  | { readonly kind: "void"; readonly center: Center; readonly because: string }
  | { readonly kind: "none" };

/** The center that a resource is in: its stack matches, and all its places are the center's regions. */
export function centerOf(
  { stack }: Pick<Resource, "stack">,
  places: readonly Place[],
  { centers }: Pick<Mandate, "centers">,
): Center | undefined {
  if (places.length === 0) return undefined;
  return centers.find((center) => center.stack === stack && places.every((place) => isIn(place, center)));
}

/** True when the place is nothing but regions of a center, or of the primary. */
export function isIn(place: Place, { cloud, regions }: Pick<Center, "cloud" | "regions">): boolean {
  return place.cloud === cloud && place.regions.every((region) => regions.includes(region));
}

/** What the center that a resource is in says about it. */
export function centerStanding(
  resource: Resource,
  places: readonly Place[],
  mandate: Mandate,
  date: string,
): CenterStanding {
  const center = centerOf(resource, places, mandate);
  if (center === undefined) return { kind: "none" };
  const { exception, phase, until } = center;
  if (phase === "deleted") return { kind: "void", center, because: "it is deleted" };
  if (until !== undefined && date > until) return { kind: "void", center, because: `it ended on ${until}` };
  if (exception === undefined) return { kind: "void", center, because: "it has no exception" };
  const state = standing(exception, mandate.approvers, date);
  if (state.kind === "in-force")
    return { kind: "excepted", center, expires: exception.expires, daysLeft: state.daysLeft };
  return { kind: "void", center, because: `its exception ${state.because}` };
}

/** True when an exception of some center covers the place on this day: what moves there may be a backup movement into it. */
export function inForce(place: Place, { centers, approvers }: Mandate, date: string): boolean {
  return centers.some(
    (center) =>
      center.exception !== undefined &&
      isIn(place, center) &&
      standing(center.exception, approvers, date).kind === "in-force",
  );
}
