import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Told } from "../components/recorder";
import { example, runStack } from "./configured";

const folder = mkdtempSync(path.join(tmpdir(), "guardrails-"));
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

const dates = "phaseSince: 2022-08-01, until: 2022-10-31";
const virginia = (phase: string) =>
  `  virginia: { kind: backup, stack: backup-virginia, cloud: aws, regions: [us-east-1], phase: ${phase}, ${dates} }`;
const oregon = (phase: string) =>
  `  oregon: { kind: backup, stack: backup-oregon, cloud: aws, regions: [us-west-2], phase: ${phase}, ${dates} }`;
const singapore = (phase: string) =>
  `  singapore: { kind: backup, stack: backup-singapore, cloud: gcp, regions: [asia-southeast1], phase: ${phase}, ${dates} }`;

function mandate(...centers: readonly string[]): void {
  writeFileSync(file, ["name: us-user-data", ...(centers.length > 0 ? ["centers:", ...centers] : [])].join("\n"));
}

/** The landing stack with its example configuration, changed; `undefined` leaves a key out. */
async function land(change: Readonly<Record<string, string | undefined>> = {}): Promise<readonly Told[]> {
  const changed = Object.entries({ ...example("landing"), ...change });
  const config = Object.fromEntries(
    changed.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
  return (await runStack("landing", { config })).resources;
}

const inputsOf = (resources: readonly Told[], type: string) =>
  resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
const quota = "oci:Limits/quota:Quota";
const scp = "aws:organizations/policy:Policy";
const orgPolicy = "gcp:orgpolicy/policy:Policy";
const without = (...keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [`stateside:${key}`, undefined] as const));

it("declares each cloud's guardrails by that cloud's providers", async () => {
  mandate(virginia("backup-only"), singapore("backup-only"));
  const guards = /^(?:aws:|gcp:|oci:(?:Audit|CloudGuard|Events|Limits|Ons)\/)/;
  const seen = (await land()).filter(({ type }) => guards.test(type));
  const lines = seen.map(({ type, name, provider }) => `${type} ${name} in ${provider?.split("::").at(-2) ?? "?"}`);
  expect(lines.sort()).toEqual([
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
    "oci:Limits/quota:Quota enclave-compute in home",
    "oci:Limits/quota:Quota enclave-database in home",
    "oci:Limits/quota:Quota enclave-network in home",
    "oci:Limits/quota:Quota enclave-service in home",
    "oci:Limits/quota:Quota enclave-storage in home",
    "oci:Ons/notificationTopic:NotificationTopic enclave in home",
    "oci:Ons/subscription:Subscription enclave in home",
  ]);
});

it("leaves open the regions that the enclave uses, the home region and Cloud Guard's among them", async () => {
  mandate();
  const resources = await land({ "stateside:homeRegion": "us-sanjose-1", "stateside:reportingRegion": "us-chicago-1" });
  const compute = resources.find(({ type, name }) => type === quota && name === "enclave-compute");
  expect(compute?.inputs["statements"]).toContain(
    "zero compute-core quotas in compartment us-enclave where all {request.region != 'us-ashburn-1', " +
      "request.region != 'us-phoenix-1', request.region != 'us-sanjose-1', request.region != 'us-chicago-1'}",
  );
});

it("gathers problems in the home region, or in the region that Cloud Guard has already", async () => {
  mandate();
  const type = "oci:CloudGuard/cloudGuardConfiguration:CloudGuardConfiguration";
  const regionOf = async (change: Readonly<Record<string, string>>) => {
    const resources = await land(change);
    const [guard] = resources.filter((resource) => resource.type === type);
    const provider = resources.find(
      ({ name, type: one }) => name === guard?.provider?.split("::").at(-2) && one.startsWith("pulumi:"),
    );
    return [guard?.inputs["reportingRegion"], provider?.inputs["region"]];
  };
  expect(await regionOf({})).toEqual(["us-ashburn-1", "us-ashburn-1"]);
  expect(await regionOf({ "stateside:reportingRegion": "us-phoenix-1" })).toEqual(["us-phoenix-1", "us-phoenix-1"]);
});

it("allows on AWS and Google Cloud the regions of centers that aren't deleted", async () => {
  mandate(virginia("draining"), oregon("dual-run"), singapore("draining"));
  const live = await land();
  expect(JSON.stringify(inputsOf(live, scp)[0]?.["content"])).toContain(
    String.raw`\"aws:RequestedRegion\":[\"us-east-1\",\"us-west-2\"]`,
  );
  expect(inputsOf(live, orgPolicy)[0]?.["spec"]).toEqual({
    rules: [{ values: { allowedValues: ["in:us-locations", "in:asia-southeast1-locations"] } }],
  });

  mandate(virginia("deleted"), oregon("dual-run"), singapore("deleted"));
  const later = await land();
  expect(JSON.stringify(inputsOf(later, scp)[0]?.["content"])).toContain(
    String.raw`\"aws:RequestedRegion\":[\"us-west-2\"]`,
  );
  expect(inputsOf(later, orgPolicy)[0]?.["spec"]).toEqual({
    rules: [{ values: { allowedValues: ["in:us-locations"] } }],
  });
});

it("leaves the region of the evidence open while the mandate has a center on AWS, a deleted one too", async () => {
  const regionsOf = async (phase: string, change = {}) => {
    mandate(virginia(phase));
    return JSON.stringify(inputsOf(await land(change), scp)[0]?.["content"]);
  };
  const allowed = (...regions: readonly string[]) =>
    `\\"aws:RequestedRegion\\":[${regions.map((region) => `\\"${region}\\"`).join()}]`;
  expect(await regionsOf("draining")).toContain(allowed("us-east-1", "us-west-2"));
  expect(await regionsOf("deleted")).toContain(allowed("us-west-2"));
  const elsewhere = { "stateside:awsEvidenceRegion": "us-east-2" };
  expect(await regionsOf("draining", elsewhere)).toContain(allowed("us-east-1", "us-east-2"));
});

it("works in the management account alone, and counts Google Cloud's requests against the project", async () => {
  mandate(virginia("backup-only"));
  const providers = Object.fromEntries(
    (await land()).filter(({ type }) => type.startsWith("pulumi:providers:")).map(({ name, inputs }) => [name, inputs]),
  );
  expect(providers["management"]).toMatchObject({ region: "us-east-1", allowedAccountIds: '["444455556666"]' });
  expect(providers["organization"]).toEqual({ billingProject: "stateside-example", userProjectOverride: "true" });
});

it("declares nothing on a cloud without centers and settings", async () => {
  mandate();
  const settings = without("awsManagementAccountId", "awsTargetId", "googleParent", "googleQuotaProjectId");
  const resources = await land(settings);
  expect(resources.filter(({ type }) => /^(?:aws|gcp|pulumi:providers:(?:aws|gcp))/.test(type))).toEqual([]);
  expect(inputsOf(resources, quota)).toHaveLength(5);
});

const set = (key: string, value: string) => `  pulumi config set --stack landing stateside:${key} ${value}`;

it.each([
  [
    "AWS",
    virginia("draining"),
    ["awsManagementAccountId", "awsTargetId"],
    [
      "the mandate has live centers on AWS in `us-east-1`, which need its guardrail; set what is missing:",
      set("awsManagementAccountId", "111122223333"),
      set("awsTargetId", "ou-ab12-cdefgh34"),
    ],
  ],
  [
    "Google Cloud",
    singapore("dual-run"),
    ["googleQuotaProjectId"],
    [
      "the mandate has live centers on Google Cloud in `asia-southeast1`, which need its guardrail; set what is missing:",
      set("googleQuotaProjectId", "acme-backup"),
    ],
  ],
  [
    "half of AWS",
    oregon("deleted"),
    ["awsTargetId"],
    [
      "the guardrail of AWS needs all of its settings, or none; set what is missing:",
      set("awsTargetId", "ou-ab12-cdefgh34"),
    ],
  ],
])("asks for what is missing of %s", async (_, center, keys, lines) => {
  mandate(center);
  await expect(land(without(...keys))).rejects.toThrow(new Error(lines.join("\n")));
});

it("refuses notices of a class that the mandate hasn't", async () => {
  mandate();
  await expect(land({ "stateside:noticeClass": "secret" })).rejects.toThrow(
    new Error("`stateside:noticeClass` is `secret`; use a class of the mandate, `us-user`, `operational`"),
  );
});
