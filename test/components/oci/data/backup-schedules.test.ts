import fc from "fast-check";
import { retentionTiers, snapshotSchedules, volumeSchedules } from "../../../../components/oci/data/backup-schedules";

const keepDays = fc.integer({ min: 7, max: 3650 });
const longest = { day: 1, week: 7, month: 31 };
const secondsOf = (days: number) => days * 86_400;

describe("backups from the last days, weeks and months", () => {
  it("are kept as long as wanted, and none longer", () => {
    fc.assert(
      fc.property(keepDays, (days) => {
        expect(Math.max(...retentionTiers(days).map((tier) => tier.keepDays))).toBe(days);
      }),
    );
  });

  it("are two of each tier at any time", () => {
    fc.assert(
      fc.property(keepDays, (days) => {
        const short = retentionTiers(days).filter((tier) => tier.keepDays < 2 * longest[tier.every]);
        expect(short).toEqual([]);
      }),
    );
  });

  it("are the rarer the longer they are kept", () => {
    fc.assert(
      fc.property(keepDays, (days) => {
        const tiers = retentionTiers(days);
        const byAge = tiers.toSorted((one, other) => one.keepDays - other.keepDays);
        expect(byAge).toEqual(tiers);
        expect(new Set(tiers.map(({ keepDays: kept }) => kept)).size).toBe(tiers.length);
        expect(tiers.map(({ every }) => every)).toEqual(["day", "week", "month"].slice(0, tiers.length));
      }),
    );
  });

  it("leave no gap: each tier lasts until the next has two", () => {
    fc.assert(
      fc.property(keepDays, (days) => {
        const tiers = retentionTiers(days);
        tiers.slice(1).forEach(({ every }, index) => {
          expect(tiers[index]?.keepDays ?? 0).toBeGreaterThanOrEqual(2 * longest[every]);
        });
      }),
    );
  });

  it("are the same for volumes and for files", () => {
    fc.assert(
      fc.property(keepDays, (days) => {
        const tiers = retentionTiers(days).map((tier) => secondsOf(tier.keepDays));
        expect(volumeSchedules(days).map(({ retentionSeconds }) => retentionSeconds)).toEqual(tiers);
        expect(snapshotSchedules(days).map((one) => Number(one.retentionDurationInSeconds))).toEqual(tiers);
      }),
    );
  });
});

it("states every time at which a volume's backups start, else the service would choose", () => {
  const shared = { hourOfDay: 8, offsetType: "STRUCTURED", timeZone: "UTC" };
  expect(volumeSchedules(365)).toEqual([
    { ...shared, backupType: "INCREMENTAL", period: "ONE_DAY", retentionSeconds: secondsOf(14) },
    {
      ...shared,
      backupType: "INCREMENTAL",
      period: "ONE_WEEK",
      dayOfWeek: "SUNDAY",
      retentionSeconds: secondsOf(62),
    },
    { ...shared, backupType: "FULL", period: "ONE_MONTH", dayOfMonth: 1, retentionSeconds: secondsOf(365) },
  ]);
});

it("states every time at which snapshots of files start", () => {
  const shared = { hourOfDay: 8, timeZone: "UTC" };
  expect(snapshotSchedules(365)).toEqual([
    { ...shared, period: "DAILY", retentionDurationInSeconds: String(secondsOf(14)) },
    { ...shared, period: "WEEKLY", dayOfWeek: "SUNDAY", retentionDurationInSeconds: String(secondsOf(62)) },
    { ...shared, period: "MONTHLY", dayOfMonth: 1, retentionDurationInSeconds: String(secondsOf(365)) },
  ]);
});
