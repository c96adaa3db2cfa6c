import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { ApplicationCluster } from "../../../../components/oci/application/application-cluster";
import type { ApplicationClusterArgs } from "../../../../components/oci/application/application-cluster";
import { nodeStart } from "../../../../components/oci/application/node-start";
import { lookUp } from "../../../support/lookups";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<ApplicationClusterArgs, "clusterAccess">>;

function build(seen: Seen, change: Change = {}): ApplicationCluster {
  return new ApplicationCluster(
    "application",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: "ocid1.tenancy.oc1..tenancy",
      applicationCompartmentId: output("ocid1.compartment.oc1..application"),
      region: "us-phoenix-1",
      networkId: "ocid1.vcn.oc1.phx.application",
      subnetId: output("ocid1.subnet.oc1.phx.application"),
      groupId: "ocid1.networksecuritygroup.oc1.phx.application",
      secretsKeyId: output("ocid1.key.oc1.phx.vault.secrets"),
      nodesKeyId: "ocid1.key.oc1.phx.vault.nodes",
      signingKeyId: "ocid1.key.oc1.phx.vault.signing",
      registryPath: output("phx.ocir.io/axexample/us-enclave"),
      clusterAccess: new ComponentResource("test:index:Access", "access", {}, seen),
      kubernetesVersion: "v1.34.2",
      nodeShape: "VM.Standard.E5.Flex",
      nodeCount: 6,
      nodeProcessors: 4,
      nodeGigabytes: 64,
      podBlock: "10.244.0.0/16",
      serviceBlock: "10.96.0.0/16",
      addressBlock: "10.21.0.0/16",
      otherAddressBlock: "10.20.0.0/16",
      ...change,
    },
    { ...seen, provider: new Provider("phoenix", { region: "us-phoenix-1" }) },
  );
}

/** The image that the service would list under a name. */
function imageCalled(name: string): unknown {
  const token = "oci:ContainerEngine/getNodePoolOption:getNodePoolOption";
  // SAFETY: the answer of this lookup has that form.
  const { sources } = lookUp(token, { nodePoolK8sVersion: "v1.34.2" }, "us-phoenix-1") as {
    readonly sources: readonly { readonly sourceName: string; readonly imageId: string }[];
  };
  return sources.find(({ sourceName }) => sourceName === name)?.imageId;
}

it("declares a private cluster that admits signed images alone, and encrypted nodes in each availability domain", async () => {
  const recorded = await record(build);
  const [component, ...children] = recorded.filter(({ type }) => !type.startsWith("test:"));
  expect(component).toMatchObject({
    type: "stateside:oci:ApplicationCluster",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  const shared = {
    name: "application",
    parent: "stateside:oci:ApplicationCluster application",
    provider: "phoenix",
    after: ["test:index:Access access"],
    deletedWith: undefined,
  };
  const imageId = imageCalled("Oracle-Linux-8.10-2026.04.30-3-OKE-1.34.2-1462");
  expect(imageId).toBeDefined();
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:ContainerEngine/cluster:Cluster",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..application",
        name: "application",
        type: "ENHANCED_CLUSTER",
        kubernetesVersion: "v1.34.2",
        vcnId: "ocid1.vcn.oc1.phx.application",
        kmsKeyId: "ocid1.key.oc1.phx.vault.secrets",
        clusterPodNetworkOptions: [{ cniType: "FLANNEL_OVERLAY" }],
        endpointConfig: {
          isPublicIpEnabled: false,
          subnetId: "ocid1.subnet.oc1.phx.application",
          nsgIds: ["ocid1.networksecuritygroup.oc1.phx.application"],
        },
        imagePolicyConfig: { isPolicyEnabled: true, keyDetails: [{ kmsKeyId: "ocid1.key.oc1.phx.vault.signing" }] },
        options: {
          kubernetesNetworkConfig: { podsCidr: "10.244.0.0/16", servicesCidr: "10.96.0.0/16" },
          serviceLbSubnetIds: ["ocid1.subnet.oc1.phx.application"],
          serviceLbConfig: tagged,
          persistentVolumeConfig: tagged,
        },
        ...tagged,
      },
      protect: true,
    },
    {
      ...shared,
      type: "oci:ContainerEngine/nodePool:NodePool",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..application",
        clusterId: "application-id",
        name: "application",
        kubernetesVersion: "v1.34.2",
        nodeShape: "VM.Standard.E5.Flex",
        nodeShapeConfig: { ocpus: 4, memoryInGbs: 64 },
        nodeSourceDetails: { sourceType: "IMAGE", imageId },
        nodeMetadata: {
          areLegacyImdsEndpointsDisabled: "true",
          user_data: Buffer.from(nodeStart("phx.ocir.io/axexample/us-enclave")).toString("base64"),
        },
        nodeConfigDetails: {
          size: 6,
          placementConfigs: [1, 2, 3].map((number) => ({
            availabilityDomain: `Exmp:PHX-AD-${number}`,
            subnetId: "ocid1.subnet.oc1.phx.application",
          })),
          nsgIds: ["ocid1.networksecuritygroup.oc1.phx.application"],
          kmsKeyId: "ocid1.key.oc1.phx.vault.nodes",
          isPvEncryptionInTransitEnabled: true,
          nodePoolPodNetworkOptionDetails: { cniType: "FLANNEL_OVERLAY" },
          ...tagged,
        },
        nodePoolCyclingDetails: { isNodeCyclingEnabled: true, maximumSurge: "1", maximumUnavailable: "0" },
        ...tagged,
      },
      protect: false,
    },
  ]);
});

const ocidOf = (kind: string) => `use the OCID of a ${kind}, \`ocid1.${kind}.<realm>.[region].<unique id>\``;
const block = "a block of private IPv4 addresses from /16 to /20, by its first address, such as `10.244.0.0/16`";
const apart = "without an address of `10.20.0.0/16`, without an address of `10.21.0.0/16`";

it.each<[Change, string]>([
  [{ tenancyId: "tenancy" }, `\`tenancyId\` is \`tenancy\`; ${ocidOf("tenancy")}`],
  [{ applicationCompartmentId: "x" }, `\`applicationCompartmentId\` is \`x\`; ${ocidOf("compartment")}`],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ networkId: "x" }, `\`networkId\` is \`x\`; ${ocidOf("vcn")}`],
  [{ subnetId: "x" }, `\`subnetId\` is \`x\`; ${ocidOf("subnet")}`],
  [{ groupId: "x" }, `\`groupId\` is \`x\`; ${ocidOf("networksecuritygroup")}`],
  [{ secretsKeyId: "x" }, `\`secretsKeyId\` is \`x\`; ${ocidOf("key")}`],
  [{ nodesKeyId: "x" }, `\`nodesKeyId\` is \`x\`; ${ocidOf("key")}`],
  [{ signingKeyId: "x" }, `\`signingKeyId\` is \`x\`; ${ocidOf("key")}`],
  [{ registryPath: "docker.io/x" }, "`registryPath` is `docker.io/x`; use `<region key>.ocir.io/<namespace>/<prefix>`"],
  [
    { kubernetesVersion: "1.34.2" },
    "`kubernetesVersion` is `1.34.2`; use a version of Kubernetes from 1.30 on as Oracle writes it, `v<major>.<minor>.<patch>`",
  ],
  [
    { kubernetesVersion: "v1.29.10" },
    "`kubernetesVersion` is `v1.29.10`; use a version of Kubernetes from 1.30 on as Oracle writes it, `v<major>.<minor>.<patch>`",
  ],
  [
    { nodeShape: "VM.Standard.A1.Flex" },
    "`nodeShape` is `VM.Standard.A1.Flex`; use a flexible shape with x86 processors, such as `VM.Standard.E5.Flex`",
  ],
  [{ nodeCount: 2 }, "`nodeCount` is `2`; use a whole number of nodes from 3 to 1000"],
  [{ nodeProcessors: 65 }, "`nodeProcessors` is `65`; use a whole number of OCPUs from 1 to 64"],
  [{ nodeProcessors: 1, nodeGigabytes: 65 }, "`nodeGigabytes` is `65`; use a whole number of gigabytes from 1 to 64"],
  [
    { podBlock: "10.244.0.0/24" },
    `\`podBlock\` is \`10.244.0.0/24\`; use ${block}, ${apart}, without an address of \`10.96.0.0/16\``,
  ],
  [
    { podBlock: "10.20.0.0/20" },
    `\`podBlock\` is \`10.20.0.0/20\`; use ${block}, ${apart}, without an address of \`10.96.0.0/16\``,
  ],
  [
    { podBlock: "10.96.0.0/20" },
    `\`podBlock\` is \`10.96.0.0/20\`; use ${block}, ${apart}, without an address of \`10.96.0.0/16\``,
  ],
  [{ serviceBlock: "10.21.64.0/18" }, `\`serviceBlock\` is \`10.21.64.0/18\`; use ${block}, ${apart}`],
  [
    { addressBlock: "10.21.0.0/25" },
    "`addressBlock` is `10.21.0.0/25`; use a block of private IPv4 addresses from /16 to /24, by its first address, such as `10.20.0.0/16`",
  ],
  [
    { otherAddressBlock: "10.20.0.0/25" },
    "`otherAddressBlock` is `10.20.0.0/25`; use a block of private IPv4 addresses from /16 to /24, by its first address, such as `10.20.0.0/16`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`application cluster \`application\`: ${message}`);
});
