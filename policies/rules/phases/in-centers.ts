import { shownPlaces } from "../../residency/holders";
import type { TypeRow } from "../../residency/catalog";
import type { Resource } from "../../residency/estate";
import { factsOf, type Facts } from "../../residency/facts";
import type { Center, Mandate } from "../../residency/mandate";
import { centerOf, isFree } from "../../residency/permission";
import type { EstateView } from "../rule";

/** A store in a center that holds data of a class of which something was promised. */
export interface Holding {
  readonly resource: Resource;
  readonly row: TypeRow;
  readonly dataClass: string;
  readonly center: Center;
  /** As reports show them. */
  readonly places: readonly string[];
}

/** Every store in a center whose data isn't free to be anywhere, in the estate's order. */
export function* holdingsInCenters(view: EstateView): Generator<Holding> {
  const { mandate } = view;
  if (mandate.centers.length === 0) return;
  const facts = factsOf(view.estate, view);
  for (const resource of view.estate.resources) {
    const row = facts.rowOf(resource);
    if (row?.role !== "store") continue;
    const center = centerAround(resource, facts, mandate);
    if (center === undefined) continue;
    const dataClass = facts.declaredOf(resource).name;
    if (isFree(dataClass, mandate)) continue;
    const places = shownPlaces(facts.placementOf(resource, row).places, dataClass, mandate);
    yield { resource, row, dataClass, center, places };
  }
}

/**
 * The center that a resource belongs to: it is in there or, where it has no place of its own or none that is known, its
 * stack is that center's alone. What can't be placed, which another rule says, isn't thereby outside.
 */
export function centerAround(resource: Resource, facts: Facts, mandate: Mandate): Center | undefined {
  const row = facts.rowOf(resource);
  const inStack = mandate.centers.filter(({ stack }) => stack === resource.stack);
  if (row === undefined || inStack.length === 0) return undefined;
  const places = facts.placementOf(resource, row).places.map(({ place }) => place);
  if (places.length > 0) return centerOf(resource, places, mandate);
  const [only, ...others] = inStack.filter(({ cloud }) => cloud === row.cloud);
  return others.length === 0 ? only : undefined;
}

/** A center that is being emptied: `until` is the last day on which data may be there. */
export type Draining = Center & { readonly phase: "draining"; readonly until: string };

export function isDraining(center: Center): center is Draining {
  return center.phase === "draining" && center.until !== undefined;
}

/** True when no data may be in a center any more: it is deleted, or its last day is over. */
export function isOver({ phase, until }: Center, date: string): boolean {
  return phase === "deleted" || (until !== undefined && date > until);
}
