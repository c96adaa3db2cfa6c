import { baselineForm } from "./baseline-form";
import { readJson } from "./json-source";
import type { FileError } from "./problems";
import type { RuleName } from "./rule-names";
import type { Waivable } from "./waivers";

/** A finding that was there when Stateside was adopted. */
export interface BaselineEntry {
  /** The finding's fingerprint, 16 hex digits. */
  readonly finding: string;
  /** What the finding's class, trace or doubt comes to; null for a refusal that has none. */
  readonly traceHash: string | null;
  readonly rule: RuleName;
  readonly stack: string;
  readonly project: string;
  /** Type and name, for people: it decides nothing. */
  readonly resource: string;
}

/** Findings that are told and don't count. Nobody approved them: they were there. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
  /** By {@link nameOf}: what the classes, traces and doubts come to. */
  readonly hashes: ReadonlyMap<string, ReadonlySet<string | null>>;
}

export type ParsedBaseline = { readonly baseline: Baseline } | { readonly errors: readonly FileError[] };

/** Reads a baseline. Never throws, whatever the text holds; errors are in the file's order, at most 20. */
export function parseBaseline(text: string): ParsedBaseline {
  const result = readJson(text, "the baseline", baselineForm);
  return "errors" in result ? result : { baseline: baselineOf(result.value) };
}

export function baselineOf(entries: readonly BaselineEntry[]): Baseline {
  const hashes = new Map<string, Set<string | null>>();
  for (const entry of entries) {
    const name = nameOf(entry.finding, entry.rule, entry.stack);
    const known = hashes.get(name) ?? new Set();
    hashes.set(name, known.add(entry.traceHash));
  }
  return { entries, hashes };
}

export const noBaseline: Baseline = baselineOf([]);

/** What tells a finding from others, whatever way its data takes; the project is part of its id. */
export function nameOf(finding: string, rule: string, stack: string): string {
  return `${finding} ${rule} ${stack}`;
}

/** True when the baseline has the finding, whatever way its data took then. */
export function isListed({ fingerprint, rule, stack }: Waivable, { hashes }: Baseline): boolean {
  return hashes.has(nameOf(fingerprint, rule, stack));
}

/**
 * True when the baseline has the finding as it is: another class, trace or doubt counts again. As with a waiver, one that
 * was certain is also known where less is known of it, not the other way round.
 */
export function isKnown({ fingerprint, rule, stack, traceHash, certainHash }: Waivable, { hashes }: Baseline): boolean {
  const known = hashes.get(nameOf(fingerprint, rule, stack));
  return known !== undefined && (known.has(traceHash) || known.has(certainHash));
}
