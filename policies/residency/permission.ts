import type { Resource } from "./estate";
import { standing } from "./exceptions";
import type { Place } from "./geography";
import { globMatches } from "./glob";
import type { Center, Mandate } from "./mandate";

/** True when a class may rest anywhere: no promise was made about it. */
export function isFree(dataClass: string, mandate: Mandate): boolean {
  return mandate.classes.get(dataClass)?.countries === "any";
}

/** The class that arrives at a resource in place of another, as the mandate's `declassify` says. */
export function arrivingClass({ urn }: Resource, dataClass: string, { declassify }: Mandate): string {
  return declassify.find(({ from, at }) => from === dataClass && globMatches(at, urn))?.to ?? dataClass;
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

function freedom(dataClass: string, { classes }: Mandate): number {
  const countries = classes.get(dataClass)?.countries ?? [];
  return countries === "any" ? Number.POSITIVE_INFINITY : countries.length;
}

/** True when every country that the place may be in is one of the class's. */
export function isAllowed(place: Place, dataClass: string, mandate: Mandate): boolean {
  const countries = mandate.classes.get(dataClass)?.countries ?? [];
  if (countries === "any") return true;
  return place.countries.length > 0 && place.countries.every((country) => countries.includes(country));
}

/** What the mandate's centers say about a resource abroad. */
export type CenterStanding =
  | { readonly kind: "excepted"; readonly center: Center; readonly expires: string; readonly daysLeft: number }
  | { readonly kind: "void"; readonly center: Center; readonly because: string }
  | { readonly kind: "none" };

/** The center that a resource is in, when its stack matches and all its places are the center's regions. */
export function centerStanding(
  resource: Resource,
  places: readonly Place[],
  mandate: Mandate,
  date: string,
): CenterStanding {
  const center = mandate.centers.find(
    ({ stack, cloud, regions }) =>
      stack === resource.stack &&
      places.length > 0 &&
      places.every((place) => place.cloud === cloud && place.regions.every((region) => regions.includes(region))),
  );
  if (center === undefined) return { kind: "none" };
  const { exception, phase, until } = center;
  if (phase === "deleted") return { kind: "void", center, because: "it is deleted" };
  if (until !== undefined && date > until) return { kind: "void", center, because: `it ended on ${until}` };
  if (exception === undefined) return { kind: "void", center, because: "it has no exception" };
  const state = standing(exception, date);
  if (state.kind === "in-force")
    return { kind: "excepted", center, expires: exception.expires, daysLeft: state.daysLeft };
  return { kind: "void", center, because: `its exception ${state.because}` };
}

/** True when an exception of some center covers the place on this day: what moves there may be a backup movement into it. */
export function inForce(place: Place, { centers }: Mandate, date: string): boolean {
  return centers.some(
    ({ cloud, regions, exception }) =>
      exception !== undefined &&
      cloud === place.cloud &&
      place.regions.every((region) => regions.includes(region)) &&
      standing(exception, date).kind === "in-force",
  );
}
