import type { FindingResult, WaiverResult } from "../result";
import { counted, sentence, type Pen } from "./pen";

/** Who let a finding pass, for whom and why, and for how long; nothing for one that counts. */
export function waivedLine({ waiver }: FindingResult, pen: Pen): string[] {
  if (waiver === null) return [];
  const { owner, approver, reason, ticket, expires } = waiver;
  const text = `until ${expires} (${daysText(waiver)}) by ${approver} for ${owner}: ${reason}, ${ticket}`;
  return sentence("  waived   ", text, pen);
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
