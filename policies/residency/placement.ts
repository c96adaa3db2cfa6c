import type { SourcePosition } from "./estate";
import { type Cloud, lookUpPlace, nearestPlaces, type Place } from "./geography";
import type { Site } from "./mandate";
import { siteOf } from "./sites";
import type { Cause, Reading } from "./values";

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

export const nowhere: Placement = { places: [], unknowns: [], isGlobal: false };
export const everywhere: Placement = { places: [], unknowns: [], isGlobal: true };

/** In one place, which is known. */
export function placedIn(place: Place, at: Omit<PlacedAt, "place">): Placement {
  return { places: [{ place, ...at }], unknowns: [], isGlobal: false };
}

/** Where readings of an input place it; undefined when none of them says anything. */
export function fromReadings(
  cloud: Cloud,
  readings: readonly Reading[],
  sites: readonly Site[],
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
    return [fromName(cloud, reading.value, { property, ...source, secret: reading.secret }, sites)];
  });
  return placements.length === 0 ? undefined : uniteAll(placements);
}

/** A name that the table lacks may be a dedicated region, of which the mandate says where it is. */
export function fromName(cloud: Cloud, name: string, at: Omit<PlacedAt, "place">, sites: readonly Site[]): Placement {
  const found = lookUpPlace(cloud, name);
  switch (found.kind) {
    case "place":
      return placedIn(found.place, at);
    case "global":
      return everywhere;
    case "unlisted": {
      const site = siteOf(cloud, [name], sites);
      if (site !== undefined) return placedIn(site, at);
      return unknown("unresolvable", at.property, unlisted(cloud, name, at, found.reason), at.decidedAt);
    }
  }
}

/** A name in a place's position is shown when it can be nothing but a name, and never when it is a secret. */
function unlisted(cloud: Cloud, name: string, { property, secret }: Omit<PlacedAt, "place">, reason: string): string {
  if (secret || !/^[\w.:-]{1,60}$/.test(name)) return `${quoted(property)} names no known place`;
  const [suggestion] = nearestPlaces(cloud, name, 1);
  const hint = suggestion === undefined ? "" : `; did you mean \`${suggestion}\`?`;
  return `${quoted(property)} is \`${name}\`: ${reason}${hint}`;
}

export function uniteAll(placements: readonly Placement[]): Placement {
  return {
    places: placements.flatMap(({ places }) => places),
    unknowns: placements.flatMap(({ unknowns }) => unknowns),
    isGlobal: placements.some(({ isGlobal }) => isGlobal),
  };
}

export function unknown(cause: Cause, property: string, reason: string, decidedAt?: SourcePosition): Placement {
  const part = { cause, property, reason, ...(decidedAt && { decidedAt }) };
  return { places: [], unknowns: [part], isGlobal: false };
}

export function causeText(cause: Cause): string {
  if (cause === "not-yet-known") return "not known until `pulumi up`";
  if (cause === "encrypted") return "encrypted, and nobody gave the means to decrypt it";
  return cause === "not-seen" ? "decided by something that isn't seen here" : "not known";
}

export function quoted(property: string): string {
  return property.includes('"') ? property : `\`${property}\``;
}
