import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { output, runtime } from "@pulumi/pulumi";
import program from "../../stacks/index";
import type { Told } from "../components/recorder";
import { example, project, runAs } from "./configured";

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

const landing = {
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  dataCompartmentId: "ocid1.compartment.oc1..data",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
};

/** Runs a stack's program with its example configuration. */
async function run(stack: string): Promise<{ resources: Told[]; outputs: Record<string, unknown> }> {
  const resources: Told[] = [];
  await runAs(stack, example(stack), { landing, told: (resource) => void resources.push(resource) });
  const outputs = await settled({ ...program() });
  await runtime.disconnect();
  return { resources, outputs };
}

function settled(outputs: Record<string, unknown>): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    output(outputs).apply((values) => {
      resolve(values);
    });
  });
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

it("builds the landing stack in the tenancy's home region", async () => {
  const { resources, outputs } = await run("landing");
  expect(regions(resources)).toEqual({ home: "us-ashburn-1" });
  expect(summary(resources)).toEqual([
    "oci:Identity/compartment:Compartment enclave in home",
    "oci:Identity/compartment:Compartment enclave-audit in home",
    "oci:Identity/compartment:Compartment enclave-data in home",
    "oci:Identity/compartment:Compartment enclave-keys in home",
    "oci:Identity/compartment:Compartment enclave-network in home",
    "stateside:oci:EnclaveCompartment enclave",
  ]);
  expect(outputs).toEqual({
    enclaveCompartmentId: "enclave-id",
    networkCompartmentId: "enclave-network-id",
    dataCompartmentId: "enclave-data-id",
    keysCompartmentId: "enclave-keys-id",
    auditCompartmentId: "enclave-audit-id",
  });
});

it("builds the primary stack in Ashburn and Phoenix, in the landing stack's compartments", async () => {
  const { resources, outputs } = await run("primary");
  expect(regions(resources)).toEqual({ ashburn: "us-ashburn-1", phoenix: "us-phoenix-1", home: "us-ashburn-1" });
  expect(summary(resources)).toEqual([
    "oci:Identity/policy:Policy user-data in home",
    "oci:Kms/key:Key user-data in ashburn",
    "oci:Kms/key:Key user-data-replica in phoenix",
    "oci:Kms/vault:Vault user-data in ashburn",
    "oci:Kms/vault:Vault user-data-replica in phoenix",
    "oci:ObjectStorage/bucket:Bucket user-data in ashburn",
    "oci:ObjectStorage/bucket:Bucket user-data-replica in phoenix",
    "oci:ObjectStorage/replicationPolicy:ReplicationPolicy user-data in ashburn",
    "pulumi:pulumi:StackReference organization/stateside/landing",
    "stateside:oci:KeyVault user-data",
    "stateside:oci:KeyVault user-data-replica",
    "stateside:oci:PrimaryStorage user-data",
  ]);
  const compartments = resources.map(({ inputs }) => inputs["compartmentId"]).filter((id) => id !== undefined);
  expect(new Set(compartments)).toEqual(new Set(Object.values(landing)));
  expect(outputs).toEqual({
    namespace: "axexample",
    bucketName: "user-data",
    replicaBucketName: "user-data-replica",
    keyId: "user-data-id",
    replicaKeyId: "user-data-replica-id",
  });
});

it("builds the backup center in Virginia with the account's credentials only", async () => {
  mandate("backup-only");
  const { resources, outputs } = await run("backup-virginia");
  expect(regions(resources)).toEqual({ virginia: "us-east-1" });
  expect(resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs["allowedAccountIds"]).toBe(
    '["111122223333"]',
  );
  expect(summary(resources)).toHaveLength(10);
  expect(outputs).toMatchObject({ bucketName: "stateside-example-backup-virginia" });
});

it("builds the backup center in Singapore", async () => {
  mandate("dual-run");
  const { resources, outputs } = await run("backup-singapore");
  expect(regions(resources)).toEqual({ singapore: "asia-southeast1" });
  expect(summary(resources)).toEqual([
    "gcp:kms/cryptoKey:CryptoKey backup in singapore",
    "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember backup in singapore",
    "gcp:kms/keyRing:KeyRing backup in singapore",
    "gcp:storage/bucket:Bucket backup in singapore",
    "gcp:storage/bucketIAMMember:BucketIAMMember backup-application in singapore",
    "gcp:storage/bucketIAMMember:BucketIAMMember backup-courier in singapore",
    "stateside:gcp:BackupBucket backup",
  ]);
  expect(outputs).toEqual({ bucketName: "stateside-example-backup-singapore", keyId: "backup-id" });
});

it.each([
  ["backup-virginia", "virginia"],
  ["backup-singapore", "singapore"],
])("leaves only the record of %s once it is deleted", async (stack, center) => {
  mandate("deleted");
  const { resources, outputs } = await run(stack);
  expect(resources).toEqual([]);
  expect(outputs).toEqual({
    evidence: { center, phase: "deleted", phaseSince: "2022-08-01", until: "2022-10-31" },
  });
});

it("takes a provider's credentials from the provider's own configuration", async () => {
  const resources: Told[] = [];
  const config = { ...example("landing"), "oci:userOcid": "ocid1.user.oc1..aaaa", "oci:region": "eu-frankfurt-1" };
  await runAs("landing", config, { told: (resource) => void resources.push(resource) });
  program();
  await runtime.disconnect();
  const provider = resources.find(({ type }) => type === "pulumi:providers:oci");
  expect(provider?.inputs).toEqual({ region: "us-ashburn-1", userOcid: "ocid1.user.oc1..aaaa" });
});

it("looks for the compartments in the stack that the configuration names", async () => {
  const resources: Told[] = [];
  const config = { ...example("primary"), "stateside:landingStack": "acme/tenancy/base" };
  await runAs("primary", config, { landing, told: (resource) => void resources.push(resource) });
  program();
  await runtime.disconnect();
  expect(resources.map(({ name }) => name)).toContain("acme/tenancy/base");
});

it.each(["prod", "toString"])("refuses the stack name `%s`", async (stack) => {
  await runAs(stack, {});
  expect(program).toThrow(
    new Error(
      `unknown stack \`${stack}\`; a stack's name selects its program: use \`landing\`, \`primary\`, \`backup-virginia\`, \`backup-singapore\``,
    ),
  );
});

it("declares in Pulumi.yaml only what every stack is told", () => {
  expect(Object.keys(project().config).sort()).toEqual(["dataClass", "owner"]);
});

it("loads only the SDK of a stack's own cloud", () => {
  const clouds = { landing: "oci", primary: "oci", "backup-virginia": "aws", "backup-singapore": "gcp" };
  const script = `
    const loaded = {};
    for (const stack of ${JSON.stringify(Object.keys(clouds))}) {
      for (const file of Object.keys(require.cache)) delete require.cache[file];
      require("./stacks/" + stack);
      const sdks = Object.keys(require.cache).map((file) => /@pulumi[\\\\/](oci|aws|gcp)[\\\\/]/.exec(file)?.[1]);
      loaded[stack] = [...new Set(sdks.filter(Boolean))].join();
    }
    console.log(JSON.stringify(loaded));`;
  const printed = execFileSync(process.execPath, ["-r", "tsx/cjs", "-e", script], { cwd: root, encoding: "utf8" });
  expect(JSON.parse(printed)).toEqual(clouds);
});
