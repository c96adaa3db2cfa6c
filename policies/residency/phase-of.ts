import type { Resource } from "./estate";
import type { Place } from "./geography";
import type { Mandate, Phase } from "./mandate";
import { isIn } from "./permission";
import { cloudOf } from "./type-token";

/**
 * The phase of the center that a resource is part of: the one of its stack and cloud or, where several share them, of all
 * its places. Null where there is none, or it isn't clear which.
 */
export function phaseOf(
  { stack, type }: Pick<Resource, "stack" | "type">,
  places: readonly Place[],
  { centers }: Pick<Mandate, "centers">,
): Phase | null {
  const near = centers.filter((center) => center.stack === stack && center.cloud === cloudOf(type));
  const fitting =
    near.length < 2 ? near : near.filter((center) => places.length > 0 && places.every((place) => isIn(place, center)));
  const [only, other] = fitting;
  return only === undefined || other !== undefined ? null : only.phase;
}
