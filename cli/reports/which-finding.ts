import { escapeText } from "../../policies/residency/terminal-safe";
import { shortIds } from "../finding-ids";
import type { FindingResult } from "../judge/result";

/** Findings beyond these are only counted. */
const mostListed = 20;

/** All that have the one id that begins so: the same finding in several stacks; empty unless it is one. */
export function meantFindings(start: string, all: readonly FindingResult[]): readonly FindingResult[] {
  const meant = beginning(start, all);
  return meant.every(({ fingerprint }) => fingerprint === meant[0]?.fingerprint) ? meant : [];
}

function beginning(start: string, all: readonly FindingResult[]): readonly FindingResult[] {
  return all.filter(({ fingerprint }) => fingerprint.startsWith(start.toLowerCase()));
}

/** What there is instead of the one finding that was asked for. */
export function whichFindingText(given: string, all: readonly FindingResult[]): string {
  const meant = beginning(given, all);
  if (all.length === 0) return `error: no finding \`${escapeText(given)}\`: nothing is found\n`;
  const ids = shortIds(all);
  const listed = new Map((meant.length > 0 ? meant : all).map((finding) => [finding.fingerprint, finding]));
  const rows = [...listed.values()].slice(0, mostListed).map(({ fingerprint, rule, message }) => {
    return `  ${ids.get(fingerprint) ?? fingerprint}  ${escapeText(rule)}: ${escapeText(message, 200)}`;
  });
  const more = listed.size > mostListed ? [`  and ${listed.size - mostListed} more`] : [];
  const what =
    meant.length > 0
      ? `\`${escapeText(given)}\` is how several findings begin; use more digits`
      : `no finding \`${escapeText(given)}\`; use one of these`;
  return [`error: ${what}`, ...rows, ...more, ""].join("\n");
}
