import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { DeployGate } from "../../../../components/oci/application/deploy-gate";
import type { DeployGateArgs } from "../../../../components/oci/application/deploy-gate";
import { guardManifest } from "../../../../components/oci/application/guard-manifest";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<DeployGateArgs, "clusterAccess">>;

function build(seen: Seen, change: Change = {}): DeployGate {
  return new DeployGate(
    "application",
    {
      dataClass: "us-user",
      owner: "data-platform",
      applicationCompartmentId: output("ocid1.compartment.oc1..application"),
      region: "us-ashburn-1",
      clusterId: output("ocid1.cluster.oc1.iad.application"),
      subnetId: "ocid1.subnet.oc1.iad.application",
      groupId: "ocid1.networksecuritygroup.oc1.iad.application",
      registryPath: output("iad.ocir.io/axexample/us-enclave"),
      clusterAccess: new ComponentResource("test:index:Access", "access", {}, seen),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const tagged = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};
const shared = {
  name: "application",
  parent: "stateside:oci:DeployGate application",
  provider: "ashburn",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("declares a project of releases, whose manifests can't be replaced, and the private way to the cluster", async () => {
  const recorded = await record(build);
  const [component, ...children] = recorded.filter(({ type }) => !type.startsWith("test:"));
  expect(component).toMatchObject({
    type: "stateside:oci:DeployGate",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const compartmentId = "ocid1.compartment.oc1..application";
  expect(children.filter(({ type }) => !/deployStage|deployArtifact/.test(type))).toEqual([
    {
      ...shared,
      type: "oci:Ons/notificationTopic:NotificationTopic",
      inputs: {
        compartmentId,
        name: "application",
        description: "What happens to releases of the application",
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:DevOps/project:Project",
      inputs: {
        compartmentId,
        name: "application",
        description: "Releases of the application",
        notificationConfig: { topicId: "application-id" },
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:Artifacts/repository:Repository",
      inputs: {
        compartmentId,
        displayName: "application",
        description: "What the application's releases apply to the cluster",
        repositoryType: "GENERIC",
        isImmutable: true,
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:DevOps/deployPipeline:DeployPipeline",
      inputs: {
        projectId: "application-id",
        displayName: "application",
        description: "Releases the application",
        deployPipelineParameters: {
          items: [{ name: "manifestVersion", description: "The version of application.yaml to apply" }],
        },
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:DevOps/deployEnvironment:DeployEnvironment",
      inputs: {
        projectId: "application-id",
        displayName: "application",
        deployEnvironmentType: "OKE_CLUSTER",
        clusterId: "ocid1.cluster.oc1.iad.application",
        networkChannel: {
          networkChannelType: "PRIVATE_ENDPOINT_CHANNEL",
          subnetId: "ocid1.subnet.oc1.iad.application",
          nsgIds: ["ocid1.networksecuritygroup.oc1.iad.application"],
        },
        ...tagged,
      },
      after: ["test:index:Access access"],
    },
  ]);
});

it("guards the cluster first, waits for an approval, and then applies the release", async () => {
  const children = await record(build);
  const artifact = (name: string, argumentSubstitutionMode: string, deployArtifactSource: object) => ({
    ...shared,
    type: "oci:DevOps/deployArtifact:DeployArtifact",
    name,
    inputs: {
      projectId: "application-id",
      displayName: name,
      deployArtifactType: "KUBERNETES_MANIFEST",
      argumentSubstitutionMode,
      deployArtifactSource,
      ...tagged,
    },
  });
  const guard = guardManifest("iad.ocir.io/axexample/us-enclave", "application");
  expect(children.filter(({ type }) => type.includes("deployArtifact"))).toEqual([
    artifact("application-guard", "NONE", {
      deployArtifactSourceType: "INLINE",
      base64encodedContent: Buffer.from(guard).toString("base64"),
    }),
    artifact("application-release", "SUBSTITUTE_PLACEHOLDERS", {
      deployArtifactSourceType: "GENERIC_ARTIFACT",
      repositoryId: "application-id",
      deployArtifactPath: "application.yaml",
      deployArtifactVersion: "${manifestVersion}",
    }),
  ]);
  const stage = (name: string, predecessor: string, inputs: object) => ({
    ...shared,
    type: "oci:DevOps/deployStage:DeployStage",
    name: `application-${name}`,
    inputs: {
      deployPipelineId: "application-id",
      deployStagePredecessorCollection: { items: [{ id: predecessor }] },
      displayName: name,
      ...inputs,
      ...tagged,
    },
  });
  const applied = (artifactId: string, policyType: string) => ({
    deployStageType: "OKE_DEPLOYMENT",
    okeClusterDeployEnvironmentId: "application-id",
    kubernetesManifestDeployArtifactIds: [artifactId],
    namespace: "application",
    rollbackPolicy: { policyType },
  });
  expect(children.filter(({ type }) => type.includes("deployStage"))).toEqual([
    stage("guard", "application-id", applied("application-guard-id", "NO_STAGE_ROLLBACK_POLICY")),
    stage("approval", "application-guard-id", {
      deployStageType: "MANUAL_APPROVAL",
      approvalPolicy: { approvalPolicyType: "COUNT_BASED_APPROVAL", numberOfApprovalsRequired: 1 },
    }),
    stage("release", "application-approval-id", applied("application-release-id", "AUTOMATED_STAGE_ROLLBACK_POLICY")),
  ]);
});

const ocidOf = (kind: string) => `use the OCID of a ${kind}, \`ocid1.${kind}.<realm>.[region].<unique id>\``;

it.each<[Change, string]>([
  [{ applicationCompartmentId: "x" }, `\`applicationCompartmentId\` is \`x\`; ${ocidOf("compartment")}`],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ clusterId: "x" }, `\`clusterId\` is \`x\`; ${ocidOf("cluster")}`],
  [{ subnetId: "x" }, `\`subnetId\` is \`x\`; ${ocidOf("subnet")}`],
  [{ groupId: "x" }, `\`groupId\` is \`x\`; ${ocidOf("networksecuritygroup")}`],
  [
    { registryPath: "docker.io/library" },
    "`registryPath` is `docker.io/library`; use `<region key>.ocir.io/<namespace>/<prefix>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`deploy gate \`application\`: ${message}`);
});
