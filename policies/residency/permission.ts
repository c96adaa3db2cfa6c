import type { Resource } from "./estate";
import { standing } from "./exceptions";
import type { Place } from "./geography";
import type { Center, Mandate } from "./mandate";

/** True when a class may rest anywhere: no promise was made about it. */
export function isFree(dataClass: string, mandate: Mandate): boolean {
  return mandate.classes.get(dataClass)?.countries === "any";
}

/** The class of the fewest places; of two alike, the one that is named first. At least one is given. */
export function strictest(classes: readonly string[], mandate: Mandate): string {
  const freedom = (name: string): number => {
    const countries = mandate.classes.get(name)?.countries ?? [];
    return countries === "any" ? Number.POSITIVE_INFINITY : countries.length;
  };
  const [first = mandate.defaultClass, ...rest] = classes;
  return rest.reduce((strict, name) => (freedom(name) < freedom(strict) ? name : strict), first);
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
