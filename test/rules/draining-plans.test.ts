import fc from "fast-check";
import { planBackup as planOnAws } from "../../components/aws/backup-plan";
import { planBackup as planOnGoogle } from "../../components/gcp/backup-plan";
import { lifecycleLag } from "../../components/phases";
import { daysAfter } from "../../policies/residency/dates";
import type { Resource } from "../../policies/residency/estate";
import { backupsDrainOnTime } from "../../policies/rules/backups-drain-on-time";
import { deletionIsIrretrievable } from "../../policies/rules/deletion-is-irretrievable";
import { judge } from "../../policies/rules/judge";
import { estate } from "../support/estates";
import { plans, resourcesOf } from "../support/random-estates";
import { deletes, drainingTerms, drains, iowa, shown, virginia } from "../support/draining";

/** Any day of two years, a leap day among them, and days to drain in which the shortest window of a key fits. */
const centers = fc
  .record({ from: fc.integer({ min: 0, max: 730 }), days: fc.integer({ min: 7 + lifecycleLag, max: 500 }) })
  .map(({ from, days }) => {
    const phaseSince = daysAfter("2023-06-01", from);
    return { name: "center", phase: "draining", phaseSince, until: daysAfter(phaseSince, days) } as const;
  });
type Center = typeof centers extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function onAws(center: Center): Resource[] {
  const plan = planOnAws(center, { lockDays: 1, noncurrentDays: 30, keyDeletionDays: 30 });
  const rule = {
    ...{ status: "Enabled", filter: {}, expiration: { days: plan.expiryDays } },
    noncurrentVersionExpiration: { noncurrentDays: plan.noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: plan.unfinishedUploadDays },
  };
  return [
    virginia("s3/bucket:Bucket", "b", { bucket: "b", objectLockEnabled: true }),
    virginia("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "r", { bucket: "b", rules: [rule] }),
    virginia("kms/key:Key", "k", { deletionWindowInDays: plan.keyDeletionDays }),
  ];
}

function onGoogle(center: Center): Resource[] {
  const plan = planOnGoogle(center, {
    noncurrentDays: 30,
    retentionDays: 30,
    lockRetention: false,
    keyDestructionDays: 7,
  });
  return [
    iowa("storage/bucket:Bucket", "b", {
      location: "us-central1",
      versioning: { enabled: plan.versioning },
      softDeletePolicy: { retentionDurationSeconds: plan.softDeleteDays * 86_400 },
      lifecycleRules: plan.lifecycleRules,
    }),
    iowa("kms/cryptoKey:CryptoKey", "k", {
      keyRing: "projects/p/locations/us-central1/keyRings/r",
      destroyScheduledDuration: `${plan.keyDestructionDays * 86_400}s`,
    }),
  ];
}

function found(resources: readonly Resource[], { phaseSince, until }: Pick<Center, "phaseSince" | "until">): string[] {
  const change = (text: string) => text.replaceAll("2022-08-01", phaseSince).replaceAll("2022-09-30", until);
  const terms = drainingTerms(change, phaseSince);
  return shown([...drains(resources, terms), ...deletes(resources, terms)]);
}

describe("what a planner makes of a draining center", () => {
  it.each([
    ["AWS", onAws, "refused b versions"],
    ["Google Cloud", onGoogle, "refused b content"],
  ] as const)("is over on %s by the last day, and not a day before", (_, planned, late) => {
    fc.assert(
      fc.property(centers, (center) => {
        const resources = planned(center);
        expect(found(resources, center)).toEqual([]);
        expect(found(resources, { ...center, until: daysAfter(center.until, -1) })).toContain(late);
      }),
    );
  });

  it("is judged the same in any order", () => {
    const all = [...onAws({ name: "center", phase: "draining", phaseSince: "2023-06-01", until: "2023-12-01" })];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const dates = { phaseSince: "2023-06-01", until: "2023-11-01" };
        expect(found(shuffled, dates).sort()).toEqual(found(all, dates).sort());
      }),
    );
  });
});

describe("the rules about centers that drain, in estates of any kind", () => {
  const terms = drainingTerms((text) => text.replaceAll(/stack: (?:ashburn|virginia|iowa)/g, "stack: dev"));
  const verdicts = (resources: readonly Resource[]) =>
    judge(estate(...resources), [backupsDrainOnTime, deletionIsIrretrievable], terms)
      .findings.map(({ rule, verdict, cause, fingerprint }) => [rule, verdict, cause, fingerprint].join(" "))
      .sort();

  it("say the same whatever the order of resources", () => {
    fc.assert(
      fc.property(plans, fc.nat(), (all, turn) => {
        const resources = resourcesOf(all);
        const at = turn % resources.length;
        const turned = [...resources.slice(at), ...resources.slice(0, at)].reverse();
        expect(verdicts(turned)).toEqual(verdicts(resources));
      }),
      { numRuns: 100 },
    );
  });
});
