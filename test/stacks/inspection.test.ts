import { readFileSync } from "node:fs";
import path from "node:path";
import program from "../../stacks/index";
import type { Told } from "../components/recorder";
import { example, landingOutputs, runAs, runStack } from "./configured";

async function run(change: Readonly<Record<string, string>> = {}) {
  const { resources: told, outputs } = await runStack("inspection", {
    config: { ...example("inspection"), ...change },
  });
  return { told, outputs };
}

function of(told: readonly Told[], type: string, provider: string) {
  return told.filter((one) => one.type === type && one.provider?.split("::").at(-2) === provider);
}

function inputsOf(told: readonly Told[], type: string, provider: string) {
  return of(told, type, provider).map(({ inputs }) => inputs);
}

const sides = [
  ["ashburn", "inspection", "iad"],
  ["phoenix", "inspection-standby", "phx"],
] as const;

it.each(sides)("builds in %s all that an image needs from source to signature", async (provider, name, key) => {
  const { told } = await run();
  const named = (type: string) => of(told, type, provider).map((one) => one.name);
  expect(named("oci:Kms/key:Key")).toEqual([`${name}-signing`, `${name}-secrets`]);
  expect(named("oci:DevOps/repository:Repository")).toEqual([`${name}-inspection`, `${name}-application`]);
  expect(named("oci:DevOps/buildPipeline:BuildPipeline").sort()).toEqual([
    `${name}-application`,
    `${name}-gate`,
    `${name}-puller`,
  ]);
  expect(named("oci:Core/subnet:Subnet")).toEqual([name]);
  expect(
    inputsOf(told, "oci:Artifacts/containerRepository:ContainerRepository", provider).map(
      ({ displayName, isImmutable, isPublic }) => [displayName, isImmutable, isPublic],
    ),
  ).toEqual(["base", "application", "puller"].map((image) => [`us-enclave/${image}`, true, false]));
  const delivered = inputsOf(told, "oci:DevOps/deployArtifact:DeployArtifact", provider).map(
    ({ deployArtifactSource }) => deployArtifactSource,
  );
  expect(delivered).toEqual(
    ["application", "puller"].map((image) => ({
      deployArtifactSourceType: "OCIR",
      imageUri: `${key}.ocir.io/axexample/us-enclave/${image}:\${IMAGE_TAG}`,
    })),
  );
});

it.each(sides)("runs every command in %s on the network that leads to no internet", async (provider, name) => {
  const { told } = await run();
  const stages = inputsOf(told, "oci:DevOps/buildPipelineStage:BuildPipelineStage", provider);
  const building = stages.filter(({ buildPipelineStageType }) => buildPipelineStageType === "BUILD");
  expect(building).toHaveLength(3);
  for (const { privateAccessConfig } of building) {
    expect(privateAccessConfig).toEqual({
      networkChannelType: "SERVICE_VNIC_CHANNEL",
      subnetId: `${name}-id`,
      nsgIds: [`${name}-id`],
    });
  }
  const types = told.map(({ type }) => type);
  expect(types.filter((type) => /internetGateway|natGateway/i.test(type))).toEqual([]);
});

it("takes every command from the mirror of the inspection's own source, never from what it builds", async () => {
  const { told } = await run();
  const stages = told
    .filter(({ type }) => type === "oci:DevOps/buildPipelineStage:BuildPipelineStage")
    .flatMap(({ inputs }) =>
      "buildSpecFile" in inputs ? [[inputs["primaryBuildSource"], inputs["buildSpecFile"]]] : [],
    );
  const files = ["application", "puller", "gate"].map((name) => ["inspection", `inspection/${name}.build_spec.yaml`]);
  expect(stages.sort()).toEqual([...files, ...files].sort());
});

it("lets the two gates use the two signing keys, and no pipeline that runs others' sources", async () => {
  const { told } = await run();
  const groups = new Map(
    told
      .filter(({ type }) => type === "oci:Identity/dynamicGroup:DynamicGroup")
      .map(({ name, inputs }) => [`${name}-id`, String(inputs["matchingRule"])]),
  );
  const statements = told
    .filter(({ type }) => type === "oci:Identity/policy:Policy")
    // SAFETY: the SDK declares them as a list of texts, and mocks know every value.
    .flatMap(({ inputs }) => inputs["statements"] as readonly string[]);
  const aboutKeys = statements.filter((text) =>
    / (?:inspect|read|use|manage) (?:keys|key-family|key-delegate) /.test(text),
  );
  expect(aboutKeys.map((text) => /target\.key\.id = '([^']+)'/.exec(text)?.[1])).toEqual([
    "inspection-signing-id",
    "inspection-standby-signing-id",
  ]);
  for (const text of aboutKeys) {
    const [, group = ""] = /^Allow dynamic-group id (\S+) /.exec(text) ?? [];
    expect([...(groups.get(group) ?? "").matchAll(/resource\.id = '([^']+)'/g)].map(([, id]) => id)).toEqual([
      "inspection-gate-id",
      "inspection-standby-gate-id",
    ]);
  }
  const pushing = statements.filter((text) => / (?:use|manage) repos /.test(text));
  expect(pushing.map((text) => /^Allow dynamic-group id (\S+) /.exec(text)?.[1])).toEqual([
    "inspection-builders-id",
    "inspection-signers-id",
  ]);
});

it("builds and signs with what the configuration says is admitted", async () => {
  const { told } = await run({ "stateside:cvssLimit": "6.9" });
  for (const [provider, name] of sides) {
    const parameters = (pipeline: string) =>
      of(told, "oci:DevOps/buildPipeline:BuildPipeline", provider).find((one) => one.name === pipeline)?.inputs[
        "buildPipelineParameters"
      ];
    const item = (parameter: string, defaultValue: string) => ({
      items: expect.arrayContaining([{ name: parameter, defaultValue }]) as unknown,
    });
    expect(parameters(`${name}-application`)).toEqual(item("CVSS_LIMIT", "6.9"));
    expect(parameters(`${name}-gate`)).toEqual(item("ADMITTED_SEVERITIES", "NONE LOW MEDIUM"));
    expect(parameters(`${name}-gate`)).toEqual(item("SIGNING_KEY_ID", `${name}-signing-id`));
  }
});

it("gives the puller's image every base that its Dockerfile asks for, from the enclave's registry", async () => {
  const { told } = await run();
  const dockerfile = readFileSync(path.join(__dirname, "..", "..", "images", "puller", "Dockerfile"), "utf8");
  const asked = [...dockerfile.matchAll(/^ARG (\w+)/gm)].map(([, name]) => name);
  for (const [provider, name, key] of sides) {
    const pipeline = of(told, "oci:DevOps/buildPipeline:BuildPipeline", provider).find(
      (one) => one.name === `${name}-puller`,
    );
    // SAFETY: the SDK declares them so, and mocks know every value.
    const { items } = pipeline?.inputs["buildPipelineParameters"] as {
      readonly items: readonly { readonly name: string; readonly defaultValue: string }[];
    };
    const value = (parameter: string | undefined) => items.find((item) => item.name === parameter)?.defaultValue;
    expect(value("BASES")?.split(" ")).toEqual(asked);
    for (const base of asked) expect(value(base)).toMatch(`${key}.ocir.io/axexample/us-enclave/base:`);
  }
});

it("keeps all of it in the inspection compartment, and its logs in the audit compartment", async () => {
  const { told } = await run();
  const { inspectionCompartmentId, auditCompartmentId, enclaveCompartmentId, tenancyId } = landingOutputs;
  const places = new Map<unknown, Set<string>>();
  for (const { type, inputs } of told) {
    const place = inputs["compartmentId"];
    if (place !== undefined) places.set(place, (places.get(place) ?? new Set()).add(type.split(":").at(-1) ?? ""));
  }
  expect(new Set(places.keys())).toEqual(
    new Set([tenancyId, enclaveCompartmentId, inspectionCompartmentId, auditCompartmentId]),
  );
  expect([...(places.get(auditCompartmentId) ?? [])].sort()).toEqual(["CaptureFilter", "LogGroup"]);
  expect([...(places.get(tenancyId) ?? [])]).toEqual(["DynamicGroup"]);
  expect([...(places.get(enclaveCompartmentId) ?? [])]).toEqual(["Policy"]);
});

it("exports where images are and what signs them, of both sides", async () => {
  const { outputs } = await run({ "stateside:projectName": "acme" });
  expect(outputs).toEqual({
    registryPath: "iad.ocir.io/axexample/acme",
    pullerRepository: "iad.ocir.io/axexample/acme/puller",
    signingKeyId: "inspection-signing-id",
    signingKeyVersionId: "inspection-signing-version",
    logGroupId: "inspection-id",
    applicationPipelineId: "inspection-application-id",
    pullerPipelineId: "inspection-puller-id",
    gatePipelineId: "inspection-gate-id",
    standbyRegistryPath: "phx.ocir.io/axexample/acme",
    standbySigningKeyId: "inspection-standby-signing-id",
    standbySigningKeyVersionId: "inspection-standby-signing-version",
    standbyLogGroupId: "inspection-standby-id",
    standbyApplicationPipelineId: "inspection-standby-application-id",
    standbyPullerPipelineId: "inspection-standby-puller-id",
    standbyGatePipelineId: "inspection-standby-gate-id",
  });
});

it.each([
  ["cvssLimit", "high", "a score from `0.0` to `10.0`, with one decimal", "3.9"],
  [
    "runnerBlock",
    "203.0.113.0/28",
    "a block of private IPv4 addresses from /24 to /28, by its first address, such as `192.168.0.0/28`",
    "192.168.0.0/28",
  ],
  [
    "applicationUrl",
    "http://github.com/example/application",
    "the HTTPS address of a Git repository, such as `https://github.com/example/application.git`",
    "https://github.com/example/application.git",
  ],
  ["sourceHost", "SVN", "`GITHUB_ACCESS_TOKEN` or `GITLAB_ACCESS_TOKEN`", "GITHUB_ACCESS_TOKEN"],
])("refuses `%s` `%s`", async (key, value, allowed, proposed) => {
  await runAs("inspection", { ...example("inspection"), [`stateside:${key}`]: value }, { landing: landingOutputs });
  expect(program).toThrow(
    new Error(
      [
        "configuration of stack `inspection`:",
        `\`stateside:${key}\` is \`${value}\`; use ${allowed}`,
        `  pulumi config set --stack inspection stateside:${key} ${proposed}`,
      ].join("\n  "),
    ),
  );
});

it("never shows the token, and proposes to set it as a secret does", async () => {
  const config = { ...example("inspection"), "stateside:sourceToken": "no token" };
  await runAs("inspection", config, { landing: landingOutputs, secret: ["stateside:sourceToken"] });
  expect(program).toThrow(
    new Error(
      [
        "configuration of stack `inspection`:",
        "`stateside:sourceToken` is [secret]; use a token of 8 to 255 letters, digits, hyphens and underscores",
        "  pulumi config set --stack inspection stateside:sourceToken <token>",
      ].join("\n  "),
    ),
  );
});
