import type { Resource } from "../../residency/estate";
import type { Facts } from "../../residency/facts";
import type { Movement } from "../../residency/flows/movement";
import type { PlacedAt } from "../../residency/locate";
import type { Cause } from "../../residency/values";
import { readName } from "../../residency/written-name";

/** Where a movement ends, whatever a mandate says about that. */
export type End =
  | {
      readonly kind: "placed";
      /** The destination, when it is a resource. */
      readonly resource?: Resource;
      /** Empty for what has no place, such as a role or what is global. */
      readonly places: readonly PlacedAt[];
      /** Why these may not be all of its places. */
      readonly unknown?: Cause;
      readonly isGlobal: boolean;
    }
  /** Viewers anywhere, or in a list of countries. */
  | { readonly kind: "viewers" }
  /** The estate's own or the cloud's, which is no place. */
  | { readonly kind: "inside" }
  | { readonly kind: "untold"; readonly cause: Cause };

export function endOf({ to }: Movement, facts: Facts): End {
  switch (to.kind) {
    case "resource":
    case "principal":
      return resourceEnd(to.resource, facts);
    case "place":
      return { kind: "placed", places: [to.placed], isGlobal: false, ...(to.resource && { resource: to.resource }) };
    case "countries":
      return { kind: "viewers" };
    case "anywhere":
      return to.what === "global" ? { kind: "placed", places: [], isGlobal: true } : { kind: "viewers" };
    case "inside":
      return { kind: "inside" };
    case "placeless":
      return { kind: "untold", cause: "unresolvable" };
    case "unknown":
      return { kind: "untold", cause: to.cause };
  }
}

function resourceEnd(resource: Resource, facts: Facts): End {
  const row = facts.rowOf(resource);
  const placement =
    row === undefined
      ? facts.lookedUpPlacement(resource, readName(resource.id ?? ""))
      : facts.placementOf(resource, row);
  if (placement === undefined) return { kind: "untold", cause: "not-seen" };
  const { places, unknowns, isGlobal } = placement;
  const [unknown] = unknowns;
  return { kind: "placed", resource, places, isGlobal, ...(unknown && { unknown: unknown.cause }) };
}
