import { lifecycleLag, refuseLasting, refuseOutliving, stanceOf } from "../phases";
import type { LiveCenter } from "../phases";
import { logRetentions } from "./checks";

/** What a team decides about a backup bucket; the phase decides the rest. */
export interface BackupPolicy {
  /** How long a new object can't be deleted or replaced. */
  readonly lockDays: number;
  /** How long a replaced or deleted object stays as a noncurrent version. */
  readonly noncurrentDays: number;
  /** How long a deleted key can still be restored, until draining makes it the shortest that there is. */
  readonly keyDeletionDays: number;
}

/** What a team decides about a vault of recovery points. */
export interface VaultPolicy {
  /** How long a recovery point stays: no more and no less, from 1 to 36,500. */
  readonly backupDays: number;
  /** How long the lock can still be taken off; `undefined`: for ever, as it is in governance mode. */
  readonly lockGraceDays: number | undefined;
  readonly keyDeletionDays: number;
}

/** What a phase makes of a vault and its key. */
export interface VaultPlan {
  readonly takesNew: boolean;
  /** Days, the same as it was when what is there was made: a change counts for later recovery points only. */
  readonly backupDays: number;
  /**
   * `locked` in governance mode, `sealed` when nobody can take the lock off again. A sealed one stays with its vault, and
   * isn't taken off before it either: the service would refuse.
   */
  readonly lock: "locked" | "sealed" | "none";
  readonly keyDeletionDays: number;
  readonly protect: boolean;
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

/**
 * Plans a vault for its center's phase. What is in there ends by itself, counted from when it was made, so that in draining
 * the last one ends as many days after the first of draining.
 *
 * @throws ProgramError when the center's dates leave no time to drain, or recovery points or the key's window outlive them
 */
export function planVault(center: LiveCenter, policy: VaultPolicy): VaultPlan {
  const stance = stanceOf(center);
  const isSealed = policy.lockGraceDays !== undefined;
  if (isSealed) refuseLasting(center, "the vault lock", policy.backupDays);
  switch (stance.kind) {
    case "receives":
      return {
        takesNew: true,
        backupDays: policy.backupDays,
        lock: isSealed ? "sealed" : "locked",
        keyDeletionDays: policy.keyDeletionDays,
        protect: true,
      };
    case "drains":
      refuseOutliving(center, stance.days, "the recovery points' retention", policy.backupDays);
      refuseOutliving(center, stance.days, "the key-deletion window", shortestKeyDeletion);
      return {
        takesNew: false,
        backupDays: policy.backupDays,
        lock: isSealed ? "sealed" : "none",
        keyDeletionDays: shortestKeyDeletion,
        protect: false,
      };
  }
}

/**
 * How long a center's log keeps its entries: as long as its team decides, and in draining no longer than until the center
 * ends, of what the service offers.
 *
 * @param logDays - one of {@link logRetentions}
 */
export function planLogDays(center: LiveCenter, logDays: number): number {
  const stance = stanceOf(center);
  if (stance.kind === "receives") return logDays;
  const longest = Math.min(logDays, stance.days - lifecycleLag);
  return Math.max(...logRetentions.filter((days) => days <= longest));
}
