import { Provider } from "@pulumi/gcp/provider";
import { AuditSink } from "../../../components/gcp/audit-sink";
import type { AuditSinkArgs } from "../../../components/gcp/audit-sink";
import { record, refusal, upkeep } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const draining = { name: "singapore", phase: "draining", phaseSince: "2022-08-01", until: "2022-09-30" } as const;

function build(seen: Seen, change: Partial<AuditSinkArgs> = {}): AuditSink {
  return new AuditSink(
    "evidence",
    {
      dataClass: "us-user",
      owner: "data-platform",
      center: { name: "singapore", phase: "dual-run" },
      region: "asia-southeast1",
      projectId: "acme-backup",
      evidenceProjectId: "acme-evidence",
      evidenceRegion: "us-west2",
      evidenceBucketId: "audit-singapore",
      ...change,
    },
    { ...seen, provider: new Provider("singapore", { region: "asia-southeast1" }) },
  );
}

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name: "evidence",
    inputs,
    parent: "stateside:gcp:AuditSink evidence",
    provider: "singapore",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const use = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
const sink = "gcp:logging/projectSink:ProjectSink";
const grant = "gcp:projects/iAMMember:IAMMember";
const collected = { after: [`${sink} evidence`, `${grant} evidence`] };

function declared(protect: boolean): object[] {
  return [
    child("gcp:kms/keyRing:KeyRing", { project: "acme-evidence", location: "us-west2" }, { protect }),
    child(
      "gcp:kms/cryptoKey:CryptoKey",
      {
        keyRing: "evidence-id",
        purpose: "ENCRYPT_DECRYPT",
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
        rotationPeriod: "7776000s",
        destroyScheduledDuration: "10368000s",
        labels: { "data-class": "us-user", owner: "data-platform" },
      },
      { protect },
    ),
    child(use, {
      cryptoKeyId: "evidence-id",
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: "serviceAccount:service-111122223333@gcp-sa-logging.iam.gserviceaccount.com",
    }),
    child(
      "gcp:logging/projectBucketConfig:ProjectBucketConfig",
      {
        project: "acme-evidence",
        location: "us-west2",
        bucketId: "audit-singapore",
        description: "What happened in the center singapore",
        retentionDays: 400,
        locked: true,
        cmekSettings: { kmsKeyName: "evidence-id" },
      },
      { protect, after: [`${use} evidence`] },
    ),
    child(sink, {
      project: "acme-backup",
      description: "Everything that is logged, without a filter",
      destination: "logging.googleapis.com/evidence-id",
      uniqueWriterIdentity: true,
    }),
    child(grant, {
      project: "acme-evidence",
      role: "roles/logging.bucketWriter",
      member: "serviceAccount:evidence-writer@example",
      condition: {
        title: "this log bucket alone",
        expression: 'resource.name.endsWith("locations/us-west2/buckets/audit-singapore")',
      },
    }),
    child(
      "gcp:projects/iAMAuditConfig:IAMAuditConfig",
      {
        project: "acme-backup",
        service: "allServices",
        auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
      },
      collected,
    ),
    child(
      "gcp:logging/projectExclusion:ProjectExclusion",
      {
        project: "acme-backup",
        description: "All is kept as evidence, in the United States, and nowhere else",
        filter: "severity >= DEFAULT",
      },
      collected,
    ),
  ];
}

it("leads all that a center's project logs to a locked bucket in the United States, and nowhere else", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:gcp:AuditSink",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual(declared(true));
});

it("declares the same while the center drains, without protection", async () => {
  const [, ...children] = await record((seen) => build(seen, { center: draining }));
  expect(children).toEqual(declared(false));
});

it.each([
  ["dual-run", false],
  ["backup-only", false],
  ["draining", true],
] as const)("in %s, leaves evidence, its key and the key's use in the cloud when it goes: %s", async (phase, stays) => {
  const kept = await upkeep((seen) => build(seen, { center: { ...draining, phase } }));
  expect(kept).toEqual({
    "gcp:kms/keyRing:KeyRing evidence": { retainOnDelete: stays },
    "gcp:kms/cryptoKey:CryptoKey evidence": { retainOnDelete: stays },
    [`${use} evidence`]: { retainOnDelete: stays },
    "gcp:logging/projectBucketConfig:ProjectBucketConfig evidence": { retainOnDelete: stays },
  });
});

it.each<[Partial<AuditSinkArgs>, string]>([
  [
    { evidenceProjectId: "acme-backup" },
    "audit sink `evidence`: `evidenceProjectId` is `acme-backup`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last, other than `acme-backup`",
  ],
  [
    { evidenceRegion: "asia-southeast1" },
    "audit sink `evidence`: `evidenceRegion` is `asia-southeast1`; use a Google Cloud region in the United States, such as `us-west2`, other than `asia-southeast1`",
  ],
  [
    { region: "us-east4", evidenceRegion: "us-east4" },
    "audit sink `evidence`: `evidenceRegion` is `us-east4`; use a Google Cloud region in the United States, such as `us-west2`, other than `us-east4`",
  ],
  [
    { evidenceBucketId: "_Default" },
    "audit sink `evidence`: `evidenceBucketId` is `_Default`; use 1 to 100 letters, digits, underscores, hyphens and periods, a letter or digit first",
  ],
  [
    { evidenceDays: 3651 },
    "audit sink `evidence`: `evidenceDays` is `3651`; use a whole number of days from 1 to 3650",
  ],
  [{ keyRotationDays: 0 }, "audit sink `evidence`: `keyRotationDays` is `0`; use a whole number of days from 1 to 365"],
  [
    { projectId: "ACME" },
    "audit sink `evidence`: `projectId` is `ACME`; use the id of a project: 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
