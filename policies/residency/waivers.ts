import type { SourcePosition } from "./estate";
import { standing, type Approved } from "./exceptions";
import { globMatches } from "./glob";
import type { FileError } from "./problems";
import type { RuleName } from "./rule-names";
import { waiversForm } from "./waivers-form";
import { readYaml } from "./yaml-source";

/** A dated, owned exception to one finding. */
export interface Waiver extends Approved {
  /** The finding's fingerprint, 16 hex digits. */
  readonly finding: string;
  readonly rule: RuleName;
  /** A glob over stacks' names, for `globMatches`. */
  readonly stack: string;
  /** What the finding's class, trace or doubt comes to; absent for a refusal that has none. */
  readonly traceHash?: string;
  readonly reason: string;
  readonly ticket: string;
  /** Where it is written. */
  readonly position: SourcePosition;
}

/** A finding, as far as a waiver is concerned: all that tells it from others. */
export interface Waivable {
  readonly rule: string;
  /** 16 hex digits, the same in every stack. */
  readonly fingerprint: string;
  /** Of class, trace or doubt, 16 hex digits, the same in every stack; null for a refusal that has none. */
  readonly traceHash: string | null;
  /** The hash of the same class and trace, were all of it certain. */
  readonly certainHash: string | null;
  readonly stack: string;
}

/** A waiver that is in force on the day that is judged. */
export interface StandingWaiver extends Waiver {
  /** Days from the judged day to the last one; 0 on the last. */
  readonly daysLeft: number;
}

export type WaiversResult = { readonly waivers: readonly Waiver[] } | { readonly errors: readonly FileError[] };

/**
 * Reads waivers. Never throws, whatever the text holds; errors are in the file's order, at most 20. What only lacks
 * approval, or is over, is no error: such a waiver counts for nothing, and `waivers-are-valid` says so.
 *
 * @param source - where the text is from, as positions will say
 */
export function parseWaivers(text: string, source: string): WaiversResult {
  const result = readYaml(text, "the list of waivers", waiversForm(source));
  return "errors" in result ? result : { waivers: result.value };
}

/** True when the waiver is about the finding, whatever way its data takes. */
export function isAbout(waiver: Waiver, { fingerprint, rule, stack }: Waivable): boolean {
  return waiver.finding === fingerprint && waiver.rule === rule && globMatches(waiver.stack, stack);
}

/**
 * True when the waiver is about the finding as it is: a trace that has changed is another decision. Who let a certain trace
 * pass has also done so where less is known of it, as in a preview before the first `pulumi up`; not the other way round.
 */
export function covers(waiver: Waiver, finding: Waivable): boolean {
  const { traceHash = null } = waiver;
  return isAbout(waiver, finding) && (traceHash === finding.traceHash || traceHash === finding.certainHash);
}

/** The waiver that is in force for a finding, by the test that `fits`; null when there is none. */
export function waiverOf<T>(
  finding: T,
  waivers: readonly Waiver[],
  approvers: readonly string[],
  date: string,
  fits: (waiver: Waiver, finding: T) => boolean,
): StandingWaiver | null {
  for (const waiver of waivers) {
    if (!fits(waiver, finding)) continue;
    const state = standing(waiver, approvers, date);
    if (state.kind === "in-force") return { ...waiver, daysLeft: state.daysLeft };
  }
  return null;
}
