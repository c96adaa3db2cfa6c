import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const network = new gcp.compute.Network("shop", { autoCreateSubnetworks: false });
const subnet = new gcp.compute.Subnetwork("servers", {
  network: network.id,
  region: "us-central1",
  ipCidrRange: "10.20.0.0/20",
});

new gcp.compute.Instance("orders", {
  zone: "us-central1-b",
  machineType: "e2-medium",
  bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
  networkInterfaces: [{ subnetwork: subnet.id }],
});

new gcp.compute.NetworkPeering("to-backbone", {
  network: network.selfLink,
  peerNetwork: "projects/partner/global/networks/backbone",
});

const router = new gcp.compute.Router("office", { network: network.id, region: "us-central1", bgp: { asn: 64514 } });
const gateway = new gcp.compute.HaVpnGateway("office", { network: network.id, region: "us-central1" });
const office = new gcp.compute.ExternalVpnGateway("office", {
  redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
  interfaces: [{ id: 0, ipAddress: "203.0.113.7" }],
});
new gcp.compute.VPNTunnel("office", {
  region: "us-central1",
  router: router.id,
  vpnGateway: gateway.id,
  vpnGatewayInterface: 0,
  peerExternalGateway: office.id,
  peerExternalGatewayInterface: 0,
  sharedSecret: pulumi.secret("to be rotated"),
});
