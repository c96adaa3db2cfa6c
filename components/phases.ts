import type { Center, Phase } from "../policies/residency/mandate";
import { ProgramError } from "./program-error";

/** Of a center, what decides which resources its stack declares. */
export type CenterPhase = Pick<Center, "name" | "phase" | "phaseSince" | "until">;

/** A center that still holds something. */
export type LiveCenter = CenterPhase & { readonly phase: Exclude<Phase, "deleted"> };

/** What a phase asks of a center, whatever its cloud. */
export type Stance =
  /** Copies come in: in dual-run the application writes too, later the courier alone. */
  | { readonly kind: "receives"; readonly from: readonly Writer[] }
  /** Nothing comes in, and what is there goes within so many days. */
  | { readonly kind: "drains"; readonly days: number };

export type Writer = "application" | "courier";

/** What the stack of a deleted center exports, and nothing else: dates are `YYYY-MM-DD`. */
export interface EvidenceRecord {
  readonly center: string;
  readonly phase: Phase;
  readonly phaseSince: string | null;
  readonly until: string | null;
}

/**
 * The days that a lifecycle rule may take after its condition holds. S3 rounds up to the next midnight UTC and removes
 * later; Cloud Storage takes up to 24 hours to notice a changed rule, and removes later too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 * https://cloud.google.com/storage/docs/lifecycle
 */
export const lifecycleLag = 3;

export function isLive(center: CenterPhase): center is LiveCenter {
  return center.phase !== "deleted";
}

/**
 * What the center's phase asks for. Reads no clock: the days to drain are those from `phaseSince` to `until`.
 *
 * @throws ProgramError when a draining center lacks a date, or its dates leave no day to drain
 */
export function stanceOf(center: LiveCenter): Stance {
  switch (center.phase) {
    case "dual-run":
      return { kind: "receives", from: ["application", "courier"] };
    case "backup-only":
      return { kind: "receives", from: ["courier"] };
    case "draining":
      return { kind: "drains", days: daysToDrain(center) };
  }
}

export function evidenceOf({ name, phase, phaseSince, until }: CenterPhase): EvidenceRecord {
  return { center: name, phase, phaseSince: phaseSince ?? null, until: until ?? null };
}

/**
 * Refuses a window that could keep data, or the key to it, longer than the center may: counted from the day that
 * draining begins, it has to be over when the lifecycle rules have done their work.
 *
 * @throws ProgramError that names the window and the longest allowed
 */
export function refuseOutliving(center: LiveCenter, drainDays: number, window: string, days: number): void {
  const longest = drainDays - lifecycleLag;
  if (days <= longest) return;
  throw new ProgramError(
    `center \`${center.name}\`: ${window} of ${days} days outlives \`until\`; ` +
      `use at most ${longest} days, or a later \`until\` in the mandate`,
  );
}

function daysToDrain({ name, phaseSince, until }: LiveCenter): number {
  if (phaseSince === undefined || until === undefined) {
    const missing = phaseSince === undefined ? "phaseSince" : "until";
    throw new ProgramError(`center \`${name}\`: a draining center needs \`${missing}\`; add it to the mandate`);
  }
  const days = (Date.parse(until) - Date.parse(phaseSince)) / 86_400_000;
  const fewest = lifecycleLag + 2;
  if (days >= fewest) return days;
  throw new ProgramError(
    `center \`${name}\`: \`until\` ${until} is ${days} days after \`phaseSince\` ${phaseSince}; use at least ${fewest}, ` +
      `as lifecycle rules take up to ${lifecycleLag} days to remove what is due`,
  );
}
