import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Told } from "../components/recorder";
import { example, runStack } from "./configured";

const primary = {
  namespace: "axexample",
  bucketName: "user-data",
  drgId: "ocid1.drg.oc1.iad.primary",
  centersTableId: "ocid1.drgroutetable.oc1.iad.centers",
  applicationCidr: "10.20.64.0/18",
  applicationNetworkId: "ocid1.vcn.oc1.iad.application",
  applicationSubnetId: "ocid1.subnet.oc1.iad.application",
  applicationGroupId: "ocid1.networksecuritygroup.oc1.iad.application",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "legacy-google-"));
});
afterEach(() => {
  delete process.env["STATESIDE_MANDATE"];
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the stack in a phase of its center. */
async function run(phase: string, change: (config: Record<string, string>) => void = () => undefined) {
  const file = path.join(folder, "mandate.yaml");
  const center = `{ kind: legacy, stack: legacy-google, cloud: gcp, regions: [us-east4], ${phase} }`;
  writeFileSync(
    file,
    "name: us-user-data\n" +
      "primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }\n" +
      `centers:\n  google: ${center}\n`,
  );
  process.env["STATESIDE_MANDATE"] = file;
  const config = example("legacy-google");
  change(config);
  return runStack("legacy-google", { config, primary });
}

const dualRun = "phase: dual-run, phaseSince: 2022-06-17";
const frozen = "phase: backup-only, phaseSince: 2022-07-01";
const draining = "phase: draining, phaseSince: 2022-08-01, until: 2022-09-30";
const deleted = "phase: deleted, phaseSince: 2022-10-01, until: 2022-09-30";

/** What is declared at the clouds, by kind and name. */
const declared = ({ resources }: { readonly resources: readonly Told[] }) =>
  resources
    .filter(({ type }) => !/^(?:pulumi|stateside):/.test(type))
    .map(({ type, name }) => `${type.split(":")[0] ?? ""} ${type.split(":").at(-1) ?? ""} ${name}`)
    .sort();

const bucket = "stateside-example-user-data";
const evidence = [
  "gcp CryptoKey legacy-audit",
  "gcp CryptoKeyIAMMember legacy-audit",
  "gcp IAMAuditConfig legacy-audit",
  "gcp IAMMember legacy-audit",
  "gcp KeyRing legacy-audit",
  "gcp ProjectBucketConfig legacy-audit",
  "gcp ProjectExclusion legacy-audit",
  "gcp ProjectSink legacy-audit",
];
const held = [
  "gcp Bucket legacy-inventory",
  `gcp Bucket legacy-${bucket}`,
  `gcp BucketIAMMember legacy-inventory-${bucket}`,
  "gcp BucketIAMMember legacy-inventory-reports",
  "gcp CryptoKey legacy",
  "gcp CryptoKey legacy-inventory",
  "gcp CryptoKeyIAMMember legacy",
  "gcp CryptoKeyIAMMember legacy-inventory",
  `gcp InsightsReportConfig legacy-inventory-${bucket}`,
  "gcp KeyRing legacy",
  "gcp ServiceIdentity legacy-inventory",
];
const writer = `gcp BucketIAMMember legacy-${bucket}-application`;
/** The line and the puller's place, which are there as long as the center is. */
const standing = [
  "gcp InterconnectAttachment legacy",
  "gcp Network legacy",
  "gcp Route legacy",
  "gcp Router legacy",
  "gcp Subnetwork legacy",
  "oci Compartment legacy",
  "oci DrgAttachmentManagement legacy",
  "oci Key legacy-secrets",
  "oci Rrset legacy",
  "oci Secret legacy",
  "oci Vault legacy",
  "oci VirtualCircuit legacy",
  "oci Zone legacy",
];
const fetched = [
  "gcp Account legacy",
  `gcp BucketIAMMember legacy-${bucket}`,
  "gcp HmacKey legacy",
  "oci ContainerInstance legacy",
  "oci DynamicGroup legacy",
  "oci Policy legacy",
];

it.each<[string, string, readonly string[]]>([
  ["keeps, lists and fetches what the old application still writes in dual-run", dualRun, [writer, ...fetched]],
  ["only keeps and lists in backup-only: nobody writes and nothing leaves", frozen, []],
  ["fetches what is left while draining, and lets nobody write", draining, fetched],
])("%s", async (_, phase, beside) => {
  expect(declared(await run(phase))).toEqual([...evidence, ...held, ...standing, ...beside].sort());
});

it("is nothing but a record once it is deleted", async () => {
  const { resources, outputs } = await run(deleted);
  expect(resources).toEqual([]);
  expect(outputs).toEqual({
    evidence: { center: "google", phase: "deleted", phaseSince: "2022-10-01", until: "2022-09-30" },
  });
});

it.each([
  [dualRun, ["evidenceBucketId", "keyId", "pullerId", "reportBucketName"]],
  [frozen, ["evidenceBucketId", "keyId", "reportBucketName"]],
  [draining, ["evidenceBucketId", "keyId", "pullerId", "reportBucketName"]],
])("tells what there is while the center is alive: %s", async (phase, names) => {
  expect(Object.keys((await run(phase)).outputs).sort()).toEqual(names);
});

it("keeps its evidence in another project and another region of the United States than its data", async () => {
  const { resources } = await run(dualRun);
  const of = (type: string) => resources.find((one) => one.type.endsWith(`:${type}`))?.inputs;
  expect(of("ProjectBucketConfig")).toMatchObject({ project: "stateside-example-evidence", location: "us-central1" });
  expect(of("InsightsReportConfig")).toMatchObject({ project: "stateside-example-legacy", location: "us-east4" });
});

it("joins both ends of one line, and lets it lead to Google's APIs alone", async () => {
  const { resources } = await run(dualRun);
  const of = (type: string) => resources.find((one) => one.type.endsWith(`:${type}`))?.inputs;
  expect(of("Router")).toMatchObject({
    network: "legacy-id",
    region: "us-east4",
    bgp: { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "199.36.153.4/30" }] },
  });
  expect(of("VirtualCircuit")).toMatchObject({
    compartmentId: "ocid1.compartment.oc1..network",
    gatewayId: primary.drgId,
    bandwidthShapeName: "1 Gbps",
  });
  expect(of("DrgAttachmentManagement")).toMatchObject({ drgRouteTableId: primary.centersTableId });
  const kept = resources.find(({ name }) => name === `legacy-${bucket}`);
  expect(kept?.inputs["ipFilter"]).toMatchObject({
    vpcNetworkSources: [{ network: "legacy-id", allowedIpCidrRanges: [primary.applicationCidr] }],
  });
});

it("lets no request of the line's reach a bucket while nothing is fetched, and keeps no credential", async () => {
  const inputsOf = async (phase: string, wanted: (one: Told) => boolean) =>
    (await run(phase)).resources.find(wanted)?.inputs ?? {};
  const isBucket = ({ name }: Told) => name === `legacy-${bucket}`;
  const isSecret = ({ type }: Told) => type.endsWith(":Secret");
  expect((await inputsOf(frozen, isBucket))["ipFilter"]).not.toHaveProperty("vpcNetworkSources");
  expect(JSON.stringify(await inputsOf(frozen, isSecret))).toContain(Buffer.from("revoked").toString("base64"));
  expect(JSON.stringify(await inputsOf(draining, isSecret))).not.toContain(Buffer.from("revoked").toString("base64"));
});

it("starts the inspected image, in the application's subnet, with what it copies and where to", async () => {
  const { resources } = await run(draining, (config) => {
    config["stateside:pullRun"] = "7";
    config["stateside:pullProcessors"] = "4";
  });
  const instance = resources.find(({ type }) => type.endsWith(":ContainerInstance"));
  expect(instance?.inputs).toMatchObject({
    shapeConfig: { ocpus: 4, memoryInGbs: 32 },
    vnics: [{ subnetId: primary.applicationSubnetId, nsgIds: [primary.applicationGroupId] }],
    containers: [
      {
        imageUrl: expect.stringMatching(
          /^iad\.ocir\.io\/axexample\/us-enclave\/puller@sha256:[0-9a-f]{64}$/,
        ) as unknown,
        environmentVariables: {
          PULL_RUN: "7",
          SOURCE_BUCKETS: bucket,
          HOME_NAMESPACE: "axexample",
          HOME_BUCKET: "user-data",
          HOME_COMPARTMENT_OCID: "ocid1.compartment.oc1..data",
        },
      },
    ],
  });
});

it("doesn't drain before somebody has compared", async () => {
  const uncompared = (config: Record<string, string>) => {
    delete config["stateside:comparedReports"];
  };
  await expect(run(draining, uncompared)).rejects.toThrow("0 of 1 buckets were compared with the enclave");
  expect(declared(await run(frozen, uncompared))).toEqual([...evidence, ...held, ...standing].sort());
});
