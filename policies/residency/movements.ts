import { clouds } from "./geography";
import { oneOf, parseTable, Table } from "./table";

/** What moves, or opens a way for content: the word that a finding uses for it. */
export const movementKinds = [
  "replication", // continuous copy
  "replica", // standby, read replica, clone
  "global-table", // several regions take writes
  "backup-copy", // backup or snapshot kept elsewhere
  "dr", // disaster-recovery pair
  "transfer", // one-off or scheduled copy, migration, import: from or to another cloud, too
  "log-export", // logs, telemetry, findings leave
  "event-route", // events, messages, requests are delivered
  "stream-delivery", // streams, packets, recordings are delivered
  "analytics-export", // query results, inventories, reports
  "ai-output", // input or output of models
  "cdn-edge", // cached outside the region
  "dns-routing", // steers users' traffic, or hands on DNS data
  "key-replica", // key material
  "secret-replica", // secret values
  "image-copy", // images and packages
  "share-grant", // another account, tenancy or person gains access to content
  "public-exposure", // reachable from the internet
  "network", // a path between networks
  "cross-cloud", // another cloud is asked, reached or put to work, other than by copying what is there
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** Of these, what leaves a copy of what the source holds. */
export const copyingKinds: ReadonlySet<string> = new Set<MovementKind>([
  ...(["replication", "replica", "global-table", "backup-copy", "dr", "transfer"] as const),
  ...(["key-replica", "secret-replica", "image-copy", "cross-cloud"] as const),
]);

/** How the first path of a destination names it. */
export const namings = [
  "region",
  "location",
  "zone",
  "ad",
  "arn",
  "ocid",
  "id",
  "name",
  "url",
  "cidr",
  "account",
  "tenancy",
  "config",
  "policy",
  "flag",
] as const;
export type Naming = (typeof namings)[number];

/** A condition on one input; a movement happens when all of its gate hold. */
export interface GateTerm {
  readonly path: string;
  readonly test: "set" | "unset" | "is" | "is-not";
  /** For `is` and `is-not`: any of them. */
  readonly values: readonly string[];
}

/**
 * How sure a row is. What is only registered as an end of copying is read or written `as-used`: by what copies from or to
 * it, which another resource says; while none does, either is possible.
 */
export const certainties = ["certain", "possible", "as-used"] as const;
export type Certainty = (typeof certainties)[number];

/** One row of `data/movements/*.tsv`: one way that content leaves a resource for another place. */
export interface MovementRow {
  readonly type: string;
  /** What names the source: alternatives, each of inputs that together name one. Empty: the resource itself. */
  readonly from: readonly (readonly string[])[];
  /** Inputs that together name the destination, the one that tells the place first. Empty: the resource itself. */
  readonly to: readonly string[];
  readonly kind: MovementKind;
  /** Absent where the destination is the resource itself. */
  readonly names?: Naming;
  readonly gate: readonly GateTerm[];
  readonly certainty: Certainty;
  /** The input or sentence of documentation that decided. */
  readonly because: string;
}

/** A type that a reader could take for a mover, and why it isn't one. */
export interface StillRow {
  readonly type: string;
  readonly kind: "none";
  readonly because: string;
}

export interface Movements {
  of(type: string): readonly MovementRow[];
  /** Why a type that looks like a mover has no movements. */
  whyNone(type: string): string | undefined;
}

const columns = ["type", "from", "to", "kind", "names", "gate", "certainty", "because"] as const;

/** The movements that ship with the kernel; a cloud's table is read when one of its types is first asked for. */
export function loadMovements(): Movements {
  const byCloud = new Map(clouds().map((cloud) => [cloud as string, new Table(`movements/${cloud}.tsv`, parseRow)]));
  const rowsOf = (type: string) => byCloud.get(type.slice(0, type.indexOf(":")))?.of(type) ?? [];
  return {
    of: (type) => rowsOf(type).filter((row) => row.kind !== "none"),
    whyNone: (type) => rowsOf(type).find((row) => row.kind === "none")?.because,
  };
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseMovements(text: string, file: string): (MovementRow | StillRow)[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): MovementRow | StillRow {
  const [type = "", from = "", to = "", kind = "", names = "", gate = "", certainty = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  if (kind === "none") {
    if ([from, to, names, gate, certainty].some((cell) => cell !== "-"))
      throw new Error(`\`${type}\`: a row of kind \`none\` has \`-\` in every other cell`);
    return { type, kind, because };
  }
  if (from === "-" && to === "-") throw new Error(`\`${type}\`: a movement has a \`from\` or a \`to\``);
  if ((to === "-") !== (names === "-"))
    throw new Error(`\`${type}\`: \`names\` says how \`to\` names the destination, and is \`-\` without one`);
  return {
    type,
    from: from === "-" ? [] : from.split("|").map((source) => source.split("+")),
    to: to === "-" ? [] : to.split("+"),
    kind: oneOf(movementKinds, kind, "kind"),
    ...(names !== "-" && { names: oneOf(namings, names, "naming") }),
    gate: gate === "-" ? [] : gate.split(" & ").map(parseGate),
    certainty: oneOf(certainties, certainty, "certainty"),
    because,
  };
}

/** `path`, `!path`, `path=value|value`, `path!=value|value`. */
export function parseGate(term: string): GateTerm {
  const [, not = "", path = "", test, values = ""] = /^(!?)([\w.[\]{}]+)(?:(!?=)(.+))?$/.exec(term) ?? [];
  if (path === "" || (not !== "" && test !== undefined))
    throw new Error(`unknown gate \`${term}\`; use \`path\`, \`!path\`, \`path=value|value\` or \`path!=value|value\``);
  if (test === undefined) return { path, test: not === "" ? "set" : "unset", values: [] };
  return { path, test: test === "=" ? "is" : "is-not", values: values.split("|") };
}
