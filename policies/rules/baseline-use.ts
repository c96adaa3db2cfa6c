import { nameOf, type Baseline, type BaselineEntry } from "../residency/baseline";
import type { Estate } from "../residency/estate";
import type { Waivable } from "../residency/waivers";
import { waivable, type Outcome } from "./judge";

/** What an entry of a baseline is about now. */
export type Use =
  /** A finding that nobody has waived. */
  | "used"
  /** Only findings that are waived: the waiver says all that the entry does, and until when. */
  | "waived"
  /** The finding has another trace, class or doubt now. */
  | "changed"
  /** There is no such finding any more. */
  | "gone"
  /** Its stack wasn't seen, or its rule wasn't judged, so that nobody can tell. */
  | "unseen";

/** What each entry is about, in the baseline's order. */
export function usesOf(
  { entries }: Baseline,
  outcome: Outcome,
  estate: Estate,
): { readonly entry: BaselineEntry; readonly use: Use }[] {
  const found = new Map<string, { readonly identity: Waivable; readonly isWaived: boolean }[]>();
  if (entries.length > 0) {
    for (const finding of outcome.findings) {
      const identity = waivable(finding);
      const name = nameOf(identity.fingerprint, identity.rule, identity.stack);
      const alike = found.get(name);
      const one = { identity, isWaived: finding.waiver !== null };
      if (alike === undefined) found.set(name, [one]);
      else alike.push(one);
    }
  }
  return entries.map((entry) => {
    const alike = found.get(nameOf(entry.finding, entry.rule, entry.stack)) ?? [];
    const { traceHash: hash } = entry;
    const same = alike.filter(({ identity }) => hash === identity.traceHash || hash === identity.certainHash);
    if (same.length > 0) return { entry, use: same.every(({ isWaived }) => isWaived) ? "waived" : "used" };
    if (alike.length > 0) return { entry, use: "changed" };
    return { entry, use: isJudged(entry, outcome, estate) ? "gone" : "unseen" };
  });
}

/** Every stack of one project may have been seen, and none of another that has the same baseline. */
function isJudged({ rule, stack, project }: BaselineEntry, { judged }: Outcome, { scope, stacks }: Estate): boolean {
  const isSeen = stacks.some((one) => one.project === project && (scope === "organization" || one.name === stack));
  return isSeen && judged.get(rule)?.notJudged === null;
}
