import type { FindingResult, WaiverResult } from "../judge/result";
import { counted, sentence, type Pen } from "./pen";

/** Who let a finding pass, for whom and why, and for how long; nothing for one that counts. */
export function waivedLine({ waiver }: FindingResult, pen: Pen): string[] {
  return waiver === null ? [] : sentence("  waived   ", waiverText(waiver), pen);
}

/** `until 2026-12-04 (12 days left) by privacy-board for data-platform: rehearsal, PRIV-312`; it must still be escaped. */
export function waiverText(waiver: WaiverResult): string {
  const { owner, approver, reason, ticket, expires } = waiver;
  return `until ${expires} (${daysText(waiver)}) by ${approver} for ${owner}: ${reason}, ${ticket}`;
}

/** ` · 1 waived (12 days left)`: of several, the days of the first that ends. */
export function waivedCount(findings: readonly FindingResult[]): string {
  const waivers = findings.flatMap(({ waiver }) => (waiver === null ? [] : [waiver]));
  const [first] = waivers.toSorted((one, other) => one.daysLeft - other.daysLeft);
  return first === undefined ? "" : ` · ${waivers.length} waived (${daysText(first)})`;
}

/** `12 days left`, `its last day`. */
export function daysText({ daysLeft }: Pick<WaiverResult, "daysLeft">): string {
  return daysLeft === 0 ? "its last day" : `${counted(daysLeft, "day")} left`;
}
