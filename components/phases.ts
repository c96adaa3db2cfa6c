import { daysAfter, daysBetween } from "../policies/residency/dates";
import type { Center, Phase } from "../policies/residency/mandate";
import { ProgramError } from "./program-error";

/** Of a center, what decides which resources its stack declares. */
export type CenterPhase = Pick<Center, "name" | "phase" | "phaseSince" | "until"> & {
  /** @default backup */
  readonly kind?: Center["kind"];
};

/** A center that still holds something. */
export type LiveCenter = CenterPhase & { readonly phase: Exclude<Phase, "deleted"> };

/** What a phase asks of a center, whatever its cloud. */
export type Stance =
  /** It keeps what is there, and these write: nobody does once a legacy center's application has moved. */
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
  const { kind = "backup", phase } = center;
  return phase === "draining"
    ? { kind: "drains", days: daysToDrain(center) }
    : { kind: "receives", from: writers[kind][phase] };
}

/**
 * Who writes to a center that doesn't drain. To a backup the courier brings copies; while the application still runs beside
 * it, it writes there too. A legacy center has no courier: it is where the application wrote before, and from where the
 * enclave fetches.
 */
const writers: Readonly<
  Record<Center["kind"], Readonly<Record<Exclude<Phase, "draining" | "deleted">, readonly Writer[]>>>
> = {
  backup: { "dual-run": ["application", "courier"], "backup-only": ["courier"] },
  legacy: { "dual-run": ["application"], "backup-only": [] },
};

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

/**
 * Refuses what can neither be shortened nor taken off, and keeps what is there for longer than the center may: a lock in
 * compliance mode, a locked retention, a window that is set once, when its key is made. The last that could be written is
 * from the day that draining begins. Before that day is known, as the phase is another, it can't be before that phase's
 * first day: a lock that is too long even for that one is refused, while it still can be made shorter.
 *
 * @throws ProgramError that names the lock, what it allows, and what to do
 */
export function refuseLasting(center: LiveCenter, lock: string, days: number): void {
  const { name, phase, phaseSince, until } = center;
  if (phaseSince === undefined || until === undefined) return;
  const longest = daysBetween(phaseSince, until) - lifecycleLag;
  if (days <= longest) return;
  const what = `center \`${name}\`: ${lock} of ${days} days can't be shortened, and outlives \`until\` ${until}`;
  const later = `\`until\` ${daysAfter(phaseSince, days + lifecycleLag)} or later in the mandate`;
  if (phase === "draining") {
    throw new ProgramError(`${what}; go back to the phase before, and drain with ${later}`);
  }
  const start = daysAfter(until, -(days + lifecycleLag));
  throw new ProgramError(
    `${what}, as draining would have to begin on ${start}, and this phase began on ${phaseSince}; ` +
      `use ${longest < 1 ? "no such lock" : `at most ${longest} days`}, or ${later}`,
  );
}

function daysToDrain({ name, phaseSince, until }: LiveCenter): number {
  if (phaseSince === undefined || until === undefined) {
    const missing = phaseSince === undefined ? "phaseSince" : "until";
    throw new ProgramError(`center \`${name}\`: a draining center needs \`${missing}\`; add it to the mandate`);
  }
  const days = daysBetween(phaseSince, until);
  const fewest = lifecycleLag + 2;
  if (days >= fewest) return days;
  throw new ProgramError(
    `center \`${name}\`: \`until\` ${until} is ${days} days after \`phaseSince\` ${phaseSince}; use at least ${fewest}, ` +
      `as lifecycle rules take up to ${lifecycleLag} days to remove what is due`,
  );
}
