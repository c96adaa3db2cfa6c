import type { Catalog, LocationTerm, TypeRow } from "./catalog";
import type { Estate, Provider, Resource, SourcePosition } from "./estate";
import { type Cloud, lookUpPlace, nearestPlaces, type Place } from "./geography";
import { readAll, ResourceReference, type Cause, type Reading } from "./values";

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
}

const nowhere: Placement = { places: [], unknowns: [], isGlobal: false };
const everywhere: Placement = { places: [], unknowns: [], isGlobal: true };

/** The deepest chain of `via` terms that is followed. */
const deepestVia = 8;

/** Places a resource by its type's chain of location terms. */
export function locate(resource: Resource, row: TypeRow, context: LocationContext): Placement {
  return withIgnored(resource, follow(resource, row, context, deepestVia));
}

function follow(resource: Resource, row: TypeRow, context: LocationContext, depth: number): Placement {
  if (row.cloud === undefined) return withoutCloud(row);
  for (const term of row.location) {
    const placement = applyTerm(term, resource, row.cloud, context, depth);
    if (placement !== undefined) return placement;
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
    case "provider":
      return fromProvider(resource, cloud);
    case "via":
      return fromReferred(resource, term.path, context, depth);
  }
}

function fromProvider(resource: Resource, cloud: Cloud): Placement {
  const { provider, injected } = resource;
  if (cloud === "aws" && !injected.has("region")) {
    const own = fromReadings(cloud, readAll(resource.inputs, "region"), {});
    if (own !== undefined) return own;
  }
  if (provider === undefined) return unknown("not-stated", "provider", "its provider is not known");
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
  context: LocationContext,
  depth: number,
): Placement | undefined {
  const readings = readAll(resource.inputs, path);
  if (readings.length === 0) return undefined;
  const [top = ""] = path.split(/[.[]/);
  const named = readings.flatMap((reading) =>
    reading.kind === "known" && reading.value instanceof ResourceReference ? [reading.value.urn] : [],
  );
  const urns = new Set([...named, ...(resource.references.get(top) ?? [])]);
  const placements: Placement[] = [];
  for (const urn of urns) {
    const referred = context.find(urn);
    const row = referred === undefined ? undefined : context.catalog.find(referred.type);
    if (referred === undefined || row === undefined || depth === 0) continue;
    const placement = withIgnored(referred, follow(referred, row, context, depth - 1));
    if (isSomewhere(placement)) placements.push(withSource(placement, referred));
  }
  if (placements.length > 0) return united(placements);
  const unread = readings.find((reading) => reading.kind === "unknown");
  if (unread !== undefined) return unknown(unread.cause, path, `\`${path}\` is ${causeText(unread.cause)}`);
  return unknown("unresolvable", path, `\`${path}\` names nothing in this estate`);
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
  return placements.length === 0 ? undefined : united(placements);
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

/** An input that changes are ignored of isn't what the deployed resource has. */
function withIgnored(resource: Resource, placement: Placement): Placement {
  const ignored = resource.ignoreChanges.find((path) => {
    const properties = [...placement.places, ...placement.unknowns].map(({ property }) => topOf(property));
    return path === "*" || properties.includes(topOf(path)) || resource.injected.has(topOf(path));
  });
  if (ignored === undefined || !isSomewhere(placement)) return placement;
  const reason = `changes to \`${ignored}\` are ignored, so the input may not be where it is`;
  return { ...placement, unknowns: [...placement.unknowns, { cause: "ignored", property: ignored, reason }] };
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

function united(placements: readonly Placement[]): Placement {
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
  switch (cause) {
    case "not-yet-known":
      return "not known until `pulumi up`";
    case "encrypted":
      return "encrypted, and nobody gave the means to decrypt it";
    default:
      return "not known";
  }
}

function quoted(property: string): string {
  return property.includes('"') ? property : `\`${property}\``;
}

function propertyOf(location: readonly LocationTerm[]): string {
  return location.map((term) => ("path" in term ? term.path : term.kind)).join(", ");
}

function nameOf(provider: Provider): string {
  return provider.urn.split("::").slice(3).join("::");
}

function topOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
