import type { Resource } from "../estate";
import { bindPath } from "../flows/binding";
import { gateState, type GateState } from "../flows/gate";
import type { KeyInput, KeyRow } from "../keys";
import type { GateTerm } from "../movements";
import { overlaps } from "../property-path";
import { readAll, type Reading } from "../values";
import { namedKey, type KeyContext, type KeyStatement } from "./named-key";

/** What one row says of one part of what a resource holds. */
export interface KeyPart {
  readonly statement: KeyStatement;
  /** True when an input says it; else it is what holds where nothing is said. */
  readonly isSaid: boolean;
}

/** Where in a resource's inputs a row is read: a member of the row's list, or all of them. */
interface At {
  readonly list: string;
  readonly at: string;
}

/** What a row of inputs makes of a resource's: a part for each member of the list that it steps into. */
export function keyParts(row: KeyRow, resource: Resource, context: KeyContext): KeyPart[] {
  const list = listOf(row);
  const members = list === "" ? [""] : readAll(resource.inputs, list).map(({ path }) => path);
  return members.flatMap((at) => partAt(row, resource, { list, at }, context));
}

function partAt(row: KeyRow, resource: Resource, at: At, context: KeyContext): KeyPart[] {
  const isThere = stateOf(row.gate.filter(isAboutThere), resource, at);
  if (isThere.kind === "closed") return [];
  if (isThere.kind === "unknown") return [said(isThere)];
  const found = firstSaid(row.keys, resource, at);
  if (found === undefined) return [{ statement: defaultKey(row, resource, at), isSaid: false }];
  // An input that is ignored isn't what the deployed resource has.
  if (isIgnored(resource, found.input.path)) return [{ statement: ignored, isSaid: false }];
  const counts = stateOf(
    row.gate.filter((term) => !isAboutThere(term)),
    resource,
    at,
  );
  if (counts.kind === "closed") return [{ statement: defaultKey(row, resource, at), isSaid: false }];
  if (counts.kind === "unknown") return [said(counts)];
  return found.readings
    .flatMap((reading) => namedKey(resource, reading, found.input, context))
    .map((statement) => ({ statement, isSaid: true }));
}

/** What protects what has no key of the customer's. */
export function defaultKey(
  row: Pick<KeyRow, "keys" | "on" | "absent">,
  resource: Resource,
  at: At = whole,
): KeyStatement {
  if (row.keys.some(({ path }) => isIgnored(resource, path))) return ignored;
  const on: GateState = row.on.length === 0 ? { kind: "closed" } : stateOf(row.on, resource, at);
  if (on.kind === "unknown") return { kind: "unknown", cause: on.cause };
  const kind = on.kind === "open" ? "provider" : (row.absent ?? "unknown");
  return kind === "unknown" ? { kind, cause: "not-stated" } : { kind };
}

/** True where all that a row asks for is the case, as far as that is known. */
export function mayApply({ gate }: Pick<KeyRow, "gate">, resource: Resource): boolean {
  return stateOf(gate, resource, whole).kind !== "closed";
}

const whole: At = { list: "", at: "" };
const ignored: KeyStatement = { kind: "unknown", cause: "ignored" };

function said({ cause }: Extract<GateState, { readonly kind: "unknown" }>): KeyPart {
  return { statement: { kind: "unknown", cause }, isSaid: true };
}

function isAboutThere({ test }: GateTerm): boolean {
  return test === "set" || test === "unset";
}

function stateOf(gate: readonly GateTerm[], resource: Resource, { list, at }: At): GateState {
  return gateState(resource.inputs, { gate }, list, at, (path) => isIgnored(resource, path));
}

/** The first of a row's inputs that says something. */
function firstSaid(inputs: readonly KeyInput[], { inputs: values }: Resource, { list, at }: At) {
  for (const input of inputs) {
    const readings = readAll(values, bindPath(input.path, list, at)).filter(isSaid);
    if (readings.length > 0) return { input, readings };
  }
  return undefined;
}

/** Providers take an empty text as one that isn't there. */
export function isSaid(reading: Reading): boolean {
  return reading.kind === "unknown" || reading.value !== "";
}

/** The list in whose members a row's first input stands, `clusters[]`; empty where it stands in none. */
function listOf({ keys: [first] }: KeyRow): string {
  const path = first?.path ?? "";
  const end = path.lastIndexOf("[].");
  return end < 0 ? "" : path.slice(0, end + 2);
}

function isIgnored({ ignoreChanges }: Resource, path: string): boolean {
  return ignoreChanges.some((one) => overlaps(one, path));
}
