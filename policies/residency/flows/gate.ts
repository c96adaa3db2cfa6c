import type { GateTerm, MovementRow } from "../movements";
import { readAll, type Cause, type Reading, type Values } from "../values";
import { bindPath } from "./binding";

/** Whether what a gate asks for is the case; `unknown` when it hangs on a value that can't be told. */
export type GateState = { readonly kind: "open" | "closed" } | { readonly kind: "unknown"; readonly cause: Cause };

const open: GateState = { kind: "open" };
const closed: GateState = { kind: "closed" };
const ignored: GateState = { kind: "unknown", cause: "ignored" };

/**
 * Tests a row's gate for the member of a list that its destination is in.
 * @param like the row's path that was read, and `at` where: they say which member
 * @param isIgnored true for a path whose input isn't what the deployed resource has
 */
export function gateState(
  inputs: Values,
  { gate }: Pick<MovementRow, "gate">,
  like: string,
  at: string,
  isIgnored: (path: string) => boolean,
): GateState {
  let unknown: GateState | undefined;
  for (const term of gate) {
    const path = bindPath(term.path, like, at);
    const state = isIgnored(path) ? ignored : termState(term, readAll(inputs, path));
    if (state.kind === "closed") return closed;
    if (state.kind === "unknown") unknown ??= state;
  }
  return unknown ?? open;
}

function termState({ test, values }: GateTerm, all: readonly Reading[]): GateState {
  const readings = all.filter((reading) => reading.kind === "unknown" || !isEmpty(reading.value));
  switch (test) {
    case "set":
      return readings.length > 0 ? open : closed;
    case "unset":
      return unsetState(readings);
    case "is":
      return anyIs(readings, (value) => values.includes(value), closed);
    case "is-not":
      return readings.length === 0 ? open : anyIs(readings, (value) => !values.includes(value), closed);
  }
}

/** What isn't known may turn out to be nothing: but a text that is made of outputs, or a member of a list, is there. */
function unsetState(readings: readonly Reading[]): GateState {
  for (const reading of readings) {
    if (reading.kind === "known" || reading.text !== undefined || /\[\d+\]$/.test(reading.path)) return closed;
  }
  const [reading] = readings;
  return reading?.kind === "unknown" ? { kind: "unknown", cause: reading.cause } : open;
}

/** Open if one reading passes, `otherwise` if none does and all are known. */
function anyIs(readings: readonly Reading[], passes: (value: string) => boolean, otherwise: GateState): GateState {
  let unknown: GateState | undefined;
  for (const reading of readings) {
    // What is made of names and ids is none of the words that a gate asks for.
    if (reading.kind === "unknown" && reading.text !== undefined) {
      if (passes(reading.text.text)) return open;
    } else if (reading.kind === "unknown") unknown ??= { kind: "unknown", cause: reading.cause };
    else if (isScalar(reading.value) && passes(String(reading.value))) return open;
    else if (!isScalar(reading.value)) unknown ??= { kind: "unknown", cause: "unreadable" };
  }
  return unknown ?? otherwise;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Providers take an empty text or list as one that isn't there. */
function isEmpty(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}
