import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import program from "../../stacks/index";
import type { Told } from "../components/recorder";
import { example, landingOutputs, project, runAs, runStack } from "./configured";

const folder = mkdtempSync(path.join(tmpdir(), "stacks-"));
const root = path.join(__dirname, "..", "..");

afterAll(() => {
  rmSync(folder, { recursive: true });
  delete process.env["STATESIDE_MANDATE"];
});

/** Both backup centers in the same phase. */
function mandate(phase: string): void {
  const file = path.join(folder, "mandate.yaml");
  const dates = `phase: ${phase}, phaseSince: 2022-08-01, until: 2022-10-31`;
  writeFileSync(
    file,
    [
      "name: us-user-data",
      "centers:",
      `  virginia: { kind: backup, stack: backup-virginia, cloud: aws, regions: [us-east-1], ${dates} }`,
      `  singapore: { kind: backup, stack: backup-singapore, cloud: gcp, regions: [asia-southeast1], ${dates} }`,
    ].join("\n"),
  );
  process.env["STATESIDE_MANDATE"] = file;
}

/** `type name in provider`, sorted; the engine is told of them in no order. */
function summary(resources: readonly Told[]): string[] {
  const providerOf = (resource: Told) => resource.provider?.split("::").at(-2);
  return resources
    .filter(({ type }) => !type.startsWith("pulumi:providers:"))
    .map((each) =>
      [each.type, each.name, ...(providerOf(each) === undefined ? [] : ["in", providerOf(each)])].join(" "),
    )
    .sort();
}

function regions(resources: readonly Told[]): Record<string, unknown> {
  const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
  return Object.fromEntries(providers.map(({ name, inputs }) => [name, inputs["region"]]));
}

it("builds the landing stack in the tenancy's home region, and binds the other clouds", async () => {
  const { resources, outputs } = await runStack("landing");
  expect(regions(resources)).toEqual({ home: "us-ashburn-1", management: "us-east-1" });
  expect(summary(resources)).toEqual([
    "aws:organizations/policy:Policy regions in management",
    "aws:organizations/policyAttachment:PolicyAttachment regions in management",
    "gcp:orgpolicy/policy:Policy locations in organization",
    "oci:Audit/configuration:Configuration tenancy in home",
    "oci:CloudGuard/cloudGuardConfiguration:CloudGuardConfiguration enclave in home",
    "oci:CloudGuard/securityRecipe:SecurityRecipe enclave in home",
    "oci:CloudGuard/securityZone:SecurityZone enclave-audit in home",
    "oci:CloudGuard/securityZone:SecurityZone enclave-data in home",
    "oci:CloudGuard/securityZone:SecurityZone enclave-keys in home",
    "oci:CloudGuard/target:Target enclave in home",
    "oci:Events/rule:Rule enclave in home",
    "oci:Identity/compartment:Compartment enclave in home",
    "oci:Identity/compartment:Compartment enclave-application in home",
    "oci:Identity/compartment:Compartment enclave-audit in home",
    "oci:Identity/compartment:Compartment enclave-data in home",
    "oci:Identity/compartment:Compartment enclave-inspection in home",
    "oci:Identity/compartment:Compartment enclave-keys in home",
    "oci:Identity/compartment:Compartment enclave-network in home",
    "oci:Identity/domain:Domain enclave in home",
    "oci:Identity/domainReplicationToRegion:DomainReplicationToRegion enclave-us-phoenix-1 in home",
    "oci:Identity/domainsAuthenticationFactorSetting:DomainsAuthenticationFactorSetting enclave in home",
    "oci:Identity/domainsDynamicResourceGroup:DomainsDynamicResourceGroup enclave-workloads in home",
    "oci:Identity/domainsGroup:DomainsGroup enclave-auditors in home",
    "oci:Identity/domainsGroup:DomainsGroup enclave-gatekeepers in home",
    "oci:Identity/domainsGroup:DomainsGroup enclave-operators in home",
    "oci:Identity/domainsIdentitySetting:DomainsIdentitySetting enclave in home",
    "oci:Identity/domainsKmsiSetting:DomainsKmsiSetting enclave in home",
    "oci:Identity/domainsPasswordPolicy:DomainsPasswordPolicy enclave in home",
    "oci:Identity/domainsSetting:DomainsSetting enclave in home",
    "oci:Identity/networkSource:NetworkSource enclave in home",
    "oci:Identity/policy:Policy enclave in home",
    "oci:Identity/policy:Policy enclave-auditors in home",
    "oci:Identity/policy:Policy enclave-gatekeepers in home",
    "oci:Identity/policy:Policy enclave-operators in home",
    "oci:Identity/policy:Policy enclave-workloads in home",
    "oci:Identity/tag:Tag stateside-data-class in home",
    "oci:Identity/tag:Tag stateside-owner in home",
    "oci:Identity/tagDefault:TagDefault enclave-data-class in home",
    "oci:Identity/tagDefault:TagDefault enclave-owner in home",
    "oci:Identity/tagNamespace:TagNamespace stateside in home",
    "oci:Limits/quota:Quota enclave-compute in home",
    "oci:Limits/quota:Quota enclave-database in home",
    "oci:Limits/quota:Quota enclave-network in home",
    "oci:Limits/quota:Quota enclave-service in home",
    "oci:Limits/quota:Quota enclave-storage in home",
    "oci:Ons/notificationTopic:NotificationTopic enclave in home",
    "oci:Ons/subscription:Subscription enclave in home",
    "stateside:aws:RegionGuardrail regions",
    "stateside:gcp:OrgGuardrail locations",
    "stateside:oci:AuditRetention tenancy",
    "stateside:oci:EnclaveAccess enclave",
    "stateside:oci:EnclaveCompartment enclave",
    "stateside:oci:EnclaveTags stateside",
    "stateside:oci:IdentityDomain enclave",
    "stateside:oci:RegionGuardrail enclave",
    "stateside:oci:RequiredTags enclave",
    "stateside:oci:SecurityZone enclave",
    "stateside:oci:SignOn enclave",
    "stateside:oci:ThreatDetection enclave",
  ]);
  expect(outputs).toEqual({
    tenancyId: example("landing")["stateside:tenancyId"],
    enclaveCompartmentId: "enclave-id",
    networkCompartmentId: "enclave-network-id",
    applicationCompartmentId: "enclave-application-id",
    dataCompartmentId: "enclave-data-id",
    keysCompartmentId: "enclave-keys-id",
    auditCompartmentId: "enclave-audit-id",
    inspectionCompartmentId: "enclave-inspection-id",
    identityDomainId: "enclave-id",
    identityDomainName: "us-enclave",
    identityDomainEndpoint: "https://enclave.identity.example",
    networkSource: "us-enclave-offices",
    securityTopicId: "enclave-id",
    responderRecipeId: "ocid1.cloudguardresponderrecipe.oc1..oci-responder-recipe",
    securityZoneTargetIds: "enclave-data-target enclave-keys-target enclave-audit-target",
  });
});

it("builds the primary stack in Ashburn and Phoenix, in the landing stack's compartments", async () => {
  const { resources, outputs } = await runStack("primary");
  expect(regions(resources)).toEqual({ ashburn: "us-ashburn-1", phoenix: "us-phoenix-1", home: "us-ashburn-1" });
  const stores = /^oci:(Kms|Vault|Database|FileStorage|ObjectStorage|Core\/volume)/;
  const evidence = / (primary|standby)(-replica)? /;
  expect(summary(resources).filter((each) => stores.test(each) && !evidence.test(each))).toEqual([
    "oci:Core/volume:Volume user-data in ashburn",
    "oci:Core/volumeBackupPolicy:VolumeBackupPolicy user-data in ashburn",
    "oci:Core/volumeBackupPolicyAssignment:VolumeBackupPolicyAssignment user-data in ashburn",
    "oci:Database/autonomousDatabase:AutonomousDatabase user-data in ashburn",
    "oci:Database/autonomousDatabase:AutonomousDatabase user-data-standby in phoenix",
    "oci:FileStorage/export:Export user-data in ashburn",
    "oci:FileStorage/fileSystem:FileSystem user-data in ashburn",
    "oci:FileStorage/fileSystem:FileSystem user-data-replica in phoenix",
    "oci:FileStorage/filesystemSnapshotPolicy:FilesystemSnapshotPolicy user-data in ashburn",
    "oci:FileStorage/mountTarget:MountTarget user-data in ashburn",
    "oci:FileStorage/mountTarget:MountTarget user-data-replica in phoenix",
    "oci:FileStorage/replication:Replication user-data in ashburn",
    "oci:Kms/key:Key enclave-authority in ashburn",
    "oci:Kms/key:Key enclave-database in ashburn",
    "oci:Kms/key:Key enclave-evidence in ashburn",
    "oci:Kms/key:Key enclave-files in ashburn",
    "oci:Kms/key:Key enclave-nodes in ashburn",
    "oci:Kms/key:Key enclave-objects in ashburn",
    "oci:Kms/key:Key enclave-secrets in ashburn",
    "oci:Kms/key:Key enclave-standby-authority in phoenix",
    "oci:Kms/key:Key enclave-standby-evidence in phoenix",
    "oci:Kms/key:Key enclave-standby-files in phoenix",
    "oci:Kms/key:Key enclave-standby-nodes in phoenix",
    "oci:Kms/key:Key enclave-standby-objects in phoenix",
    "oci:Kms/key:Key enclave-standby-secrets in phoenix",
    "oci:Kms/key:Key enclave-standby-volumes in phoenix",
    "oci:Kms/key:Key enclave-volumes in ashburn",
    "oci:Kms/vault:Vault enclave in ashburn",
    "oci:Kms/vault:Vault enclave-standby in phoenix",
    "oci:Kms/vaultVerification:VaultVerification enclave in ashburn",
    "oci:ObjectStorage/bucket:Bucket user-data in ashburn",
    "oci:ObjectStorage/bucket:Bucket user-data-replica in phoenix",
    "oci:ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy user-data in ashburn",
    "oci:ObjectStorage/replicationPolicy:ReplicationPolicy user-data in ashburn",
    "oci:Vault/secret:Secret user-data-administrator in ashburn",
  ]);
  const compartments = resources.map(({ inputs }) => inputs["compartmentId"]).filter((id) => id !== undefined);
  const { inspectionCompartmentId, identityDomainName, identityDomainEndpoint, ...used } = landingOutputs;
  for (const unused of [inspectionCompartmentId, identityDomainName, identityDomainEndpoint]) {
    expect(compartments).not.toContain(unused);
  }
  expect(new Set(compartments)).toEqual(new Set(Object.values(used)));
  expect(outputs).toMatchObject({
    namespace: "axexample",
    bucketName: "user-data",
    replicaBucketName: "user-data-replica",
    databaseId: "user-data-id",
    authorityKeyId: "enclave-authority-id",
    standbyAuthorityKeyId: "enclave-standby-authority-id",
    clusterId: "application-id",
    standbyClusterId: "application-standby-id",
    releasePipelineId: "enclave-releases-id",
    standbyReleasePipelineId: "enclave-releases-standby-id",
    standbyExportSetId: "user-data-replica-exports",
  });
});

it("has the clusters of both sides ask for the signing key that the inspection has there", async () => {
  const { resources } = await runStack("primary");
  const asked = resources
    .filter(({ type }) => type === "oci:ContainerEngine/cluster:Cluster")
    .map(({ name, inputs, provider }) => [name, provider?.split("::").at(-2), inputs["imagePolicyConfig"]]);
  const policy = (kmsKeyId: string) => ({ isPolicyEnabled: true, keyDetails: [{ kmsKeyId }] });
  expect(asked).toEqual([
    ["application", "ashburn", policy("ocid1.key.oc1.iad.vault.signing")],
    ["application-standby", "phoenix", policy("ocid1.key.oc1.phx.vault.signing")],
  ]);
});

it("declares at least 45 types of resources on Oracle Cloud", async () => {
  const types = new Set<string>();
  const landing = await runStack("landing");
  const primary = await runStack("primary");
  for (const { type } of [...landing.resources, ...primary.resources]) if (type.startsWith("oci:")) types.add(type);
  expect(types.size).toBeGreaterThanOrEqual(45);
});

it.each([
  ["backup-virginia", "virginia"],
  ["backup-singapore", "singapore"],
])("leaves only the record of %s once it is deleted", async (stack, center) => {
  mandate("deleted");
  const { resources, outputs } = await runStack(stack);
  expect(resources).toEqual([]);
  expect(outputs).toEqual({
    evidence: { center, phase: "deleted", phaseSince: "2022-08-01", until: "2022-10-31" },
  });
});

it("takes a provider's credentials from the provider's own configuration", async () => {
  const config = { ...example("landing"), "oci:userOcid": "ocid1.user.oc1..aaaa", "oci:region": "eu-frankfurt-1" };
  const { resources } = await runStack("landing", { config });
  const provider = resources.find(({ type }) => type === "pulumi:providers:oci");
  expect(provider?.inputs).toEqual({
    region: "us-ashburn-1",
    userOcid: "ocid1.user.oc1..aaaa",
    ignoreDefinedTags: '["Oracle-Tags.CreatedBy","Oracle-Tags.CreatedOn"]',
  });
});

it("looks for the compartments in the stack that the configuration names", async () => {
  const config = { ...example("primary"), "stateside:landingStack": "acme/tenancy/base" };
  const { resources } = await runStack("primary", { config });
  expect(resources.map(({ name }) => name)).toContain("acme/tenancy/base");
});

it.each(["prod", "toString"])("refuses the stack name `%s`", async (stack) => {
  await runAs(stack, {});
  expect(program).toThrow(
    new Error(
      `unknown stack \`${stack}\`; a stack's name selects its program: use \`landing\`, \`inspection\`, \`primary\`, \`traffic\`, \`backup-virginia\`, \`backup-singapore\`, \`legacy-google\``,
    ),
  );
});

it("declares in Pulumi.yaml only what every stack is told", () => {
  expect(Object.keys(project().config).sort()).toEqual(["dataClass", "owner"]);
});

it("loads only the SDKs of the clouds that a stack is on", () => {
  const clouds = {
    landing: "aws,gcp,oci",
    inspection: "oci",
    primary: "oci",
    traffic: "oci",
    "backup-virginia": "aws,oci",
    "backup-singapore": "gcp,oci",
    "legacy-google": "gcp,oci",
  };
  const script = `
    const loaded = {};
    for (const stack of ${JSON.stringify(Object.keys(clouds))}) {
      for (const file of Object.keys(require.cache)) delete require.cache[file];
      require("./stacks/" + stack);
      const sdks = Object.keys(require.cache).map((file) => /@pulumi[\\\\/](oci|aws|gcp)[\\\\/]/.exec(file)?.[1]);
      loaded[stack] = [...new Set(sdks.filter(Boolean))].sort().join();
    }
    console.log(JSON.stringify(loaded));`;
  const printed = execFileSync(process.execPath, ["-r", "tsx/cjs", "-e", script], { cwd: root, encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual(clouds);
});
