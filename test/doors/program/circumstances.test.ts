import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { answeredTokens } from "../../../doors/program/invokes";
import { Secret } from "../../../policies/residency/values";
import { previewed, programs, shown, shownResources, shownValue } from "./previewed";

jest.setTimeout(60_000);

describe("a region that no provider states", () => {
  const bucket = "aws:s3/bucket:Bucket::amazon";
  const explicit = "aws:s3/bucket:Bucket::explicit";
  const address = "gcp:compute/address:Address::google";

  it("comes from AWS_REGION before AWS_DEFAULT_REGION", async () => {
    const environment = { AWS_REGION: "us-east-2", AWS_DEFAULT_REGION: "us-west-1" };
    const resources = shownResources(await previewed("provider-region-unstated", { environment }));
    expect(resources[bucket]).toMatchObject({
      inputs: { region: "us-east-2" },
      injected: ["region"],
      provider: "aws::default_7_48_0 in us-east-2 by AWS_REGION",
    });
    // The SDK itself reads the variable for an explicit provider.
    expect(resources["pulumi:providers:aws::explicit"]).toMatchObject({ inputs: { region: "us-east-2" } });
    expect(resources[explicit]).toMatchObject({ inputs: { region: "us-east-2" }, provider: "aws::explicit" });
  });

  it("comes from AWS_DEFAULT_REGION and GOOGLE_REGION", async () => {
    const environment = { AWS_DEFAULT_REGION: "us-west-1", GOOGLE_REGION: "us-central1" };
    const resources = shownResources(await previewed("provider-region-unstated", { environment }));
    expect(resources[bucket]).toMatchObject({ provider: "aws::default_7_48_0 in us-west-1 by AWS_DEFAULT_REGION" });
    expect(resources[address]).toMatchObject({ provider: "gcp::default_9_37_0 in us-central1 by GOOGLE_REGION" });
    expect(resources[address]).not.toHaveProperty("injected");
  });

  it("comes from an assumption, which the result names, only after the environment", async () => {
    const assume = new Map([
      ["aws:region", "us-east-1"],
      ["gcp:region", "us-east4"],
      ["oci:region", "us-ashburn-1"],
    ]);
    const environment = { GOOGLE_REGION: "us-central1" };
    const result = await previewed("provider-region-unstated", { assume, environment });
    const resources = shownResources(result);
    expect(resources[bucket]).toMatchObject({
      inputs: { region: "us-east-1" },
      provider: "aws::default_7_48_0 in us-east-1 by aws:region=us-east-1",
    });
    expect(resources[explicit]).toMatchObject({ provider: "aws::explicit in us-east-1 by aws:region=us-east-1" });
    expect(resources[address]).toMatchObject({ provider: "gcp::default_9_37_0 in us-central1 by GOOGLE_REGION" });
    expect(result.usedAssumptions).toEqual(["aws:region=us-east-1"]);
  });
});

describe("answers that the caller gives", () => {
  it("serve both forms of a lookup", async () => {
    const invokes = new Map([
      ["aws:ec2/getAmi:getAmi", { id: "ami-7" }],
      ["aws:ec2/getVpc:getVpc", { cidrBlock: "10.7.0.0/16" }],
      ["aws:eks/getCluster:getCluster", { endpoint: "https://shop.example" }],
    ]);
    const { dev } = shown(await previewed("lookups-as-outputs", { invokes }));
    expect(dev?.resources["aws:ec2/instance:Instance::server"]).toMatchObject({ inputs: { ami: "ami-7" } });
    expect(dev?.exports).toEqual({ cluster: "https://shop.example", vpc: "10.7.0.0/16" });
    expect(dev?.gaps).toEqual([]);
  });
});

it("answers exactly these lookups, which the program `lookups-answered` makes", () => {
  expect(answeredTokens).toEqual([
    "aws:ec2/getAmi:getAmi",
    "aws:ec2/getAmiIds:getAmiIds",
    "aws:iam/getPolicyDocument:getPolicyDocument",
    "aws:index/getAvailabilityZones:getAvailabilityZones",
    "aws:index/getCallerIdentity:getCallerIdentity",
    "aws:index/getPartition:getPartition",
    "aws:index/getRegion:getRegion",
    "gcp:compute/getImage:getImage",
    "gcp:compute/getZones:getZones",
    "gcp:logging/getProjectCmekSettings:getProjectCmekSettings",
    "gcp:organizations/getClientConfig:getClientConfig",
    "gcp:organizations/getProject:getProject",
    "gcp:storage/getProjectServiceAccount:getProjectServiceAccount",
    "gcp:storage/getTransferProjectServiceAccount:getTransferProjectServiceAccount",
    "oci:Core/getImages:getImages",
    "oci:Identity/getAvailabilityDomains:getAvailabilityDomains",
    "oci:ObjectStorage/getNamespace:getNamespace",
  ]);
});

describe("a program's stacks", () => {
  it("are one organization when all are previewed, else stacks", async () => {
    const all = await previewed("stacks-in-a-folder");
    expect(all.estate).toMatchObject({
      scope: "organization",
      stacks: [{ name: "one" }, { name: "three" }, { name: "two" }],
    });
    const some = await previewed("stacks-in-a-folder", { stacks: ["two", "two"] });
    expect(some.estate).toMatchObject({ scope: "stack", stacks: [{ name: "two", resources: 1 }] });
  });

  it("go without the outputs of a stack that isn't in the run", async () => {
    const { consumer } = shown(await previewed("stack-references", { stacks: ["consumer"] }));
    expect(consumer?.gaps).toEqual([
      "stack-reference organization/other/network at index.ts:10:19",
      "stack-reference organization/stack-references/producer at index.ts:7:16",
      "stack-reference producer at index.ts:9:17",
      "stack-reference stack-references/producer at index.ts:8:18",
    ]);
  });
});

it("carries a property of ten megabytes", async () => {
  const { estate } = await previewed("property-of-ten-megabytes");
  const content = estate.resources.find(({ name }) => name === "big")?.inputs["content"];
  expect(typeof content === "string" && content.length).toBe(10 << 20);
});

it("loads what it puts off, such as the serializer of a dynamic provider's functions", async () => {
  const result = await previewed("provider-dynamic");
  const stamp = result.estate.resources.find(({ name }) => name === "stamp");
  expect(stamp).toMatchObject({ type: "pulumi-nodejs:dynamic:Resource", inputs: { text: "hello" } });
  const code = stamp?.inputs["__provider"];
  expect(shownValue(code instanceof Secret ? code.value : (code ?? null))).toContain('suffix: "made"');
  expect(result.outputs.get("dev")).toMatchObject({ automation: true });
});

it("shows the user's line for a component of a package", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
  try {
    cpSync(path.join(programs, "component-of-a-package"), folder, { recursive: true });
    cpSync(path.join(folder, "packages"), path.join(folder, "node_modules"), { recursive: true });
    mkdirSync(path.join(folder, "node_modules", "@pulumi"));
    const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
    symlinkSync(sdk, path.join(folder, "node_modules", "@pulumi", "pulumi"));
    expect(shownResources(await previewed(folder))).toMatchObject({
      "shop:index:Store::store": { inputs: { dataClass: "us-user" }, at: "index.ts:3:22" },
      "shop:index:Store$cloud:index:Bucket::store-bucket": { at: "index.ts:3:22" },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("shows positions relative to a program's folder that is a link", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-"));
  try {
    symlinkSync(path.join(programs, "module-commonjs"), path.join(folder, "link"));
    expect(shownResources(await previewed(path.join(folder, "link")))).toMatchObject({
      "cloud:index:Bucket::orders-bucket": { at: "index.js:5:1" },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
