import type { HolderResult, MandateResult } from "../judge/result";
import type { FreedHolder } from "./difference";
import { ordered } from "./pairs";

type Countries = MandateResult["classes"][number]["countries"];
type Classes = ReadonlyMap<string, Countries>;

/** What a mandate says of classes, by name. */
export function classesOf({ classes }: MandateResult): Classes {
  return new Map(classes.map(({ name, countries }) => [name, countries]));
}

/** True when no promise was made about any of the classes. */
export function areFree(names: readonly string[], classes: Classes): boolean {
  return names.every((name) => classes.get(name) === "any");
}

/** A holder, and what it was before; absent for a new one. */
export interface Held {
  readonly base?: HolderResult;
  readonly head: HolderResult;
}

/** Tells which holders may be in a country where they might not be before, or by the default class. */
export function freedHolders(held: readonly Held[], base: MandateResult, head: MandateResult): FreedHolder[] {
  const [before, after] = [classesOf(base), classesOf(head)];
  const freed = held.flatMap<FreedHolder>(({ base: old, head: holder }) => {
    const { urn, class: name, why, source } = holder;
    const from = old?.class ?? head.defaultClass;
    const places = old === undefined ? after.get(from) : before.get(from);
    if (!isLooser(after.get(name), places)) return [];
    const how = old === undefined ? "new" : from === name ? "mandate" : "class";
    return [{ urn, from, class: name, why, how, source }];
  });
  return ordered(freed, ({ urn }) => [urn]);
}

/** True when there is a country in the first that isn't in the second. */
function isLooser(countries: Countries = [], than: Countries = []): boolean {
  if (than === "any") return false;
  return countries === "any" || countries.some((country) => !than.includes(country));
}
