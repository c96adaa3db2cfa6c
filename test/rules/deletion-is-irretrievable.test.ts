import { daysAfter } from "../../policies/residency/dates";
import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { deletionIsIrretrievable } from "../../policies/rules/deletion-is-irretrievable";
import { ashburn, deletes, drainingMandate, drainingTerms, iowa, shown, virginia } from "../support/draining";
import { estate } from "../support/estates";
import { output } from "../support/flows";
import { center, inRegion, mandate, phaseTerms, type Inputs } from "../support/phases";

const s3 = (inputs: Inputs = {}) => virginia("s3/bucket:Bucket", "b", { bucket: "b", ...inputs });
const rule = (more: Inputs) =>
  virginia("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "rules", {
    bucket: "b",
    rules: [{ status: "Enabled", filter: {}, ...more }],
  });
const versioning = (status: unknown) =>
  virginia("s3/bucketVersioning:BucketVersioning", "versions", { bucket: "b", versioningConfiguration: { status } });
const lock = (defaultRetention: Inputs, bucket: unknown = "b") =>
  virginia("s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", {
    bucket,
    rule: { defaultRetention },
  });
/** Content goes on day 50 and 3, so that older versions have a week. */
const goesOn = (noncurrentDays?: unknown) =>
  rule({
    expiration: { days: 50 },
    ...(noncurrentDays !== undefined && { noncurrentVersionExpiration: { noncurrentDays } }),
  });

const gcs = (inputs: Inputs) => [iowa("storage/bucket:Bucket", "b", { location: "us-central1", ...inputs })];
const gone = { lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 50 } }] };
const off = { softDeletePolicy: { retentionDurationSeconds: 0 } };
const softly = (days: number) => ({ softDeletePolicy: { retentionDurationSeconds: days * 86_400 } });
/** Content goes by day 13 of draining, and older versions by day 33. */
const staged = {
  versioning: { enabled: true },
  lifecycleRules: [
    { action: { type: "Delete" }, condition: { age: 10, withState: "LIVE" } },
    { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 20, withState: "ARCHIVED" } },
  ],
};

const expiry = (more: Inputs) => ({ action: "DELETE", isEnabled: true, timeUnit: "DAYS", timeAmount: "50", ...more });
const oci = (inputs: Inputs, ...rules: readonly Inputs[]): Resource[] => [
  ashburn("ObjectStorage/bucket:Bucket", "b", { name: "b", ...inputs }),
  ashburn("ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy", "rules", { bucket: "b", rules }),
];
const volume = ashburn("Core/volume:Volume", "b");
const mysql = (more: Inputs) => ({ automaticBackupRetention: "DELETE", finalBackup: "SKIP_FINAL_BACKUP", ...more });
const kept = (timeAmount: string, timeUnit = "DAYS") => ({ retentionRules: [{ duration: { timeAmount, timeUnit } }] });

describe("deletion-is-irretrievable", () => {
  const short = (days: number) =>
    drainingTerms(
      (text) => text.replaceAll("phaseSince: 2022-08-01", `phaseSince: ${daysAfter("2022-09-30", -days)}`),
      "2022-09-25",
    );

  it.each<[string, readonly Resource[]]>([
    ["S3 without versions or locks", [s3(), goesOn()]],
    ["older versions in S3 that go on the last day", [s3(), versioning("Enabled"), goesOn(7)]],
    ["a lock in S3 that is over with the service's 3 days", [s3(), goesOn(), lock({ days: 57 })]],
    [
      "a lock in S3 without a time",
      [
        s3({ objectLockEnabled: true }),
        goesOn(7),
        virginia("s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", { bucket: "b" }),
      ],
    ],
    ["a lock of another bucket", [s3(), goesOn(), lock({ days: 900 }, "another")]],
    ["Cloud Storage with soft delete for 7 days", gcs({ ...gone, ...softly(7) })],
    ["Cloud Storage with soft delete by default, for 7 days", gcs(gone)],
    ["older versions in Cloud Storage that go with the rest", gcs({ ...gone, ...off, versioning: { enabled: true } })],
    [
      "a retention policy of Cloud Storage that is over in time",
      gcs({ ...gone, ...off, retentionPolicy: { retentionPeriod: String(57 * 86_400) } }),
    ],
    [
      "older versions in Object Storage that go on the last day",
      oci({ versioning: "Enabled" }, expiry({}), expiry({ target: "previous-object-versions", timeAmount: "7" })),
    ],
    ["a retention rule of Object Storage that is over in time", oci(kept("57"), expiry({}))],
    ["a key of KMS, by its default of 30 days", [virginia("kms/key:Key", "b")]],
    [
      "a key of Cloud KMS, by its default of 30 days",
      [iowa("kms/cryptoKey:CryptoKey", "b", { keyRing: "projects/p/locations/us-central1/keyRings/r" })],
    ],
    ["a vault of Oracle Cloud's, by its default of 30 days", [ashburn("Kms/vault:Vault", "b")]],
    [
      "a key with a time of deletion on the last day",
      [ashburn("Kms/key:Key", "b", { timeOfDeletion: "2022-09-30T10:00:00Z" })],
    ],
    ["a secret, by its default of 30 days", [virginia("secretsmanager/secret:Secret", "b")]],
    ["a database without a final snapshot", [virginia("rds/instance:Instance", "b", { skipFinalSnapshot: true })]],
    ["a database of Cloud SQL's", [iowa("sql/databaseInstance:DatabaseInstance", "b", { region: "us-central1" })]],
    [
      "a MySQL database that leaves no backups",
      [ashburn("Mysql/mysqlDbSystem:MysqlDbSystem", "b", { deletionPolicies: [mysql({})] })],
    ],
    [
      "an instance without data volumes of its own",
      [ashburn("Core/instance:Instance", "b", { preserveDataVolumesCreatedAtLaunch: true })],
    ],
    [
      "a file system in several zones, which nobody backs up",
      [virginia("efs/fileSystem:FileSystem", "b", { creationToken: "b" })],
    ],
    ["a PostgreSQL database, by the longest of its defaults", [ashburn("Psql/dbSystem:DbSystem", "b")]],
    [
      "a table of Bigtable's with backups for 3 days",
      [
        iowa("bigtable/instance:Instance", "i", { name: "i", clusters: [{ zone: "us-central1-a" }] }),
        iowa("bigtable/table:Table", "b", {
          instanceName: "i",
          automatedBackupPolicy: { retentionPeriod: "72h0m0s", frequency: "24h0m0s" },
        }),
      ],
    ],
    [
      "logs that are protected, which are no content",
      [virginia("cloudwatch/logGroup:LogGroup", "b", { deletionProtectionEnabled: true })],
    ],
    ["free data", [s3({ tags: { "data-class": "operational" }, versioning: { enabled: true } })]],
    [
      "a center that doesn't drain",
      [inRegion("elsewhere", "aws", "us-east-1")("s3/bucket:Bucket", "b", { versioning: { enabled: true } })],
    ],
    [
      "a type of which nobody knows it, which the other rule says",
      [virginia("workmail/organization:Organization", "b")],
    ],
  ])("allows %s", (_, resources) => {
    expect(shown(deletes(resources))).toEqual([]);
  });

  it.each<[string, readonly Resource[], string | readonly string[]]>([
    ["older versions in S3 that nothing ends", [s3(), versioning("Enabled"), goesOn()], "versions"],
    ["older versions in S3 since versioning was on", [s3(), versioning("Suspended"), goesOn()], "versions"],
    ["older versions in S3 a day too long", [s3(), versioning("Enabled"), goesOn(8)], "versions"],
    [
      "some older versions in S3 for good",
      [
        s3(),
        versioning("Enabled"),
        rule({
          expiration: { days: 50 },
          noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 3 },
        }),
      ],
      "versions",
    ],
    ["older versions in S3 by the bucket's own input", [s3({ versioning: { enabled: true } })], "versions"],
    ["older versions in S3, which a lock needs", [s3({ objectLockEnabled: true }), goesOn()], "versions"],
    ["a lock in S3 a day too long", [s3(), goesOn(), lock({ days: 58 })], "lock"],
    ["a lock in S3 for a year", [s3(), goesOn(), lock({ years: 1 })], "lock"],
    ["a lock in S3 a day too long, though nothing expires", [s3(), lock({ days: 61 })], "lock"],
    [
      "a legal hold in S3",
      [virginia("s3/bucketObjectv2:BucketObjectv2", "b", { bucket: "x", objectLockLegalHoldStatus: "ON" })],
      "lock",
    ],
    [
      "an object in S3 that is locked for longer",
      [
        virginia("s3/bucketObjectv2:BucketObjectv2", "b", {
          bucket: "x",
          objectLockRetainUntilDate: "2022-10-01T00:00:00Z",
        }),
      ],
      "lock",
    ],
    [
      "older versions in Cloud Storage that nothing ends",
      gcs({
        ...off,
        lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 1, withState: "LIVE" } }],
        versioning: { enabled: true },
      }),
      "versions",
    ],
    [
      "older versions in Cloud Storage since versioning was on",
      gcs({ ...off, versioning: { enabled: false } }),
      "versions",
    ],
    ["Cloud Storage with soft delete a day too long", gcs({ ...gone, ...softly(8) }), "soft-delete"],
    [
      "Cloud Storage with soft delete by default, too long",
      gcs({ lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 51 } }] }),
      "soft-delete",
    ],
    [
      "a retention policy of Cloud Storage",
      gcs({ ...gone, ...off, retentionPolicy: { retentionPeriod: 58 * 86_400 } }),
      "lock",
    ],
    ["holds of Cloud Storage", gcs({ ...gone, ...off, defaultEventBasedHold: true }), "lock"],
    ["a bucket that deleting leaves", gcs({ ...gone, ...off, deletionPolicy: "ABANDON" }), "left"],
    ["older versions in Object Storage that nothing ends", oci({ versioning: "Enabled" }, expiry({})), "versions"],
    [
      "older versions in Object Storage a day too long",
      oci({ versioning: "Suspended" }, expiry({}), expiry({ target: "previous-object-versions", timeAmount: "8" })),
      "versions",
    ],
    ["a retention rule of Object Storage a day too long", oci(kept("58"), expiry({})), "lock"],
    ["a retention rule of Object Storage for a year", oci(kept("1", "YEARS"), expiry({})), "lock"],
    [
      "a retention rule of Object Storage without an end",
      oci({ retentionRules: [{ displayName: "hold" }] }, expiry({})),
      "lock",
    ],
    ["a final snapshot, which is made unless it is skipped", [virginia("rds/instance:Instance", "b")], "left"],
    [
      "backups that a database leaves for longer",
      [
        virginia("rds/cluster:Cluster", "b", {
          skipFinalSnapshot: true,
          deleteAutomatedBackups: false,
          backupRetentionPeriod: 61,
        }),
      ],
      "recovery",
    ],
    [
      "a database that is protected",
      [virginia("rds/instance:Instance", "b", { skipFinalSnapshot: true, deletionProtection: true })],
      "lock",
    ],
    [
      "a disk that deleting an instance leaves",
      [virginia("ec2/instance:Instance", "b", { ebsBlockDevices: [{ deleteOnTermination: false }] })],
      "left",
    ],
    [
      "backups of Cloud SQL's that stay",
      [
        iowa("sql/databaseInstance:DatabaseInstance", "b", {
          region: "us-central1",
          settings: { retainBackupsOnDelete: true },
        }),
      ],
      "left",
    ],
    [
      "a database of Firestore's that is left by default",
      [iowa("firestore/database:Database", "b", { locationId: "us-central1" })],
      "left",
    ],
    [
      "the last backup of an HSM cluster, which the service keeps",
      [virginia("cloudhsmv2/cluster:Cluster", "b", { hsmType: "hsm2m.medium" })],
      ["left", "key-destruction"],
    ],
    [
      "a key whose material is in an HSM cluster's backups",
      [virginia("kms/key:Key", "b", { customKeyStoreId: "cks-1" })],
      "left",
    ],
    [
      "the bucket of a Composer environment",
      [iowa("composer/environment:Environment", "b", { region: "us-central1" })],
      "left",
    ],
    [
      "snapshots that a schedule makes of a disk",
      [
        iowa("compute/disk:Disk", "b", { name: "b", zone: "us-central1-a" }),
        iowa("compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment", "p", {
          disk: "b",
          name: "p",
          zone: "us-central1-a",
        }),
      ],
      "left",
    ],
    [
      "backups of a Firestore database, which don't go with it",
      [
        iowa("firestore/database:Database", "b", { name: "b", locationId: "us-central1", deletionPolicy: "DELETE" }),
        iowa("firestore/backupSchedule:BackupSchedule", "s", { database: "b", retention: "8467200s" }),
      ],
      "recovery",
    ],
    [
      "data volumes that were made with an instance, which stay by default",
      [ashburn("Core/instance:Instance", "b", { launchVolumeAttachments: [{ type: "paravirtualized" }] })],
      "left",
    ],
    [
      "backups that a policy makes of a volume",
      [
        volume,
        ashburn("Core/volumeBackupPolicyAssignment:VolumeBackupPolicyAssignment", "p", {
          assetId: output(volume, "id"),
          policyId: "gold",
        }),
      ],
      "left",
    ],
    [
      "a final backup of a MySQL database, of which nothing says that it is skipped",
      [
        ashburn("Mysql/mysqlDbSystem:MysqlDbSystem", "b", {
          deletionPolicies: [mysql({ finalBackup: null })],
        }),
      ],
      "left",
    ],
    ["backups of a search cluster, which it leaves", [ashburn("Opensearch/cluster:Cluster", "b")], "left"],
    ["a boot volume that stays", [ashburn("Core/instance:Instance", "b", { preserveBootVolume: true })], "left"],
    [
      "an autonomous database with backups by default, for 60 days and one",
      [ashburn("Database/autonomousDatabase:AutonomousDatabase", "b", { backupRetentionPeriodInDays: 61 })],
      "recovery",
    ],
    [
      "a vault lock without a longest retention",
      [
        virginia("backup/vault:Vault", "b", { name: "b" }),
        virginia("backup/vaultLockConfiguration:VaultLockConfiguration", "l", {
          backupVaultName: "b",
          minRetentionDays: 7,
        }),
      ],
      "lock",
    ],
    [
      "a key of Cloud KMS for 61 days",
      [
        iowa("kms/cryptoKey:CryptoKey", "b", {
          keyRing: "projects/p/locations/us-central1/keyRings/r",
          destroyScheduledDuration: "5270400s",
        }),
      ],
      "key-destruction",
    ],
    [
      "a key with a time of deletion after the last day",
      [ashburn("Kms/key:Key", "b", { timeOfDeletion: "2022-10-01T00:00:00Z" })],
      "key-destruction",
    ],
  ])("refuses %s", (_, resources, about) => {
    expect(shown(deletes(resources))).toEqual([about].flat().map((one) => `refused b ${one}`));
  });

  it("tells each thing that outlives the center, the first of a kind once", () => {
    const resources = [
      s3({ objectLockEnabled: true }),
      lock({ days: 90 }),
      versioning("Enabled"),
      { ...lock({ days: 91 }), name: "other" },
    ];
    expect(shown(deletes(resources))).toEqual(["refused b lock", "refused b versions"]);
  });

  it.each<[string, readonly Resource[], number, string]>([
    ["a key of KMS", [virginia("kms/key:Key", "b", { deletionWindowInDays: 7 })], 7, "key-destruction"],
    [
      "a key of Cloud KMS",
      [
        iowa("kms/cryptoKey:CryptoKey", "b", {
          keyRing: "projects/p/locations/us-central1/keyRings/r",
          destroyScheduledDuration: "86400s",
        }),
      ],
      1,
      "key-destruction",
    ],
    ["a secret", [virginia("secretsmanager/secret:Secret", "b", { recoveryWindowInDays: 8 })], 8, "recovery"],
    ["a recovery service", [ashburn("RecoveryMod/protectedDatabase:ProtectedDatabase", "b")], 3, "recovery"],
    [
      "backups of a restored database, for as long as its source said",
      [
        virginia("rds/instance:Instance", "b", {
          skipFinalSnapshot: true,
          deleteAutomatedBackups: false,
          snapshotIdentifier: "s",
        }),
      ],
      35,
      "recovery",
    ],
    [
      "backups that a file system in one zone gets by default",
      [virginia("efs/fileSystem:FileSystem", "b", { creationToken: "b", availabilityZoneName: "us-east-1a" })],
      35,
      "recovery",
    ],
    [
      "backups that a policy makes of a file system",
      [
        virginia("efs/fileSystem:FileSystem", "b", { creationToken: "b", id: "fs-1" }),
        virginia("efs/backupPolicy:BackupPolicy", "p", { fileSystemId: "fs-1", backupPolicy: { status: "ENABLED" } }),
      ],
      35,
      "recovery",
    ],
    [
      "a Realtime Database, which can be undeleted",
      [iowa("firebase/databaseInstance:DatabaseInstance", "b", { region: "us-central1", instanceId: "b" })],
      30,
      "recovery",
    ],
    [
      "earlier versions of documents that a Firestore database keeps for a week",
      [
        iowa("firestore/database:Database", "b", {
          locationId: "us-central1",
          deletionPolicy: "DELETE",
          pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_ENABLED",
        }),
      ],
      7,
      "soft-delete",
    ],
    [
      "backups of Cloud SQL's, by which support can bring an instance back",
      [iowa("sql/databaseInstance:DatabaseInstance", "b", { region: "us-central1" })],
      4,
      "recovery",
    ],
    [
      "automatic backups of a MySQL database, which it leaves unless told not to",
      [
        ashburn("Mysql/mysqlDbSystem:MysqlDbSystem", "b", {
          deletionPolicies: [mysql({ automaticBackupRetention: null })],
          backupPolicy: { retentionInDays: 30 },
        }),
      ],
      37,
      "recovery",
    ],
    ["backups of a PostgreSQL database", [ashburn("Psql/dbSystem:DbSystem", "b")], 35, "recovery"],
  ])("wants the window of %s over by the last day", (_, resources, days, about) => {
    expect(shown(deletes(resources, short(days)))).toEqual([]);
    expect(shown(deletes(resources, short(days - 1)))).toEqual([`refused b ${about}`]);
  });

  it.each<[string, Resource]>([
    ["KMS", virginia("kms/key:Key", "b")],
    ["Cloud KMS", iowa("kms/cryptoKey:CryptoKey", "b", { keyRing: "projects/p/locations/us-central1/keyRings/r" })],
    ["a vault of Oracle Cloud's", ashburn("Kms/vault:Vault", "b")],
  ])("takes 30 days for the window of %s where none is stated", (_, key) => {
    expect(shown(deletes([key], short(29)))).toEqual(["refused b key-destruction"]);
  });

  it.each<[string, readonly Resource[], string]>([
    [
      "a lock whose days aren't known",
      [s3(), goesOn(), lock({ days: new Unknown("not-seen") })],
      "undecided not-seen b lock",
    ],
    [
      "whether there are versions",
      [s3(), versioning(new Unknown("not-yet-known")), goesOn()],
      "undecided not-yet-known b versions",
    ],
    [
      "when older versions go",
      [s3(), versioning("Enabled"), goesOn(new Unknown("not-yet-known"))],
      "undecided not-yet-known b versions",
    ],
    [
      "a lock of what isn't known",
      [s3(), goesOn(), lock({ days: 90 }, new Unknown("not-seen"))],
      "undecided not-seen lock lock",
    ],
    [
      "backups of a file system that isn't known",
      [
        virginia("efs/backupPolicy:BackupPolicy", "policy", {
          fileSystemId: new Unknown("not-seen"),
          backupPolicy: { status: "ENABLED" },
        }),
      ],
      "undecided not-seen policy recovery",
    ],
    [
      "a backup policy of a volume that isn't known",
      [
        ashburn("Core/volumeBackupPolicyAssignment:VolumeBackupPolicyAssignment", "policy", {
          assetId: new Unknown("not-seen"),
          policyId: "gold",
        }),
      ],
      "undecided not-seen policy left",
    ],
    [
      "soft delete whose changes are ignored",
      gcs({ ...gone, ...off }).map((one) => ({ ...one, ignoreChanges: ["softDeletePolicy"] })),
      "undecided ignored b soft-delete",
    ],
    [
      "retention rules that aren't known",
      oci({ retentionRules: new Unknown("not-seen") }, expiry({})),
      "undecided not-seen b lock",
    ],
    [
      "whether a copy is left",
      [virginia("rds/instance:Instance", "b", { skipFinalSnapshot: new Unknown("not-yet-known") })],
      "undecided not-yet-known b left",
    ],
    [
      "a window that isn't readable",
      [
        iowa("kms/cryptoKey:CryptoKey", "b", {
          keyRing: "projects/p/locations/us-central1/keyRings/r",
          destroyScheduledDuration: "soon",
        }),
      ],
      "undecided unreadable b key-destruction",
    ],
    ["a key of a type that no table knows", [virginia("transfer/hostKey:HostKey", "b")], "undecided not-stated b keys"],
  ])("doesn't decide %s", (_, resources, expected) => {
    expect(shown(deletes(resources))).toEqual([expected]);
  });

  it("says what can be brought back, how long, and by which input of which resource", () => {
    const source = { file: "lock.ts", line: 3, column: 1 };
    const resources = [s3(), goesOn(), { ...lock({ days: 58 }), source }];
    expect(deletes(resources)).toEqual([
      {
        ...{ rule: "deletion-is-irretrievable", subject: resources[0]?.urn, verdict: "refused" },
        evidence: {
          message:
            'bucket "b" in center `virginia` lets nothing be deleted for 58 days, and the 3 that the service may take, through 2022-10-01, past 2022-09-30, its last day',
          ...{ places: [], about: "lock", property: "rule.defaultRetention.days", decidedAt: source },
        },
      },
    ]);
  });

  it.each<[string, Resource, string]>([
    [
      "a default",
      virginia("kms/key:Key", "b"),
      "can be restored after it is deleted for 30 days through 2022-10-20, past 2022-09-30, its last day",
    ],
    [
      "no end",
      virginia("kms/key:Key", "b", { deletionWindowInDays: -1 }),
      "can be restored after it is deleted, without an end",
    ],
    [
      "a secret",
      virginia("kms/key:Key", "b", { deletionWindowInDays: new Secret(29) }),
      "can be restored after it is deleted, past 2022-09-30, its last day",
    ],
    ["a copy", virginia("rds/instance:Instance", "b"), "leaves a copy behind when it is deleted"],
  ])("words %s", (_, subject, words) => {
    expect(deletes([subject], short(10))[0]?.evidence.message).toBe(
      `${subject.type.endsWith("Key") ? "key" : "instance"} "b" in center \`virginia\` ${words}`,
    );
  });

  it("doesn't decide a key without the day on which draining began", () => {
    const terms = drainingTerms((text) => text.replaceAll("phaseSince: 2022-08-01, ", ""));
    expect(shown(deletes([virginia("kms/key:Key", "b"), s3({ versioning: { enabled: true } })], terms))).toEqual([
      "undecided not-stated b keys",
    ]);
  });

  it("leaves what is there after the last day to the rule that wants it gone", () => {
    const resources = [s3({ versioning: { enabled: true } }), virginia("kms/key:Key", "b")];
    expect(shown(deletes(resources, drainingTerms(undefined, "2022-10-01")))).toEqual([]);
  });

  it.each([
    ["no centers", mandate(), "the mandate has no `centers`"],
    [
      "a center that is deleted",
      mandate(center("old", "aws", "us-east-1", "deleted")),
      "no center of the mandate's `centers` is in phase `draining`",
    ],
  ])("isn't judged with %s, and says so", (_, text, reason) => {
    const view = { estate: estate(), ...phaseTerms(text) };
    expect(deletionIsIrretrievable.notJudged?.(view)).toBe(reason);
  });

  it("is judged with a center that drains", () => {
    expect(deletionIsIrretrievable.notJudged?.({ estate: estate(), ...phaseTerms(drainingMandate) })).toBeUndefined();
  });

  it.each<[string, readonly Resource[]]>([
    [
      "a lock that is over in time where nothing expires in time",
      [s3(), rule({ expiration: { days: 90 } }), lock({ days: 60 })],
    ],
    [
      "older versions that go in time where nothing expires in time",
      [
        s3(),
        versioning("Enabled"),
        rule({ expiration: { days: 90 }, noncurrentVersionExpiration: { noncurrentDays: 60 } }),
      ],
    ],
    [
      "older versions, if there are any, that go on the last day",
      [s3(), versioning(new Unknown("not-yet-known")), goesOn(7)],
    ],
    ["soft delete of older versions that is over on the last day", gcs({ ...staged, ...softly(27) })],
    [
      "a lock of nothing known in a center that doesn't drain",
      [
        inRegion("elsewhere", "aws", "us-east-1")(
          "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          "lock",
          { bucket: new Unknown("not-seen"), rule: { defaultRetention: { days: 90 } } },
        ),
      ],
    ],
  ])("allows %s", (_, resources) => {
    expect(shown(deletes(resources))).toEqual([]);
  });

  it.each<[string, readonly Resource[], string]>([
    [
      "a lock a day too long where nothing expires in time",
      [s3(), rule({ expiration: { days: 90 } }), lock({ days: 61 })],
      "refused b lock",
    ],
    [
      "older versions a day too long where nothing expires in time",
      [
        s3(),
        versioning("Enabled"),
        rule({ expiration: { days: 90 }, noncurrentVersionExpiration: { noncurrentDays: 61 } }),
      ],
      "refused b versions",
    ],
    ["soft delete of older versions, from when those go", gcs({ ...staged, ...softly(28) }), "refused b soft-delete"],
    [
      "a lock that is too long before one that isn't known",
      [s3(), goesOn(), lock({ days: new Unknown("not-seen") }), { ...lock({ days: 90 }), name: "other" }],
      "refused b lock",
    ],
    [
      "a lock that is too long after one that isn't known",
      [s3(), goesOn(), lock({ days: 90 }), { ...lock({ days: new Unknown("not-seen") }), name: "other" }],
      "refused b lock",
    ],
  ])("finds %s", (_, resources, expected) => {
    expect(shown(deletes(resources))).toEqual([expected]);
  });

  it("is judged for the centers that drain, while others run", () => {
    const terms = drainingTerms((text) => text.replace(/(iowa:.*)phase: draining/, "$1phase: dual-run"));
    expect(shown(deletes([virginia("rds/instance:Instance", "b")], terms))).toEqual(["refused b left"]);
    expect(shown(deletes(gcs({ ...off, deletionPolicy: "ABANDON" }), terms))).toEqual([]);
    expect(deletionIsIrretrievable.notJudged?.({ estate: estate(), ...terms })).toBeUndefined();
  });

  it("is not judged of a lock of nothing known when the last day is over", () => {
    const locked = [lock({ days: 90 }, new Unknown("not-seen"))];
    expect(shown(deletes(locked, drainingTerms(undefined, "2022-09-30")))).toEqual(["undecided not-seen lock lock"]);
    expect(shown(deletes(locked, drainingTerms(undefined, "2022-10-01")))).toEqual([]);
  });

  it("says of what is allowed until when", () => {
    const [bucket, ...others] = [s3(), goesOn(7)];
    expect(deletes([bucket, ...others])).toEqual([
      {
        ...{ rule: "deletion-is-irretrievable", subject: bucket.urn, verdict: "allowed" },
        evidence: {
          message: 'nothing that bucket "b" in center `virginia` deletes can be brought back after 2022-09-30',
          places: ["aws:us-east-1"],
        },
      },
    ]);
  });

  const noSince = drainingTerms((text) => text.replaceAll("phaseSince: 2022-08-01, ", ""));
  it.each<[string, readonly Resource[], Inputs, ReturnType<typeof drainingTerms>?]>([
    [
      "a key of a type that no table knows",
      [virginia("transfer/hostKey:HostKey", "b")],
      {
        message:
          'host key "b" in center `virginia` can be restored for a time that isn\'t known after it is deleted: no table says it of its type',
        remedy: "delete it before the center drains",
      },
    ],
    [
      "a key without the day on which draining began",
      [virginia("kms/key:Key", "b")],
      {
        message:
          "key \"b\" in center `virginia` is destroyed on a day that isn't known: the mandate doesn't say since when center `virginia` is draining",
        remedy: "state `phaseSince` of the center in the mandate",
        decidedAt: { file: "mandate.yaml", line: 5, column: 13 },
      },
      noSince,
    ],
    [
      "a lock of what isn't known",
      [lock({ days: 90 }, new Unknown("not-seen"))],
      {
        message:
          "bucket object lock configuration \"lock\" in center `virginia` locks what isn't known: `bucket` doesn't tell",
        remedy: "name the store by a plain value, or by a resource's output",
        places: [],
      },
    ],
    [
      "versions of what isn't known",
      [
        virginia("s3/bucketVersioning:BucketVersioning", "v", {
          bucket: new Unknown("not-seen"),
          versioningConfiguration: { status: "Enabled" },
        }),
      ],
      {
        message:
          "bucket versioning \"v\" in center `virginia` keeps older versions of what isn't known: `bucket` doesn't tell",
        about: "versions",
      },
    ],
    [
      "a copy that may be left",
      [virginia("rds/instance:Instance", "b", { skipFinalSnapshot: new Unknown("not-yet-known") })],
      {
        message: 'instance "b" in center `virginia` may leave a copy behind when it is deleted',
        remedy: "set it so that deleting the store leaves nothing behind",
      },
    ],
    [
      "versions that go too late",
      [s3(), versioning("Enabled"), goesOn(8)],
      {
        message:
          'bucket "b" in center `virginia` keeps older versions through 2022-10-01, past 2022-09-30, its last day',
        property: "rules[0].noncurrentVersionExpiration.noncurrentDays",
      },
    ],
    [
      "versions that nothing ends",
      [s3(), versioning("Enabled"), goesOn()],
      {
        message: 'bucket "b" in center `virginia` keeps older versions, of which nothing ends all',
        remedy: "let noncurrent versions expire, too",
        property: "versioningConfiguration.status",
      },
    ],
    [
      "versions whose days aren't known",
      [s3(), versioning("Enabled"), goesOn(new Unknown("not-yet-known"))],
      {
        message: 'bucket "b" in center `virginia` keeps older versions for a time that isn\'t known',
        property: "rules[0].noncurrentVersionExpiration.noncurrentDays",
      },
    ],
    [
      "versions of which it isn't known that there are any",
      [s3(), versioning(new Unknown("not-yet-known")), goesOn(8)],
      {
        message: 'bucket "b" in center `virginia` keeps older versions for a time that isn\'t known',
        property: "versioningConfiguration.status",
      },
    ],
    [
      "a lock whose days aren't known",
      [s3(), goesOn(), lock({ days: new Unknown("not-seen") })],
      {
        message: 'bucket "b" in center `virginia` lets nothing be deleted for a time that isn\'t known',
        property: "rule.defaultRetention.days",
      },
    ],
    [
      "a lock without an end",
      oci({ retentionRules: [{ displayName: "hold" }] }, expiry({})),
      {
        message: 'bucket "b" in center `ashburn` lets nothing be deleted, without an end',
        property: "retentionRules[0].duration",
      },
    ],
    [
      "a day",
      [ashburn("Kms/key:Key", "b", { timeOfDeletion: "2022-10-01T00:00:00Z" })],
      {
        message:
          'key "b" in center `ashburn` can be restored after it is deleted through 2022-10-01, past 2022-09-30, its last day',
      },
    ],
    [
      "one day",
      [
        iowa("kms/cryptoKey:CryptoKey", "b", {
          keyRing: "projects/p/locations/us-central1/keyRings/r",
          destroyScheduledDuration: "86400s",
        }),
      ],
      {
        message:
          'crypto key "b" in center `iowa` can be restored after it is deleted for a day through 2022-10-01, past 2022-09-30, its last day',
      },
      short(0),
    ],
    [
      "the first of two locks",
      [s3(), goesOn(), lock({ days: 90 }), { ...lock({ days: 91 }), name: "other" }],
      {
        message:
          'bucket "b" in center `virginia` lets nothing be deleted for 90 days, and the 3 that the service may take, through 2022-11-02, past 2022-09-30, its last day',
      },
    ],
  ])("says of %s what, and what to do", (_, resources, evidence, terms = drainingTerms()) => {
    const [judgement] = deletes(resources, terms).filter(({ verdict }) => verdict !== "allowed");
    expect(judgement?.evidence).toMatchObject(evidence);
  });
});
