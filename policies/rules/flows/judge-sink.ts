import { describe } from "../../residency/describe";
import type { Resource } from "../../residency/estate";
import type { Movement } from "../../residency/flows/movement";
import { allowed, type Evidence, type Judgement } from "../../residency/judgement";
import { centerOf, centerStanding, inForce, type CenterStanding } from "../../residency/permission";
import type { Center, Mandate } from "../../residency/mandate";
import type { Cause } from "../../residency/values";
import type { Terms } from "../rule";
import { hopsOf } from "./hops";
import { movementVerbs } from "./movement-verbs";
import type { Sink } from "./sinks";

/** A movement of a class of data, and how the class came to its source. */
export interface Flow {
  readonly rule: string;
  readonly movement: Movement;
  readonly dataClass: string;
  /** Why it isn't certain that the class is at the movement's source at all. */
  readonly reached?: Cause;
  /** The center that the movement's source is in: what moves within it is there already. */
  readonly within?: Center;
  /** The movements by which it came there; not asked for where nothing is to be told. */
  readonly before: () => readonly Movement[];
}

/** What both halves of the rule say of a flow that ends in a sink, in the same words. */
export function judgeSink(
  { rule, movement, dataClass, reached, within, before }: Flow,
  sink: Exclude<Sink, { kind: "elsewhere" }>,
  terms: Pick<Terms, "mandate" | "date">,
): Judgement {
  const subject = movement.by.urn;
  const places = sink.kind === "untold" ? [] : sink.places;
  const way = sink.kind === "inside" ? [] : before();
  const [first = movement] = way;
  const { property } = movement;
  const message = messageOf(movement, dataClass, first.from, places, sink.what);
  // How the data came there matters where it may not go on.
  if (sink.kind === "inside") return allowed(rule, subject, { message, places, property, trace: hopsOf([movement]) });
  const judged = { rule, subject };
  const remedy = remedyOf(sink, movement);
  const trace = hopsOf([...way, movement], places.length === 0 ? undefined : places.join(" "));
  const evidence: Evidence = { message, places, property, dataClass, trace, ...(remedy !== undefined && { remedy }) };
  const doubt = reached ?? movement.cause;
  switch (sink.kind) {
    case "untold": {
      const cause = sink.cause === "unreadable" ? sink.cause : (reached ?? sink.cause);
      return { ...judged, verdict: "undecided", cause, evidence };
    }
    case "outside": {
      const standing = standingOf(movement, sink, within, terms);
      if (standing.kind === "excepted" && movement.isIgnored !== true) {
        const { center, expires, daysLeft } = standing;
        const exception = { center: center.name, expires, daysLeft };
        return { ...judged, verdict: "allowed", evidence: { ...evidence, exception } };
      }
      const why =
        standing.kind === "void" ? `; center \`${standing.center.name}\` does not excuse it: ${standing.because}` : "";
      const abroad = { ...evidence, message: evidence.message + why };
      return doubt === undefined
        ? { ...judged, verdict: "refused", evidence: abroad }
        : { ...judged, verdict: "undecided", cause: doubt, evidence: abroad };
    }
  }
}

/**
 * Movements that make backups of data: an exception of a center covers those into it, too. A copy to another cloud is a
 * `transfer` like any; `cross-cloud` is what asks another cloud for something, and makes no backup.
 */
export const backupKinds: ReadonlySet<string> = new Set(["replication", "replica", "backup-copy", "dr", "transfer"]);

type Outside = Extract<Sink, { kind: "outside" }>;

/** True where an exception may cover a movement abroad, whatever the resource is that it leads to. */
export function mayBeExcused(
  movement: Movement,
  sink: Outside,
  within: Center | undefined,
  { mandate, date }: Pick<Terms, "mandate" | "date">,
): boolean {
  const isExcusable = backupKinds.has(movement.kind) || staysWithin(movement, sink, within, mandate);
  return isExcusable && sink.abroad.some(({ place }) => inForce(place, mandate, date));
}

/** True where a movement ends in the center that its source is in: what it moves is there already. */
function staysWithin(
  { by }: Movement,
  { resource, abroad }: Outside,
  within: Center | undefined,
  mandate: Mandate,
): boolean {
  if (within === undefined) return false;
  const places = abroad.map(({ place }) => place);
  return centerOf(resource ?? by, places, mandate) === within;
}

function standingOf(
  movement: Movement,
  sink: Outside,
  within: Center | undefined,
  { mandate, date }: Pick<Terms, "mandate" | "date">,
): CenterStanding {
  const { resource, abroad } = sink;
  if (abroad.length === 0) return { kind: "none" };
  if (!backupKinds.has(movement.kind) && !staysWithin(movement, sink, within, mandate)) return { kind: "none" };
  const places = abroad.map(({ place }) => place);
  return centerStanding(resource ?? movement.by, places, mandate, date);
}

function messageOf(
  movement: Movement,
  dataClass: string,
  first: Resource,
  places: readonly string[],
  what: string,
): string {
  const { kind, to, from } = movement;
  if (kind === "reads" && to.kind === "resource" && places.length > 0) {
    return `${describe(to.resource)} in ${places.join(", ")} ${movementVerbs.reads} ${dataClass} data of ${describe(from)}`;
  }
  return `${sentence(movement, dataClass, first)}${what.startsWith(",") ? "" : " "}${what}`;
}

/** `bucket "orders" replicates us-user data`, and whose it is where that is another resource. */
export function sentence({ by, from, kind }: Movement, dataClass: string, first: Resource): string {
  const owner = by === from ? first : from;
  const whose = by === owner ? "" : ` of ${describe(owner)}`;
  // Who is granted something reads it, not the grant.
  if (kind === "writes") return `${describe(from)} ${movementVerbs.writes} ${dataClass} data`;
  return `${describe(by)} ${movementVerbs[kind]} ${dataClass} data${whose}`;
}

/** What settles a movement whose end isn't told, by why it isn't. */
const remedies: Partial<Record<Cause, string>> = {
  unresolvable: "name a destination whose place is known, or keep US users' data out of it",
  "not-seen":
    "state the destination where it can be read, check it together with the stack that has it, or give the lookup's result with --invokes",
  "not-yet-known":
    "state the destination as a plain value or a resource's output; otherwise it is judged again at `pulumi up`",
  unreadable: "write the document so that it can be read: valid JSON in the form that the cloud documents",
  ignored: "take the input out of `ignoreChanges`, or judge the deployed state",
  encrypted: "give the passphrase in PULUMI_CONFIG_PASSPHRASE, or don't encrypt what decides a destination",
  "not-stated": "state the region of the destination",
};

function remedyOf(sink: Exclude<Sink, { kind: "elsewhere" }>, { kind, cause }: Movement): string | undefined {
  if (sink.kind === "untold") {
    return sink.cause === "possible"
      ? "make sure that nobody abroad is let in, or take the grant out"
      : remedies[sink.cause];
  }
  if (cause !== undefined && (kind === "reads" || kind === "writes")) {
    return "keep compute that reaches US users' data from what lies abroad, or take the reference or grant out";
  }
  return cause === undefined || cause === "possible" ? undefined : remedies[cause];
}
