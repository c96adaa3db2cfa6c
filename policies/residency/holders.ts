import type { Catalog } from "./catalog";
import { declaredClass, type ClassSource } from "./classify";
import { placeId } from "./describe";
import type { Estate, Resource } from "./estate";
import { secretPlaces } from "./judgement";
import { locate, type PlacedAt } from "./locate";
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
export function holdersOf(estate: Estate, terms: { readonly mandate: Mandate; readonly catalog: Catalog }): Holder[] {
  const { mandate, catalog } = terms;
  const context = { mandate, catalog, find: estate.find };
  return estate.resources.flatMap((resource) => {
    const row = resource.kind === "managed" ? catalog.find(resource.type) : undefined;
    if (row?.holds === undefined) return [];
    const { name, why } = declaredClass(resource, context);
    const { places, isGlobal } = locate(resource, row, context);
    const texts = places.map((placed) => placeText(placed, isAllowed(placed.place, name, mandate)));
    const all = isGlobal ? [...texts, "global"] : texts;
    return [{ resource, dataClass: name, why, holds: row.holds, places: [...new Set(all)] }];
  });
}

/** A place as reports may show it: one that came from a secret says no more than whether it is allowed. */
export function placeText({ place, secret }: PlacedAt, allowed: boolean): string {
  if (!secret) return placeId(place);
  return allowed ? secretPlaces.allowed : secretPlaces.refused;
}
