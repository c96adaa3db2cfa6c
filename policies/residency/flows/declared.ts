import { handlesContent, type Catalog, type TypeRow } from "../catalog";
import type { Resource } from "../estate";
import type { MovementKind, MovementRow, Movements } from "../movements";
import { resolve, type Lookup } from "../resolve";
import { overlaps } from "../property-path";
import { readAll, type Cause, type Reading } from "../values";
import { bindPath } from "./binding";
import { destinationsOf } from "./destinations";
import { gateState } from "./gate";
import { hostedThing, type Hosted } from "./hosted";
import type { Destination, Movement } from "./movement";
import { unknownDestination, type DestinationContext } from "./named-destinations";

export interface DeclaredContext {
  readonly catalog: Catalog;
  readonly movements: Movements;
  readonly lookup: Lookup;
  readonly ownAccounts: ReadonlySet<string>;
}

/** A source of a movement, the input that names it, and why it isn't certain. */
interface Source {
  readonly resource: Resource;
  readonly property: string;
  readonly cause?: Cause;
}

/** Kinds that lead requests or packets, or let somebody in: content doesn't come to rest at their end. */
const pathKinds: ReadonlySet<MovementKind> = new Set([
  "dns-routing",
  "cdn-edge",
  "network",
  "public-exposure",
  "share-grant",
]);

/** Every movement that one row of the tables makes of a resource's inputs. */
export function* declaredMovements(
  resource: Resource,
  type: TypeRow,
  row: MovementRow,
  context: DeclaredContext,
): Generator<Movement> {
  for (const { at, found, cause, isIgnored } of destinationReadings(resource, type, row, context)) {
    const like = row.to[0] ?? row.from[0]?.[0] ?? "";
    const sources = sourcesOf(resource, type, row, like, at, context);
    const isSourceIgnored =
      resource.ignoreChanges.length > 0 &&
      row.from.flat().some((path) => ignoredBy(resource, bindPath(path, like, at)) !== undefined);
    const uncertain =
      isIgnored || isSourceIgnored ? "ignored" : (cause ?? (row.certainty === "certain" ? undefined : "possible"));
    for (const destination of found) {
      for (const source of sources) {
        const to = butNot(source.resource, destination, at);
        if (to === undefined) continue;
        const { resource: from } = source;
        const isCarried = spreads(row, to, from, context.catalog);
        const { kind } = row;
        const movement = { by: resource, from, to, property: at, kind, spreads: isCarried, isJudged: true };
        const caused = withCause(movement, uncertain ?? source.cause);
        yield isIgnored ? { ...caused, isIgnored } : caused;
      }
    }
    yield* arrivals(resource, type, row, sources, uncertain);
  }
}

/** Most movements are certain, and not copied for that. */
function withCause(movement: Movement, cause: Cause | undefined): Movement {
  return cause === undefined ? movement : { ...movement, cause };
}

/** Nothing moves to itself: but what is only computed from the source may be anything else. */
function butNot(source: Resource, to: Destination, at: string): Destination | undefined {
  if (to.kind !== "resource" || to.resource !== source) return to;
  return to.doubt === undefined ? undefined : { kind: "unknown", cause: to.doubt, what: `\`${at}\`` };
}

/** What a compute or transfer moves between others reaches it, too. */
function* arrivals(
  resource: Resource,
  { role }: TypeRow,
  { to, kind }: MovementRow,
  sources: readonly Source[],
  uncertain: Cause | undefined,
): Generator<Movement> {
  if (to.length === 0 || (role !== "compute" && role !== "transfer") || pathKinds.has(kind)) return;
  for (const { resource: from, property, cause } of sources) {
    if (from === resource) continue;
    const to: Destination = { kind: "resource", resource };
    yield withCause({ by: resource, from, to, property, kind, spreads: true, isJudged: false }, uncertain ?? cause);
  }
}

function spreads({ kind, names }: MovementRow, to: Destination, from: Resource, catalog: Catalog): boolean {
  const target = to.kind === "resource" || to.kind === "principal" ? catalog.find(to.resource.type)?.role : undefined;
  // A path goes on behind a gateway, and what is put into a share is given to all whom the share lets in.
  if (kind === "network") return target === "network";
  if (kind === "share-grant") return names !== "account" && (target === "access" || target === "control");
  if (pathKinds.has(kind)) return false;
  // A gateway hands requests on, not what else is behind it.
  return !(kind === "event-route" && catalog.find(from.type)?.role === "network");
}

interface DestinationReading {
  /** The path that was read, with indices. */
  readonly at: string;
  readonly found: readonly Destination[];
  /** Why the gate can't be told. */
  readonly cause?: Cause;
  /** True when changes to the inputs that name the destination are ignored. */
  readonly isIgnored: boolean;
}

/** The path of `ignoreChanges` by which what stands at a path isn't what the deployed resource has. */
function ignoredBy({ ignoreChanges }: Resource, path: string): string | undefined {
  return ignoreChanges.find((ignored) => overlaps(ignored, path));
}

function* destinationReadings(
  resource: Resource,
  type: TypeRow,
  row: MovementRow,
  { lookup, ownAccounts }: DeclaredContext,
): Generator<DestinationReading> {
  const { inputs } = resource;
  const [to] = row.to;
  const opened = (like: string, at: string, found: () => readonly Destination[]): DestinationReading | undefined => {
    const gate = gateState(inputs, row, like, at, (path) => ignoredBy(resource, path) !== undefined);
    if (gate.kind === "closed") return undefined;
    // A switch leads to the same place, whatever it is set to.
    const named = row.names === "flag" ? [] : row.to.map((path) => bindPath(path, like, at));
    const isIgnored = named.some((path) => ignoredBy(resource, path) !== undefined);
    const read = { at, found: found(), isIgnored };
    return gate.kind === "unknown" ? { ...read, cause: gate.cause } : read;
  };
  const context: DestinationContext = { resource, type, row, lookup, ownAccounts };
  if (to === undefined) {
    const like = row.from[0]?.[0] ?? "";
    for (const reading of readAll(inputs, like).length > 0 ? readAll(inputs, like) : alternatives(resource, row)) {
      const read = opened(like, reading.path, () => [{ kind: "resource", resource }]);
      if (read !== undefined) yield read;
    }
    return;
  }
  // A switch may be on by default: where nothing stands, the gate decides.
  const readings = row.names === "flag" ? switchReadings(resource, row, to) : readAll(inputs, to).filter(isSaid);
  const ignored = readings.length === 0 && row.names !== "flag" ? ignoredBy(resource, to) : undefined;
  if (ignored !== undefined) {
    // That nothing stands there doesn't say that nothing is there.
    const read = opened(to, to, () => [unknownDestination("ignored", ignored)]);
    if (read !== undefined) yield { ...read, at: ignored };
  }
  for (const reading of readings) {
    const read = opened(to, reading.path, () => destinationsOf(reading, context));
    if (read !== undefined) yield read;
  }
}

function isSaid(reading: Reading): boolean {
  return (
    reading.kind === "unknown" ||
    (reading.value !== "" && !(Array.isArray(reading.value) && reading.value.length === 0))
  );
}

/** Where the resource itself is the destination and its first source isn't named: readings of the others. */
function alternatives(resource: Resource, { from }: MovementRow): readonly Reading[] {
  for (const [first = ""] of from.slice(1)) {
    const readings = readAll(resource.inputs, first);
    if (readings.length > 0) return readings;
  }
  return [];
}

/** A switch as it stands, else at the place in each member of its list where it could, if the gate says what that means. */
function switchReadings(resource: Resource, { gate }: MovementRow, path: string): readonly Reading[] {
  const readings = readAll(resource.inputs, path);
  if (readings.length > 0 || !gate.some((term) => term.path === path)) return readings;
  const list = path.lastIndexOf("[]");
  const absent = (at: string): Reading => ({ kind: "known", path: at, value: false, secret: false });
  if (list < 0) return [absent(path)];
  const members = readAll(resource.inputs, path.slice(0, list + 2));
  return members.length === 0 ? [absent(path)] : members.map((member) => absent(member.path + path.slice(list + 2)));
}

/** The resource itself, or those that the row's inputs name; a transfer whose source isn't seen is its own. */
function sourcesOf(
  resource: Resource,
  type: TypeRow,
  row: MovementRow,
  like: string,
  at: string,
  { lookup, catalog, movements }: DeclaredContext,
): readonly Source[] {
  if (row.from.length === 0) return [{ resource, property: at }];
  const found = row.from.flatMap((paths) => namedTogether(resource, paths, like, at, lookup, catalog));
  if (found.length > 0) return found;
  const isItsOwn =
    handlesContent(type.role) && row.to.length > 0 && !isSaidElsewhere(resource, row, movements.of(type.type));
  return isItsOwn ? [{ resource, property: at }] : [];
}

/** Of several rows for kinds of sources, those count whose source is named; where none is, the resource has a source of its own. */
function isSaidElsewhere({ inputs }: Resource, row: MovementRow, rows: readonly MovementRow[]): boolean {
  const isSaidBy = ({ from }: MovementRow) =>
    from.some((paths) => paths.some((path) => readAll(inputs, path).length > 0));
  return !isSaidBy(row) && rows.some((other) => other.to[0] === row.to[0] && isSaidBy(other));
}

/** Inputs that name one source together: the resource that one of them is, else those that they were computed from. */
function namedTogether(
  resource: Resource,
  paths: readonly string[],
  like: string,
  at: string,
  lookup: Lookup,
  catalog: Catalog,
): readonly Source[] {
  const hosted = hostedThing(resource, paths, like, at, lookup);
  const found: Source[] = hosted === undefined ? [] : [...hostedSources(hosted)];
  for (const path of hosted === undefined ? paths : []) {
    const sources: Source[] = [];
    const candidates: Source[] = [];
    for (const reading of readAll(resource.inputs, bindPath(path, like, at))) {
      for (const target of resolve(resource, reading, path, lookup)) {
        if (target.kind === "resource") sources.push({ resource: target.resource, property: reading.path });
        if (target.kind !== "computed") continue;
        const { cause } = target;
        candidates.push(...target.candidates.map((one) => ({ resource: one, property: reading.path, cause })));
      }
    }
    // What is computed may be what another input names: but every member of a list is a source of its own.
    const isNamed = found.some(({ cause }) => cause === undefined);
    found.push(...sources, ...(isNamed ? [] : candidates));
  }
  return found.filter(
    (source) => source.resource.kind === "managed" && catalog.find(source.resource.type) !== undefined,
  );
}

function* hostedSources({ targets, property }: Hosted): Generator<Source> {
  for (const target of targets) {
    if (target.kind === "computed") {
      for (const resource of target.candidates) yield { resource, property, cause: target.cause };
    } else if ("resource" in target) yield { resource: target.resource, property };
  }
}
