import type { FindingResult, GoneResult, Result } from "../judge/result";
import type { Note } from "./notes";
import { counted, plural, sentence, type Look, type Pen } from "./pen";

/** Known findings beyond these, and entries that no longer occur, are only counted. */
const mostKnown = 20;
const mostGone = 5;

/** That a finding was there before; nothing for one that counts, or that somebody has waived. */
export function knownLine({ known }: FindingResult, pen: Pen): string[] {
  return known ? sentence("  known    ", "from the baseline: it doesn't count, and nobody has approved it", pen) : [];
}

/** Known findings in a line each: there may be hundreds, and what is new has to be seen. */
export function knownLines({ findings }: Result, ids: ReadonlyMap<string, string>, pen: Pen): string[] {
  const known = findings.filter(({ known: isKnown }) => isKnown);
  const shown = known.slice(0, mostKnown).map(({ fingerprint, rule, message, resource }) => {
    return `${ids.get(fingerprint) ?? fingerprint} ${rule}: ${message}, in stack ${resource.stack}`;
  });
  const more = known.length > mostKnown ? [`and ${known.length - mostKnown} more; -o json lists all`] : [];
  return [...shown, ...more].flatMap((text) => sentence("known      ", text, pen));
}

/** ` · 12 known (baseline)`. */
export function knownCount(findings: readonly FindingResult[]): string {
  const count = findings.filter(({ known }) => known).length;
  return count === 0 ? "" : ` · ${count} known (baseline)`;
}

/** How much of the verdict rests on a baseline, and what of it nobody needs any more. */
export function baselineNotes({ baseline, findings }: Result, { shown }: Look): Note[] {
  if (baseline === null) return [];
  const { source, gone } = baseline;
  const count = findings.filter(({ known }) => known).length;
  const text = `${counted(count, "finding")} known from ${shown(source)} ${plural(count, "doesn't", "don't")} count; nobody has approved ${plural(count, "it", "them")}`;
  const more = gone.length - mostGone;
  return [
    ...(count === 0 ? [] : [["baseline", text] as const]),
    ...gone.slice(0, mostGone).map((one): Note => ["gone", goneText(one)]),
    ...(more > 0 ? [["gone", `and ${more} more; -o json lists all`] as const] : []),
    ...(gone.length === 0 ? [] : [["", "`stateside baseline --prune` takes out of it what is gone"] as const]),
  ];
}

function goneText({ finding, rule, resource, stack }: GoneResult): string {
  return `finding ${finding} of ${rule}, ${resource} in stack ${stack}: no longer occurs as the baseline has it`;
}
