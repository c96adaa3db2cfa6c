import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const zone = "us-central1-b";

const orders = new gcp.sql.DatabaseInstance("orders", {
  databaseVersion: "POSTGRES_17",
  settings: {
    tier: "db-custom-2-8192",
    backupConfiguration: { enabled: true, location: "us", pointInTimeRecoveryEnabled: true },
    ipConfiguration: { ipv4Enabled: false, privateNetwork: "projects/shop/global/networks/default" },
  },
});
new gcp.sql.Database("shop", { instance: orders.name });

const template = new gcp.compute.InstanceTemplate("web", {
  machineType: "e2-standard-2",
  disks: [{ sourceImage: "debian-cloud/debian-12", boot: true }],
  networkInterfaces: [{ network: "default" }],
  metadata: { "database-host": orders.privateIpAddress },
});
const group = new gcp.compute.InstanceGroupManager("web", {
  zone,
  baseInstanceName: "web",
  versions: [{ instanceTemplate: template.selfLinkUnique }],
  namedPorts: [{ name: "http", port: 8080 }],
  targetSize: 3,
});

const health = new gcp.compute.HealthCheck("web", { httpHealthCheck: { port: 8080, requestPath: "/health" } });
const service = new gcp.compute.BackendService("web", {
  protocol: "HTTP",
  portName: "http",
  loadBalancingScheme: "EXTERNAL_MANAGED",
  healthChecks: health.id,
  backends: [{ group: group.instanceGroup }],
});
const routes = new gcp.compute.URLMap("web", { defaultService: service.id });
const proxy = new gcp.compute.TargetHttpProxy("web", { urlMap: routes.id });
const address = new gcp.compute.GlobalAddress("web");
const front = new gcp.compute.GlobalForwardingRule("web", {
  target: proxy.id,
  ipAddress: address.address,
  portRange: "80",
  loadBalancingScheme: "EXTERNAL_MANAGED",
});

export const url = pulumi.interpolate`http://${front.ipAddress}`;
