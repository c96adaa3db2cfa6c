import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const availabilityDomain = "kIdk:US-ASHBURN-AD-1";

const network = new oci.core.Vcn("network", { compartmentId, cidrBlocks: ["10.0.0.0/16"], dnsLabel: "shop" });
const internet = new oci.core.InternetGateway("internet", { compartmentId, vcnId: network.id });
const toInternet = new oci.core.RouteTable("to-internet", {
  compartmentId,
  vcnId: network.id,
  routeRules: [{ destination: "0.0.0.0/0", networkEntityId: internet.id }],
});
const edge = new oci.core.Subnet("edge", {
  compartmentId,
  vcnId: network.id,
  cidrBlock: "10.0.0.0/24",
  routeTableId: toInternet.id,
});
const inside = new oci.core.Subnet("inside", {
  compartmentId,
  vcnId: network.id,
  cidrBlock: "10.0.1.0/24",
  prohibitPublicIpOnVnic: true,
});
const balancer = new oci.loadbalancer.LoadBalancer("balancer", {
  compartmentId,
  displayName: "shop",
  shape: "flexible",
  subnetIds: [edge.id],
});
const servers = new oci.loadbalancer.BackendSet("servers", {
  loadBalancerId: balancer.id,
  policy: "LEAST_CONNECTIONS",
  healthChecker: { protocol: "HTTP", urlPath: "/healthy" },
});
const web = new oci.core.InstanceConfiguration("web", {
  compartmentId,
  instanceDetails: {
    instanceType: "compute",
    launchDetails: {
      compartmentId,
      shape: "VM.Standard.E4.Flex",
      sourceDetails: { sourceType: "image", imageId: "ocid1.image.oc1.iad.aaaaaaaaoraclelinux" },
    },
  },
});
new oci.core.InstancePool("web", {
  compartmentId,
  instanceConfigurationId: web.id,
  size: 2,
  placementConfigurations: [{ availabilityDomain, primarySubnetId: inside.id }],
  loadBalancers: [
    { loadBalancerId: balancer.id, backendSetName: servers.name, port: 8080, vnicSelection: "PrimaryVnic" },
  ],
});
new oci.database.AutonomousDatabase("orders", {
  compartmentId,
  dbName: "orders",
  adminPassword: new pulumi.Config("shop").requireSecret("adminPassword"),
  computeModel: "ECPU",
  computeCount: 2,
  dataStorageSizeInTbs: 1,
  isLocalDataGuardEnabled: true,
  subnetId: inside.id,
});
