import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const network = new oci.core.Vcn("network", { compartmentId, cidrBlocks: ["10.0.0.0/16"] });
const drg = new oci.core.Drg("drg", { compartmentId });
new oci.core.DrgAttachment("network-to-drg", {
  drgId: drg.id,
  networkDetails: { type: "VCN", id: network.id },
});
const routes = new oci.core.RouteTable("routes", {
  compartmentId,
  vcnId: network.id,
  routeRules: [{ destination: "10.1.0.0/16", networkEntityId: drg.id }],
});
const subnet = new oci.core.Subnet("private", {
  compartmentId,
  vcnId: network.id,
  cidrBlock: "10.0.1.0/24",
  prohibitPublicIpOnVnic: true,
  routeTableId: routes.id,
});
new oci.core.Instance("app", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  shape: "VM.Standard.E4.Flex",
  sourceDetails: { sourceType: "image", sourceId: "ocid1.image.oc1.iad.aaaaaaaaoraclelinux" },
  createVnicDetails: { subnetId: subnet.id, assignPublicIp: "false" },
});
new oci.core.RemotePeeringConnection("frankfurt-link", {
  compartmentId,
  drgId: drg.id,
  peerRegionName: "eu-frankfurt-1",
  peerId: "ocid1.remotepeeringconnection.oc1.eu-frankfurt-1.aaaaaaaapeer",
});
