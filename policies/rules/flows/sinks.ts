import { handlesContent } from "../../residency/catalog";
import { describe } from "../../residency/describe";
import type { Resource } from "../../residency/estate";
import type { Facts } from "../../residency/facts";
import type { Movement } from "../../residency/flows/movement";
import { abroadInWords, shownPlaces } from "../../residency/holders";
import type { PlacedAt } from "../../residency/locate";
import type { Mandate } from "../../residency/mandate";
import { isAllowed, isCountryAllowed, isFree } from "../../residency/permission";
import type { Cause } from "../../residency/values";
import { readName } from "../../residency/written-name";

/** Where a movement ends for a class of data. `what` completes a sentence: `to eu-west-1 (Ireland)`. */
export type Sink =
  | { readonly kind: "inside"; readonly places: readonly string[]; readonly what: string }
  | {
      readonly kind: "outside";
      readonly places: readonly string[];
      readonly what: string;
      /** The destination, when it is a resource, and its foreign places, when they are known. */
      readonly resource?: Resource;
      readonly abroad: readonly PlacedAt[];
    }
  | { readonly kind: "untold"; readonly cause: Cause; readonly what: string }
  /** Another rule says it: a store, transfer or compute whose own place isn't known. */
  | { readonly kind: "elsewhere" };

/** Where a movement ends, as far as a class of data may be there. */
export function sinkOf(movement: Movement, dataClass: string, facts: Facts, mandate: Mandate): Sink {
  const { to, kind } = movement;
  if (kind === "public-exposure" && facts.rowOf(movement.from)?.role !== "store") {
    return { kind: "inside", places: [], what: "to whoever can reach it, which is no movement" };
  }
  const sink = destinationSink(movement, dataClass, facts, mandate);
  // Being able to reach an address, the internet or an unknown network is no movement.
  if (kind === "network" && (sink.kind === "untold" || sink.kind === "elsewhere" || to.kind === "anywhere")) {
    return { kind: "inside", places: [], what: "to a network whose place isn't told, which is no movement" };
  }
  if (movement.isIgnored === true && sink.kind !== "outside") {
    const what = `, and changes to \`${movement.property}\` are ignored, so that it may lead elsewhere`;
    return { kind: "untold", cause: "ignored", what };
  }
  return sink;
}

function destinationSink({ to, cause }: Movement, dataClass: string, facts: Facts, mandate: Mandate): Sink {
  switch (to.kind) {
    case "resource":
      return resourceSink(to.resource, to.doubt, dataClass, facts, mandate);
    case "principal": {
      if (handlesContent(facts.rowOf(to.resource)?.role))
        return resourceSink(to.resource, undefined, dataClass, facts, mandate);
      return { kind: "inside", places: [], what: `with ${describe(to.resource)}` };
    }
    case "place":
      return placedSink([to.placed], dataClass, mandate, to.resource);
    case "countries":
      return countriesSink(to.countries, to.secret, dataClass, mandate);
    case "anywhere":
      return { kind: "outside", places: [to.what], abroad: [], what: anywhere[to.what] };
    case "inside":
      return { kind: "inside", places: [], what: `to ${to.what}` };
    case "placeless":
      return { kind: "untold", cause: cause === "possible" ? "possible" : "unresolvable", what: `, and ${to.what}` };
    case "unknown":
      return { kind: "untold", cause: to.cause, what: `, and where to is not known (${to.what})` };
  }
}

const anywhere = { worldwide: "to anyone, anywhere", global: "to no particular region" } as const;

function resourceSink(
  resource: Resource,
  doubt: Cause | undefined,
  dataClass: string,
  facts: Facts,
  mandate: Mandate,
): Sink {
  if (resource.kind === "read") return lookedUpSink(resource, doubt, dataClass, facts, mandate);
  const row = facts.rowOf(resource);
  if (row === undefined)
    return { kind: "untold", cause: "not-seen", what: `, and where ${describe(resource)} is, isn't seen` };
  const { places, unknowns, isGlobal } = facts.placementOf(resource, row);
  const holds = handlesContent(row.role);
  if (isGlobal && (row.role === "store" || row.role === "compute")) {
    return {
      kind: "outside",
      places: ["global"],
      abroad: [],
      resource,
      what: `to ${describe(resource)}, which is in no particular region`,
    };
  }
  const placed = placedSink(places, dataClass, mandate, resource);
  if (placed.kind !== "inside") return placed;
  const [unknown] = unknowns;
  if (unknown !== undefined) {
    const isOwned = holds && !isFree(facts.declaredOf(resource).name, mandate);
    if (isOwned) return { kind: "elsewhere" };
    return { kind: "untold", cause: unknown.cause, what: `, and the place of ${describe(resource)} is not known` };
  }
  if (doubt !== undefined) return doubtful(doubt, resource);
  return { ...placed, what: `to ${describe(resource)}` };
}

function doubtful(cause: Cause, resource: Resource): Sink {
  return { kind: "untold", cause, what: `to what is computed from ${describe(resource)}` };
}

/** What is only looked up tells its place by its id, or by the region in which its provider looks. */
function lookedUpSink(
  resource: Resource,
  doubt: Cause | undefined,
  dataClass: string,
  facts: Facts,
  mandate: Mandate,
): Sink {
  const placement = facts.lookedUpPlacement(resource, readName(resource.id ?? ""));
  if (placement !== undefined) {
    const placed = placedSink(placement.places, dataClass, mandate, resource);
    return placed.kind === "inside" && doubt !== undefined ? doubtful(doubt, resource) : placed;
  }
  return { kind: "untold", cause: "not-seen", what: `, and ${describe(resource)} is only looked up` };
}

function placedSink(
  placed: readonly PlacedAt[],
  dataClass: string,
  mandate: Mandate,
  resource: Resource | undefined,
): Sink {
  const abroad = placed.filter(({ place }) => !isAllowed(place, dataClass, mandate));
  const name = resource === undefined ? "" : `${describe(resource)} in `;
  const inside = shownPlaces(placed, dataClass, mandate);
  if (abroad.length === 0) return { kind: "inside", places: inside, what: `to ${name}${inside.join(", ")}` };
  return {
    kind: "outside",
    places: shownPlaces(abroad, dataClass, mandate),
    abroad,
    what: `to ${name}${abroadInWords(abroad)}`,
    ...(resource && { resource }),
  };
}

function countriesSink(countries: readonly string[], secret: boolean, dataClass: string, mandate: Mandate): Sink {
  const foreign = countries.filter((country) => !isCountryAllowed(country, dataClass, mandate));
  if (foreign.length === 0) return { kind: "inside", places: [], what: "to the countries of its class" };
  const shown = secret ? ["outside the allowed places (secret)"] : foreign;
  return { kind: "outside", places: shown, abroad: [], what: `to viewers in ${shown.join(", ")}` };
}
