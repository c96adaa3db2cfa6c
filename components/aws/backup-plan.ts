import { lifecycleLag, refuseOutliving, stanceOf } from "../phases";
import type { LiveCenter } from "../phases";

/** What a team decides about a backup bucket; the phase decides the rest. */
export interface BackupPolicy {
  /** How long a new object can't be deleted or replaced. */
  readonly lockDays: number;
  /** How long a replaced or deleted object stays as a noncurrent version. */
  readonly noncurrentDays: number;
  /** How long a deleted key can still be restored, until draining makes it the shortest that there is. */
  readonly keyDeletionDays: number;
}

/** What a phase makes of a backup bucket and its key. */
export interface BackupPlan {
  /** What the service locks each new object for; `undefined`: for nothing. */
  readonly lockDays: number | undefined;
  /** When a current object expires; `undefined`: never. */
  readonly expiryDays: number | undefined;
  readonly noncurrentDays: number;
  readonly unfinishedUploadDays: number;
  readonly takesNewObjects: boolean;
  readonly keyDeletionDays: number;
  /** Whether Pulumi refuses to delete: this comes off in the phase before the one that deletes. */
  readonly protect: boolean;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
const shortestKeyDeletion = 7;

/**
 * Plans a bucket for its center's phase. A bucket with Object Lock keeps its versions for good, so in draining a current
 * object first expires and a day later, as a noncurrent version, is removed.
 *
 * @throws ProgramError when the center's dates leave no time to drain, or a window outlives them
 */
export function planBackup(center: LiveCenter, policy: BackupPolicy): BackupPlan {
  const stance = stanceOf(center);
  switch (stance.kind) {
    case "receives":
      return {
        lockDays: policy.lockDays,
        expiryDays: undefined,
        noncurrentDays: policy.noncurrentDays,
        unfinishedUploadDays: 7,
        takesNewObjects: true,
        keyDeletionDays: policy.keyDeletionDays,
        protect: true,
      };
    case "drains":
      refuseOutliving(center, stance.days, "the object lock", policy.lockDays);
      refuseOutliving(center, stance.days, "the key-deletion window", shortestKeyDeletion);
      return {
        lockDays: undefined,
        expiryDays: stance.days - lifecycleLag - 1,
        noncurrentDays: 1,
        unfinishedUploadDays: 1,
        takesNewObjects: false,
        keyDeletionDays: shortestKeyDeletion,
        protect: false,
      };
  }
}
