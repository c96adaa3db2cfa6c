import { Provider } from "@pulumi/gcp/provider";
import { BackupBucket } from "../../../components/gcp/backup-bucket";
import type { BackupBucketArgs } from "../../../components/gcp/backup-bucket";
import { googleStorageAgent } from "../../support/lookups";
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
      arrivalsBucketName: "acme-arrivals-singapore",
      application: "application@acme.iam.gserviceaccount.com",
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
const common = {
  project: "acme-backup",
  location: "asia-southeast1",
  storageClass: "STANDARD",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
  forceDestroy: false,
  encryption: {
    defaultKmsKeyName: "backup-id",
    googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
    customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
  },
  labels,
};
const bucket = {
  ...common,
  name: "acme-backup-singapore",
  versioning: { enabled: true },
  retentionPolicy: { retentionPeriod: "2592000", isLocked: false },
  softDeletePolicy: { retentionDurationSeconds: 604_800 },
  lifecycleRules: [
    { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 30, withState: "ARCHIVED" } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ],
};
const arrivals = {
  ...common,
  name: "acme-arrivals-singapore",
  versioning: { enabled: false },
  softDeletePolicy: { retentionDurationSeconds: 0 },
  lifecycleRules: [{ action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } }],
};
const expiry = [
  { action: { type: "Delete" }, condition: { age: 57, withState: "ANY" } },
  { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
];

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
  const inputs = { cryptoKeyId: "backup-id", role, member: googleStorageAgent };
  return child("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", inputs);
}

const application = child(
  "gcp:storage/bucketIAMMember:BucketIAMMember",
  {
    bucket: "acme-backup-singapore",
    role: "roles/storage.objectCreator",
    member: "serviceAccount:application@acme.iam.gserviceaccount.com",
  },
  { name: "backup-application" },
);

const ring = { project: "acme-backup", location: "asia-southeast1" };
const afterUse = { after: ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember backup"] };
const receiving = [
  child("gcp:kms/keyRing:KeyRing", ring, { protect: true }),
  child("gcp:kms/cryptoKey:CryptoKey", key, { protect: true }),
  use("roles/cloudkms.cryptoKeyEncrypterDecrypter"),
  child("gcp:storage/bucket:Bucket", bucket, { protect: true, ...afterUse }),
  child("gcp:storage/bucket:Bucket", arrivals, { name: "backup-arrivals", protect: true, ...afterUse }),
];

it("declares buckets and key, and lets the application create objects in dual-run", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:BackupBucket",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([...receiving, application]);
});

it("lets nobody but the service write in backup-only", async () => {
  const center = { name: "singapore", phase: "backup-only" } as const;
  const [, ...children] = await record((seen) => build(seen, { center }));
  expect(children).toEqual(receiving);
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
        ...common,
        name: "acme-backup-singapore",
        versioning: { enabled: false },
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: expiry,
      },
      afterUse,
    ),
    child(
      "gcp:storage/bucket:Bucket",
      { ...arrivals, lifecycleRules: expiry },
      { name: "backup-arrivals", ...afterUse },
    ),
  ]);
});

const retentions = async (change: Partial<BackupBucketArgs>) =>
  (await record((seen) => build(seen, change)))
    .filter(({ type }) => type === "gcp:storage/bucket:Bucket")
    .map(({ inputs }) => inputs["retentionPolicy"]);

it.each(["dual-run", "backup-only", "draining"] as const)(
  "keeps a locked retention, as it has to, in %s",
  async (phase) => {
    const change = { center: { ...draining, phase }, lockRetention: true, retentionDays: 57 };
    expect(await retentions(change)).toEqual([{ retentionPeriod: "4924800", isLocked: true }, undefined]);
  },
);

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
    { application: "application@example.com" },
    "backup bucket `backup`: `application` is `application@example.com`; use the e-mail address of a service account, which ends with `gserviceaccount.com`",
  ],
  [
    { arrivalsBucketName: "acme-backup-singapore" },
    "backup bucket `backup`: `arrivalsBucketName` is `acme-backup-singapore`; use 3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with `goog` and not containing `google` or `g00gle`, other than `acme-backup-singapore`",
  ],
  [
    { retentionDays: 3651 },
    "backup bucket `backup`: `retentionDays` is `3651`; use a whole number of days from 1 to 3650",
  ],
  [
    { center: { ...draining, phase: "backup-only" }, lockRetention: true, retentionDays: 58 },
    "center `singapore`: the locked retention of 58 days can't be shortened, and outlives `until` 2022-09-30, as draining would have to begin on 2022-07-31, and this phase began on 2022-08-01; use at most 57 days, or `until` 2022-10-01 or later in the mandate",
  ],
  [
    { center: draining, keyDestructionDays: 58 },
    "center `singapore`: the key-destruction window of 58 days can't be shortened, and outlives `until` 2022-09-30; go back to the phase before, and drain with `until` 2022-10-01 or later in the mandate",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
