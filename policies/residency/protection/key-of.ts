import type { Catalog } from "../catalog";
import type { Estate, Resource } from "../estate";
import { keyRowsOf, type KeyRow } from "../keys";
import { tableInput } from "../property-path";
import { referred, type Referred } from "../references";
import { readAll, type Cause } from "../values";
import type { KeyContext, KeyStatement, NamedKey } from "./named-key";
import { defaultKey, isSaid, keyParts, mayApply } from "./own-keys";

export type { NamedKey } from "./named-key";

/** Whose key protects something; `mixed` where parts of it differ, or have keys of their own. */
export const protectionKinds = ["customer", "provider", "mixed", "none", "unknown"] as const;
export type ProtectionKind = (typeof protectionKinds)[number];

/** Whose key protects what a resource holds. */
export interface Protection {
  readonly kind: ProtectionKind;
  /** Those of the customer's that are known, each once. */
  readonly keys: readonly NamedKey[];
  /** Why it isn't known; `unresolvable` where nobody has found out for the type. */
  readonly cause?: Cause;
}

/** No chain of parts and wholes is as long; the stack bears more. */
const deepest = 500;
const untold: readonly KeyStatement[] = [{ kind: "unknown", cause: "not-seen" }];

const known = new WeakMap<Estate, Keys>();

/** Whose key protects what a resource holds: said by itself, by what is declared beside it, or by what it is a part of. */
export function keyOf(resource: Resource, estate: Estate, catalog: Catalog): Protection {
  let keys = known.get(estate);
  if (keys?.catalog !== catalog) known.set(estate, (keys = new Keys(estate, catalog)));
  return keys.of(resource);
}

/** The keys of one estate, each found when it is first asked for. */
class Keys {
  readonly #context: KeyContext;
  readonly #known = new Map<Resource, readonly KeyStatement[]>();
  /** By type: the inputs that its rows ask for, and what holds without any of them. */
  readonly #asked = new Map<string, readonly string[]>();
  readonly #defaults = new Map<string, readonly KeyStatement[]>();
  #set: ReadonlyMap<Resource, readonly KeyStatement[]> | undefined;

  constructor(
    readonly estate: Estate,
    readonly catalog: Catalog,
  ) {
    this.#context = { catalog, lookup: estate };
  }

  of(resource: Resource): Protection {
    return together(this.#statements(resource, deepest));
  }

  #statements(resource: Resource, depth: number): readonly KeyStatement[] {
    let statements = this.#known.get(resource);
    if (statements === undefined) {
      if (this.#saysNothing(resource)) return this.#unsaid(resource, depth);
      // For what turns out to be a part of itself.
      this.#known.set(resource, untold);
      statements = this.#find(resource, depth);
      this.#known.set(resource, statements);
    }
    return statements;
  }

  /** True where nothing is said of a resource's key: most resources, and cheaply told. */
  #saysNothing(resource: Resource): boolean {
    const { type, inputs, ignoreChanges } = resource;
    let asked = this.#asked.get(type);
    if (asked === undefined) this.#asked.set(type, (asked = askedInputs(keyRowsOf(type))));
    return (
      ignoreChanges.length === 0 &&
      asked.every((input) => (inputs[input] ?? null) === null) &&
      !this.#setBeside().has(resource)
    );
  }

  /** What holds for every resource of a type of which nothing is said. */
  #unsaid(resource: Resource, depth: number): readonly KeyStatement[] {
    let statements = this.#defaults.get(resource.type);
    if (statements === undefined) {
      this.#defaults.set(resource.type, (statements = this.#find(resource, depth)));
    }
    return statements;
  }

  #find(resource: Resource, depth: number): readonly KeyStatement[] {
    const rows = keyRowsOf(resource.type);
    const parts = rows.flatMap((row) => this.#partsOf(row, resource));
    if (parts.length > 0 && parts.every((part) => part.isSaid)) return parts.map(({ statement }) => statement);
    const inherited = this.#inherited(rows, resource, depth);
    if (parts.length === 0) return inherited.length > 0 ? inherited : [unsaid(rows, resource)];
    return parts.flatMap(({ statement, isSaid: said }) => (said || inherited.length === 0 ? [statement] : inherited));
  }

  #partsOf(row: KeyRow, resource: Resource) {
    switch (row.means) {
      case "input":
        return keyParts(row, resource, this.#context);
      case "service":
        return [{ statement: defaultKey({ ...row, absent: row.absent ?? "provider" }, resource), isSaid: false }];
      case "none":
        return [{ statement: { kind: "none" } as const, isSaid: true }];
      case "parts":
        return [{ statement: { kind: "mixed" } as const, isSaid: true }];
      case "sets":
      case "within":
      case "stands":
      case "unknown":
        return [];
    }
  }

  /** What is said beside a resource, else the keys of what it is a part of. */
  #inherited(rows: readonly KeyRow[], resource: Resource, depth: number): readonly KeyStatement[] {
    const set = this.#setBeside().get(resource);
    if (set !== undefined) return set;
    for (const row of rows) {
      if (row.means !== "within" || !mayApply(row, resource)) continue;
      const path = row.of.find((one) => readAll(resource.inputs, one).some(isSaid));
      if (path === undefined) continue;
      return referred(resource, path, this.estate).flatMap((target) => this.#ofWhole(target, depth));
    }
    return [];
  }

  #ofWhole(target: Referred, depth: number): readonly KeyStatement[] {
    switch (target.kind) {
      case "resource":
        if (target.resource.kind !== "managed" || depth === 0) return untold;
        return this.#statements(target.resource, depth - 1);
      case "name":
        return untold;
      case "computed":
      case "unknown":
        return [{ kind: "unknown", cause: target.reading.kind === "unknown" ? target.reading.cause : "unreadable" }];
    }
  }

  #setBeside(): ReadonlyMap<Resource, readonly KeyStatement[]> {
    return (this.#set ??= this.#findSet());
  }

  /** What resources say of the keys of others. One that only may be meant is told that it isn't certain. */
  #findSet(): ReadonlyMap<Resource, readonly KeyStatement[]> {
    const found = new Map<Resource, KeyStatement[]>();
    const add = (holder: Resource, statements: readonly KeyStatement[]) => {
      found.set(holder, [...(found.get(holder) ?? []), ...statements]);
    };
    for (const resource of this.estate.resources) {
      if (resource.kind !== "managed") continue;
      for (const row of keyRowsOf(resource.type)) {
        if (row.means !== "sets") continue;
        const parts = keyParts(row, resource, this.#context);
        const statements = parts.length > 0 ? parts.map(({ statement }) => statement) : [defaultKey(row, resource)];
        for (const target of row.of.flatMap((path) => referred(resource, path, this.estate))) {
          if (target.kind === "resource") add(target.resource, statements);
          if (target.kind !== "computed") continue;
          const cause = target.reading.kind === "unknown" ? target.reading.cause : "not-seen";
          for (const holder of target.candidates) add(holder, [{ kind: "unknown", cause }]);
        }
      }
    }
    return found;
  }
}

function askedInputs(rows: readonly KeyRow[]): readonly string[] {
  const paths = rows.flatMap(({ of, keys, gate, on }) => [...of, ...[...keys, ...gate, ...on].map(({ path }) => path)]);
  return [...new Set(paths.map(tableInput))];
}

/** What holds where no input says anything. */
function unsaid(rows: readonly KeyRow[], resource: Resource): KeyStatement {
  const row = rows.find(({ means }) => means === "input") ?? rows.find(({ means }) => means === "within");
  return row === undefined ? { kind: "unknown", cause: "unresolvable" } : defaultKey(row, resource);
}

function together(statements: readonly KeyStatement[]): Protection {
  const keys = new Map<string, NamedKey>();
  for (const statement of statements) {
    if (statement.kind !== "customer") continue;
    const { resource, by, property } = statement.key;
    const id = resource === undefined ? `${by.urn} ${property}` : resource.urn;
    if (!keys.has(id)) keys.set(id, statement.key);
  }
  const found = { keys: [...keys.values()] };
  const unknown = statements.find((statement) => statement.kind === "unknown");
  if (unknown !== undefined) return { kind: "unknown", ...found, cause: unknown.cause };
  const [kind = "mixed", ...others] = new Set(statements.map((statement) => statement.kind));
  return { kind: others.length > 0 ? "mixed" : kind, ...found };
}
