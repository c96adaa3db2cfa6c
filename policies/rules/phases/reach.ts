import { inOrder } from "../../residency/circles";
import type { Resource } from "../../residency/estate";
import { causes, type Cause } from "../../residency/values";

/** That what a resource holds is copied to another, to places, or to somewhere that isn't known. */
export interface CopyWay {
  readonly from: Resource;
  /** The copy, when it is a resource; data that passes through one that holds nothing goes on from there. */
  readonly to?: Resource;
  /** The regions in which the copy rests, as keys. */
  readonly regions: readonly string[];
  /** True where it rests in a region that isn't known. */
  readonly isSomewhere: boolean;
  /** Why it isn't certain; absent when it is. */
  readonly cause?: Cause;
}

/** In which regions copies of a resource's data are. */
export interface Reach {
  /** Some of the regions, two at most: whatever region is left out, another one is found if there is any. */
  readonly regions: ReadonlySet<string>;
  /** The worst doubt about any of the ways; undefined where all are certain. */
  readonly cause?: Cause;
}

const somewhere = "?";

/**
 * Where data of each resource is copied to, and what it is itself a copy of, over any number of ways. Linear in the ways:
 * of the regions only two are kept.
 * @param regionsOf the regions in which a resource itself holds data
 */
export function reachOf(
  ways: readonly CopyWay[],
  regionsOf: (resource: Resource) => readonly string[],
): (resource: Resource) => Reach {
  const outgoing = new Map<Resource, CopyWay[]>();
  const incoming = new Map<Resource, CopyWay[]>();
  const add = (map: Map<Resource, CopyWay[]>, key: Resource, way: CopyWay) => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [way]);
    else known.push(way);
  };
  for (const way of ways) {
    add(outgoing, way.from, way);
    if (way.to !== undefined) add(incoming, way.to, way);
  }
  const targets = (resource: Resource) => (outgoing.get(resource) ?? []).flatMap(({ to }) => to ?? []);
  const circles = inOrder([...outgoing.keys(), ...incoming.keys()], targets);
  const copies = new Map<Resource, Gathered>();
  // What comes later in the order is copied to: its own copies are known first.
  for (const circle of circles.toReversed()) {
    const all = gathered();
    for (const resource of circle) {
      for (const way of outgoing.get(resource) ?? []) {
        take(all, { regions: regionsIn(way), cause: way.cause });
        const further = way.to === undefined ? undefined : copies.get(way.to);
        if (further !== undefined) take(all, further);
      }
    }
    for (const resource of circle) copies.set(resource, all);
  }
  const origins = new Map<Resource, Gathered>();
  for (const circle of circles) {
    const all = gathered();
    for (const resource of circle) {
      for (const { from, cause } of incoming.get(resource) ?? []) {
        take(all, { regions: regionsOf(from), cause });
        take(all, copies.get(from));
        take(all, origins.get(from));
      }
    }
    for (const resource of circle) origins.set(resource, all);
  }
  return (resource) => {
    const all = gathered();
    take(all, copies.get(resource));
    take(all, origins.get(resource));
    return { regions: all.regions, ...(all.cause !== undefined && { cause: all.cause }) };
  };
}

/** True where data is, or may be, in another region than these. */
export function isElsewhere({ regions }: Reach, own: readonly string[]): boolean {
  return [...regions].some((region) => !own.includes(region));
}

function regionsIn({ regions, isSomewhere }: CopyWay): readonly string[] {
  return isSomewhere ? [...regions, somewhere] : regions;
}

interface Gathered {
  readonly regions: Set<string>;
  cause: Cause | undefined;
}

function gathered(): Gathered {
  return { regions: new Set(), cause: undefined };
}

function take(
  into: Gathered,
  from: { readonly regions: Iterable<string>; readonly cause: Cause | undefined } | undefined,
): void {
  if (from === undefined) return;
  for (const region of from.regions) if (into.regions.size < 2) into.regions.add(region);
  if (from.cause !== undefined && (into.cause === undefined || isWorse(from.cause, into.cause)))
    into.cause = from.cause;
}

/** Causes are in the order of what blocks least. */
function isWorse(one: Cause, other: Cause): boolean {
  return causes.indexOf(one) > causes.indexOf(other);
}
