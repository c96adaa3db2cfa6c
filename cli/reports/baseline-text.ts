import { escapeText } from "../../policies/residency/terminal-safe";
import type { Finding } from "../../policies/rules/judge";
import { severities } from "../../policies/rules/rule";
import type { BaselinePlan, Removed } from "../baseline-plan";
import { counted, plural } from "./pen";

const lineLimit = 1000;
/** Entries beyond these are only counted. */
const mostRemoved = 20;

/** What `stateside baseline` did, or would do. */
export interface BaselineDone {
  /** The file, as the user knows it. */
  readonly file: string;
  readonly plan: BaselinePlan;
  /** False where the file is as it has to be. */
  readonly isWritten: boolean;
  readonly isDryRun: boolean;
}

export function renderBaseline(done: BaselineDone): string {
  const { plan } = done;
  const lines = [
    headText(done),
    ...addedLines(plan.added),
    ...removedLines(plan.removed),
    ...leftLines(plan),
    ...(plan.entries.length === 0 ? [] : [noApproval]),
  ];
  return lines.map((line) => `${escapeText(line, lineLimit)}\n`).join("");
}

const noApproval =
  "a baseline is no approval: mend what it holds, or have it waived for a while with `stateside waivers new`";

function headText({ file, plan, isWritten, isDryRun }: BaselineDone): string {
  const { entries, added, removed } = plan;
  const count = counted(entries.length, "finding");
  if (!isWritten)
    return entries.length === 0 ? `${file}: not written: nothing to accept` : `${file}: as it was: ${count}`;
  const verb = isDryRun ? "would be written" : "written";
  const changes = removed.length === 0 ? "" : ` (${added.length} new, ${removed.length} taken out)`;
  const told = plural(entries.length, "it is told, and doesn't count", "they are told, and don't count");
  return `${file}: ${verb}: ${count}${changes}${entries.length === 0 ? "" : `; ${told}`}`;
}

/** By rule, the most severe first. */
function addedLines(added: readonly Finding[]): string[] {
  const byRule = new Map<string, readonly Finding[]>();
  for (const finding of added) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const rows = [...byRule].map(([rule, findings]) => ({
    rule,
    severity: findings[0]?.severity ?? "low",
    count: findings.length,
  }));
  rows.sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
  const width = Math.max(0, ...rows.map(({ rule }) => rule.length));
  return rows.map(({ rule, severity, count }) => `  new      ${rule.padEnd(width)}  ${severity.padEnd(8)}  ${count}`);
}

function removedLines(removed: readonly Removed[]): string[] {
  const shown = removed.slice(0, mostRemoved).map(({ entry: { finding, rule, resource, stack }, use }) => {
    return `  out      finding ${finding} of ${rule}, ${resource} in stack ${stack}: ${why[use]}`;
  });
  const more = removed.length - shown.length;
  return more === 0 ? shown : [...shown, `  out      and ${more} more`];
}

const why: Readonly<Record<Removed["use"], string>> = {
  gone: "no longer occurs",
  changed: "has another trace, class or doubt now",
  waived: "is waived, which says until when",
};

/** What is as it was, and why. */
function leftLines({ unseen, warning, unfit }: BaselinePlan): string[] {
  const rules = [...new Set(unfit.map(({ rule }) => rule))].join(", ");
  return [
    ...(unseen === 0 ? [] : [`  kept     ${unseen} of stacks that weren't seen, or of rules that weren't judged`]),
    ...(warning === 0
      ? []
      : [`  not in   ${counted(warning, "finding")} that only ${plural(warning, "warns", "warn")}`]),
    ...(unfit.length === 0
      ? []
      : [
          `  not in   ${counted(unfit.length, "finding")} of ${rules}, which still ${plural(unfit.length, "counts", "count")}: mend what ${plural(unfit.length, "it refuses", "they refuse")}`,
        ]),
  ];
}
