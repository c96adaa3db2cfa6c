import { Provider } from "@pulumi/gcp/provider";
import { output } from "@pulumi/pulumi";
import { LegacyInventory } from "../../../components/gcp/legacy-inventory";
import type { LegacyInventoryArgs } from "../../../components/gcp/legacy-inventory";
import { planLegacy } from "../../../components/gcp/legacy-plan";
import type { LiveCenter } from "../../../components/phases";
import { googleStorageAgent } from "../../support/lookups";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const policy = {
  keyDestructionDays: 7,
  reportDays: 30,
  inventoryFrom: "2022-06-18",
  inventoryUntil: "2022-12-31",
  bucketNames: ["acme-orders"],
  comparedReports: ["report-of-orders"],
};
const google = { name: "google", kind: "legacy" } as const;
const dualRun: LiveCenter = { ...google, phase: "dual-run" };
const draining: LiveCenter = { ...google, phase: "draining", phaseSince: "2022-08-01", until: "2022-09-30" };
const plan = planLegacy(dualRun, policy);

function build(seen: Seen, change: Partial<LegacyInventoryArgs> = {}): LegacyInventory {
  return new LegacyInventory(
    "inventory",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-east4",
      projectId: "acme-legacy",
      reportBucketName: "acme-inventory",
      buckets: { "acme-orders": output("acme-orders") },
      keyRingId: output("ring"),
      plan,
      allowedRanges: ["203.0.113.0/24"],
      ...change,
    },
    { ...seen, provider: new Provider("google", { region: "us-east4" }) },
  );
}

const labels = { "data-class": "us-user", owner: "data-platform" };

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name: "inventory",
    inputs,
    parent: "stateside:gcp:LegacyInventory inventory",
    provider: "google",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const agent = "serviceAccount:inventory-agent@example";
const member = "gcp:storage/bucketIAMMember:BucketIAMMember";

function declared({ protect, age, endDate }: { protect: boolean; age: number; endDate: object }): object[] {
  return [
    child(
      "gcp:kms/cryptoKey:CryptoKey",
      {
        keyRing: "ring",
        purpose: "ENCRYPT_DECRYPT",
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
        rotationPeriod: "7776000s",
        destroyScheduledDuration: "604800s",
        labels,
      },
      { protect },
    ),
    child("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", {
      cryptoKeyId: "inventory-id",
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: googleStorageAgent,
    }),
    child(
      "gcp:storage/bucket:Bucket",
      {
        project: "acme-legacy",
        location: "us-east4",
        name: "acme-inventory",
        storageClass: "STANDARD",
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        forceDestroy: false,
        versioning: { enabled: false },
        encryption: {
          defaultKmsKeyName: "inventory-id",
          googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
          customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
        },
        ipFilter: {
          mode: "Enabled",
          allowAllServiceAgentAccess: true,
          publicNetworkSource: { allowedIpCidrRanges: ["203.0.113.0/24"] },
        },
        labels,
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: [
          { action: { type: "Delete" }, condition: { age, withState: "ANY" } },
          { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 1 } },
        ],
      },
      { protect, after: ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember inventory"] },
    ),
    child("gcp:projects/serviceIdentity:ServiceIdentity", {
      project: "acme-legacy",
      service: "storageinsights.googleapis.com",
    }),
    child(
      member,
      { bucket: "acme-inventory", role: "roles/storage.objectCreator", member: agent },
      { name: "inventory-reports" },
    ),
    child(
      member,
      { bucket: "acme-orders", role: "roles/storage.insightsCollectorService", member: agent },
      { name: "inventory-acme-orders" },
    ),
    child(
      "gcp:storage/insightsReportConfig:InsightsReportConfig",
      {
        project: "acme-legacy",
        location: "us-east4",
        displayName: "inventory-acme-orders",
        frequencyOptions: { frequency: "DAILY", startDate: { year: 2022, month: 6, day: 18 }, endDate },
        csvOptions: { delimiter: ",", recordSeparator: "\n", headerRequired: true },
        objectMetadataReportOptions: {
          metadataFields: [
            "project",
            "bucket",
            "name",
            "size",
            "timeCreated",
            "updated",
            "storageClass",
            "crc32c",
            "md5Hash",
            "generation",
          ],
          storageFilters: { bucket: "acme-orders" },
          storageDestinationOptions: { bucket: "acme-inventory", destinationPath: "acme-orders" },
        },
        forceDestroy: true,
      },
      { name: "inventory-acme-orders", after: [`${member} inventory-acme-orders`, `${member} inventory-reports`] },
    ),
  ];
}

it("lists each bucket every day into a bucket with a key of its own", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:LegacyInventory",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual(declared({ protect: true, age: 30, endDate: { year: 2022, month: 12, day: 31 } }));
});

it("ends while draining, so that the last report is gone by the center's last day", async () => {
  const [, ...children] = await record((seen) => build(seen, { plan: planLegacy(draining, policy) }));
  expect(children).toEqual(declared({ protect: false, age: 7, endDate: { year: 2022, month: 9, day: 20 } }));
});

const bucketForm =
  "3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with `goog` " +
  "and not containing `google` or `g00gle`";

it.each<[Partial<LegacyInventoryArgs>, string]>([
  [{ region: "us-east9" }, "`region` is `us-east9`; use a Google Cloud region"],
  [
    { projectId: "ACME" },
    "`projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
  [
    { reportBucketName: "acme-orders" },
    `\`reportBucketName\` is \`acme-orders\`; use ${bucketForm}, other than \`acme-orders\``,
  ],
  [{ buckets: {}, reportBucketName: "acme-inventory" }, "`buckets` is `{}`; use at least one bucket"],
  [{ keyRotationDays: 366 }, "`keyRotationDays` is `366`; use a whole number of days from 1 to 365"],
  [{ allowedRanges: [] }, "`allowedRanges` is `0 ranges`; use 1 to 200 ranges"],
  [
    { plan: { ...plan, inventory: { from: "2022-02-30", until: "2022-12-31" } } },
    "`inventoryFrom` is `2022-02-30`; use a day of the calendar, `YYYY-MM-DD`",
  ],
  [
    { plan: { ...plan, inventory: { from: "2022-06-18", until: "2022-06-17" } } },
    "`inventoryUntil` is `2022-06-17`; use a day of the calendar, `YYYY-MM-DD`, not before `2022-06-18`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`legacy inventory \`inventory\`: ${message}`);
});
