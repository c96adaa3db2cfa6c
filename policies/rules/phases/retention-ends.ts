import { daysAfter } from "../../residency/dates";
import type { Mechanism } from "../../residency/retention";
import type { RetentionTerm } from "../../residency/retention-terms";
import { causes, type Cause } from "../../residency/values";

/** When something is gone, as one term says it; a `never` without a term is one of which nothing says that it ends. */
export type End =
  | { readonly kind: "on"; readonly date: string; readonly isSecret: boolean; readonly term: RetentionTerm }
  | { readonly kind: "never"; readonly term?: RetentionTerm }
  | { readonly kind: "unknown"; readonly cause: Cause; readonly term: RetentionTerm };

/** When what is there on a day is gone, with what the service may take beyond the time that it is told. */
export function endOf(term: RetentionTerm, from: string): End {
  const { span, row } = term;
  switch (span.kind) {
    case "days":
      return { kind: "on", date: daysAfter(from, span.days + row.lag), isSecret: span.isSecret, term };
    case "through": {
      const date = span.date > from ? span.date : from;
      return { kind: "on", date: daysAfter(date, row.lag), isSecret: span.isSecret, term };
    }
    case "never":
      return { kind: "never", term };
    case "unknown":
      return { kind: "unknown", cause: span.cause, term };
  }
}

/** True when nothing of it is there after a day. */
export function isInTime(end: End, until: string): boolean {
  return end.kind === "on" && end.date <= until;
}

/**
 * The end that counts of several of which each ends everything: the first that is known, if that is in time; else one that
 * isn't known, and may be; else the first that is too late.
 */
export function firstEnd(ends: readonly End[], until: string): End {
  const [first] = dated(ends);
  if (first !== undefined && isInTime(first, until)) return first;
  return unknownOf(ends) ?? first ?? ends[0] ?? { kind: "never" };
}

/** The end that counts of several of which each ends a part: one without an end, else one that isn't known, else the last. */
export function lastEnd(ends: readonly End[]): End {
  const without = ends.find(({ kind }) => kind === "never") ?? unknownOf(ends);
  return without ?? dated(ends).at(-1) ?? { kind: "never" };
}

/** The one with the worst cause, whatever the order of resources. */
function unknownOf(ends: readonly End[]): End | undefined {
  const all = ends.filter((end) => end.kind === "unknown");
  return all.sort((one, other) => causes.indexOf(other.cause) - causes.indexOf(one.cause))[0];
}

function dated(ends: readonly End[]) {
  return ends.filter((end) => end.kind === "on").sort((one, other) => (one.date < other.date ? -1 : 1));
}

/** When the current content of a store is gone that has it on a day, and takes nothing in. */
export function contentEnd(terms: readonly RetentionTerm[], from: string, until: string): End {
  const parts = saying(terms, "keeps").map((term) => endOf(term, from));
  if (parts.length > 0) return lastEnd(parts);
  const ends = saying(terms, "expiry", "purge").map((term) => endOf(term, from));
  return firstEnd(ends, until);
}

/** The terms that say one of these things. */
export function saying(terms: readonly RetentionTerm[], ...words: readonly Mechanism[]): readonly RetentionTerm[] {
  return terms.filter(({ row }) => words.includes(row.mechanism));
}
