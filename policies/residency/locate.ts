import type { Catalog, LocationTerm, TypeRow } from "./catalog";
import type { Estate, Provider, Resource, SourcePosition } from "./estate";
import { type Cloud, lookUpPlace, nearestPlaces, type Place } from "./geography";
import { topInput } from "./property-path";
import { referred } from "./references";
import { nameIn } from "./urns";
import { readAll, readKeys, type Cause, type Reading } from "./values";
import { readName, type WrittenName } from "./written-name";

/** A place that a resource is in, and what put it there. */
export interface PlacedAt {
  readonly place: Place;
  /** The input that names it; a provider's is `region of provider "<name>"`. */
  readonly property: string;
  /** Where that input was set, when that isn't where the resource is declared. */
  readonly decidedAt?: SourcePosition;
  readonly secret: boolean;
}

/** A place that can't be told, and why. */
export interface UnknownPlace {
  readonly cause: Cause;
  readonly property: string;
  readonly reason: string;
  readonly decidedAt?: SourcePosition;
}

/** Where a resource is: a resource with several zones may have places that are known and places that aren't. */
export interface Placement {
  readonly places: readonly PlacedAt[];
  readonly unknowns: readonly UnknownPlace[];
  /** Not tied to a region. */
  readonly isGlobal: boolean;
}

export interface LocationContext {
  readonly catalog: Catalog;
  readonly find: Estate["find"];
  readonly named: Estate["named"];
}

const nowhere: Placement = { places: [], unknowns: [], isGlobal: false };
const everywhere: Placement = { places: [], unknowns: [], isGlobal: true };

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
  switch (term.kind) {
    case "nowhere":
      return nowhere;
    case "global":
      return everywhere;
    case "fixed":
      return fromName(cloud, term.place, { property: "its type's fixed place", secret: false });
    case "property":
      return fromReadings(cloud, readAll(resource.inputs, term.path), {});
    case "site":
      return unknown("not-stated", "site", "it is dedicated hardware, which stands where its owner put it");
    case "provider":
      return fromProvider(resource, cloud);
    case "via":
      return fromReferred(resource, term.path, cloud, context, depth);
    case "within":
      return fromSubnets(resource, term.path, context, depth);
  }
}

function fromProvider(resource: Resource, cloud: Cloud): Placement {
  const { provider, injected } = resource;
  // Before version 7 the AWS provider knew no region of a resource's own.
  if (cloud === "aws" && !injected.has("region") && !isBeforeVersion7(provider)) {
    const own = fromReadings(cloud, readAll(resource.inputs, "region"), {});
    if (own !== undefined) return own;
  }
  if (provider === undefined) return unknown("not-stated", "provider", "its provider is not known");
  let known = ofProviders.get(provider);
  if (known === undefined) {
    known = placeOfProvider(provider, cloud);
    ofProviders.set(provider, known);
  }
  return known;
}

/** Many resources have one provider, which never changes. */
const ofProviders = new WeakMap<Provider, Placement>();

function placeOfProvider(provider: Provider, cloud: Cloud): Placement {
  const custom = customEndpoint(provider);
  if (custom !== undefined) {
    const reason = `provider "${nameOf(provider)}" sends requests to endpoints of its own (\`${custom}\`)`;
    return unknown("unresolvable", custom, reason, provider.source);
  }
  const property = provider.isDefault ? `${provider.package}:region` : `region of provider "${nameOf(provider)}"`;
  const at = provider.source === undefined ? {} : { decidedAt: provider.source };
  const stated = fromReadings(cloud, readAll(provider.inputs, "region"), { property, ...at });
  if (stated !== undefined) return stated;
  const zone = cloud === "gcp" ? fromReadings(cloud, readAll(provider.inputs, "zone"), { property, ...at }) : undefined;
  if (zone !== undefined) return zone;
  const ambient = provider.ambientRegion;
  if (ambient !== undefined) {
    const by = ambient.from === "assumption" ? `--assume ${ambient.by}` : ambient.by;
    return fromName(cloud, ambient.region, { property: by, secret: false });
  }
  const missing = provider.isDefault
    ? `no region is stated: ${quoted(property)} is not in the stack's configuration`
    : `no region is stated for provider "${nameOf(provider)}"`;
  return unknown("not-stated", property, missing, provider.source);
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
        return fromWritten(cloud, target.written, path, target.secret);
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
    ? { places: [{ place: found.place, property: path, secret: false }], unknowns: [], isGlobal: false }
    : unknown("not-seen", path, `\`${path}\` is only looked up, so that its place isn't seen`);
}

/** Paths of Google Cloud, ARNs, OCIDs and the clouds' own endpoints say where a thing is. */
function fromWritten(
  cloud: Cloud,
  { place, cloud: its = cloud }: WrittenName,
  property: string,
  secret: boolean,
): Placement | undefined {
  return place === undefined ? undefined : fromName(its, place, { property, secret });
}

/**
 * A subnet may be in a Local Zone, which can be in another country than its region: it is there what is in the subnet. An
 * ordinary zone says no more than the region, and a subnet that the estate doesn't make, or whose zone isn't known,
 * nothing: the next term decides.
 */
function fromSubnets(resource: Resource, path: string, context: LocationContext, depth: number): Placement | undefined {
  const places = referred(resource, path, context).flatMap((target) => {
    const subnets =
      target.kind === "resource" ? [target.resource] : target.kind === "computed" ? target.candidates : [];
    return subnets
      .filter(({ kind }) => kind === "managed")
      .flatMap((subnet) => placementOf(subnet, path, context, depth).places);
  });
  const isApart = places.some(({ place }) => place.kind === "zone" && place.regions.includes(place.id));
  return isApart ? { places, unknowns: [], isGlobal: false } : undefined;
}

function causeOf(reading: Reading): Cause {
  return reading.kind === "unknown" ? reading.cause : "unresolvable";
}

/** Where readings of an input place it; undefined when none of them says anything. */
function fromReadings(
  cloud: Cloud,
  readings: readonly Reading[],
  at: { readonly property?: string; readonly decidedAt?: SourcePosition },
): Placement | undefined {
  const placements = readings.flatMap((reading): Placement[] => {
    const property = at.property ?? reading.path;
    const source = at.decidedAt === undefined ? {} : { decidedAt: at.decidedAt };
    if (reading.kind === "unknown") {
      return [unknown(reading.cause, property, `${quoted(property)} is ${causeText(reading.cause)}`, at.decidedAt)];
    }
    if (reading.value === "") return [];
    if (typeof reading.value !== "string") {
      return [unknown("unresolvable", property, `${quoted(property)} is not a name of a place`, at.decidedAt)];
    }
    return [fromName(cloud, reading.value, { property, ...source, secret: reading.secret })];
  });
  return placements.length === 0 ? undefined : uniteAll(placements);
}

function fromName(cloud: Cloud, name: string, at: Omit<PlacedAt, "place">): Placement {
  const found = lookUpPlace(cloud, name);
  switch (found.kind) {
    case "place":
      return { places: [{ place: found.place, ...at }], unknowns: [], isGlobal: false };
    case "global":
      return everywhere;
    case "unlisted":
      return unknown("unresolvable", at.property, unlisted(cloud, name, at, found.reason), at.decidedAt);
  }
}

/** A name in a place's position is shown when it can be nothing but a name, and never when it is a secret. */
function unlisted(cloud: Cloud, name: string, { property, secret }: Omit<PlacedAt, "place">, reason: string): string {
  if (secret || !/^[\w.:-]{1,60}$/.test(name)) return `${quoted(property)} names no known place`;
  const [suggestion] = nearestPlaces(cloud, name, 1);
  const hint = suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
  return `${quoted(property)} is \`${name}\`: ${reason}${hint}`;
}

/** An input that changes are ignored of isn't what the deployed resource has, nor is a provider's. */
function withIgnored(resource: Resource, row: TypeRow, placement: Placement): Placement {
  if (!isSomewhere(placement)) return placement;
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

function uniteAll(placements: readonly Placement[]): Placement {
  return {
    places: placements.flatMap(({ places }) => places),
    unknowns: placements.flatMap(({ unknowns }) => unknowns),
    isGlobal: placements.some(({ isGlobal }) => isGlobal),
  };
}

function unknown(cause: Cause, property: string, reason: string, decidedAt?: SourcePosition): Placement {
  const part = { cause, property, reason, ...(decidedAt && { decidedAt }) };
  return { places: [], unknowns: [part], isGlobal: false };
}

function isSomewhere({ places, unknowns, isGlobal }: Placement): boolean {
  return places.length > 0 || unknowns.length > 0 || isGlobal;
}

function causeText(cause: Cause): string {
  if (cause === "not-yet-known") return "not known until `pulumi up`";
  if (cause === "encrypted") return "encrypted, and nobody gave the means to decrypt it";
  return cause === "not-seen" ? "decided by something that isn't seen here" : "not known";
}

function quoted(property: string): string {
  return property.includes('"') ? property : `\`${property}\``;
}

function isBeforeVersion7(provider: Provider | undefined): boolean {
  const version = provider === undefined ? undefined : readKeys(provider.inputs, "version");
  return version?.kind === "known" && typeof version.value === "string" && Number.parseInt(version.value, 10) < 7;
}

/** The input by which a provider talks to other endpoints than its region's; what answers there may be anywhere. */
function customEndpoint({ inputs }: Provider): string | undefined {
  return Object.keys(inputs).find((input) => {
    if (input !== "endpoints" && input !== "universeDomain" && !input.endsWith("CustomEndpoint")) return false;
    const reading = readKeys(inputs, input);
    if (reading?.kind !== "known") return reading !== undefined;
    const { value } = reading;
    return Array.isArray(value) ? value.length > 0 : value !== "" && value !== "googleapis.com";
  });
}

function propertyOf(location: readonly LocationTerm[]): string {
  return location.map((term) => ("path" in term ? term.path : term.kind)).join(", ");
}

function nameOf(provider: Provider): string {
  return nameIn(provider.urn);
}
