import { output } from "@pulumi/pulumi";
import { ContainerRepository } from "@pulumi/oci/artifacts";
import { Provider } from "@pulumi/oci/provider";
import { ImageBuild } from "../../../../components/oci/inspection/image-build";
import type { ImageBuildArgs } from "../../../../components/oci/inspection/image-build";
import { record, refusal } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

const source = (name: string, branch = "main") => ({
  source: { id: output(`ocid1.devopsrepository.oc1.iad.${name}`), url: output(`https://devops.example/${name}`) },
  branch,
});

function build(seen: Seen, change: Partial<ImageBuildArgs> = {}): ImageBuild {
  const repository = new ContainerRepository("r", { compartmentId: "c", displayName: "r" }, { ...seen });
  return new ImageBuild(
    "application",
    {
      dataClass: "us-user",
      owner: "data-security",
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      region: "us-ashburn-1",
      projectId: output("ocid1.devopsproject.oc1.iad.project"),
      image: "application",
      registryPath: output("iad.ocir.io/axexample/us-enclave"),
      repositories: [repository],
      bases: { BASE: "9" },
      checkouts: { inspection: source("inspection"), application: source("application", "release") },
      runner: {
        subnetId: output("ocid1.subnet.oc1.iad.runners"),
        groupId: "ocid1.networksecuritygroup.oc1.iad.runners",
      },
      cvssLimit: "3.9",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const children = async (change: Partial<ImageBuildArgs> = {}): Promise<Recorded[]> => {
  const [, component, ...declared] = await record((seen) => build(seen, change));
  expect(component).toMatchObject({
    type: "stateside:oci:ImageBuild",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  return declared;
};

const child = (type: string, name: string, inputs: object, after: readonly string[] = []) => ({
  type,
  name,
  inputs: {
    ...inputs,
    freeformTags: { "data-class": "us-user", owner: "data-security" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
  },
  parent: "stateside:oci:ImageBuild application",
  provider: "ashburn",
  protect: false,
  after,
  deletedWith: undefined,
});
const repositories = ["oci:Artifacts/containerRepository:ContainerRepository r"];

it("declares a pipeline that audits and builds on a runner of the enclave's own network, and then delivers", async () => {
  const stage = "oci:DevOps/buildPipelineStage:BuildPipelineStage";
  const checkout = (name: string, branch: string) => ({
    name,
    branch,
    connectionType: "DEVOPS_CODE_REPOSITORY",
    repositoryId: `ocid1.devopsrepository.oc1.iad.${name}`,
    repositoryUrl: `https://devops.example/${name}`,
  });
  expect(await children()).toEqual([
    child("oci:Adm/knowledgeBase:KnowledgeBase", "application", {
      compartmentId: "ocid1.compartment.oc1..inspection",
      displayName: "application",
    }),
    child("oci:DevOps/buildPipeline:BuildPipeline", "application", {
      projectId: "ocid1.devopsproject.oc1.iad.project",
      displayName: "application",
      description: "Builds the image of application, and delivers it",
      buildPipelineParameters: {
        items: [
          { name: "REGION", defaultValue: "us-ashburn-1" },
          { name: "COMPARTMENT_ID", defaultValue: "ocid1.compartment.oc1..inspection" },
          { name: "BASES", defaultValue: "BASE" },
          { name: "BASE", defaultValue: "iad.ocir.io/axexample/us-enclave/base:9" },
          { name: "KNOWLEDGE_BASE_ID", defaultValue: "application-id" },
          { name: "CVSS_LIMIT", defaultValue: "3.9" },
        ],
      },
    }),
    child(
      "oci:DevOps/deployArtifact:DeployArtifact",
      "application",
      {
        projectId: "ocid1.devopsproject.oc1.iad.project",
        displayName: "application",
        description: "The image of application",
        deployArtifactType: "DOCKER_IMAGE",
        argumentSubstitutionMode: "SUBSTITUTE_PLACEHOLDERS",
        deployArtifactSource: {
          deployArtifactSourceType: "OCIR",
          imageUri: "iad.ocir.io/axexample/us-enclave/application:${IMAGE_TAG}",
        },
      },
      repositories,
    ),
    child(stage, "application-build", {
      buildPipelineId: "application-id",
      buildPipelineStagePredecessorCollection: { items: [{ id: "application-id" }] },
      buildPipelineStageType: "BUILD",
      displayName: "build",
      description: "Audits what can be audited of the source, and builds the image",
      image: "OL8_X86_64_STANDARD_10",
      buildSpecFile: "inspection/application.build_spec.yaml",
      primaryBuildSource: "inspection",
      buildSourceCollection: { items: [checkout("inspection", "main"), checkout("application", "release")] },
      privateAccessConfig: {
        networkChannelType: "SERVICE_VNIC_CHANNEL",
        subnetId: "ocid1.subnet.oc1.iad.runners",
        nsgIds: ["ocid1.networksecuritygroup.oc1.iad.runners"],
      },
      stageExecutionTimeoutInSeconds: 7200,
    }),
    child(stage, "application-deliver", {
      buildPipelineId: "application-id",
      buildPipelineStagePredecessorCollection: { items: [{ id: "application-build-id" }] },
      buildPipelineStageType: "DELIVER_ARTIFACT",
      displayName: "deliver",
      description: "Pushes the image into the registry",
      deliverArtifactCollection: { items: [{ artifactId: "application-id", artifactName: "image" }] },
    }),
  ]);
});

it("audits nothing where no limit is given, and names each base by what the Dockerfile calls it", async () => {
  const declared = await record((seen) => {
    const repository = new ContainerRepository("r", { compartmentId: "c", displayName: "r" }, { ...seen });
    return new ImageBuild(
      "puller",
      {
        dataClass: "us-user",
        owner: "data-security",
        inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
        region: "us-phoenix-1",
        projectId: "ocid1.devopsproject.oc1.phx.project",
        image: "puller",
        registryPath: "phx.ocir.io/n/p",
        repositories: [repository],
        bases: { RCLONE: "rclone", CLI: "cli" },
        checkouts: { inspection: source("inspection") },
        runner: { subnetId: "s", groupId: "g" },
      },
      { ...seen, provider: new Provider("phoenix", { region: "us-phoenix-1" }) },
    );
  });
  expect(declared.filter(({ type }) => type.includes("KnowledgeBase"))).toEqual([]);
  expect(declared.find(({ type }) => type.endsWith(":BuildPipeline"))?.inputs["buildPipelineParameters"]).toEqual({
    items: [
      { name: "REGION", defaultValue: "us-phoenix-1" },
      { name: "COMPARTMENT_ID", defaultValue: "ocid1.compartment.oc1..inspection" },
      { name: "BASES", defaultValue: "RCLONE CLI" },
      { name: "RCLONE", defaultValue: "phx.ocir.io/n/p/base:rclone" },
      { name: "CLI", defaultValue: "phx.ocir.io/n/p/base:cli" },
    ],
  });
});

it.each([
  [{ cvssLimit: "4" }, "`cvssLimit` is `4`; use a score from `0.0` to `10.0`, with one decimal"],
  [
    { image: "App" },
    "`image` is `App`; use 1 to 60 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [{ bases: { base: "9" } }, "`bases.base` is `base`; use a name of 1 to 40 capital letters and underscores"],
  [
    { bases: { BASE: "os:9" } },
    "`bases.BASE` is `os:9`; use a tag of 1 to 128 letters, digits, periods, hyphens and underscores",
  ],
  [{ checkouts: {} }, "`checkouts` is `{}`; use at least one: the first has the build specification"],
  [
    { checkouts: { inspection: source("inspection", "a b") } },
    "`checkouts.inspection.branch` is `a b`; use a branch's name of letters, digits, slashes, periods, hyphens and underscores",
  ],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`image build \`application\`: ${message}`);
});
