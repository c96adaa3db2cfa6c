import type { Resource } from "../../policies/residency/estate";
import { Facts } from "../../policies/residency/facts";
import type { Destination, Movement } from "../../policies/residency/flows/movement";
import type { Terms } from "../../policies/rules/rule";
import { estate } from "./estates";
import { flowTerms } from "./flows";

/** The facts of an estate of these. */
export function factsAbout(resources: readonly Resource[], terms: Terms = flowTerms()): Facts {
  return new Facts(estate(...resources), terms);
}

/** Every movement that these make, as a text each: `orders > eu-west-1 replication, uncertain why`. */
export function movementsIn(...resources: readonly Resource[]): string[] {
  return factsAbout(resources).movements().map(textOf);
}

/** Those alone that a resource declares. */
export function movementsBy(by: Resource, ...others: readonly Resource[]): string[] {
  return factsAbout([by, ...others])
    .movements()
    .flatMap((movement) => (movement.by === by ? [textOf(movement)] : []));
}

function textOf({ from, to, kind, cause, isIgnored }: Movement): string {
  const why = cause === undefined ? "" : `, ${cause}`;
  return `${from.name} > ${destinationText(to)} ${kind}${why}${isIgnored === true ? ", may lead elsewhere" : ""}`;
}

export function destinationText(to: Destination): string {
  switch (to.kind) {
    case "resource":
      return to.doubt === undefined ? to.resource.name : `${to.resource.name}? (${to.doubt})`;
    case "principal":
      return `principal ${to.resource.name}`;
    case "place": {
      const place = to.placed.secret ? "secret place" : to.placed.place.id;
      return to.resource === undefined ? place : `${to.resource.name} in ${place}`;
    }
    case "countries":
      return to.countries.join("+");
    case "anywhere":
      return to.what;
    case "inside":
    case "placeless":
      return to.kind;
    case "unknown":
      return `unknown (${to.cause})`;
  }
}
