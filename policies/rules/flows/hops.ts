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
  const certainty = doubtOf(movement) === undefined ? "certain" : "possible";
  // Filled in one by one: an estate has many hops, and copies would take most of the time.
  const hop: { -readonly [Part in keyof Hop]: Hop[Part] } = { from: from.urn, by: by.urn, property, kind, certainty };
  if (resource !== undefined) hop.to = resource.urn;
  if (place !== undefined) hop.place = place;
  if (by.source !== undefined) hop.source = by.source;
  return hop;
}
