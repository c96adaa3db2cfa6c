import type { ClassSource } from "./classify";
import { describePlace, placeId } from "./describe";
import type { Estate, Resource } from "./estate";
import { factsOf, type Facts, type FactTerms } from "./facts";
import { secretPlaces } from "./judgement";
import type { PlacedAt } from "./locate";
import { isAllowed } from "./permission";

/** A resource in which content rests. */
export interface Holder {
  readonly resource: Resource;
  readonly dataClass: string;
  readonly why: ClassSource;
  readonly holds: string;
  /** As {@link placeText} writes them; empty when none is known. */
  readonly places: readonly string[];
}

/** Every store that the estate creates or adopts, in its order. */
export function holdersOf(estate: Estate, terms: FactTerms): Holder[] {
  const facts = factsOf(estate, terms);
  return estate.resources.flatMap((resource) => {
    const row = facts.rowOf(resource);
    if (row?.holds === undefined) return [];
    const { name, why } = facts.declaredOf(resource);
    return [{ resource, dataClass: name, why, holds: row.holds, places: shownPlaces(resource, facts, terms) }];
  });
}

/** Where a resource is, as reports may show it; empty when nothing is known, or it is nowhere. */
export function shownPlaces(resource: Resource, facts: Facts, { mandate }: FactTerms): readonly string[] {
  const row = facts.rowOf(resource);
  if (row === undefined) return [];
  const { name } = facts.declaredOf(resource);
  const { places, isGlobal } = facts.placementOf(resource, row);
  const texts = places.map((placed) => placeText(placed, isAllowed(placed.place, name, mandate)));
  return [...new Set(isGlobal ? [...texts, "global"] : texts)];
}

/** A place as reports may show it: one that came from a secret says no more than whether it is allowed. */
export function placeText({ place, secret }: PlacedAt, allowed: boolean): string {
  if (!secret) return placeId(place);
  return allowed ? secretPlaces.allowed : secretPlaces.refused;
}

/** The same within a sentence: `us-east-1 (N. Virginia, United States)`. */
export function placeWords(placed: PlacedAt, allowed: boolean): string {
  return placed.secret ? placeText(placed, allowed) : describePlace(placed.place);
}
