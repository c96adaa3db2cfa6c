import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { AuditTrail } from "../../../../components/oci/audit/audit-trail";
import type { AuditTrailArgs } from "../../../../components/oci/audit/audit-trail";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<AuditTrailArgs, "homeProvider" | "replicaProvider">>;

const locked = { lockTime: "2027-01-31T00:00:00Z" };

function build(seen: Seen, change: Change = locked): AuditTrail {
  return new AuditTrail(
    "evidence",
    {
      dataClass: "us-user",
      owner: "data-platform",
      region: "us-phoenix-1",
      homeProvider: new Provider("home", { region: "us-ashburn-1" }),
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      auditCompartmentId: output("ocid1.compartment.oc1..audit"),
      keysCompartmentId: "ocid1.compartment.oc1..keys",
      replicaRegion: "us-ashburn-1",
      replicaProvider: new Provider("ashburn", { region: "us-ashburn-1" }),
      keyId: output("ocid1.key.oc1.phx.vault.key"),
      replicaKeyId: "ocid1.key.oc1.iad.vault.key",
      bucketName: "enclave-evidence",
      evidenceDays: 400,
      ...change,
    },
    { ...seen, provider: new Provider("phoenix", { region: "us-phoenix-1" }) },
  );
}

const freeformTags = { "data-class": "us-user", owner: "data-platform" };
const definedTags = { "stateside.data-class": "us-user", "stateside.owner": "data-platform" };
const labels = { freeformTags, definedTags };
const policy = "oci:Identity/policy:Policy evidence";
const alike = {
  parent: "stateside:oci:AuditTrail evidence",
  provider: "phoenix",
  protect: false,
  after: [] as readonly string[],
  deletedWith: undefined,
};
const bucket = {
  namespace: "axexample",
  compartmentId: "ocid1.compartment.oc1..audit",
  accessType: "NoPublicAccess",
  storageTier: "Standard",
  versioning: "Disabled",
  ...labels,
};
const bucketType = "oci:ObjectStorage/bucket:Bucket";

it("declares a locked bucket with a replica after the policy that lets it be filled, and connectors that fill it", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:AuditTrail",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const connector = (what: string, description: string, source: object) => ({
    ...alike,
    type: "oci:Sch/connector:Connector",
    name: `evidence-${what}`,
    inputs: {
      compartmentId: "ocid1.compartment.oc1..audit",
      displayName: `evidence-${what}`,
      description,
      source: { kind: "logging", logSources: [source] },
      target: {
        kind: "objectStorage",
        namespace: "axexample",
        bucket: "enclave-evidence",
        objectNamePrefix: what,
      },
      state: "ACTIVE",
      ...labels,
    },
    after: [policy],
  });
  expect(children).toEqual([
    {
      ...alike,
      type: "oci:Identity/policy:Policy",
      name: "evidence",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "evidence-evidence",
        description: "Lets connectors write evidence, and Object Storage encrypt and copy it",
        statements: [
          "Allow any-user to manage objects in compartment id ocid1.compartment.oc1..audit where all {request.principal.type='serviceconnector', target.bucket.name='enclave-evidence', request.principal.compartment.id='ocid1.compartment.oc1..audit'}",
          "Allow service objectstorage-us-phoenix-1 to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.phx.vault.key'",
          "Allow service objectstorage-us-ashburn-1 to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.vault.key'",
          "Allow service objectstorage-us-phoenix-1 to manage object-family in compartment id ocid1.compartment.oc1..audit",
        ],
        ...labels,
      },
      provider: "home",
    },
    {
      ...alike,
      type: bucketType,
      name: "evidence",
      inputs: {
        ...bucket,
        name: "enclave-evidence",
        kmsKeyId: "ocid1.key.oc1.phx.vault.key",
        retentionRules: [
          {
            displayName: "evidence",
            duration: { timeAmount: "400", timeUnit: "DAYS" },
            timeRuleLocked: "2027-01-31T00:00:00Z",
          },
        ],
      },
      protect: true,
      after: [policy],
    },
    {
      ...alike,
      type: bucketType,
      name: "evidence-replica",
      inputs: { ...bucket, name: "enclave-evidence-replica", kmsKeyId: "ocid1.key.oc1.iad.vault.key" },
      provider: "ashburn",
      protect: true,
      after: [policy],
    },
    {
      ...alike,
      type: "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
      name: "evidence",
      inputs: {
        namespace: "axexample",
        name: "to-us-ashburn-1",
        bucket: "enclave-evidence",
        destinationBucketName: "enclave-evidence-replica",
        destinationRegionName: "us-ashburn-1",
      },
      after: [policy],
    },
    {
      ...alike,
      type: "oci:Logging/logGroup:LogGroup",
      name: "evidence",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..audit",
        displayName: "evidence",
        description: "What the enclave's services say of themselves",
        ...labels,
      },
      protect: true,
    },
    {
      ...alike,
      type: "oci:Core/captureFilter:CaptureFilter",
      name: "evidence",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..audit",
        displayName: "evidence",
        filterType: "FLOWLOG",
        flowLogCaptureFilterRules: [
          { isEnabled: true, priority: 0, ruleAction: "INCLUDE", flowLogType: "ALL", samplingRate: 1 },
        ],
        ...labels,
      },
    },
    connector("logs", "Keeps the log group as evidence", {
      compartmentId: "ocid1.compartment.oc1..audit",
      logGroupId: "evidence-id",
    }),
    connector("audit", "Keeps the enclave's audit events as evidence", {
      compartmentId: "ocid1.compartment.oc1..enclave",
      logGroupId: "_Audit_Include_Subcompartment",
    }),
  ]);
});

it("keeps other log groups as evidence, too", async () => {
  const recorded = await record((seen) => build(seen, { otherLogGroupIds: [output("ocid1.loggroup.oc1.phx.builds")] }));
  const compartmentId = "ocid1.compartment.oc1..audit";
  expect(recorded.find(({ name }) => name === "evidence-logs")?.inputs["source"]).toEqual({
    kind: "logging",
    logSources: [
      { compartmentId, logGroupId: "evidence-id" },
      { compartmentId, logGroupId: "ocid1.loggroup.oc1.phx.builds" },
    ],
  });
});

it("retains without a lock where no lock time is given", async () => {
  const recorded = await record((seen) => build(seen, { evidenceDays: 90 }));
  expect(recorded.find(({ type }) => type === bucketType)?.inputs["retentionRules"]).toEqual([
    { displayName: "evidence", duration: { timeAmount: "90", timeUnit: "DAYS" } },
  ]);
});

it("gives what logs and flow logs need", async () => {
  const told: string[] = [];
  await record((seen) => {
    const { logGroupId, captureFilterId, evidenceBucketName } = build(seen);
    for (const one of [logGroupId, captureFilterId, evidenceBucketName]) one.apply((value) => told.push(value));
  });
  expect(told.sort()).toEqual(["enclave-evidence", "evidence-id", "evidence-id"]);
});

const when = "a time in UTC, `YYYY-MM-DDThh:mm:ssZ`, at least 14 days ahead when it is set";
const labelText = "1 to 63 lower-case letters, digits, hyphens and underscores, a letter first";
const compartment = "the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`";
it.each<[Change, string]>([
  [{ dataClass: "" }, `\`dataClass\` is \`\`; use ${labelText}`],
  [{ owner: "Ops" }, `\`owner\` is \`Ops\`; use ${labelText}`],
  [
    { region: "ap-tokyo-1" },
    "`region` is `ap-tokyo-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { replicaRegion: "us-phoenix-1" },
    "`replicaRegion` is `us-phoenix-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-phoenix-1`",
  ],
  [
    { replicaKeyId: "ocid1.vault.oc1.iad.a" },
    "`replicaKeyId` is `ocid1.vault.oc1.iad.a`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`",
  ],
  [{ enclaveCompartmentId: "enclave" }, `\`enclaveCompartmentId\` is \`enclave\`; use ${compartment}`],
  [{ auditCompartmentId: "audit" }, `\`auditCompartmentId\` is \`audit\`; use ${compartment}`],
  [{ keysCompartmentId: "keys" }, `\`keysCompartmentId\` is \`keys\`; use ${compartment}`],
  [{ keyId: "key" }, "`keyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [
    { bucketName: "evidence!" },
    "`bucketName` is `evidence!`; use 1 to 248 letters, digits, hyphens, underscores and periods",
  ],
  [
    { bucketName: "e".repeat(249) },
    `\`bucketName\` is \`${"e".repeat(249)}\`; use 1 to 248 letters, digits, hyphens, underscores and periods`,
  ],
  [{ evidenceDays: 89 }, "`evidenceDays` is `89`; use a whole number of days from 90 to 3650"],
  [{ evidenceDays: 3651 }, "`evidenceDays` is `3651`; use a whole number of days from 90 to 3650"],
  [{ lockTime: "2027-01-31" }, `\`lockTime\` is \`2027-01-31\`; use ${when}`],
  [{ lockTime: "2027-02-30T00:00:00Z" }, `\`lockTime\` is \`2027-02-30T00:00:00Z\`; use ${when}`],
  [{ lockTime: "2027-01-31T00:00:00+01:00" }, `\`lockTime\` is \`2027-01-31T00:00:00+01:00\`; use ${when}`],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`audit trail \`evidence\`: ${message}`);
});
