import { lifecycleLag, refuseOutliving, stanceOf } from "../phases";
import type { LiveCenter, Writer } from "../phases";

/** What a team decides about a backup bucket; the phase decides the rest. */
export interface BackupPolicy {
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

/** What a phase makes of a backup bucket and its key. */
export interface BackupPlan {
  readonly versioning: boolean;
  /** 0: what is deleted is gone. */
  readonly softDeleteDays: number;
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Who may create objects. */
  readonly writers: readonly Writer[];
  /** What Cloud Storage may do with the key: one that it can't encrypt with takes no new object. */
  readonly keyRole: string;
  readonly keyDestructionDays: number;
  /** Whether Pulumi refuses to delete: this comes off in the phase before the one that deletes. */
  readonly protect: boolean;
}

/** The shortest window that the service has, other than none. https://cloud.google.com/storage/docs/soft-delete */
const softDeleteDays = 7;

/**
 * Plans a bucket for its center's phase. It has versions but no retention policy: that could outlive the center, and
 * whether one bucket can have both is documented either way.
 *
 * @throws ProgramError when the center's dates leave no time to drain, or a window outlives them
 */
export function planBackup(center: LiveCenter, policy: BackupPolicy): BackupPlan {
  const stance = stanceOf(center);
  switch (stance.kind) {
    case "receives":
      return {
        versioning: true,
        softDeleteDays,
        lifecycleRules: [
          {
            action: { type: "Delete" },
            condition: { daysSinceNoncurrentTime: policy.noncurrentDays, withState: "ARCHIVED" },
          },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
        ],
        writers: stance.from,
        keyRole: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        keyDestructionDays: policy.keyDestructionDays,
        protect: true,
      };
    case "drains":
      refuseOutliving(center, stance.days, "the soft-delete window", softDeleteDays);
      refuseOutliving(center, stance.days, "the key-destruction window", policy.keyDestructionDays);
      return {
        // With versions, deleting a live object only makes it noncurrent; with soft delete, deleting only hides. Both
        // end here, so that what a rule removes is gone. https://cloud.google.com/storage/docs/lifecycle#delete
        versioning: false,
        softDeleteDays: 0,
        lifecycleRules: [
          { action: { type: "Delete" }, condition: { age: stance.days - lifecycleLag, withState: "ANY" } },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
        ],
        writers: [],
        keyRole: "roles/cloudkms.cryptoKeyDecrypter",
        keyDestructionDays: policy.keyDestructionDays,
        protect: false,
      };
  }
}
