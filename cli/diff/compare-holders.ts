import type { HolderResult } from "../judge/result";
import { nameIn, stackIn, projectIn, typeIn } from "../../policies/residency/urns";
import type { ChangedHolder, HolderChanges } from "./difference";
import { differences } from "./differences";
import type { Held } from "./freedom";
import { keyOf, ordered, pairedBy } from "./pairs";

/** The ids that the cloud gave, by URN; undefined where they aren't known. */
export type Ids = (urn: string) => string | undefined;

interface ComparedHolders {
  readonly changes: HolderChanges;
  /** How many are as they were. */
  readonly unchanged: number;
  /** Every holder of the head. */
  readonly held: readonly Held[];
}

/** Holders are the same by URN; what is left, by name and stack: Pulumi replaces what has another type or parent. */
export function compareHolders(
  base: readonly HolderResult[],
  head: readonly HolderResult[],
  ids: { readonly base: Ids; readonly head: Ids },
): ComparedHolders {
  const pairs = pairedBy(base, head, [
    ({ urn }) => urn,
    // One that only moved to another parent is nearer than one of another type.
    ({ urn }) => keyOf(...stackAndName(urn), typeIn(urn)),
    ({ urn }) => keyOf(...stackAndName(urn)),
  ]);
  const changed = pairs.both.map((pair) => changeOf(pair, ids));
  const kinds = { replaced: [], moved: [], changed: [], none: [] } as Record<Kind, ChangedHolder[]>;
  for (const change of changed) kinds[kindOf(change)].push(change);
  return {
    changes: {
      new: inOrder(pairs.head),
      replaced: changesInOrder(kinds.replaced),
      moved: changesInOrder(kinds.moved),
      deleted: inOrder(pairs.base),
      changed: changesInOrder(kinds.changed),
    },
    unchanged: kinds.none.length,
    held: [...changed.map(({ base: old, head: next }) => ({ base: old, head: next })), ...pairs.head.map(newlyHeld)],
  };
}

type Kind = "replaced" | "moved" | "changed" | "none";

function kindOf({ differs }: ChangedHolder): Kind {
  if (differs.some(({ what }) => what === "urn" || what === "id")) return "replaced";
  if (differs.some(({ what }) => what === "places")) return "moved";
  return differs.length > 0 ? "changed" : "none";
}

function changeOf(
  [base, head]: readonly [HolderResult, HolderResult],
  ids: { readonly base: Ids; readonly head: Ids },
): ChangedHolder {
  const differs = differences(base, head, {
    urn: ({ urn }) => urn,
    places: ({ places }) => (places.length === 0 ? null : [...places].sort().join(" ")),
    class: (holder) => holder.class,
    why: ({ why }) => why,
    phase: ({ phase }) => phase,
    deletion: ({ deletion = null }) => deletion,
    key: ({ key }) => keyText(key),
    holds: ({ holds }) => holds,
  });
  const [before, after] = [ids.base(base.urn), ids.head(head.urn)];
  // An id is a property's value: that it is another is told, not which.
  const isOther = before !== undefined && after !== undefined && before !== after;
  return { base, head, differs: isOther ? [{ what: "id", base: null, head: null }, ...differs] : differs };
}

/** Whose key it is and, of the customer's, which and where: not what names it. */
function keyText({ kind, keys }: HolderResult["key"]): string {
  const texts = keys.map(({ urn, places }) => `${urn ?? "a key"} in ${[...places].sort().join(" ")}`).sort();
  return [kind, ...texts].join(", ");
}

function stackAndName(urn: string): string[] {
  return [projectIn(urn), stackIn(urn), nameIn(urn)];
}

function newlyHeld(head: HolderResult): Held {
  return { head };
}

function inOrder(holders: readonly HolderResult[]): HolderResult[] {
  return ordered(holders, ({ urn, class: name }) => [urn, name]);
}

function changesInOrder(changes: readonly ChangedHolder[]): ChangedHolder[] {
  return ordered(changes, ({ head, base }) => [head.urn, base.urn]);
}
