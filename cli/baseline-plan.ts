import type { Baseline, BaselineEntry } from "../policies/residency/baseline";
import { baselineRules } from "../policies/residency/baseline-form";
import type { Estate } from "../policies/residency/estate";
import { escapeText } from "../policies/residency/terminal-safe";
import { usesOf, type Use } from "../policies/rules/baseline-use";
import type { Finding, Outcome } from "../policies/rules/judge";

/** What is to become of a baseline. */
export interface BaselinePlan {
  /** All that the file is to hold. */
  readonly entries: readonly BaselineEntry[];
  /** The findings that it accepts and didn't before. */
  readonly added: readonly Finding[];
  readonly removed: readonly Removed[];
  /** Entries that stay because nobody could tell: of stacks that weren't seen, or rules that weren't judged. */
  readonly unseen: number;
  /** Findings that only warn: they fail nothing, and stay as they are told. */
  readonly warning: number;
  /** Findings that count whatever a baseline says. */
  readonly unfit: readonly Finding[];
}

export interface Removed {
  readonly entry: BaselineEntry;
  readonly use: Extract<Use, "waived" | "changed" | "gone">;
}

/** Names beyond these characters are shortened: they are for people. */
const nameLength = 200;

/**
 * @param accepts - whether findings that aren't in it yet go into it; what is for nothing goes out in any case
 */
export function planBaseline(baseline: Baseline, outcome: Outcome, estate: Estate, accepts: boolean): BaselinePlan {
  const uses = usesOf(baseline, outcome, estate);
  const kept = uses.filter(({ use }) => use === "used" || use === "unseen").map(({ entry }) => entry);
  const removed = uses.flatMap(({ entry, use }) => (use === "used" || use === "unseen" ? [] : [{ entry, use }]));
  const counting = outcome.findings.filter(({ waiver, known }) => waiver === null && !known);
  const blocking = counting.filter(({ effect }) => effect === "block");
  const fit = blocking.flatMap((finding) => {
    const entry = entryOf(finding);
    return entry === undefined ? [] : [{ finding, entry }];
  });
  const added = accepts ? fit : [];
  return {
    entries: [...kept, ...withoutTwins(added.map(({ entry }) => entry))],
    added: added.map(({ finding }) => finding),
    removed,
    unseen: uses.filter(({ use }) => use === "unseen").length,
    warning: counting.length - blocking.length,
    unfit: blocking.filter((finding) => entryOf(finding) === undefined),
  };
}

/** Undefined for a finding of a rule that no baseline can hold. */
function entryOf({ fingerprint, traceHash, rule: name, resource }: Finding): BaselineEntry | undefined {
  const rule = baselineRules.find((known) => known === name);
  if (rule === undefined) return undefined;
  return {
    finding: fingerprint,
    traceHash,
    rule,
    stack: resource.stack,
    project: resource.project,
    resource: escapeText(`${resource.type}::${resource.name}`, nameLength),
  };
}

/** Two inputs that do the same are two findings, and one entry. */
function withoutTwins(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byText = new Map(
    entries.map((entry) => [JSON.stringify([entry.finding, entry.stack, entry.traceHash]), entry] as const),
  );
  return [...byText.values()];
}
