import type { ClassSource } from "./classify";
import { describePlace, placeId } from "./describe";
import type { Estate, Resource } from "./estate";
import { factsOf, type Facts, type FactTerms } from "./facts";
import { secretPlaces } from "./judgement";
import type { PlacedAt } from "./locate";
import type { Mandate } from "./mandate";
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
    return [{ resource, dataClass: name, why, holds: row.holds, places: placesOfResource(resource, facts, terms) }];
  });
}

/** Where a resource is, as reports may show it; empty when nothing is known, or it is nowhere. */
export function placesOfResource(resource: Resource, facts: Facts, { mandate }: FactTerms): readonly string[] {
  const row = facts.rowOf(resource);
  if (row === undefined) return [];
  const { name } = facts.declaredOf(resource);
  const { places, isGlobal } = facts.placementOf(resource, row);
  const texts = shownPlaces(places, name, mandate);
  return isGlobal ? [...texts, "global"] : texts;
}

/** Places as evidence shows them, each once. */
export function shownPlaces(places: readonly PlacedAt[], dataClass: string, mandate: Mandate): string[] {
  const texts = places.map((placed) => placeText(placed, isAllowed(placed.place, dataClass, mandate)));
  return texts.length > 1 ? [...new Set(texts)] : texts;
}

/** The same within a sentence. */
export function placesInWords(places: readonly PlacedAt[], dataClass: string, mandate: Mandate): string {
  const words = places.map((placed) => placeWords(placed, isAllowed(placed.place, dataClass, mandate)));
  return [...new Set(words)].join(", ");
}

/** A secret place within a sentence. */
const notAllowed = "a place that its class doesn't allow (secret)";

/** Of places that a class doesn't allow, within a sentence. */
export function abroadInWords(places: readonly PlacedAt[]): string {
  const words = places.map(({ place, secret }) => (secret ? notAllowed : describePlace(place)));
  return [...new Set(words)].join(", ");
}

/** A place as reports may show it: one that came from a secret says no more than whether it is allowed. */
export function placeText({ place, secret }: PlacedAt, allowed: boolean): string {
  if (!secret) return placeId(place);
  return allowed ? secretPlaces.allowed : secretPlaces.refused;
}

/** The same within a sentence: `us-east-1 (N. Virginia, United States)`. */
export function placeWords(placed: PlacedAt, allowed: boolean): string {
  if (!placed.secret) return describePlace(placed.place);
  return allowed ? secretPlaces.allowed : notAllowed;
}
