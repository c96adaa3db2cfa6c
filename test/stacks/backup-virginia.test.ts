import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { previewProgram } from "../../doors/program";
import type { Estate } from "../../policies/residency/estate";
import type { Told } from "../components/recorder";
import { example, landingOutputs, runStack } from "./configured";

jest.setTimeout(60_000);

const folder = mkdtempSync(path.join(tmpdir(), "virginia-"));
const file = path.join(folder, "mandate.yaml");
const given = process.env["STATESIDE_MANDATE"];

beforeAll(() => {
  process.env["STATESIDE_MANDATE"] = file;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  if (given === undefined) delete process.env["STATESIDE_MANDATE"];
  else process.env["STATESIDE_MANDATE"] = given;
});

const primary = {
  namespace: "axexample",
  bucketName: "user-data",
  hubId: "ocid1.vcn.oc1.iad.hub",
  drgId: "ocid1.drg.oc1.iad.drg",
  centersTableId: "ocid1.drgroutetable.oc1.iad.centers",
};
const landing = { ...landingOutputs, identityDomainEndpoint: "https://us-enclave.identity.example" };

/** The stack in a phase; `undefined` leaves a key out. */
async function run(phase: string, change: Readonly<Record<string, string | undefined>> = {}) {
  const dates = phase === "draining" || phase === "deleted" ? ", phaseSince: 2022-08-01, until: 2022-09-30" : "";
  writeFileSync(
    file,
    [
      "name: us-user-data",
      "centers:",
      `  virginia: { kind: backup, stack: backup-virginia, cloud: aws, regions: [us-east-1], phase: ${phase}${dates} }`,
    ].join("\n"),
  );
  const changed = Object.entries({ ...example("backup-virginia"), ...change });
  const config = Object.fromEntries(
    changed.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  return runStack("backup-virginia", { config, landing, primary });
}

const providerOf = ({ provider }: Told) => provider?.split("::").at(-2) ?? "-";

/** `type name in provider`, sorted, without components and providers. */
function summary(resources: readonly Told[]): string[] {
  return resources
    .filter(({ type }) => /^(?:aws|oci):/.test(type))
    .map((each) => `${each.type.split(":").slice(-1).join()} ${each.name} in ${providerOf(each)}`)
    .sort();
}

/** What a center has until it is deleted: its stores, its evidence, and the network, in which nothing is left. */
const lasting = [
  "Bucket backup in virginia",
  "Bucket evidence in evidence",
  "BucketLifecycleConfiguration backup in virginia",
  "BucketLifecycleConfiguration evidence in evidence",
  "BucketObjectLockConfiguration backup in virginia",
  "BucketObjectLockConfiguration evidence in evidence",
  "BucketOwnershipControls backup in virginia",
  "BucketOwnershipControls evidence in evidence",
  "BucketPolicy backup in virginia",
  "BucketPolicy evidence in evidence",
  "BucketPublicAccessBlock backup in virginia",
  "BucketPublicAccessBlock evidence in evidence",
  "BucketServerSideEncryptionConfiguration backup in virginia",
  "BucketServerSideEncryptionConfiguration evidence in evidence",
  "BucketVersioning backup in virginia",
  "BucketVersioning evidence in evidence",
  "DefaultRouteTable backup in virginia",
  "DefaultSecurityGroup backup in virginia",
  "Firewall backup in virginia",
  "FirewallPolicy backup in virginia",
  "FlowLog backup in virginia",
  "Key backup in virginia",
  "Key backup in virginia",
  "Key evidence in evidence",
  "Key vault in virginia",
  "LogGroup backup in virginia",
  "LoggingConfiguration backup in virginia",
  "Plan vault in virginia",
  "ResolverFirewallConfig backup in virginia",
  "ResolverFirewallDomainList backup-known in virginia",
  "ResolverFirewallDomainList backup-others in virginia",
  "ResolverFirewallRule backup-known in virginia",
  "ResolverFirewallRule backup-others in virginia",
  "ResolverFirewallRuleGroup backup in virginia",
  "ResolverFirewallRuleGroupAssociation backup in virginia",
  "Role backup in virginia",
  "Role backup-vault in virginia",
  "RolePolicy backup in virginia",
  "RolePolicy backup-vault in virginia",
  "RuleGroup backup-inspected in virginia",
  "RuleGroup backup-passed in virginia",
  "Subnet backup-courier in virginia",
  "Subnet backup-endpoints in virginia",
  "Subnet backup-firewall in virginia",
  "Trail access in virginia",
  "Vault vault in virginia",
  "VaultPolicy vault in virginia",
  "Vpc backup in virginia",
];
/** What brings copies, and what makes recovery points of them. */
const working = [
  "Agent courier in virginia",
  "DomainsCustomerSecretKey courier-virginia in home",
  "DomainsGroup courier-virginia in home",
  "DomainsUser courier-virginia in home",
  "DrgAttachmentManagement line-virginia in ashburn",
  "Gateway line in virginia",
  "GatewayAssociation line in virginia",
  "HostedPrivateVirtualInterfaceAccepter line in virginia",
  "Instance courier in virginia",
  "Key courier in virginia",
  "LocationObjectStorage courier in virginia",
  "LogGroup courier in virginia",
  "LogResourcePolicy courier in virginia",
  "NetworkSource courier-virginia in home",
  "Policy courier-virginia in home",
  "Role backup-courier in virginia",
  "RolePolicy backup-courier in virginia",
  "Route backup-courier in virginia",
  "Route backup-firewall in virginia",
  "Route backup-line-courier in virginia",
  "Route backup-line-endpoints in virginia",
  "RouteTable backup-courier in virginia",
  "RouteTable backup-endpoints in virginia",
  "RouteTable backup-firewall in virginia",
  "RouteTable backup-line in virginia",
  "RouteTableAssociation backup-courier in virginia",
  "RouteTableAssociation backup-endpoints in virginia",
  "RouteTableAssociation backup-firewall in virginia",
  "RouteTableAssociation backup-line in virginia",
  "S3Location courier in virginia",
  "SecurityGroup backup-courier in virginia",
  "SecurityGroup backup-endpoints in virginia",
  "SecurityGroupEgressRule backup-control in virginia",
  "SecurityGroupEgressRule backup-data in virginia",
  "SecurityGroupEgressRule backup-line in virginia",
  "SecurityGroupIngressRule backup-control in virginia",
  "SecurityGroupIngressRule backup-data in virginia",
  "Selection vault in virginia",
  "Task courier in virginia",
  "VaultLockConfiguration vault in virginia",
  "VirtualCircuit line-virginia in ashburn",
  "VpcEndpoint backup in virginia",
  "VpnGateway line in virginia",
];

it.each(["dual-run", "backup-only"])("holds, is joined by a line and receives in %s", async (phase) => {
  const { resources, outputs } = await run(phase);
  expect(summary(resources)).toEqual([...lasting, ...working].sort());
  expect(outputs).toEqual({
    bucketName: "stateside-example-backup-virginia",
    keyArn: "arn:aws:kms:us-east-1:111122223333:key/backup",
    vaultName: "us-backup",
    evidenceBucketName: "evidence-id",
    courierBlock: "10.30.0.0/26",
    courierAddress: "10.30.0.10",
  });
});

it("has no courier, no line, no grant in the primary and no role but the vault's while it drains", async () => {
  const { resources, outputs } = await run("draining");
  expect(summary(resources)).toEqual(lasting);
  expect(Object.keys(outputs)).not.toContain("courierAddress");
});

it("declares nothing once it is deleted, and keeps the record", async () => {
  const { resources, outputs } = await run("deleted");
  expect(summary(resources)).toEqual([]);
  expect(outputs).toEqual({
    evidence: { center: "virginia", phase: "deleted", phaseSince: "2022-08-01", until: "2022-09-30" },
  });
});

it("works in the center's region, the evidence's, Ashburn and the home region, in the one account", async () => {
  const { resources } = await run("backup-only");
  const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
  const places = providers.map(({ name, inputs }) => [name, [inputs["region"], inputs["allowedAccountIds"]]] as const);
  expect(Object.fromEntries(places)).toEqual({
    virginia: ["us-east-1", '["111122223333"]'],
    evidence: ["us-west-2", '["111122223333"]'],
    ashburn: ["us-ashburn-1", undefined],
    home: ["us-ashburn-1", undefined],
  });
});

const inputsOf = (resources: readonly Told[], type: string, name: string) =>
  resources.find((each) => each.type.endsWith(`:${type}`) && each.name === name)?.inputs;

it("lets the application write in dual-run alone, and only if it is named", async () => {
  const role = "arn:aws:iam::111122223333:role/application";
  const named = { "stateside:applicationRole": role };
  const policyIn = async (phase: string, change = {}) =>
    inputsOf((await run(phase, change)).resources, "BucketPolicy", "backup")?.["policy"];
  expect(await policyIn("dual-run", named)).toContain(role);
  expect(await policyIn("dual-run", { "stateside:applicationRole": undefined })).not.toContain("Guests");
  expect(await policyIn("backup-only", named)).not.toContain(role);
  expect(await policyIn("draining", named)).not.toContain(role);
});

it("lets nobody read the backup or bring recovery points back but who is named", async () => {
  const role = "arn:aws:iam::111122223333:role/break-glass";
  const policies = async (phase: string, change: Readonly<Record<string, string>>) => {
    const { resources } = await run(phase, change);
    const vault = inputsOf(resources, "VaultPolicy", "vault")?.["policy"];
    const keys = resources.filter(({ type, name }) => type.endsWith(":Key") && name === "backup");
    return [
      vault,
      inputsOf(resources, "BucketPolicy", "backup")?.["policy"],
      ...keys.map(({ inputs }) => inputs["policy"]),
    ];
  };
  const named = { "stateside:restorers": role };
  const naming = (documents: readonly unknown[]) => documents.filter((document) => String(document).includes(role));
  expect(naming(await policies("backup-only", named))).toHaveLength(3);
  expect(naming(await policies("backup-only", {}))).toEqual([]);
  expect(naming(await policies("draining", named))).toEqual([]);
});

it("reads the primary's bucket by the line, from the courier's subnet", async () => {
  const { resources } = await run("backup-only");
  const host = "axexample.compat.objectstorage.us-ashburn-1.oraclecloud.com";
  expect(inputsOf(resources, "LocationObjectStorage", "courier")).toMatchObject({
    serverHostname: host,
    bucketName: "user-data",
    accessKey: "courier-virginia-access-key",
  });
  expect(JSON.stringify(inputsOf(resources, "RuleGroup", "backup-passed"))).toContain(host);
  expect(inputsOf(resources, "ResolverFirewallDomainList", "backup-known")?.["domains"]).toEqual([
    host,
    "*.us-east-1.amazonaws.com",
    "*.us-east-1.vpce.amazonaws.com",
    "*.ec2.internal",
  ]);
  expect(inputsOf(resources, "NetworkSource", "courier-virginia")?.["virtualSourceLists"]).toEqual([
    { vcnId: "ocid1.vcn.oc1.iad.hub", ipRanges: ["10.30.0.0/26"] },
  ]);
  expect(inputsOf(resources, "GatewayAssociation", "line")?.["allowedPrefixes"]).toEqual(["10.30.0.0/24"]);
  expect(inputsOf(resources, "DrgAttachmentManagement", "line-virginia")).toMatchObject({
    drgId: primary.drgId,
    drgRouteTableId: primary.centersTableId,
  });
});

it("has its trail before each store that it tells of, so that it goes after them", async () => {
  const preview = await previewProgram({
    directory: path.join(__dirname, "../.."),
    stacks: ["backup-virginia"],
    timeout: 60,
    environment: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
    assume: new Map(),
    invokes: new Map(),
    mandateFile: path.join(__dirname, "../../mandate.yaml"),
  });
  if (preview.kind === "failed") throw new Error(preview.failures.map(({ message }) => message).join("\n"));
  const { estate } = preview;
  const urns = (form: RegExp) => estate.resources.map(({ urn }) => urn).filter((urn) => form.test(urn));
  const [trail = ""] = urns(/:Trail::access$/);
  const stores = urns(/BackupAccess\$.*:Role::|BackupBucket\$.*:(?:Key|Bucket)::|BackupVault\$.*:(?:Key|Vault)::/);
  expect(stores).toHaveLength(6);
  expect(stores.filter((urn) => !comesAfter(estate, urn).has(trail))).toEqual([]);
});

/** All that a resource was declared to come after, and what that comes after; what a component does, its parts do. */
function comesAfter(estate: Estate, urn: string, seen = new Set<string>()): Set<string> {
  const { dependsOn = [], parent } = estate.find(urn) ?? {};
  for (const each of [...dependsOn, ...(parent === undefined ? [] : [parent])]) {
    if (seen.has(each)) continue;
    seen.add(each);
    comesAfter(estate, each, seen);
  }
  return seen;
}

it("has a machine to activate, and nothing that copies, until the machine's key is set", async () => {
  const { resources } = await run("backup-only", { "stateside:agentActivationKey": undefined });
  const names = summary(resources);
  expect(names).toContain("Instance courier in virginia");
  expect(names).toContain("SecurityGroup backup-activation in virginia");
  expect(names.filter((name) => /^(?:Agent|Task|S3Location|LocationObjectStorage) /.test(name))).toEqual([]);
});

it("refuses to drain sooner than what is there ends", async () => {
  const change = { "stateside:vaultDays": "58" };
  await expect(run("draining", change)).rejects.toThrow(
    "center `virginia`: the recovery points' retention of 58 days outlives `until`; " +
      "use at most 57 days, or a later `until` in the mandate",
  );
});
