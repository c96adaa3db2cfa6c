import { type Cloud, clouds, lookUpPlace } from "../geography";
import type { MovementRow, Naming } from "../movements";
import { resolve } from "../resolve";
import { readAll, type Reading } from "../values";
import { readName } from "../written-name";
import { bindPath } from "./binding";
import { documentDestinations } from "./documents";
import { hostedThing } from "./hosted";
import type { Destination } from "./movement";
import { foundBy, placeNamings, type DestinationContext } from "./named-destinations";
import { outsiders } from "./outsiders";

/** Where one reading of a row's first destination path leads. */
export function destinationsOf(reading: Reading, context: DestinationContext): readonly Destination[] {
  const { row, type } = context;
  const { names, kind } = row;
  if (names === "flag") return [flagDestination(row)];
  if (kind === "public-exposure") return [exposure(reading)];
  if (names === "policy" || names === "config") return documentDestinations(reading, context);
  if (names !== undefined && placeNamings.includes(names)) {
    const region = namedPlace(reading, row, type.cloud);
    if (region !== undefined) return [withResource(region, reading, context)];
  }
  if (kind === "share-grant" || names === "account" || names === "tenancy") return outsiders(reading, context);
  const [first = ""] = row.to;
  const hosted = hostedThing(context.resource, row.to, first, reading.path, context.lookup);
  const targets = hosted?.targets ?? resolve(context.resource, reading, first, context.lookup);
  return targets.flatMap((target) => foundBy(target, reading.path, context));
}

/** What is opened is open to whoever comes, unless only to private addresses. */
function exposure(reading: Reading): Destination {
  const isPrivate =
    reading.kind === "known" && typeof reading.value === "string" && readName(reading.value).isPrivate === true;
  return isPrivate ? { kind: "inside", what: "its own network" } : { kind: "anywhere", what: "worldwide" };
}

/** A switch does what the service does in the same place, unless what it switches on reaches out by itself. */
function flagDestination({ kind, gate, to }: MovementRow): Destination {
  // What is open only because nothing closes it is reachable; whom it lets in is asked elsewhere.
  const isOpened = !gate.some(({ path, test }) => path === to[0] && (test === "is-not" || test === "unset"));
  switch (kind) {
    case "cdn-edge":
      return { kind: "anywhere", what: "worldwide" };
    case "public-exposure":
      return isOpened ? { kind: "anywhere", what: "worldwide" } : { kind: "inside", what: "whoever can reach it" };
    case "share-grant":
      return isOpened
        ? { kind: "placeless", what: "whoever is let in has no place" }
        : { kind: "inside", what: "its own" };
    case "cross-cloud":
      return { kind: "placeless", what: "another cloud is not asked where it keeps things" };
    case "key-replica":
    case "secret-replica":
    case "replication":
    case "replica":
    case "global-table":
    case "backup-copy":
    case "dr":
    case "transfer":
    case "log-export":
    case "event-route":
    case "stream-delivery":
    case "analytics-export":
    case "ai-output":
    case "dns-routing":
    case "image-copy":
    case "network":
      return { kind: "inside", what: "the same place" };
  }
}

/** The place that a name of one says; undefined when the value isn't the name of a place. */
function namedPlace(
  reading: Reading,
  { kind, to, names }: MovementRow,
  cloud: Cloud | undefined,
): Destination | undefined {
  if (reading.kind === "unknown") return undefined;
  const { value, secret, path } = reading;
  if (typeof value !== "string") return { kind: "placeless", what: `\`${path}\` names no place` };
  const leaf = to[0]?.split(".").at(-1) ?? "";
  if ((kind === "cdn-edge" || /country/i.test(leaf)) && /^[A-Z]{2}$/.test(value))
    return { kind: "countries", countries: [value], secret };
  if (cloud === undefined) return undefined;
  const found = kind === "cross-cloud" ? elsewhere(value, to[0] ?? "", cloud) : lookUpPlace(cloud, value);
  switch (found.kind) {
    case "place":
      return { kind: "place", placed: { place: found.place, property: path, secret } };
    case "global":
      return { kind: "anywhere", what: "global" };
    case "unlisted":
      // A path or link may hold the place.
      return isPlaceless(value, names) ? undefined : { kind: "unknown", cause: "unresolvable", what: `\`${path}\`` };
  }
}

/** A region of another cloud: of the one that the input is called after, else of the first that has it. */
function elsewhere(value: string, path: string, own: Cloud) {
  const called = clouds().find((cloud) => new RegExp(`(^|[.a-z])${cloud}`, "i").test(path));
  const all = [...(called === undefined ? [] : [called]), own, ...clouds()].map((cloud) => lookUpPlace(cloud, value));
  return all.find(({ kind }) => kind === "place") ?? lookUpPlace(called ?? own, value);
}

/** A region names the place; the inputs beside it may name a resource there, which then takes the classes. */
function withResource(to: Destination, reading: Reading, context: DestinationContext): Destination {
  const { row, resource, lookup } = context;
  if (to.kind !== "place") return to;
  for (const path of row.to.slice(1)) {
    for (const other of readAll(resource.inputs, bindPath(path, row.to[0] ?? "", reading.path))) {
      for (const target of resolve(resource, other, path, lookup)) {
        if (target.kind === "resource") return { ...to, resource: target.resource };
      }
    }
  }
  return to;
}

/** A path or link that may hold the place; the name of an availability domain has a colon of its own. */
function isPlaceless(value: string, names: Naming | undefined): boolean {
  return names !== "ad" && names !== "zone" && /[/:]/.test(value);
}
