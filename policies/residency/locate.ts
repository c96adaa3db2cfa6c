import type { Catalog, LocationTerm, TypeRow } from "./catalog";
import type { Estate, Resource, SourcePosition } from "./estate";
import { type Cloud, lookUpPlace } from "./geography";
import { fromProvider, nameOf } from "./locate-provider";
import type { Mandate } from "./mandate";
import {
  causeText,
  everywhere,
  fromName,
  fromReadings,
  nowhere,
  placedIn,
  type Placement,
  uniteAll,
  unknown,
} from "./placement";
import { topInput } from "./property-path";
import { referred } from "./references";
import { siteOf } from "./sites";
import { readAll, type Cause, type Reading } from "./values";
import { readName, type WrittenName } from "./written-name";

export type { PlacedAt, Placement, UnknownPlace } from "./placement";

export interface LocationContext {
  readonly catalog: Catalog;
  readonly mandate: Pick<Mandate, "sites">;
  readonly find: Estate["find"];
  readonly named: Estate["named"];
}

/** The deepest chain of `via` terms that is followed. */
const deepestVia = 8;

/** Places a resource by its type's chain of location terms. */
export function locate(resource: Resource, row: TypeRow, context: LocationContext): Placement {
  return withIgnored(resource, row, follow(resource, row, context, deepestVia));
}

function follow(resource: Resource, row: TypeRow, context: LocationContext, depth: number): Placement {
  if (row.cloud === undefined) return withoutCloud(row);
  for (const term of row.location) {
    const placement = applyTerm(term, resource, row.cloud, context, depth);
    if (placement !== undefined) return placement;
  }
  for (const term of row.location) {
    if (term.kind !== "via" || readAll(resource.inputs, term.path).length === 0) continue;
    return unknown("unresolvable", term.path, `\`${term.path}\` names nothing in this estate`);
  }
  return unknown("not-stated", propertyOf(row.location), "nothing states its place");
}

/** A type outside the clouds has no table of regions: only `nowhere` and `global` say something. */
function withoutCloud({ location }: TypeRow): Placement {
  const [term] = location;
  if (term?.kind === "nowhere") return nowhere;
  if (term?.kind === "global") return everywhere;
  return unknown("unresolvable", propertyOf(location), "no table of regions covers its package");
}

function applyTerm(
  term: LocationTerm,
  resource: Resource,
  cloud: Cloud,
  context: LocationContext,
  depth: number,
): Placement | undefined {
  const { sites } = context.mandate;
  switch (term.kind) {
    case "nowhere":
      return nowhere;
    case "global":
      return everywhere;
    case "fixed":
      return fromName(cloud, term.place, { property: "its type's fixed place", secret: false }, sites);
    case "property":
      return fromReadings(cloud, readAll(resource.inputs, term.path), sites, {});
    case "site":
      return term.path === undefined
        ? fromSite(namesOf(resource), "site", false, cloud, context)
        : onHardware(resource, term.path, cloud, context, depth);
    case "provider":
      return fromProvider(resource, cloud, sites);
    case "via":
      return fromReferred(resource, term.path, cloud, context, depth);
    case "within":
      return fromSubnets(resource, term.path, context, depth);
  }
}

function fromReferred(
  resource: Resource,
  path: string,
  cloud: Cloud,
  context: LocationContext,
  depth: number,
): Placement | undefined {
  const placements = referred(resource, path, context).map((target): Placement | undefined => {
    switch (target.kind) {
      case "resource":
        return placementOf(target.resource, path, context, depth);
      case "computed": {
        // It may be any of them or none; what is abroad is shown, and nothing is settled.
        const candidates = uniteAll(target.candidates.map((one) => placementOf(one, path, context, depth)));
        const undecided = unknown(causeOf(target.reading), path, `\`${path}\` is computed from other resources`);
        return { ...undecided, places: candidates.places };
      }
      case "name":
        return fromWritten(cloud, target.written, path, target.secret, context);
      case "unknown":
        return unknown(causeOf(target.reading), path, `\`${path}\` is ${causeText(causeOf(target.reading))}`);
    }
  });
  const placed = placements.filter((placement) => placement !== undefined);
  return placed.length === 0 ? undefined : uniteAll(placed);
}

function placementOf(target: Resource, path: string, context: LocationContext, depth: number): Placement {
  const row = context.catalog.find(target.type);
  if (target.kind === "read") return ofLookedUp(target, row, path);
  if (row === undefined || depth === 0)
    return unknown("unresolvable", path, `\`${path}\` names nothing that has a place`);
  return withSource(withIgnored(target, row, follow(target, row, context, depth - 1)), target);
}

/** The id by which it was looked up may say where it is. */
function ofLookedUp({ id = "" }: Resource, row: TypeRow | undefined, path: string): Placement {
  const { place, cloud = row?.cloud } = readName(id);
  const found = place === undefined || cloud === undefined ? undefined : lookUpPlace(cloud, place);
  return found?.kind === "place"
    ? placedIn(found.place, { property: path, secret: false })
    : unknown("not-seen", path, `\`${path}\` is only looked up, so that its place isn't seen`);
}

/** Paths of Google Cloud, ARNs, OCIDs and the clouds' own endpoints say where a thing is. */
function fromWritten(
  cloud: Cloud,
  { place, cloud: its = cloud }: WrittenName,
  property: string,
  secret: boolean,
  { mandate }: LocationContext,
): Placement | undefined {
  return place === undefined ? undefined : fromName(its, place, { property, secret }, mandate.sites);
}

/** Where the hardware is that an input names; what an id of it says is only where it is managed from. */
function onHardware(
  resource: Resource,
  path: string,
  cloud: Cloud,
  context: LocationContext,
  depth: number,
): Placement | undefined {
  const placements = referred(resource, path, context).map((target): Placement => {
    switch (target.kind) {
      case "resource":
        return target.resource.kind === "read"
          ? fromSite(namesOf(target.resource), path, false, cloud, context)
          : placementOf(target.resource, path, context, depth);
      case "name": {
        const { reading, secret } = target;
        const name = reading.kind === "known" && typeof reading.value === "string" ? reading.value : "";
        return fromSite([name], path, secret, cloud, context);
      }
      case "computed":
      case "unknown":
        return unknown(causeOf(target.reading), path, `\`${path}\` is ${causeText(causeOf(target.reading))}`);
    }
  });
  return placements.length === 0 ? undefined : uniteAll(placements);
}

function fromSite(
  names: readonly string[],
  property: string,
  secret: boolean,
  cloud: Cloud,
  { mandate }: LocationContext,
): Placement {
  const place = siteOf(cloud, names, mandate.sites);
  return place === undefined
    ? unknown("not-stated", property, "it is on dedicated hardware, which stands where its owner put it")
    : placedIn(place, { property, secret });
}

function namesOf({ urn, id }: Resource): string[] {
  return id === undefined ? [urn] : [urn, id];
}

function isOnHardware({ inputs }: Resource, row: TypeRow | undefined): boolean {
  return (
    row?.location.some(
      (term) => term.kind === "site" && (term.path === undefined || readAll(inputs, term.path).length > 0),
    ) === true
  );
}

/**
 * A subnet may be in a Local Zone, which can be in another country than its region, or on dedicated hardware: it is there
 * what is in the subnet. An ordinary zone says no more than the region, and a subnet that the estate doesn't make, or whose
 * zone isn't known, nothing: the next term decides.
 */
function fromSubnets(resource: Resource, path: string, context: LocationContext, depth: number): Placement | undefined {
  const subnets = referred(resource, path, context).flatMap((target) =>
    target.kind === "resource" ? [target.resource] : target.kind === "computed" ? target.candidates : [],
  );
  const managed = subnets.filter(({ kind }) => kind === "managed");
  const placements = managed.map((subnet) => placementOf(subnet, path, context, depth));
  const isZone = ({ places }: Placement) =>
    places.some(({ place }) => place.kind === "zone" && place.regions.includes(place.id));
  const isApart =
    placements.some(isZone) || managed.some((subnet) => isOnHardware(subnet, context.catalog.find(subnet.type)));
  return isApart ? uniteAll(placements) : undefined;
}

function causeOf(reading: Reading): Cause {
  return reading.kind === "unknown" ? reading.cause : "unresolvable";
}

/** An input that changes are ignored of isn't what the deployed resource has, nor is a provider's. */
function withIgnored(resource: Resource, row: TypeRow, placement: Placement): Placement {
  const ignoresNothing = resource.ignoreChanges.length === 0 && resource.provider?.ignoreChanges === undefined;
  if (ignoresNothing || !isSomewhere(placement)) return placement;
  const inputs = row.location.flatMap((term) => inputsOf(term, row));
  const own = resource.ignoreChanges.find((path) => isIgnored(path, inputs));
  const isByProvider = row.location.some(({ kind }) => kind === "provider");
  const its = isByProvider
    ? resource.provider?.ignoreChanges?.find((path) => isIgnored(path, providerInputs))
    : undefined;
  const ignored = own ?? its;
  if (ignored === undefined) return placement;
  const whose =
    own === undefined && resource.provider !== undefined ? ` of provider "${nameOf(resource.provider)}"` : "";
  const reason = `changes to \`${ignored}\`${whose} are ignored, so the input may not be where it is`;
  return { ...placement, unknowns: [...placement.unknowns, { cause: "ignored", property: ignored, reason }] };
}

const providerInputs = ["region", "zone"];

function inputsOf(term: LocationTerm, { cloud }: TypeRow): string[] {
  // The region stays, whatever the subnet.
  if (term.kind === "within") return [];
  if ("path" in term) return [topInput(term.path)];
  return term.kind === "provider" && cloud === "aws" ? ["region"] : [];
}

function isIgnored(path: string, inputs: readonly string[]): boolean {
  const top = topInput(path);
  return (top === "*" && inputs.length > 0) || inputs.includes(top);
}

function withSource(placement: Placement, referred: Resource): Placement {
  const { source } = referred;
  if (source === undefined) return placement;
  const at = <Part extends { readonly decidedAt?: SourcePosition }>(part: Part): Part => ({
    decidedAt: source,
    ...part,
  });
  return { ...placement, places: placement.places.map(at), unknowns: placement.unknowns.map(at) };
}

function isSomewhere({ places, unknowns, isGlobal }: Placement): boolean {
  return places.length > 0 || unknowns.length > 0 || isGlobal;
}

function propertyOf(location: readonly LocationTerm[]): string {
  return location.map((term) => ("path" in term ? term.path : term.kind)).join(", ");
}
