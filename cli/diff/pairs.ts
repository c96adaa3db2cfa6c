/** Items of two lists that are the same by a key. */
export interface Pairs<T> {
  readonly both: readonly (readonly [base: T, head: T])[];
  readonly base: readonly T[];
  readonly head: readonly T[];
}

/** Takes each item of both lists once: those of the same first key, of what is left those of the same second one, and so on. */
export function pairedBy<T>(base: readonly T[], head: readonly T[], keys: readonly ((item: T) => string)[]): Pairs<T> {
  let rest: Pairs<T> = { both: [], base, head };
  for (const key of keys) {
    const next = paired(rest.base, rest.head, key);
    rest = { ...next, both: [...rest.both, ...next.both] };
  }
  return rest;
}

/** What has the same key is taken in an order that depends on nothing but its content. */
function paired<T>(base: readonly T[], head: readonly T[], key: (item: T) => string): Pairs<T> {
  const before = grouped(base, key);
  const after = grouped(head, key);
  const both: (readonly [T, T])[] = [];
  const [old, next]: [T[], T[]] = [[], []];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const olds = inOrder(before.get(name) ?? []);
    const nexts = inOrder(after.get(name) ?? []);
    for (let index = 0; index < Math.max(olds.length, nexts.length); index += 1) {
      const [one, other] = [olds[index], nexts[index]];
      if (one !== undefined && other !== undefined) both.push([one, other]);
      else if (one !== undefined) old.push(one);
      else if (other !== undefined) next.push(other);
    }
  }
  return { both, base: old, head: next };
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

function inOrder<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : ordered(items, () => []);
}

type Key = readonly (string | number)[];

/** By a key of the same length for all and, where that is the same, by all of the content. */
export function ordered<T>(items: readonly T[], key: (item: T) => Key): T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((one, other) => compareKeys(one.key, other.key) || compareTexts(one.item, other.item))
    .map(({ item }) => item);
}

function compareKeys(one: Key, other: Key): number {
  for (const [index, left] of one.entries()) {
    const right = other[index];
    if (right !== undefined && left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function compareTexts(one: unknown, other: unknown): number {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Several texts as one key, whatever they hold. */
export function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}
