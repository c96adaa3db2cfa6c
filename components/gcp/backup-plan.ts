import { lifecycleLag, refuseLasting, refuseOutliving, stanceOf } from "../phases";
import type { LiveCenter } from "../phases";

/** What a team decides about a backup bucket; the phase decides the rest. */
export interface BackupPolicy {
  /** How long nobody can delete a version of an object, be it replaced or not. */
  readonly retentionDays: number;
  /** Whether that can't be shortened or taken off again, by anybody. */
  readonly lockRetention: boolean;
  /** How long a replaced or deleted object stays as a noncurrent version. */
  readonly noncurrentDays: number;
  /** How long a destroyed key version can still be restored. */
  readonly keyDestructionDays: number;
}

/** A rule that removes objects or unfinished uploads, in the service's own words. */
export interface LifecycleRule {
  readonly action: { readonly type: "Delete" | "AbortIncompleteMultipartUpload" };
  readonly condition: {
    readonly age?: number;
    readonly daysSinceNoncurrentTime?: number;
    readonly withState?: "ARCHIVED" | "ANY";
  };
}

/** How long versions have to stay. */
export interface Retention {
  readonly days: number;
  readonly isLocked: boolean;
}

/** What a phase makes of a center's two buckets, and of their key. */
export interface BackupPlan {
  /** Of the backup; arrivals have none of the three. */
  readonly versioning: boolean;
  /** `undefined`: whatever is due can go. */
  readonly retention: Retention | undefined;
  /** 0: what is deleted is gone. */
  readonly softDeleteDays: number;
  /** Of the backup. */
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Of arrivals: without versions, a rule for those that were replaced has nothing to do. */
  readonly arrivalRules: readonly LifecycleRule[];
  /** Whether the application may create objects in the backup. */
  readonly letsApplicationWrite: boolean;
  /** What Cloud Storage may do with the key: one that it can't encrypt with takes no new object. */
  readonly keyRole: string;
  readonly keyDestructionDays: number;
  /** Whether Pulumi refuses to delete: this comes off in the phase before the one that deletes. */
  readonly protect: boolean;
}

/** The shortest window that the service has, other than none. https://cloud.google.com/storage/docs/soft-delete */
const softDeleteDays = 7;

/**
 * Plans the buckets for their center's phase. A retention policy and versions go together since October 2024: a new
 * version may replace one that has to stay, which then stays as a noncurrent one.
 * https://docs.cloud.google.com/storage/docs/release-notes#October_28_2024
 *
 * @throws ProgramError when the center's dates leave no time to drain, or a window or lock outlives them
 */
export function planBackup(center: LiveCenter, policy: BackupPolicy): BackupPlan {
  const stance = stanceOf(center);
  const { retentionDays, lockRetention, keyDestructionDays } = policy;
  // What no later phase can shorten.
  if (lockRetention) refuseLasting(center, "the locked retention", retentionDays);
  refuseLasting(center, "the key-destruction window", keyDestructionDays);
  switch (stance.kind) {
    case "receives":
      return {
        versioning: true,
        retention: { days: retentionDays, isLocked: lockRetention },
        softDeleteDays,
        lifecycleRules: [
          {
            action: { type: "Delete" },
            condition: { daysSinceNoncurrentTime: policy.noncurrentDays, withState: "ARCHIVED" },
          },
          abortUploadsAfter(7),
        ],
        arrivalRules: [abortUploadsAfter(7)],
        letsApplicationWrite: stance.from.includes("application"),
        keyRole: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        keyDestructionDays,
        protect: true,
      };
    case "drains": {
      refuseOutliving(center, stance.days, "the soft-delete window", softDeleteDays);
      const expiry: LifecycleRule = {
        action: { type: "Delete" },
        condition: { age: stance.days - lifecycleLag, withState: "ANY" },
      };
      return {
        // With versions, deleting a live object only makes it noncurrent; with soft delete, deleting only hides. Both
        // end here, so that what a rule removes is gone. https://cloud.google.com/storage/docs/lifecycle#delete
        versioning: false,
        retention: lockRetention ? { days: retentionDays, isLocked: true } : undefined,
        softDeleteDays: 0,
        lifecycleRules: [expiry, abortUploadsAfter(1)],
        arrivalRules: [expiry, abortUploadsAfter(1)],
        letsApplicationWrite: false,
        keyRole: "roles/cloudkms.cryptoKeyDecrypter",
        keyDestructionDays,
        protect: false,
      };
    }
  }
}

function abortUploadsAfter(days: number): LifecycleRule {
  return { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: days } };
}
