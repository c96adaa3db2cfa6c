import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const abroad = { provider: frankfurt };
const web = new oci.core.Instance("web", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  shape: "VM.Standard.E4.Flex",
  sourceDetails: { sourceType: "image", sourceId: "ocid1.image.oc1.iad.aaaaaaaaoraclelinux" },
  createVnicDetails: { subnetId: "ocid1.subnet.oc1.iad.aaaaaaaaweb" },
});
const address = new oci.core.PublicIp("address", { compartmentId, lifetime: "RESERVED" });
const balancer = new oci.loadbalancer.LoadBalancer("balancer", {
  compartmentId,
  displayName: "balancer",
  shape: "flexible",
  subnetIds: ["ocid1.subnet.oc1.iad.aaaaaaaaedge"],
  reservedIps: [{ id: address.id }],
});
const servers = new oci.loadbalancer.BackendSet("servers", {
  loadBalancerId: balancer.id,
  policy: "ROUND_ROBIN",
  healthChecker: { protocol: "HTTP", urlPath: "/healthy" },
});
new oci.loadbalancer.Backend("server", {
  loadBalancerId: balancer.id,
  backendsetName: servers.name,
  ipAddress: web.privateIp,
  port: 8080,
});
const addressAbroad = new oci.core.PublicIp("address-frankfurt", { compartmentId, lifetime: "RESERVED" }, abroad);
new oci.loadbalancer.LoadBalancer(
  "balancer-frankfurt",
  {
    compartmentId,
    displayName: "balancer",
    shape: "flexible",
    subnetIds: ["ocid1.subnet.oc1.eu-frankfurt-1.aaaaaaaaedge"],
    reservedIps: [{ id: addressAbroad.id }],
  },
  abroad,
);
new oci.dns.SteeringPolicy("shop", {
  compartmentId,
  displayName: "shop",
  template: "LOAD_BALANCE",
  answers: [
    { name: "ashburn", rtype: "A", rdata: address.ipAddress },
    { name: "frankfurt", rtype: "A", rdata: addressAbroad.ipAddress },
  ],
});
