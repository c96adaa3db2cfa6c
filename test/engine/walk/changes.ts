import { isDeepStrictEqual } from "node:util";
import { nameOf } from "../plugin/provider";
import type { StateResource } from "../engine";

/** One run of the CLI: what the state held, what it holds, and what was asked of the cloud. */
export interface Step {
  readonly before: readonly StateResource[];
  readonly after: readonly StateResource[];
  readonly calls: readonly string[];
}

/**
 * What a run did, a line for each change, sorted: `update aws:kms/key:Key backup: deletionWindowInDays`.
 *
 * | word | what happened |
 * |---|---|
 * | `create`, `delete` | in the cloud, too |
 * | `replace` | created anew and the old one deleted |
 * | `renew` | the same, but the program did it by another name: a firewall's policy has its rules in its name |
 * | `update` | changed in the cloud, with the inputs that did |
 * | `unprotect`, `protect` | from now on Pulumi deletes it, or refuses to |
 * | `let go` | from now on it is left in the cloud when it leaves the state |
 * | `leave` | out of the state, and still in the cloud |
 * | `drop` | out of the state with what it was a part of, without a call of its own |
 * | `lose` | out of the state, though nothing was asked of the cloud |
 */
export function changesOf({ before, after, calls }: Step): string[] {
  const asked = new Set(calls);
  const old = new Map(own(before).map((one) => [one.urn, one]));
  const now = new Map(own(after).map((one) => [one.urn, one]));
  const gone = [...old.values()]
    .filter(({ urn }) => !now.has(urn))
    .map((one) => `${partingOf(one, asked)} ${shown(one)}`);
  const there = [...now.values()].flatMap((one) => {
    const was = old.get(one.urn);
    if (was === undefined) return [`create ${shown(one)}`];
    return [...written(was, one, asked), ...guarded(was, one)].map((what) => `${what[0]} ${shown(one)}${what[1]}`);
  });
  return renewed([...gone, ...there]).sort();
}

function renewed(lines: readonly string[]): string[] {
  const made = new Set(lines.filter((line) => line.startsWith("create ")).map((line) => line.slice("create ".length)));
  const both = lines.flatMap((line) => (line.startsWith("delete ") ? [line.slice("delete ".length)] : []));
  const again = both.filter((one) => made.has(one));
  const others = lines.filter((line) => !again.some((one) => line === `create ${one}` || line === `delete ${one}`));
  return [...others, ...again.map((one) => `renew ${one}`)];
}

function partingOf({ urn, retainOnDelete, deletedWith }: StateResource, asked: ReadonlySet<string>): string {
  if (asked.has(`delete ${urn}`)) return "delete";
  if (retainOnDelete === true) return "leave";
  if (deletedWith !== undefined) return "drop";
  return "lose";
}

type What = readonly [word: string, detail: string];

function written(was: StateResource, one: StateResource, asked: ReadonlySet<string>): What[] {
  const names = changedInputs(was.inputs ?? {}, one.inputs ?? {});
  const detail = names.length === 0 ? "" : `: ${names.join(", ")}`;
  if (asked.has(`create ${one.urn}`)) return [["replace", detail]];
  return asked.has(`update ${one.urn}`) ? [["update", detail]] : [];
}

function guarded(was: StateResource, one: StateResource): What[] {
  return [
    ...(was.protect === true && one.protect !== true ? [["unprotect", ""] as const] : []),
    ...(was.protect !== true && one.protect === true ? [["protect", ""] as const] : []),
    ...(was.retainOnDelete !== true && one.retainOnDelete === true ? [["let go", ""] as const] : []),
  ];
}

function changedInputs(was: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].sort();
  return names.filter((name) => !name.startsWith("__") && !isDeepStrictEqual(was[name], now[name]));
}

/** Components and what a program only looks up are nothing in the cloud. */
function own(state: readonly StateResource[]): StateResource[] {
  return state.filter(({ custom, external }) => custom === true && external !== true);
}

/** Labels and rules of a firewall's policy. */
const inNames = /-[0-9a-f]{6}-[0-9a-f]{12}\b/;

function shown({ type, urn }: StateResource): string {
  return `${type} ${nameOf(urn).replace(inNames, "")}`;
}
