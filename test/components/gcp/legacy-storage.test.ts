import { Provider } from "@pulumi/gcp/provider";
import { output } from "@pulumi/pulumi";
import { planLegacy } from "../../../components/gcp/legacy-plan";
import { LegacyStorage } from "../../../components/gcp/legacy-storage";
import type { LegacyStorageArgs } from "../../../components/gcp/legacy-storage";
import type { LiveCenter } from "../../../components/phases";
import { googleStorageAgent } from "../../support/lookups";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const policy = {
  keyDestructionDays: 7,
  reportDays: 30,
  inventoryFrom: "2022-06-18",
  inventoryUntil: "2022-12-31",
  bucketNames: ["acme-orders", "acme-photos"],
  comparedReports: ["report-of-orders", "report-of-photos"],
};
const google = { name: "google", kind: "legacy" } as const;
const dualRun: LiveCenter = { ...google, phase: "dual-run" };
const frozen: LiveCenter = { ...google, phase: "backup-only" };
const draining: LiveCenter = { ...google, phase: "draining", phaseSince: "2022-08-01", until: "2022-09-30" };

const base: LegacyStorageArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  region: "us-east4",
  projectId: "acme-legacy",
  bucketNames: policy.bucketNames,
  plan: planLegacy(dualRun, policy),
  allowedRanges: ["203.0.113.0/24"],
};

function declare(seen: Seen, args: LegacyStorageArgs): LegacyStorage {
  return new LegacyStorage("legacy", args, { ...seen, provider: new Provider("google", { region: "us-east4" }) });
}

function build(seen: Seen, change: Partial<LegacyStorageArgs> = {}): LegacyStorage {
  const line = {
    networkId: output("projects/acme-legacy/global/networks/line"),
    addressBlock: output("10.20.64.0/18"),
  };
  return declare(seen, { ...base, line, application: "shop@acme-legacy.iam.gserviceaccount.com", ...change });
}

const inPhase = (center: LiveCenter) => ({ plan: planLegacy(center, policy) });

const labels = { "data-class": "us-user", owner: "data-platform" };
const key = {
  keyRing: "legacy-id",
  purpose: "ENCRYPT_DECRYPT",
  versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
  rotationPeriod: "7776000s",
  destroyScheduledDuration: "604800s",
  labels,
};
const bucket = {
  project: "acme-legacy",
  location: "us-east4",
  storageClass: "STANDARD",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
  forceDestroy: false,
  versioning: { enabled: false },
  encryption: {
    defaultKmsKeyName: "legacy-id",
    googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
    customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
  },
  ipFilter: {
    mode: "Enabled",
    allowAllServiceAgentAccess: true,
    allowCrossOrgVpcs: false,
    publicNetworkSource: { allowedIpCidrRanges: ["203.0.113.0/24"] },
    vpcNetworkSources: [
      { network: "projects/acme-legacy/global/networks/line", allowedIpCidrRanges: ["10.20.64.0/18"] },
    ],
  },
  labels,
  softDeletePolicy: { retentionDurationSeconds: 604_800 },
  lifecycleRules: [
    { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 1, withState: "ARCHIVED" } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
  ],
};

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name: "legacy",
    inputs,
    parent: "stateside:gcp:LegacyStorage legacy",
    provider: "google",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const keys = (role: string, protect: boolean) => [
  child("gcp:kms/keyRing:KeyRing", { project: "acme-legacy", location: "us-east4" }, { protect }),
  child("gcp:kms/cryptoKey:CryptoKey", key, { protect }),
  child("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", {
    cryptoKeyId: "legacy-id",
    role,
    member: googleStorageAgent,
  }),
];
const after = ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember legacy"];
const kept = (name: string, inputs: object, protect: boolean) =>
  child("gcp:storage/bucket:Bucket", { ...inputs, name }, { name: `legacy-${name}`, protect, after });
const writer = (name: string) =>
  child(
    "gcp:storage/bucketIAMMember:BucketIAMMember",
    {
      bucket: name,
      role: "roles/storage.objectUser",
      member: "serviceAccount:shop@acme-legacy.iam.gserviceaccount.com",
    },
    { name: `legacy-${name}-application` },
  );
const encrypts = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
const decrypts = "roles/cloudkms.cryptoKeyDecrypter";

it("takes each bucket over with a key, a filter and its old writer in dual-run", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:LegacyStorage",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    ...keys(encrypts, true),
    kept("acme-orders", bucket, true),
    writer("acme-orders"),
    kept("acme-photos", bucket, true),
    writer("acme-photos"),
  ]);
});

it("declares no grant where the old application has its own, and lets no network in without a line", async () => {
  const declared = await record((seen) => declare(seen, base));
  expect(declared.map(({ type }) => type)).not.toContain("gcp:storage/bucketIAMMember:BucketIAMMember");
  expect(declared.at(-1)?.inputs["ipFilter"]).toEqual({
    mode: "Enabled",
    allowAllServiceAgentAccess: true,
    publicNetworkSource: { allowedIpCidrRanges: ["203.0.113.0/24"] },
  });
});

it("lets nobody write and nothing be encrypted in backup-only", async () => {
  const [, ...children] = await record((seen) => build(seen, inPhase(frozen)));
  expect(children).toEqual([
    ...keys(decrypts, true),
    kept("acme-orders", bucket, true),
    kept("acme-photos", bucket, true),
  ]);
});

it("expires everything, hides nothing and can be deleted next while draining", async () => {
  const [, ...children] = await record((seen) => build(seen, inPhase(draining)));
  const expiring = {
    ...bucket,
    softDeletePolicy: { retentionDurationSeconds: 0 },
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { age: 57, withState: "ANY" } },
      { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
    ],
  };
  expect(children).toEqual([
    ...keys(decrypts, false),
    kept("acme-orders", expiring, false),
    kept("acme-photos", expiring, false),
  ]);
});

it.each<[Partial<LegacyStorageArgs>, string]>([
  [{ region: "us-east9" }, "`region` is `us-east9`; use a Google Cloud region"],
  [
    { projectId: "ACME" },
    "`projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [
    { bucketNames: [] },
    "`bucketNames` is `[]`; use at least one: 3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with `goog` and not containing `google` or `g00gle`",
  ],
  [
    { bucketNames: ["acme-orders", "-"] },
    "`bucketNames[1]` is `-`; use 3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with `goog` and not containing `google` or `g00gle`",
  ],
  [{ keyRotationDays: 0 }, "`keyRotationDays` is `0`; use a whole number of days from 1 to 365"],
  [
    { plan: { ...planLegacy(dualRun, policy), keyDestructionDays: 121 } },
    "`keyDestructionDays` is `121`; use a whole number of days from 1 to 120",
  ],
  [
    { application: "shop@example.com" },
    "`application` is `shop@example.com`; use the e-mail address of a service account, which ends with `gserviceaccount.com`",
  ],
  [{ allowedRanges: [] }, "`allowedRanges` is `0 ranges`; use 1 to 199 ranges"],
  [
    { allowedRanges: Array.from({ length: 200 }, (_, place) => `203.0.113.${place}/32`) },
    "`allowedRanges` is `200 ranges`; use 1 to 199 ranges",
  ],
  [
    { allowedRanges: ["0.0.0.0/0"] },
    "`allowedRanges[0]` is `0.0.0.0/0`; use a range of public IPv4 addresses of /16 or smaller, by its first address, such as `203.0.113.0/24`",
  ],
  [
    { line: { networkId: "line", addressBlock: "0.0.0.0/0" } },
    "`line.addressBlock` is `0.0.0.0/0`; use a block of private IPv4 addresses from /16 to /32, by its first address, such as `10.20.0.0/18`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`legacy storage \`legacy\`: ${message}`);
});
