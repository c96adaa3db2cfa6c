import type { Estate, Resource } from "./estate";
import { bindPath } from "./flows/binding";
import { gateState } from "./flows/gate";
import { overlaps } from "./property-path";
import { referred } from "./references";
import { retentionOf, type RetentionRow } from "./retention";
import { readSpan, type Span } from "./retention-span";
import { read, readAll } from "./values";

/** What one row of the tables makes of a resource's inputs: how long a store keeps something, and what says so. */
export interface RetentionTerm {
  readonly row: RetentionRow;
  /** The resource whose inputs say it: the one to change. */
  readonly by: Resource;
  readonly span: Span;
  /** The input that decided, with indices; absent where the type itself does. */
  readonly property?: string;
}

export interface Retentions {
  readonly of: (store: Resource) => readonly RetentionTerm[];
  /** Those of which can't be told which store they are about. */
  readonly loose: readonly RetentionTerm[];
}

const known = new WeakMap<Estate, Retentions>();

/** What is said in an estate about how long its stores keep what they hold, found once for all rules. */
export function retentionsOf(estate: Estate): Retentions {
  let found = known.get(estate);
  if (found === undefined) {
    found = findRetentions(estate);
    known.set(estate, found);
  }
  return found;
}

function findRetentions(estate: Estate): Retentions {
  const byStore = new Map<Resource, RetentionTerm[]>();
  const loose: RetentionTerm[] = [];
  const add = (store: Resource, term: RetentionTerm) => {
    const terms = byStore.get(store);
    if (terms === undefined) byStore.set(store, [term]);
    else terms.push(term);
  };
  for (const resource of estate.resources) {
    if (resource.kind !== "managed") continue;
    for (const row of retentionOf(resource.type)) {
      for (const { term, at } of termsOf(row, resource)) {
        if (row.of === undefined) add(resource, term);
        else addNamed(term, bindPath(row.of, listOf(row), at), estate, add, loose);
      }
    }
  }
  return { of: (store) => byStore.get(store) ?? [], loose };
}

/** To the store that an input names. One that only may be meant is told that it isn't certain. */
function addNamed(
  term: RetentionTerm,
  path: string,
  estate: Estate,
  add: (store: Resource, term: RetentionTerm) => void,
  loose: RetentionTerm[],
): void {
  for (const found of referred(term.by, path, estate)) {
    switch (found.kind) {
      case "resource":
        add(found.resource, term);
        break;
      case "computed": {
        const cause = found.reading.kind === "unknown" ? found.reading.cause : "not-seen";
        for (const store of found.candidates) add(store, { ...term, span: { kind: "unknown", cause } });
        break;
      }
      case "name":
        // A store of which no program here knows.
        break;
      case "unknown": {
        const cause = found.reading.kind === "unknown" ? found.reading.cause : "unreadable";
        loose.push({ ...term, span: { kind: "unknown", cause } });
      }
    }
  }
}

/** The list in whose members a row's inputs stand, `rules[]`; empty where they stand in none. */
function listOf({ input, gate }: RetentionRow): string {
  const path = input ?? gate[0]?.path ?? "";
  const end = path.indexOf("[]");
  return end < 0 ? "" : path.slice(0, end + 2);
}

/** A term for each member of the row's list that says something. */
function* termsOf(row: RetentionRow, by: Resource): Generator<{ readonly term: RetentionTerm; readonly at: string }> {
  const list = listOf(row);
  const members = list === "" ? [""] : readAll(by.inputs, list).map(({ path }) => path);
  if (members.length === 0 && isIgnored(by, list)) {
    // That nothing stands there doesn't say that nothing is there.
    yield { term: { row, by, span: { kind: "unknown", cause: "ignored" }, property: list }, at: list };
  }
  for (const at of members) {
    const term = termAt(row, by, list, at);
    if (term !== undefined) yield { term, at };
  }
}

function termAt(row: RetentionRow, by: Resource, list: string, at: string): RetentionTerm | undefined {
  const gate = gateState(by.inputs, row, list, at, (path) => isIgnored(by, path));
  if (gate.kind === "closed") return undefined;
  const [asked = row.gate[0]?.path] = [row.input];
  const property = asked === undefined ? {} : { property: bindPath(asked, list, at) };
  if (gate.kind === "unknown") return { row, by, span: { kind: "unknown", cause: gate.cause }, ...property };
  const span = spanAt(row, by, row.input && bindPath(row.input, list, at));
  return span && { row, by, span, ...property };
}

function spanAt({ unit, absent, mechanism }: RetentionRow, by: Resource, path: string | undefined): Span | undefined {
  const otherwise: Span | undefined =
    absent === undefined ? undefined : absent === "never" ? { kind: absent } : inDays(absent);
  // What says no time says that something is so.
  if (path === undefined) return otherwise ?? { kind: "never" };
  if (isIgnored(by, path)) return { kind: "unknown", cause: "ignored" };
  const reading = read(by.inputs, path);
  if (mechanism === "within") return reading && { kind: "never" };
  if (reading === undefined || unit === undefined) return otherwise;
  if (reading.kind === "known" && reading.value === "") return otherwise;
  return readSpan(reading, unit);
}

function inDays(days: number): Span {
  return { kind: "days", days, isSecret: false };
}

function isIgnored({ ignoreChanges }: Resource, path: string): boolean {
  return ignoreChanges.some((ignored) => overlaps(ignored, path));
}
