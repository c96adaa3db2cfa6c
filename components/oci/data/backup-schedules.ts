/** How often a backup is made, and how long it is kept. */
export interface Tier {
  readonly every: "day" | "week" | "month";
  readonly keepDays: number;
}

/** How long daily and weekly backups are kept at most: two weeks, and two months. */
const dailyDays = 14;
const weeklyDays = 62;

/**
 * Backups from the last days, weeks and months, the rarer the older. Each tier keeps two backups at least, so that one is
 * there whenever the newest turns out to be bad, and none outlives `keepDays`.
 *
 * @param keepDays - how long the oldest backup is kept, 7 or more
 */
export function retentionTiers(keepDays: number): Tier[] {
  const daily: Tier = { every: "day", keepDays: Math.min(keepDays, dailyDays) };
  if (keepDays <= dailyDays) return [daily];
  const weekly: Tier = { every: "week", keepDays: Math.min(keepDays, weeklyDays) };
  if (keepDays <= weeklyDays) return [daily, weekly];
  return [daily, weekly, { every: "month", keepDays }];
}

/** 08:00 UTC is night in all of the United States. Whatever isn't stated, the services choose for themselves. */
const hourOfDay = 8;

/** When a volume's backups are made, and how long they are kept. */
export interface VolumeSchedule {
  readonly backupType: "INCREMENTAL" | "FULL";
  readonly period: "ONE_DAY" | "ONE_WEEK" | "ONE_MONTH";
  readonly dayOfWeek?: "SUNDAY";
  readonly dayOfMonth?: number;
  readonly hourOfDay: number;
  readonly offsetType: "STRUCTURED";
  readonly timeZone: "UTC";
  readonly retentionSeconds: number;
}

const volumeBackups = {
  day: { backupType: "INCREMENTAL", period: "ONE_DAY" },
  week: { backupType: "INCREMENTAL", period: "ONE_WEEK", dayOfWeek: "SUNDAY" },
  month: { backupType: "FULL", period: "ONE_MONTH", dayOfMonth: 1 },
} as const satisfies Record<Tier["every"], Partial<VolumeSchedule>>;

/**
 * Schedules of a volume's backups. A monthly one is full: restoring it needs no chain of smaller ones.
 * https://docs.oracle.com/en-us/iaas/Content/Block/Tasks/schedulingvolumebackups.htm#schedules
 */
export function volumeSchedules(keepDays: number): VolumeSchedule[] {
  return retentionTiers(keepDays).map((tier) => ({
    ...volumeBackups[tier.every],
    hourOfDay,
    offsetType: "STRUCTURED",
    timeZone: "UTC",
    retentionSeconds: seconds(tier),
  }));
}

/** When a file system's snapshots are made, and how long they are kept. */
export interface SnapshotSchedule {
  readonly period: "DAILY" | "WEEKLY" | "MONTHLY";
  readonly dayOfWeek?: "SUNDAY";
  readonly dayOfMonth?: number;
  readonly hourOfDay: number;
  readonly timeZone: "UTC";
  readonly retentionDurationInSeconds: string;
}

const snapshots = {
  day: { period: "DAILY" },
  week: { period: "WEEKLY", dayOfWeek: "SUNDAY" },
  month: { period: "MONTHLY", dayOfMonth: 1 },
} as const satisfies Record<Tier["every"], Partial<SnapshotSchedule>>;

/**
 * Schedules of a file system's snapshots.
 * https://docs.oracle.com/en-us/iaas/Content/File/Tasks/snapshot-policies-and-schedules.htm
 */
export function snapshotSchedules(keepDays: number): SnapshotSchedule[] {
  return retentionTiers(keepDays).map((tier) => ({
    ...snapshots[tier.every],
    hourOfDay,
    timeZone: "UTC",
    retentionDurationInSeconds: String(seconds(tier)),
  }));
}

function seconds({ keepDays }: Tier): number {
  return keepDays * 24 * 60 * 60;
}
