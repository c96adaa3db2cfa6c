import type { Movement } from "../../residency/flows/movement";
import type { Hop } from "../../residency/judgement";

/**
 * A trace as evidence: its movements, first to last.
 * @param sink how the place of the last one is shown, where it has one
 */
export function hopsOf(movements: readonly Movement[], sink?: string): Hop[] {
  return movements.map((movement, index) => hopOf(movement, index === movements.length - 1 ? sink : undefined));
}

function hopOf({ by, from, to, property, kind, cause }: Movement, place: string | undefined): Hop {
  const resource = to.kind === "resource" || to.kind === "place" || to.kind === "principal" ? to.resource : undefined;
  const doubt = cause ?? (to.kind === "resource" ? to.doubt : undefined);
  return {
    from: from.urn,
    ...(resource && { to: resource.urn }),
    ...(place !== undefined && { place }),
    ...{ by: by.urn, property, kind, certainty: doubt === undefined ? "certain" : "possible" },
    ...(by.source && { source: by.source }),
  };
}
