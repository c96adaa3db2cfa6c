import type { TypeRow } from "../catalog";
import type { Resource } from "../estate";
import { type Cloud, lookUpPlace } from "../geography";
import type { MovementRow, Naming } from "../movements";
import type { Lookup, Target } from "../resolve";
import type { Cause } from "../values";
import type { Destination } from "./movement";

/** How rows say that the first path of a destination is the name of a place. */
export const placeNamings: readonly Naming[] = ["region", "zone", "ad", "location"];

/** What a movement's destination is looked for with. */
export interface DestinationContext {
  readonly resource: Resource;
  readonly type: TypeRow;
  readonly row: MovementRow;
  readonly lookup: Lookup;
  /** Accounts and projects of the estate's own. */
  readonly ownAccounts: ReadonlySet<string>;
}

/** What a target is as a destination. */
export function foundBy(target: Target, path: string, context: DestinationContext): readonly Destination[] {
  switch (target.kind) {
    case "resource":
      return [target];
    case "computed":
      if (target.written?.kind === "bare" && isLocalName(path, context.row, context.type.cloud))
        return [{ kind: "inside", what: "the same place" }];
      return target.candidates.map((resource) => ({ kind: "resource", resource, doubt: target.cause }));
    case "written":
      return [writtenDestination(target, path, context)];
    case "none":
      return [{ kind: "placeless", what: `\`${path}\` names no place` }];
    case "unknown":
      return [unknownDestination(target.cause, path)];
  }
}

export function unknownDestination(cause: Cause, path: string): Destination {
  return { kind: "unknown", cause, what: `\`${path}\`` };
}

function writtenDestination(
  { written, secret, resource }: Extract<Target, { kind: "written" }>,
  path: string,
  { type, row }: DestinationContext,
): Destination {
  const cloud = written.cloud ?? type.cloud;
  if (written.place !== undefined && cloud !== undefined) {
    const found = lookUpPlace(cloud, written.place);
    if (found.kind === "place")
      return { kind: "place", placed: { place: found.place, property: path, secret }, ...(resource && { resource }) };
    if (found.kind === "global") return { kind: "anywhere", what: "global" };
    return { kind: "unknown", cause: "unresolvable", what: `\`${path}\`` };
  }
  if (written.isService === true) return { kind: "inside", what: "a service of the cloud" };
  if (written.kind === "address" && written.isPrivate === true) return { kind: "inside", what: "its own network" };
  if (written.kind === "bare" && isLocalName(path, row, type.cloud)) return { kind: "inside", what: "the same place" };
  return { kind: "placeless", what: `\`${path}\` names no place` };
}

/**
 * Bare names and ids mean something of the same region: but an S3 or Cloud Storage bucket is global by name, and an
 * image's bare name is one of a public registry. What should be the name of a place, and isn't, may be any place.
 */
function isLocalName(path: string, { kind, names }: MovementRow, cloud: Cloud | undefined): boolean {
  if (names === "url" || kind === "image-copy" || (names !== undefined && placeNamings.includes(names))) return false;
  const isBucket = /bucket/i.test(path.split(".").at(-1) ?? "");
  return cloud === "oci" || (cloud !== undefined && !isBucket);
}
