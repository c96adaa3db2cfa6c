import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { SigningGate } from "../../../../components/oci/inspection/signing-gate";
import type { SigningGateArgs } from "../../../../components/oci/inspection/signing-gate";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const inspection = {
  source: { id: output("ocid1.devopsrepository.oc1.iad.i"), url: output("https://devops.example/i") },
  branch: "main",
};

function build(seen: Seen, change: Partial<SigningGateArgs> = {}): SigningGate {
  return new SigningGate(
    "gate",
    {
      dataClass: "us-user",
      owner: "data-security",
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      region: "us-ashburn-1",
      projectId: output("ocid1.devopsproject.oc1.iad.project"),
      prefix: "us-enclave",
      images: ["application", "puller"],
      signingKeyId: output("ocid1.key.oc1.iad.vault.signing"),
      signingKeyVersionId: output("ocid1.keyversion.oc1.iad.vault.one"),
      checkouts: { inspection },
      runner: { subnetId: "ocid1.subnet.oc1.iad.runners", groupId: "ocid1.networksecuritygroup.oc1.iad.runners" },
      cvssLimit: "6.9",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("declares a pipeline of its own sources alone, which knows what to admit and what to sign with", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:SigningGate",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const shared = {
    parent: "stateside:oci:SigningGate gate",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-security" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
  };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:DevOps/buildPipeline:BuildPipeline",
      name: "gate",
      inputs: {
        projectId: "ocid1.devopsproject.oc1.iad.project",
        displayName: "gate",
        description: "Signs images that the scan finds nothing serious in",
        buildPipelineParameters: {
          items: [
            { name: "REGION", defaultValue: "us-ashburn-1" },
            { name: "COMPARTMENT_ID", defaultValue: "ocid1.compartment.oc1..inspection" },
            { name: "PREFIX", defaultValue: "us-enclave" },
            { name: "IMAGES", defaultValue: "application puller" },
            { name: "ADMITTED_SEVERITIES", defaultValue: "NONE LOW MEDIUM" },
            { name: "SIGNING_KEY_ID", defaultValue: "ocid1.key.oc1.iad.vault.signing" },
            { name: "SIGNING_KEY_VERSION_ID", defaultValue: "ocid1.keyversion.oc1.iad.vault.one" },
            { name: "IMAGE", defaultValue: "none" },
            { name: "IMAGE_TAG", defaultValue: "none" },
          ],
        },
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:DevOps/buildPipelineStage:BuildPipelineStage",
      name: "gate-sign",
      inputs: {
        buildPipelineId: "gate-id",
        buildPipelineStagePredecessorCollection: { items: [{ id: "gate-id" }] },
        buildPipelineStageType: "BUILD",
        displayName: "sign",
        description: "Waits for the scan of an image, and signs it or refuses to",
        image: "OL8_X86_64_STANDARD_10",
        buildSpecFile: "inspection/gate.build_spec.yaml",
        primaryBuildSource: "inspection",
        buildSourceCollection: {
          items: [
            {
              name: "inspection",
              branch: "main",
              connectionType: "DEVOPS_CODE_REPOSITORY",
              repositoryId: "ocid1.devopsrepository.oc1.iad.i",
              repositoryUrl: "https://devops.example/i",
            },
          ],
        },
        privateAccessConfig: {
          networkChannelType: "SERVICE_VNIC_CHANNEL",
          subnetId: "ocid1.subnet.oc1.iad.runners",
          nsgIds: ["ocid1.networksecuritygroup.oc1.iad.runners"],
        },
        stageExecutionTimeoutInSeconds: 7200,
        ...tagged,
      },
    },
  ]);
});

it.each([
  [{ cvssLimit: "11.0" }, "`cvssLimit` is `11.0`; use a score from `0.0` to `10.0`, with one decimal"],
  [
    { images: [] },
    "`images` is `[]`; use at least one: 1 to 60 lower-case letters, digits and hyphens, a letter first, none at the end a hyphen",
  ],
  [{ signingKeyId: "key" }, "`signingKeyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [{ checkouts: {} }, "`checkouts` is `{}`; use at least one: the first has the build specification"],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`signing gate \`gate\`: ${message}`);
});
