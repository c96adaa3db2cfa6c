import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { backupsDrainOnTime } from "../../policies/rules/backups-drain-on-time";
import { ashburn, drainingMandate, drainingTerms, drains, iowa, shown, virginia } from "../support/draining";
import { estate } from "../support/estates";
import { center, inRegion, mandate, phaseTerms, type Inputs } from "../support/phases";

const free = { "data-class": "operational" };
const everything = { status: "Enabled", filter: {} };
const aborts = { abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } };

const s3 = (inputs: Inputs = {}) => virginia("s3/bucket:Bucket", "b", { bucket: "b", ...inputs });
const s3Rules = (...rules: readonly unknown[]): Resource[] => [
  s3(),
  virginia("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "rules", { bucket: "b", rules }),
];
const expires = (days: unknown, more: Inputs = {}) =>
  s3Rules({ ...everything, ...aborts, expiration: { days }, ...more });

const aborted = { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } };
const gcs = (...lifecycleRules: readonly unknown[]) =>
  iowa("storage/bucket:Bucket", "b", { location: "us-central1", lifecycleRules });
const deleted = (condition: Inputs) => [gcs({ action: { type: "Delete" }, condition }, aborted)];

const table = (timePartitioning: Inputs) => iowa("bigquery/table:Table", "b", { datasetId: "d", timePartitioning });
const series = (memoryStoreRetentionPeriodInHours: number, magneticStoreRetentionPeriodInDays: number) =>
  virginia("timestreamwrite/table:Table", "b", {
    retentionProperties: { memoryStoreRetentionPeriodInHours, magneticStoreRetentionPeriodInDays },
  });

const ociRule = { action: "DELETE", isEnabled: true, timeUnit: "DAYS", timeAmount: "57", target: "objects" };
const ociAbort = { action: "ABORT", isEnabled: true, timeUnit: "DAYS", timeAmount: "1", target: "multipart-uploads" };
const oci = (...rules: readonly Inputs[]): Resource[] => [
  ashburn("ObjectStorage/bucket:Bucket", "b", { name: "b" }),
  ashburn("ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy", "rules", { bucket: "b", rules }),
];

describe("backups-drain-on-time, of a store in a draining center,", () => {
  it.each<[string, readonly Resource[]]>([
    ["S3 with everything gone on the last day", expires(57)],
    ["S3 with a rule that is stated as a text", expires("57")],
    ["S3 with a date", s3Rules({ ...everything, ...aborts, expiration: { date: "2022-09-27" } })],
    [
      "S3 with two rules, of which one covers everything",
      s3Rules(
        { ...everything, ...aborts, expiration: { days: 40 } },
        { status: "Enabled", filter: { prefix: "a/" }, expiration: { days: 90 } },
      ),
    ],
    [
      "S3 with rules of its own",
      [s3({ lifecycleRules: [{ enabled: true, expiration: { days: 57 }, abortIncompleteMultipartUploadDays: 1 }] })],
    ],
    ["Cloud Storage with everything gone on the last day", deleted({ age: 57 })],
    ["Cloud Storage with rules for every state", deleted({ age: 57, withState: "ANY" })],
    ["Object Storage with everything gone on the last day", oci(ociRule, ociAbort)],
    ["Object Storage with no target, which is objects", oci({ ...ociRule, target: null }, ociAbort)],
    [
      "an object of a bucket that expires",
      [...expires(57), virginia("s3/bucketObjectv2:BucketObjectv2", "o", { bucket: "b" })],
    ],
    [
      "a backup vault whose plans delete in time",
      [
        virginia("backup/vault:Vault", "v", { name: "v" }),
        virginia("backup/plan:Plan", "p", {
          rules: [
            { targetVaultName: "v", lifecycle: { deleteAfter: 59 } },
            { targetVaultName: "v", lifecycle: { deleteAfter: 7 } },
          ],
        }),
      ],
    ],
    ["a log group with 30 days", [virginia("cloudwatch/logGroup:LogGroup", "l", { retentionInDays: 30 })]],
    ["a queue, by its default", [virginia("sqs/queue:Queue", "q")]],
    ["a time series, with the day that it is in memory", [series(24, 59)]],
    ["a topic that archives nothing", [virginia("sns/topic:Topic", "t", { fifoTopic: true })]],
    ["a table whose daily partitions expire in time", [table({ type: "DAY", expirationMs: 59 * 86_400_000 })]],
    [
      "a topic and subscription of Pub/Sub",
      [
        iowa("pubsub/topic:Topic", "t", {
          name: "t",
          messageStoragePolicy: { allowedPersistenceRegions: ["us-central1"] },
        }),
      ],
    ],
    ["a stream", [ashburn("Streaming/stream:Stream", "s", { retentionInHours: 168 })]],
    [
      "a table that expires at a moment of the last day",
      [iowa("bigquery/table:Table", "t", { datasetId: "d", expirationTime: Date.parse("2022-09-30T12:00:00Z") })],
    ],
    [
      "a snapshot of files with a time",
      [ashburn("FileStorage/snapshot:Snapshot", "s", { expirationTime: "2022-09-30T00:00:00.000Z" })],
    ],
    [
      "a key, which opens what is still there",
      [
        virginia("kms/key:Key", "k"),
        iowa("kms/keyRing:KeyRing", "r", { location: "us-central1" }),
        ashburn("Kms/vault:Vault", "v"),
      ],
    ],
    ["free data without an end", [s3({ tags: free })]],
    ["data in a center that doesn't drain", [inRegion("elsewhere", "aws", "us-east-1")("s3/bucket:Bucket", "b")]],
  ])("allows %s", (_, resources) => {
    expect(shown(drains(resources))).toEqual([]);
  });

  it.each<[string, readonly Resource[], string]>([
    ["S3 a day too late", expires(58), "content"],
    [
      "S3 with a date a day too late",
      s3Rules({ ...everything, ...aborts, expiration: { date: "2022-09-28T00:00:00Z" } }),
      "content",
    ],
    ["S3 for a prefix alone", expires(1, { filter: { prefix: "a/" } }), "content"],
    ["S3 for a prefix alone, as it was written before", expires(1, { prefix: "a/" }), "content"],
    ["S3 for a tag alone", expires(1, { filter: { tag: { key: "a", value: "b" } } }), "content"],
    [
      "S3 for large objects alone",
      expires(1, { filter: { and: { objectSizeGreaterThan: 1, prefix: "" } } }),
      "content",
    ],
    [
      "S3 that only removes delete markers",
      s3Rules({ ...everything, ...aborts, expiration: { expiredObjectDeleteMarker: true } }),
      "content",
    ],
    ["S3 without rules", [s3()], "content"],
    ["Cloud Storage a day too late", deleted({ age: 58 }), "content"],
    ["Cloud Storage for a prefix alone", deleted({ age: 1, matchesPrefixes: ["a/"] }), "content"],
    ["Cloud Storage for a class alone", deleted({ age: 1, matchesStorageClasses: ["NEARLINE"] }), "content"],
    ["Cloud Storage for noncurrent versions alone", deleted({ age: 1, withState: "ARCHIVED" }), "content"],
    ["Cloud Storage with an age that isn't sent", deleted({ age: 0 }), "content"],
    [
      "Cloud Storage that changes the class",
      [gcs({ action: { type: "SetStorageClass", storageClass: "COLDLINE" }, condition: { age: 1 } }, aborted)],
      "content",
    ],
    ["Object Storage a day too late", oci({ ...ociRule, timeAmount: "58" }, ociAbort), "content"],
    ["Object Storage after a year", oci({ ...ociRule, timeAmount: "1", timeUnit: "YEARS" }, ociAbort), "content"],
    ["Object Storage that archives", oci({ ...ociRule, action: "ARCHIVE" }, ociAbort), "content"],
    ["Object Storage with a rule that is off", oci({ ...ociRule, isEnabled: false }, ociAbort), "content"],
    [
      "Object Storage for some names",
      oci({ ...ociRule, objectNameFilter: { inclusionPatterns: ["*.bak"] } }, ociAbort),
      "content",
    ],
    [
      "Object Storage with all but some names",
      oci({ ...ociRule, objectNameFilter: { exclusionPatterns: ["*.bak"] } }, ociAbort),
      "content",
    ],
    ["a database of RDS", [virginia("rds/instance:Instance", "b", { skipFinalSnapshot: true })], "content"],
    ["a disk", [iowa("compute/disk:Disk", "b", { zone: "us-central1-a" })], "content"],
    ["a volume", [ashburn("Core/volume:Volume", "b")], "content"],
    ["a manual backup of a volume", [ashburn("Core/volumeBackup:VolumeBackup", "b")], "content"],
    ["a secret", [virginia("secretsmanager/secret:Secret", "b")], "content"],
    [
      "a log group that keeps for good",
      [virginia("cloudwatch/logGroup:LogGroup", "b", { retentionInDays: 0 })],
      "content",
    ],
    [
      "a backup vault with a plan that keeps for good",
      [
        virginia("backup/vault:Vault", "b", { name: "b" }),
        virginia("backup/plan:Plan", "p", {
          rules: [{ targetVaultName: "b", lifecycle: { deleteAfter: 7 } }, { targetVaultName: "b" }],
        }),
      ],
      "content",
    ],
    [
      "a backup vault with a plan that deletes in the night after the last day",
      [
        virginia("backup/vault:Vault", "b", { name: "b" }),
        virginia("backup/plan:Plan", "p", { rules: [{ targetVaultName: "b", lifecycle: { deleteAfter: 60 } }] }),
      ],
      "content",
    ],
    ["a time series whose days in memory and on disks add up", [series(24, 60)], "content"],
    ["a time series that is in memory for longer than a day", [series(25, 1)], "content"],
    [
      "logs that Google Cloud keeps for 400 days, whatever is stated",
      [
        iowa("logging/projectBucketConfig:ProjectBucketConfig", "b", {
          project: "p",
          location: "us-central1",
          bucketId: "_Required",
          retentionDays: 1,
        }),
      ],
      "content",
    ],
    [
      "a topic that may archive for a year",
      [
        virginia("sns/topic:Topic", "b", {
          fifoTopic: true,
          archivePolicy: JSON.stringify({ MessageRetentionPeriod: 30 }),
        }),
      ],
      "content",
    ],
    [
      "a table whose daily partitions end a day after their rows came",
      [table({ type: "DAY", expirationMs: 60 * 86_400_000 })],
      "content",
    ],
    [
      "a table whose monthly partitions end a month after their rows came",
      [table({ type: "MONTH", expirationMs: 86_400_000 })],
      "content",
    ],
    [
      "a table whose partitions go by a column, which may name a day to come",
      [table({ type: "DAY", field: "day", expirationMs: 86_400_000 })],
      "content",
    ],
    [
      "a snapshot that is kept for good by its default",
      [virginia("redshiftserverless/snapshot:Snapshot", "b", { retentionPeriod: -1 })],
      "content",
    ],
    ["S3 without an end of uploads", s3Rules({ ...everything, expiration: { days: 1 } }), "uploads"],
    [
      "Cloud Storage without an end of uploads",
      [gcs({ action: { type: "Delete" }, condition: { age: 1 } })],
      "uploads",
    ],
    ["Object Storage without an end of uploads", oci(ociRule), "uploads"],
  ])("refuses %s", (_, resources, about) => {
    const found = shown(drains(resources));
    expect(found).toContain(`refused b ${about}`);
    expect(found.filter((one) => !one.startsWith("refused b"))).toEqual([]);
  });

  const lowered = (...ignored: readonly string[]): Resource[] => {
    const [bucket, rules] = expires(1);
    return bucket === undefined || rules === undefined ? [] : [bucket, { ...rules, ignoreChanges: ignored }];
  };

  it.each<[string, readonly Resource[], string]>([
    ["a number of days that isn't known", expires(new Unknown("not-yet-known")), "undecided not-yet-known b content"],
    ["rules that aren't known", [s3({ lifecycleRules: new Unknown("not-seen") })], "undecided not-seen b content"],
    ["whether a rule is on", expires(1, { status: new Unknown("not-yet-known") }), "undecided not-yet-known b content"],
    ["a number that is none", expires("soon"), "undecided unreadable b content"],
    ["rules whose changes are ignored", lowered("rules"), "undecided ignored b content"],
    [
      "a type of which nobody knows it",
      [virginia("workmail/organization:Organization", "b")],
      "undecided not-stated b content",
    ],
    [
      "a part of something that isn't seen",
      [virginia("s3/bucketObjectv2:BucketObjectv2", "b", { bucket: "elsewhere" })],
      "undecided not-seen b content",
    ],
    [
      "a part of something that isn't known",
      [iowa("storage/bucketObject:BucketObject", "b", { bucket: new Unknown("not-yet-known") })],
      "undecided not-yet-known b content",
    ],
  ])("doesn't decide %s", (_, resources, expected) => {
    expect(shown(drains(resources))).toContain(expected);
    expect(shown(drains(resources)).filter((one) => one.startsWith("refused"))).toEqual([]);
  });

  it("says what ends when, and by which input of which resource", () => {
    const [bucket, rules] = expires(58);
    const source = { file: "index.ts", line: 9, column: 1 };
    const [judgement] = drains(bucket === undefined || rules === undefined ? [] : [bucket, { ...rules, source }]);
    expect(judgement).toEqual({
      ...{ rule: "backups-drain-on-time", subject: bucket?.urn, verdict: "refused" },
      evidence: {
        message:
          'bucket "b" in center `virginia` ends what it holds on 2022-10-01, and so later than on 2022-09-30, its last day',
        ...{ places: [], about: "content", property: "rules[0].expiration.days", decidedAt: source },
      },
    });
  });

  it("tells no number that is a secret", () => {
    const [judgement] = drains(expires(new Secret(58)));
    expect(judgement?.evidence.message).toBe(
      'bucket "b" in center `virginia` ends what it holds later than on 2022-09-30, its last day',
    );
  });

  it.each([
    ["2024-02-01", "2024-02-29", 25, []],
    ["2024-02-01", "2024-02-29", 26, ["refused b content"]],
    ["2023-02-01", "2023-02-28", 24, []],
    ["2023-02-01", "2023-02-28", 25, ["refused b content"]],
    ["2024-02-28", "2024-03-03", 1, []],
    ["2023-02-28", "2023-03-03", 1, ["refused b content", "refused b uploads"]],
  ])("counts days from %s through %s: %d and the service's 3", (since, until, days, expected) => {
    const change = (text: string) =>
      text.replaceAll("phaseSince: 2022-08-01", `phaseSince: ${since}`).replaceAll("2022-09-30", until);
    expect(shown(drains(expires(days), drainingTerms(change, since)))).toEqual(expected);
  });

  it("doesn't decide without the day on which draining began", () => {
    const terms = drainingTerms((text) => text.replaceAll("phaseSince: 2022-08-01, ", ""));
    const [judgement] = drains(expires(1), terms);
    expect(judgement).toMatchObject({ verdict: "undecided", cause: "not-stated" });
    expect(judgement?.evidence.decidedAt).toEqual({ file: "mandate.yaml", line: 5, column: 13 });
  });
});

describe("backups-drain-on-time, of what is left,", () => {
  const left = [s3(), virginia("kms/key:Key", "k"), s3({ tags: free })];

  it.each([
    ["2022-09-30", 0],
    ["2022-10-01", 2],
  ])("on %s refuses %d holders of what isn't free, keys included", (date, count) => {
    const [bucket, rules] = expires(1);
    const all = [...left.slice(1), bucket, rules].filter((one) => one !== undefined);
    expect(shown(drains(all, drainingTerms(undefined, date))).filter((one) => one.endsWith("held"))).toHaveLength(
      count,
    );
  });

  it.each([
    ["oci", "us-ashburn-1", "ObjectStorage/bucket:Bucket"],
    ["oci", "us-ashburn-1", "Kms/key:Key"],
    ["aws", "us-east-1", "ebs/snapshot:Snapshot"],
    ["aws", "us-east-1", "kms/key:Key"],
    ["gcp", "us-central1", "sql/databaseInstance:DatabaseInstance"],
    ["gcp", "us-central1", "kms/keyRing:KeyRing"],
  ] as const)("refuses a holder of %s in %s in a deleted center: %s", (cloud, region, type) => {
    const terms = phaseTerms(mandate(center("old", cloud, region, "deleted", "legacy")));
    const holder = inRegion("old", cloud, region)(type, "b", { location: region });
    const [judgement, ...others] = drains([holder], terms);
    expect(others).toEqual([]);
    expect(judgement).toMatchObject({
      verdict: "refused",
      evidence: { about: "held", places: [`${cloud}:${region}`] },
    });
    expect(judgement?.evidence.message).toContain("holds us-user data in center `old`, which is deleted");
  });

  it("refuses in any phase what is there after the last day", () => {
    const text = mandate(center("virginia", "aws", "us-east-1", "backup-only")).replace(
      "backup-only",
      "backup-only, until: 2022-09-30",
    );
    expect(shown(drains([s3()], phaseTerms(text, "2022-09-30")))).toEqual([]);
    const [judgement] = drains([s3()], phaseTerms(text, "2022-10-01"));
    expect(judgement?.evidence.message).toBe(
      'bucket "b" holds us-user data in center `virginia`, whose last day was 2022-09-30',
    );
  });

  it("takes what can't be placed for what its stack alone has, and else for nothing", () => {
    const deletedMandate = mandate(center("old", "gcp", "us-central1", "deleted"));
    const unplaced = inRegion("old", "gcp", "us-central1")("storage/bucket:Bucket", "b", {
      location: new Unknown("not-seen"),
    });
    expect(shown(drains([unplaced], phaseTerms(deletedMandate)))).toEqual(["refused b held"]);
    const two = mandate(
      center("old", "gcp", "us-central1", "deleted"),
      center("older", "gcp", "us-east1", "deleted").replace("stack: older", "stack: old"),
    );
    expect(drains([unplaced], phaseTerms(two))).toEqual([]);
    const abroad = inRegion("old", "gcp", "us-central1")("storage/bucket:Bucket", "b", { location: "us-west1" });
    expect(drains([abroad], phaseTerms(deletedMandate))).toEqual([]);
  });
});

describe("backups-drain-on-time, of movements into a draining center,", () => {
  const shop = {
    aws: inRegion("shop", "aws", "us-east-2"),
    gcp: inRegion("shop", "gcp", "us-east1"),
    oci: inRegion("primary", "oci", "us-phoenix-1"),
  };
  const enabled = (days = 57) => expires(days);
  const replication = (bucket: unknown, destination: unknown, status: unknown = "Enabled") =>
    shop.aws("s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {
      bucket,
      rules: [{ status, destination: { bucket: destination } }],
    });
  const orders = (inputs: Inputs = {}) => shop.aws("s3/bucket:Bucket", "orders", { bucket: "orders", ...inputs });

  it.each<[string, readonly Resource[], string]>([
    ["replication in S3", [orders(), replication("orders", "arn:aws:s3:::b"), ...enabled()], "aws:us-east-1"],
    [
      "a transfer job of Google's",
      [
        shop.gcp("storage/bucket:Bucket", "orders", { name: "orders", location: "us-east1" }),
        iowa("storage/bucket:Bucket", "b", {
          name: "b",
          location: "us-central1",
          lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 57 } }, aborted],
        }),
        shop.gcp("storage/transferJob:TransferJob", "copy", {
          transferSpec: { gcsDataSource: { bucketName: "orders" }, gcsDataSink: { bucketName: "b" } },
        }),
      ],
      "gcp:us-central1",
    ],
    [
      "replication of Oracle Cloud's",
      [
        shop.oci("ObjectStorage/bucket:Bucket", "orders", { name: "orders", namespace: "ns" }),
        shop.oci("ObjectStorage/replicationPolicy:ReplicationPolicy", "copy", {
          bucket: "orders",
          namespace: "ns",
          destinationBucketName: "b",
          destinationRegionName: "us-ashburn-1",
        }),
      ],
      "oci:us-ashburn-1",
    ],
  ])("refuses %s", (_, resources, place) => {
    const [judgement, ...others] = drains(resources).filter(({ verdict }) => verdict !== "allowed");
    expect(others).toEqual([]);
    expect(judgement).toMatchObject({ verdict: "refused", evidence: { places: [place] } });
    expect(judgement?.subject.endsWith("::copy")).toBe(true);
    expect(judgement?.evidence.trace).toHaveLength(1);
    expect(judgement?.evidence.message).toContain('us-user data of bucket "orders" into center');
  });

  it("doesn't decide a movement that may not happen", () => {
    const resources = [orders(), replication("orders", "arn:aws:s3:::b", new Unknown("not-yet-known")), ...enabled()];
    expect(shown(drains(resources))).toEqual(["undecided not-yet-known copy in"]);
  });

  it.each<[string, readonly Resource[]]>([
    ["free data", [orders({ tags: free }), replication("orders", "arn:aws:s3:::b"), ...enabled()]],
    ["a rule that is off", [orders(), replication("orders", "arn:aws:s3:::b", "Disabled"), ...enabled()]],
    [
      "a copy that stays in the center",
      [
        ...enabled(),
        virginia("s3/bucket:Bucket", "c", {
          bucket: "c",
          lifecycleRules: [{ enabled: true, expiration: { days: 57 }, abortIncompleteMultipartUploadDays: 1 }],
        }),
        virginia("s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {
          bucket: "b",
          rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::c" } }],
        }),
      ],
    ],
    ["what goes home", [orders(), replication("b", "arn:aws:s3:::orders"), ...enabled()]],
  ])("allows %s", (_, resources) => {
    expect(shown(drains(resources))).toEqual([]);
  });

  it("allows what goes into a center that receives", () => {
    const terms = drainingTerms((text) => text.replaceAll("phase: draining", "phase: backup-only"));
    expect(drains([orders(), replication("orders", "arn:aws:s3:::b"), s3()], terms)).toEqual([]);
  });
});

describe("backups-drain-on-time", () => {
  const notJudged = (text: string, date = "2022-08-15") =>
    backupsDrainOnTime.notJudged?.({ estate: estate(), ...phaseTerms(text, date) });

  it.each([
    ["no centers", mandate(), "the mandate has no `centers`"],
    [
      "centers in other phases",
      mandate(center("virginia", "aws", "us-east-1", "backup-only")),
      "no center of the mandate's `centers` is in phase `draining` or `deleted`, or past its `until`",
    ],
  ])("isn't judged with %s, and says so", (_, text, reason) => {
    expect(notJudged(text)).toBe(reason);
  });

  it("is judged with a center that drains, or is deleted", () => {
    expect(notJudged(drainingMandate)).toBeUndefined();
    expect(notJudged(mandate(center("old", "aws", "us-east-1", "deleted")))).toBeUndefined();
  });
});
