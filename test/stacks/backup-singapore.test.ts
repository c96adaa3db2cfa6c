import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runtime } from "@pulumi/pulumi";
import program from "../../stacks/index";
import type { Told } from "../components/recorder";
import { example, landingOutputs, runAs } from "./configured";

const primary = {
  namespace: "axexample",
  bucketName: "user-data",
  hubId: "ocid1.vcn.oc1.iad.hub",
  drgId: "ocid1.drg.oc1.iad.primary",
  centersTableId: "ocid1.drgroutetable.oc1.iad.centers",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "backup-singapore-"));
});
afterEach(() => {
  delete process.env["STATESIDE_MANDATE"];
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly resources: readonly Told[];
  /** By kind and name, those that Pulumi refuses to delete, and those that stay in the cloud when it lets go of them. */
  readonly protected: readonly string[];
  readonly retained: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const called = ({ type, name }: Pick<Told, "type" | "name">) =>
  `${type.split(":")[0] ?? ""} ${type.split(":").at(-1) ?? ""} ${name}`;
const isDeclared = ({ type }: Pick<Told, "type">) => !/^(?:pulumi|stateside):/.test(type);

/** Puts the stack in a phase of its center, ready to run. */
async function enter(
  phase: string,
  change: Readonly<Record<string, string>>,
  told: (resource: Told) => void = () => undefined,
): Promise<void> {
  const file = path.join(folder, "mandate.yaml");
  const center = `{ kind: backup, stack: backup-singapore, cloud: gcp, regions: [asia-southeast1], ${phase} }`;
  writeFileSync(
    file,
    "name: us-user-data\napprovers: [privacy-board]\n" +
      "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }\n" +
      `centers:\n  singapore: ${center}\n`,
  );
  process.env["STATESIDE_MANDATE"] = file;
  const config = { ...example("backup-singapore"), ...change };
  await runAs("backup-singapore", config, { landing: landingOutputs, primary, told });
}

/** Runs the stack in a phase of its center. */
async function run(phase: string, change: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const resources: Told[] = [];
  const [protectedOnes, retained]: [string[], string[]] = [[], []];
  await enter(phase, change, (one) => void resources.push(one));
  const outputs: unknown = await runtime.runInPulumiStack(() => {
    runtime.registerStackTransformation(({ type, name, opts }) => {
      if (opts.protect === true) protectedOnes.push(called({ type, name }));
      if ("retainOnDelete" in opts && opts.retainOnDelete) retained.push(called({ type, name }));
      return undefined;
    });
    return Promise.resolve({ ...program() });
  });
  await runtime.disconnect();
  return {
    resources,
    protected: protectedOnes.sort(),
    retained: retained.sort(),
    // SAFETY: what the program returned above.
    outputs: outputs as Record<string, unknown>,
  };
}

const exception =
  "exception: { owner: data-platform, approver: privacy-board, reason: moving, ticket: P-1, created: 2022-06-17, expires: 2022-09-15 }";
const dualRun = `phase: dual-run, phaseSince: 2022-06-17, ${exception}`;
const backupOnly = `phase: backup-only, phaseSince: 2022-07-01, ${exception}`;
const draining = `phase: draining, phaseSince: 2022-08-01, until: 2022-09-30, ${exception}`;
const deleted = "phase: deleted, phaseSince: 2022-10-01, until: 2022-09-30";

const stores = ["gcp Bucket backup", "gcp Bucket backup-arrivals", "gcp CryptoKey backup", "gcp KeyRing backup"];
const log = ["gcp CryptoKey evidence", "gcp KeyRing evidence", "gcp ProjectBucketConfig evidence"];
const kept = [
  ...stores,
  ...log,
  "gcp CryptoKeyIAMMember backup",
  "gcp CryptoKeyIAMMember evidence",
  "gcp IAMAuditConfig evidence",
  "gcp IAMMember evidence",
  "gcp ProjectExclusion evidence",
  "gcp ProjectSink evidence",
];
const brought = [
  "gcp Account courier",
  "gcp BucketIAMMember courier-agents",
  "gcp BucketIAMMember courier-arrivals",
  "gcp BucketIAMMember courier-arrivals-read",
  "gcp BucketIAMMember courier-backup",
  "gcp CryptoKey courier",
  "gcp CryptoKeyIAMMember courier-disks",
  "gcp CryptoKeyIAMMember courier-secret",
  "gcp IAMMember courier-agent",
  "gcp IAMMember courier-log",
  "gcp IAMMember courier-service",
  "gcp Instance courier-asia-southeast1-a",
  "gcp Instance courier-asia-southeast1-b",
  "gcp Instance courier-asia-southeast1-c",
  "gcp InterconnectAttachment line",
  "gcp KeyRing courier",
  "gcp ManagedZone courier-apis",
  "gcp ManagedZone courier-gcr-io",
  "gcp ManagedZone courier-pkg-dev",
  "gcp Network courier",
  "gcp NetworkFirewallPolicy courier",
  "gcp NetworkFirewallPolicyAssociation courier",
  "gcp NetworkFirewallPolicyRule courier-enclave",
  "gcp NetworkFirewallPolicyRule courier-google-apis",
  "gcp NetworkFirewallPolicyRule courier-nothing-else-leaves",
  "gcp NetworkFirewallPolicyRule courier-nothing-enters",
  "gcp NetworkFirewallPolicyRule courier-regional-apis",
  "gcp Policy courier",
  "gcp RecordSet courier-apis",
  "gcp RecordSet courier-apis-names",
  "gcp RecordSet courier-gcr-io",
  "gcp RecordSet courier-gcr-io-names",
  "gcp RecordSet courier-pkg-dev",
  "gcp RecordSet courier-pkg-dev-names",
  "gcp RecordSet courier-secretmanager",
  "gcp RecordSet courier-storage",
  "gcp RegionalEndpoint courier-secretmanager",
  "gcp RegionalEndpoint courier-storage",
  "gcp RegionalSecret courier",
  "gcp RegionalSecretIamMember courier",
  "gcp RegionalSecretVersion courier",
  "gcp Route courier",
  "gcp Router line",
  "gcp ServiceIdentity courier",
  "gcp Subnetwork courier",
  "gcp TransferAgentPool courier",
  "gcp TransferJob courier-fetch",
  "gcp TransferJob courier-keep",
  "oci DomainsCustomerSecretKey courier",
  "oci DomainsGroup courier",
  "oci DomainsUser courier",
  "oci DrgAttachmentManagement line",
  "oci NetworkSource courier",
  "oci Policy courier",
  "oci VirtualCircuit line",
];
const application = "gcp BucketIAMMember backup-application";

it.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
  [
    "keeps what courier and application bring in dual-run",
    dualRun,
    [...kept, ...brought, application],
    [...stores, ...log],
    [],
  ],
  ["keeps what the courier brings in backup-only", backupOnly, [...kept, ...brought], [...stores, ...log], []],
  [
    "has no courier, no line, no grant in the enclave and no protection left while it drains, and leaves its evidence behind",
    draining,
    kept,
    [],
    [...log, "gcp CryptoKeyIAMMember evidence"],
  ],
])("%s", async (_, phase, expected, guarded, left) => {
  const ran = await run(phase);
  expect(ran.resources.filter(isDeclared).map(called).sort()).toEqual([...expected].sort());
  expect(ran.protected).toEqual([...guarded].sort());
  expect(ran.retained).toEqual([...left].sort());
});

it("is nothing but a record once it is deleted", async () => {
  const { resources, outputs } = await run(deleted);
  expect(resources.filter(isDeclared)).toEqual([]);
  expect(outputs).toEqual({
    evidence: { center: "singapore", phase: "deleted", phaseSince: "2022-10-01", until: "2022-09-30" },
  });
});

const inputsOf = ({ resources }: Ran, kind: string, name: string) =>
  resources.find((one) => called(one) === `${kind} ${name}`)?.inputs;

it("works in Singapore and, while copies come, at both places of the enclave's, and tells where they are", async () => {
  const regions = ({ resources }: Ran) =>
    Object.fromEntries(
      resources
        .filter(({ type }) => type.startsWith("pulumi:providers:"))
        .map((one) => [one.name, one.inputs["region"]]),
    );
  const [receiving, ending] = [await run(backupOnly), await run(draining)];
  expect(regions(receiving)).toEqual({ singapore: "asia-southeast1", home: "us-ashburn-1", ashburn: "us-ashburn-1" });
  expect(regions(ending)).toEqual({ singapore: "asia-southeast1" });
  expect(Object.keys(ending.outputs).sort()).toEqual(["bucketName", "evidenceBucketId", "keyId"]);
  expect(Object.keys(receiving.outputs).sort()).toEqual([
    "arrivalsBucketName",
    "bucketName",
    "courierAccessKey",
    "evidenceBucketId",
    "keyId",
  ]);
});

it("joins both ends of one line, which tells the enclave of nothing but the courier's addresses", async () => {
  const ran = await run(backupOnly);
  expect(inputsOf(ran, "gcp Router", "line")).toMatchObject({
    region: "us-east4",
    network: "courier-id",
    bgp: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.40.0.0/26" }] },
  });
  expect(inputsOf(ran, "oci VirtualCircuit", "line")).toMatchObject({
    compartmentId: landingOutputs.networkCompartmentId,
    gatewayId: primary.drgId,
  });
  expect(inputsOf(ran, "oci DrgAttachmentManagement", "line")).toMatchObject({
    drgRouteTableId: primary.centersTableId,
  });
});

it("lets the courier read the enclave's bucket from its own addresses, by the host that serves it to Google", async () => {
  const ran = await run(backupOnly);
  expect(inputsOf(ran, "oci NetworkSource", "courier")).toMatchObject({
    virtualSourceLists: [{ vcnId: primary.hubId, ipRanges: ["10.40.0.0/26"] }],
  });
  expect(inputsOf(ran, "gcp Subnetwork", "courier")).toMatchObject({ ipCidrRange: "10.40.0.0/26" });
  expect(inputsOf(ran, "gcp TransferJob", "courier-fetch")).toMatchObject({
    transferSpec: {
      awsS3CompatibleDataSource: {
        endpoint: "axexample.compat.objectstorage.us-ashburn-1.oraclecloud.com",
        bucketName: "user-data",
      },
      gcsDataSink: { bucketName: "stateside-example-arrivals-singapore" },
    },
  });
});

it("keeps its evidence in another project, in the United States", async () => {
  expect(inputsOf(await run(dualRun), "gcp ProjectBucketConfig", "evidence")).toMatchObject({
    project: "stateside-evidence",
    location: "us-west2",
    locked: true,
  });
});

it("refuses a locked retention for which draining leaves no time, and takes one for which it does", async () => {
  const days = (retentionDays: string) => ({
    "stateside:lockRetention": "yes",
    "stateside:retentionDays": retentionDays,
  });
  await enter(draining, days("58"));
  expect(() => program()).toThrow(/the locked retention of 58 days can't be shortened/);
  await runtime.disconnect();
  const ran = await run(draining, days("57"));
  expect(inputsOf(ran, "gcp Bucket", "backup")).toMatchObject({
    retentionPolicy: { retentionPeriod: "4924800", isLocked: true },
  });
});
