import { Provider } from "@pulumi/gcp/provider";
import { BackupBucket } from "../../../components/gcp/backup-bucket";
import type { BackupBucketArgs } from "../../../components/gcp/backup-bucket";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const draining = { name: "singapore", phase: "draining", phaseSince: "2022-08-01", until: "2022-09-30" } as const;

function build(seen: Seen, change: Partial<BackupBucketArgs> = {}): BackupBucket {
  return new BackupBucket(
    "backup",
    {
      dataClass: "us-user",
      owner: "data-platform",
      center: { name: "singapore", phase: "dual-run" },
      region: "asia-southeast1",
      projectId: "acme-backup",
      bucketName: "acme-backup-singapore",
      application: "application@acme.iam.gserviceaccount.com",
      courier: "courier@acme.iam.gserviceaccount.com",
      ...change,
    },
    { ...seen, provider: new Provider("singapore", { region: "asia-southeast1" }) },
  );
}

const labels = { "data-class": "us-user", owner: "data-platform" };
const key = {
  keyRing: "backup-id",
  purpose: "ENCRYPT_DECRYPT",
  versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
  rotationPeriod: "7776000s",
  destroyScheduledDuration: "604800s",
  labels,
};
const bucket = {
  project: "acme-backup",
  name: "acme-backup-singapore",
  location: "asia-southeast1",
  storageClass: "STANDARD",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
  forceDestroy: false,
  versioning: { enabled: true },
  softDeletePolicy: { retentionDurationSeconds: 604_800 },
  lifecycleRules: [
    { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 30, withState: "ARCHIVED" } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ],
  encryption: {
    defaultKmsKeyName: "backup-id",
    googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
    customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
  },
  labels,
};

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  const parent = "stateside:gcp:BackupBucket backup";
  return {
    type,
    name: "backup",
    inputs,
    parent,
    provider: "singapore",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

function use(role: string): object {
  const inputs = { cryptoKeyId: "backup-id", role, member: "serviceAccount:agent@example" };
  return child("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", inputs);
}

function writer(name: "application" | "courier"): object {
  const inputs = {
    bucket: "acme-backup-singapore",
    role: "roles/storage.objectCreator",
    member: `serviceAccount:${name}@acme.iam.gserviceaccount.com`,
  };
  return child("gcp:storage/bucketIAMMember:BucketIAMMember", inputs, { name: `backup-${name}` });
}

const ring = { project: "acme-backup", location: "asia-southeast1" };
const afterUse = { after: ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember backup"] };
const receiving = [
  child("gcp:kms/keyRing:KeyRing", ring, { protect: true }),
  child("gcp:kms/cryptoKey:CryptoKey", key, { protect: true }),
  use("roles/cloudkms.cryptoKeyEncrypterDecrypter"),
  child("gcp:storage/bucket:Bucket", bucket, { protect: true, ...afterUse }),
];

it("declares bucket, key and both writers in dual-run", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:BackupBucket",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([...receiving, writer("application"), writer("courier")]);
});

it("lets only the courier write in backup-only", async () => {
  const center = { name: "singapore", phase: "backup-only" } as const;
  const [, ...children] = await record((seen) => build(seen, { center }));
  expect(children).toEqual([...receiving, writer("courier")]);
});

it("takes nothing, keeps nothing back and expires everything before the end while draining", async () => {
  const [, ...children] = await record((seen) => build(seen, { center: draining }));
  expect(children).toEqual([
    child("gcp:kms/keyRing:KeyRing", ring),
    child("gcp:kms/cryptoKey:CryptoKey", key),
    use("roles/cloudkms.cryptoKeyDecrypter"),
    child(
      "gcp:storage/bucket:Bucket",
      {
        ...bucket,
        versioning: { enabled: false },
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: [
          { action: { type: "Delete" }, condition: { age: 57, withState: "ANY" } },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
        ],
      },
      afterUse,
    ),
  ]);
});

it.each<[Partial<BackupBucketArgs>, string]>([
  [{ region: "asia-southeast9" }, "backup bucket `backup`: `region` is `asia-southeast9`; use a Google Cloud region"],
  [
    { projectId: "ACME" },
    "backup bucket `backup`: `projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [{ noncurrentDays: 0 }, "backup bucket `backup`: `noncurrentDays` is `0`; use a whole number of days from 1 to 365"],
  [
    { keyRotationDays: 0 },
    "backup bucket `backup`: `keyRotationDays` is `0`; use a whole number of days from 1 to 365",
  ],
  [
    { keyDestructionDays: 121 },
    "backup bucket `backup`: `keyDestructionDays` is `121`; use a whole number of days from 1 to 120",
  ],
  [
    { courier: "courier@example.com" },
    "backup bucket `backup`: `courier` is `courier@example.com`; use the e-mail address of a service account, which ends with `gserviceaccount.com`",
  ],
  [
    { center: draining, keyDestructionDays: 58 },
    "center `singapore`: the key-destruction window of 58 days outlives `until`; use at most 57 days, or a later `until` in the mandate",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
