import * as gcp from "@pulumi/gcp";

/** A machine behind a network load balancer; its address is what records answer with. */
function site(place: string, region: string, labels: Record<string, string>): gcp.compute.ForwardingRule {
  const web = new gcp.compute.Instance(`web-${place}`, {
    zone: `${region}-b`,
    machineType: "e2-medium",
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
    networkInterfaces: [{ network: "default" }],
    labels,
  });
  const pool = new gcp.compute.TargetPool(`pool-${place}`, { region, instances: [web.selfLink] });
  return new gcp.compute.ForwardingRule(`front-${place}`, { region, target: pool.selfLink, portRange: "443" });
}

const us = site("us", "us-central1", {});
const eu = site("eu", "europe-west1", { "data-class": "operational" });

const zone = new gcp.dns.ManagedZone("zone", { dnsName: "shop.example." });

new gcp.dns.RecordSet("www", {
  managedZone: zone.name,
  name: "www.shop.example.",
  type: "A",
  ttl: 60,
  rrdatas: [us.ipAddress, eu.ipAddress],
});

new gcp.dns.RecordSet("app", {
  managedZone: zone.name,
  name: "app.shop.example.",
  type: "A",
  ttl: 60,
  routingPolicy: {
    geos: [
      { location: "us-central1", rrdatas: [us.ipAddress] },
      { location: "europe-west1", rrdatas: [eu.ipAddress] },
    ],
  },
});
