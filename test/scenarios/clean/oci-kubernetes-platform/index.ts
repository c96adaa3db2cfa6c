import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const network = new oci.core.Vcn("network", { compartmentId, cidrBlocks: ["10.0.0.0/16"] });
const nat = new oci.core.NatGateway("nat", { compartmentId, vcnId: network.id });
const routes = new oci.core.RouteTable("routes", {
  compartmentId,
  vcnId: network.id,
  routeRules: [{ destination: "0.0.0.0/0", networkEntityId: nat.id }],
});
const subnet = new oci.core.Subnet("nodes", {
  compartmentId,
  vcnId: network.id,
  cidrBlock: "10.0.1.0/24",
  prohibitPublicIpOnVnic: true,
  routeTableId: routes.id,
});
const cluster = new oci.containerengine.Cluster("platform", {
  compartmentId,
  name: "platform",
  kubernetesVersion: "v1.31.1",
  vcnId: network.id,
  endpointConfig: { subnetId: subnet.id, isPublicIpEnabled: false },
});
new oci.containerengine.NodePool("nodes", {
  compartmentId,
  clusterId: cluster.id,
  nodeShape: "VM.Standard.E4.Flex",
  nodeSourceDetails: { sourceType: "IMAGE", imageId: "ocid1.image.oc1.iad.aaaaaaaaoke" },
  nodeConfigDetails: {
    size: 3,
    placementConfigs: [{ availabilityDomain: "kIdk:US-ASHBURN-AD-1", subnetId: subnet.id }],
  },
});
new oci.artifacts.ContainerRepository("images", { compartmentId, displayName: "shop/web" });
const group = new oci.logging.LogGroup("platform-logs", { compartmentId, displayName: "platform" });
new oci.logging.Log("api-server", {
  logGroupId: group.id,
  displayName: "api-server",
  logType: "SERVICE",
  configuration: {
    source: {
      sourceType: "OCISERVICE",
      service: "oke-k8s-cp-prod",
      category: "kube-apiserver",
      resource: cluster.id,
    },
  },
});
