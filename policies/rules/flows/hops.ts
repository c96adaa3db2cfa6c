import { doubtOf, targetOf, type Movement } from "../../residency/flows/movement";
import type { Hop } from "../../residency/judgement";

/**
 * A trace as evidence: its movements, first to last.
 * @param sink how the place of the last one is shown, where it has one
 */
export function hopsOf(movements: readonly Movement[], sink?: string): Hop[] {
  return movements.map((movement, index) => hopOf(movement, index === movements.length - 1 ? sink : undefined));
}

function hopOf(movement: Movement, place: string | undefined): Hop {
  const { by, from, property, kind } = movement;
  const resource = targetOf(movement);
  return {
    from: from.urn,
    ...(resource && { to: resource.urn }),
    ...(place !== undefined && { place }),
    ...{ by: by.urn, property, kind, certainty: doubtOf(movement) === undefined ? "certain" : "possible" },
    ...(by.source && { source: by.source }),
  };
}
