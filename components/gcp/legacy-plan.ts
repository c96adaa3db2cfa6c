import { lifecycleLag, refuseLasting, refuseOutliving, stanceOf } from "../phases";
import type { LiveCenter } from "../phases";
import { ProgramError } from "../program-error";
import type { LifecycleRule } from "./backup-plan";

/** What a team decides about yesterday's data; the phase decides the rest. Dates are `YYYY-MM-DD`. */
export interface LegacyPolicy {
  /** How long a destroyed key version can still be restored. */
  readonly keyDestructionDays: number;
  /** How long reports of what is held are kept. */
  readonly reportDays: number;
  /** The first and the last day of the inventory, unless the center ends before. */
  readonly inventoryFrom: string;
  readonly inventoryUntil: string;
  /** The buckets that are emptied. */
  readonly bucketNames: readonly string[];
  /** For each bucket, the report of which everything was found in the enclave. @default - nobody has compared yet */
  readonly comparedReports?: readonly string[];
}

/** What a phase makes of the buckets that yesterday's data is in, and of the way home. */
export interface LegacyPlan {
  /** Whether the old application still writes. */
  readonly isWritten: boolean;
  /** Whether the enclave takes copies home: the puller, its grant and its credential. */
  readonly isPulled: boolean;
  /** 0: what is deleted is gone. */
  readonly softDeleteDays: number;
  readonly lifecycleRules: readonly LifecycleRule[];
  readonly reportRules: readonly LifecycleRule[];
  readonly inventory: { readonly from: string; readonly until: string };
  /** What Cloud Storage may do with the key of the buckets: one that it can't encrypt with takes no new object. */
  readonly keyRole: string;
  readonly keyDestructionDays: number;
  /** Whether Pulumi refuses to delete: this comes off in the phase before the one that deletes. */
  readonly protect: boolean;
}

/** The shortest window that the service has, other than none. https://cloud.google.com/storage/docs/soft-delete */
const softDeleteDays = 7;

/** The longest that a draining center keeps a report: long enough to read it. */
const mostReportDays = 7;

export const encrypts = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
const decrypts = "roles/cloudkms.cryptoKeyDecrypter";

/**
 * Plans yesterday's buckets for their center's phase. They have no versions: what the old application deletes is gone after
 * the soft-delete window, and versions from before go at once.
 *
 * @throws ProgramError when the center's dates leave no time to drain, a window outlives them, or nobody has compared
 */
export function planLegacy(center: LiveCenter, policy: LegacyPolicy): LegacyPlan {
  const { keyDestructionDays } = policy;
  const stance = stanceOf(center);
  // Fixed when the key is made.
  refuseLasting(center, "the key-destruction window", keyDestructionDays);
  if (stance.kind === "drains") return planDraining(center, stance.days, policy);
  const isWritten = stance.from.includes("application");
  return {
    isWritten,
    isPulled: isWritten,
    softDeleteDays,
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 1, withState: "ARCHIVED" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
    ],
    reportRules: reportsGoAfter(policy.reportDays),
    inventory: { from: policy.inventoryFrom, until: policy.inventoryUntil },
    keyRole: isWritten ? encrypts : decrypts,
    keyDestructionDays,
    protect: true,
  };
}

/**
 * A lifecycle rule counts from an object's creation, and yesterday's objects are old: nearly all of them go on the first day
 * of draining. So nothing drains before somebody has compared a report with what the enclave holds. What the old application
 * wrote after that report is young, and stays for the puller to take.
 */
function planDraining(center: LiveCenter, days: number, policy: LegacyPolicy): LegacyPlan {
  const compared = policy.comparedReports?.length ?? 0;
  if (compared < policy.bucketNames.length) {
    throw new ProgramError(
      `center \`${center.name}\`: draining deletes what is older than ${days - lifecycleLag} days on its first day, and ` +
        `${compared} of ${policy.bucketNames.length} buckets were compared with the enclave; let the puller finish, compare ` +
        "each bucket's last inventory report with what is there, and set `comparedReports` to the reports",
    );
  }
  refuseOutliving(center, days, "the soft-delete window", softDeleteDays);
  // A report that is written on the last day of the inventory has to be gone by `until`, too.
  const reportDays = Math.min(mostReportDays, policy.reportDays, days - lifecycleLag - 1);
  const last = daysBefore(center.until ?? policy.inventoryUntil, reportDays + lifecycleLag);
  return {
    isWritten: false,
    isPulled: true,
    // With soft delete, deleting only hides. https://cloud.google.com/storage/docs/soft-delete
    softDeleteDays: 0,
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { age: days - lifecycleLag, withState: "ANY" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
    ],
    reportRules: reportsGoAfter(reportDays),
    inventory: {
      from: policy.inventoryFrom,
      until: last < policy.inventoryUntil ? last : policy.inventoryUntil,
    },
    keyRole: decrypts,
    keyDestructionDays: policy.keyDestructionDays,
    protect: false,
  };
}

function reportsGoAfter(days: number): readonly LifecycleRule[] {
  return [
    { action: { type: "Delete" }, condition: { age: days, withState: "ANY" } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
  ];
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
