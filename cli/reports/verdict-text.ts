import type { FindingResult, Result } from "../judge/result";
import { knownCount } from "./known-text";
import { toldGaps } from "./notes";
import { counted, plural } from "./pen";
import { waivedCount } from "./waived-text";

/** The line that sums a result up, in three parts: what was judged, how, and what the verdict leaves out. */
export interface VerdictParts {
  /** `3 stacks · 5 resources · `. */
  readonly counts: string;
  /** `1 refused · 1 undecided (warns)`. */
  readonly words: string;
  /** ` · 1 waived (12 days left) · 3 known (baseline) · 1 not seen`, or nothing. */
  readonly unseen: string;
}

export function verdictParts(result: Result): VerdictParts {
  const resources = result.stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const gaps = toldGaps(result).length;
  const excepted = new Set(result.exceptions.flatMap(({ resources: urns }) => urns)).size;
  const told = waivedCount(result.findings) + knownCount(result.findings);
  return {
    counts: `${counted(result.stacks.length, "stack")} · ${counted(resources, "resource")} · `,
    words: verdictWords(counting(result)),
    unseen: told + (excepted === 0 ? "" : ` · ${excepted} excepted`) + (gaps === 0 ? "" : ` · ${gaps} not seen`),
  };
}

/** Findings that nobody waived, and that the baseline doesn't have. */
export function counting({ findings }: Pick<Result, "findings">): readonly FindingResult[] {
  return findings.filter(({ waiver, known }) => waiver === null && !known);
}

/** `clean`, `1 refused · 2 undecided (1 blocks, 1 warns)`, `clean · 1 undecided (warns)`. */
export function verdictWords(findings: readonly FindingResult[]): string {
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const undecided = findings.length - refused;
  const blocks = findings.filter(({ verdict, effect }) => verdict === "undecided" && effect === "block").length;
  const warns = undecided - blocks;
  const effects =
    blocks > 0 && warns > 0
      ? `${blocks} ${blocks === 1 ? "blocks" : "block"}, ${warns} ${warns === 1 ? "warns" : "warn"}`
      : blocks > 0
        ? plural(blocks, "blocks", "block")
        : plural(warns, "warns", "warn");
  return [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(refused === 0 && blocks === 0 ? ["clean"] : []),
    ...(undecided > 0 ? [`${undecided} undecided (${effects})`] : []),
  ].join(" · ");
}
