import type { Resource } from "../../residency/estate";
import type { Facts } from "../../residency/facts";
import { doubtOf, type Movement } from "../../residency/flows/movement";
import type { Place } from "../../residency/geography";
import type { PlacedAt } from "../../residency/locate";
import { containersOf } from "../../residency/parts";
import { isAllowed, isIn } from "../../residency/permission";
import { keepingOf } from "../../residency/several-regions";
import { endOf } from "../flows/ends";
import { backupKinds } from "../flows/judge-sink";
import type { EstateView } from "../rule";
import { centerAround } from "./in-centers";
import type { CopyWay } from "./reach";

/** True for movements that leave a copy of all that the source holds. */
function isCopying({ kind }: Movement): boolean {
  return backupKinds.has(kind) || kind === "global-table" || kind === "cross-cloud";
}

/** The regions that places are in, as keys: a zone is in its region, and a multi-region is one of its own. */
export function regionKeys(places: readonly Place[]): string[] {
  const keys = places.flatMap(({ cloud, id, kind, regions }) =>
    kind === "multi-region" ? [`${cloud}:${id}`] : regions.map((region) => `${cloud}:${region}`),
  );
  return [...new Set(keys)];
}

/** Every way by which content is copied to where a class of data may be. */
export function copyWays(dataClass: string, facts: Facts, view: EstateView) {
  /** In which of the places a copy rests for certain; a Local Zone is a part of its region that stands apart. */
  const copiesIn = (placed: readonly PlacedAt[], type: string | undefined) => {
    const places = placed.map(({ place }) => place).filter((place) => isAllowed(place, dataClass, view.mandate));
    const isVague =
      places.some(({ kind }) => kind === "multi-region") && (type === undefined || keepingOf(type) !== "each");
    const regions = places.filter(({ kind, id, regions: its }) => kind !== "zone" || !its.includes(id));
    return { regions: isVague ? [] : regionKeys(regions), isVague };
  };

  const regionsOf = (resource: Resource): readonly string[] => {
    const row = facts.rowOf(resource);
    if (row?.role !== "store") return [];
    const { places, unknowns } = facts.placementOf(resource, row);
    return unknowns.length > 0 ? [] : copiesIn(places, row.type).regions;
  };

  const wayOf = (movement: Movement): CopyWay[] => {
    const { from } = movement;
    const doubt = movement.isIgnored === true ? "ignored" : doubtOf(movement);
    const end = endOf(movement, facts);
    if (end.kind === "untold") return [{ from, regions: [], isSomewhere: true, cause: doubt ?? end.cause }];
    if (end.kind !== "placed") return [];
    const { resource, places, unknown } = end;
    const row = resource === undefined ? undefined : facts.rowOf(resource);
    const to = resource === undefined ? {} : { to: resource };
    // What moves content without keeping it is no copy, but the content goes on from there.
    const passes = movement.to.kind !== "place" && row !== undefined && row.role !== "store";
    const { regions, isVague } = passes ? { regions: [], isVague: false } : copiesIn(places, row?.type);
    const isSomewhere = !passes && (unknown !== undefined || isVague);
    const cause = doubt ?? (passes ? undefined : (unknown ?? (isVague ? "not-stated" : undefined)));
    return [{ from, ...to, regions, isSomewhere, ...(cause !== undefined && { cause }) }];
  };

  /** What compute of the primary reads of a legacy center comes home: whether all of it did is compared by people. */
  const wayHome = ({ kind, from, to }: Movement): CopyWay[] => {
    const { primary } = view.mandate;
    if (kind !== "reads" || to.kind !== "resource" || primary === undefined) return [];
    const row = facts.rowOf(to.resource);
    if (row === undefined || centerAround(from, facts, view.mandate)?.kind !== "legacy") return [];
    const { places } = facts.placementOf(to.resource, row);
    const isHome = places.length > 0 && places.every(({ place }) => isIn(place, primary));
    return isHome ? [{ from, regions: copiesIn(places, row.type).regions, isSomewhere: false }] : [];
  };

  const ways = facts.movements().flatMap((movement) => (isCopying(movement) ? wayOf(movement) : wayHome(movement)));
  for (const resource of view.estate.resources) {
    const row = facts.rowOf(resource);
    if (row?.holds !== "content") continue;
    for (const container of containersOf(resource, row, { ...view, ...view.estate })) {
      ways.push(
        container.kind === "store"
          ? { from: resource, to: container.resource, regions: [], isSomewhere: false }
          : { from: resource, regions: [], isSomewhere: true, cause: container.cause },
      );
    }
  }
  return { ways, regionsOf };
}
