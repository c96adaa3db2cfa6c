import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { ParsedNode } from "yaml";
import { isDate } from "./dates";
import { alternatives, nearestOf, quote, unprintable } from "./problems";
import type { FilePosition, Lines, Problems } from "./problems";

/** One value of a file: how messages call it, its node (null when nothing is written), and where it starts. */
export interface Spot {
  readonly name: string;
  readonly node: ParsedNode | null;
  readonly offset: number;
  readonly lines: Lines;
  readonly problems: Problems;
}

/** Reads one value, or tells the spot's problems why it can't and returns undefined. */
export type Reader<T> = (spot: Spot) => T | undefined;

/** Tells the spot's problems why its value can't stand. */
export function refuse(spot: Spot, message: () => string): void {
  spot.problems.add(spot.offset, message);
}

/** Where the spot's value starts. */
export function positionOf({ lines, offset }: Spot): FilePosition {
  return lines.positionOf(offset);
}

/** Text with something in it. A number or `true` has to be in quotes, so that `0123` stays what was written. */
export const text: Reader<string> = (spot) => {
  if (!isPlain(spot)) return undefined;
  const value = isScalar(spot.node) ? spot.node.value : undefined;
  if (typeof value !== "string") {
    refuse(spot, () => `${spot.name} is ${kindOf(spot.node)}; use text`);
    return undefined;
  }
  if (value.trim() === "") {
    refuse(spot, () => `${spot.name} is blank; use text`);
    return undefined;
  }
  if (unprintable.test(value)) {
    refuse(spot, () => `unprintable text ${quote(value)}; use plain characters`);
    return undefined;
  }
  return value;
};

/** Longer than any name of a resource that is worth a glob; it keeps the time short in which two are compared. */
const longestGlob = 300;

/** A glob for `globMatches`. */
export const glob: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || value.length <= longestGlob) return value;
  refuse(spot, () => `${spot.name} has ${value.length} characters; at most ${longestGlob} are read`);
  return undefined;
};

/** `true` or `false`. */
export const flag: Reader<boolean> = (spot) => {
  if (!isPlain(spot)) return undefined;
  const value = isScalar(spot.node) ? spot.node.value : undefined;
  if (typeof value === "boolean") return value;
  refuse(spot, () => `${spot.name} is ${kindOf(spot.node)}; use \`true\` or \`false\``);
  return undefined;
};

/** A whole number from 1. */
export const count: Reader<number> = (spot) => {
  if (!isPlain(spot)) return undefined;
  const value = isScalar(spot.node) ? spot.node.value : undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value;
  refuse(spot, () => `${spot.name} is ${kindOf(spot.node)}; use a whole number from 1`);
  return undefined;
};

/** A day that exists, as `YYYY-MM-DD`. */
export const date: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || isDate(value)) return value;
  refuse(spot, () => `unknown date ${quote(value)}; use a day that exists, as YYYY-MM-DD`);
  return undefined;
};

/** A name such as `us-user`. */
export const kebabCase: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)) return value;
  refuse(spot, () => `unfit name ${quote(value)}; use kebab-case, such as \`us-user\``);
  return undefined;
};

/** One of some words; `word` says what they are: `phase`. */
export function oneOf<T extends string>(word: string, allowed: readonly T[]): Reader<T> {
  return (spot) => {
    const value = text(spot);
    if (value === undefined) return undefined;
    const found = allowed.find((each) => each === value);
    if (found === undefined) refuse(spot, () => `unknown ${word} ${quote(value)}; use ${alternatives(value, allowed)}`);
    return found;
  };
}

/** A list, without the members that can't be read. */
export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (spot) => {
    if (!isPlain(spot)) return undefined;
    if (!isSeq(spot.node)) {
      refuse(spot, () => `${spot.name} is ${kindOf(spot.node)}; use a list`);
      return undefined;
    }
    return spot.node.items.flatMap((node) => {
      const value = read({ ...spot, name: `a member of ${spot.name}`, node, offset: node.range[0] });
      return value === undefined ? [] : [value];
    });
  };
}

/** A list of texts, each once. */
export function setOf(read: Reader<string>): Reader<string[]> {
  return (spot) => {
    const seen = new Set<string>();
    return listOf((member) => {
      const value = read(member);
      if (value === undefined) return undefined;
      if (!seen.has(value)) {
        seen.add(value);
        return value;
      }
      refuse(member, () => `${spot.name} has ${quote(value)} twice; keep one`);
      return undefined;
    })(spot);
  };
}

/** Like {@link setOf}, with at least one member. */
export function someOf(read: Reader<string>): Reader<string[]> {
  return (spot) => {
    if (isSeq(spot.node) && spot.node.items.length === 0) {
      refuse(spot, () => `${spot.name} is an empty list; name at least one`);
      return undefined;
    }
    return setOf(read)(spot);
  };
}

/** For a value that may be a list or something else. */
export function isList(spot: Spot): boolean {
  return isSeq(spot.node);
}

/** True where nothing is asked for: `unset` itself, or lists and mappings that are empty all the way down. */
export function isUnset({ node }: Pick<Spot, "node">, unset?: string | boolean): boolean {
  if (isSeq(node)) return node.items.length === 0;
  if (isMap(node)) return node.items.every((pair) => isUnset({ node: pair.value }));
  return isScalar(node) && node.value === unset;
}

/** A mapping whose keys the file's author chooses, without the entries that can't be read. */
export function mapOf<T>(readKey: Reader<string>, read: (spot: Spot, key: string) => T | undefined) {
  return (spot: Spot): Map<string, T> | undefined => {
    const entries = entriesOf(spot);
    if (entries === undefined) return undefined;
    const values = new Map<string, T>();
    for (const { key, value } of entries.values()) {
      const name = readKey(key);
      const found = name === undefined ? undefined : read(value, name);
      if (name !== undefined && found !== undefined) values.set(name, found);
    }
    return values;
  };
}

/** A mapping whose keys we choose. */
export class Fields<Key extends string> {
  readonly #spot: Spot;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(spot: Spot, entries: ReadonlyMap<string, Entry>) {
    this.#spot = spot;
    this.#entries = entries;
  }

  /** Refuses other keys than these. */
  static open<Key extends string>(spot: Spot, keys: readonly Key[]): Fields<Key> | undefined {
    const entries = entriesOf(spot);
    if (entries === undefined) return undefined;
    const known = new Set<string>(keys);
    for (const [name, { key }] of entries) {
      if (known.has(name)) continue;
      refuse(key, () => `unknown key ${quote(name)}; use ${nearestOf(name, keys, 1)}`);
    }
    return new Fields(spot, entries);
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** The key's value; where nothing stands under this key, the mapping. */
  spot(key: Key): Spot {
    return this.#entries.get(key)?.value ?? this.#spot;
  }

  /** Undefined when the key is absent, or can't be read and that was told. */
  optional<T>(key: Key, read: Reader<T>): T | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined ? undefined : read(entry.value);
  }

  required<T>(key: Key, read: Reader<T>): T | undefined {
    if (this.has(key)) return this.optional(key, read);
    refuse(this.#spot, () => `missing key ${quote(key)}; ${this.#spot.name} needs it`);
    return undefined;
  }
}

interface Entry {
  readonly key: Spot;
  readonly value: Spot;
}

function entriesOf(spot: Spot): Map<string, Entry> | undefined {
  if (!isPlain(spot)) return undefined;
  const { node, problems, lines } = spot;
  if (!isMap(node)) {
    refuse(spot, () => `${spot.name} is ${kindOf(node)}; use a mapping`);
    return undefined;
  }
  const entries = new Map<string, Entry>();
  for (const pair of node.items) {
    const key = { name: "a key", node: pair.key, offset: pair.key.range[0], lines, problems };
    const name = text(key);
    if (name === undefined) continue;
    if (entries.has(name)) {
      refuse(key, () => `duplicate key ${quote(name)}; keep one`);
      continue;
    }
    const node = isBlank(pair.value) ? null : pair.value;
    entries.set(name, { key, value: { ...key, name: quote(name), node, offset: node?.range[0] ?? key.offset } });
  }
  return entries;
}

/** Refuses what makes a value differ from what the file shows in its place. */
function isPlain(spot: Spot): boolean {
  const { node } = spot;
  if (isAlias(node)) refuse(spot, () => `alias ${quote(`*${node.source}`)}; write the value itself`);
  else if (node?.anchor !== undefined) refuse(spot, () => "an anchor names this value; write it without `&`");
  else if (node?.tag !== undefined) refuse(spot, () => "a tag changes this value; write it without `!`");
  else return true;
  return false;
}

/** True for a file in which nothing is written but comments. */
export function isBlankFile({ node }: Spot): boolean {
  return node === null || isBlank(node);
}

/** Nothing is written there; `""`, `~` and `null` are something. */
function isBlank(node: ParsedNode | null): boolean {
  return isScalar(node) && node.value === null && node.source === "";
}

/** What stands there, for "… is a list". */
function kindOf(node: ParsedNode | null): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "empty";
  return typeof node.value === "string" ? quote(node.value) : `${quote(node.source)}, a ${typeof node.value}`;
}
