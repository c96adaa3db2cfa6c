import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

/** A bucket of pages behind a load balancer; what it holds is of the class that it is given. */
class StaticSite extends pulumi.ComponentResource {
  readonly address: pulumi.Output<string>;

  constructor(name: string, args: { dataClass: string }, opts?: pulumi.ComponentResourceOptions) {
    super("shop:index:StaticSite", name, args, opts);
    const own = { parent: this };
    const pages = new gcp.storage.Bucket(
      `${name}-pages`,
      { location: "US", uniformBucketLevelAccess: true, website: { mainPageSuffix: "index.html" } },
      own,
    );
    new gcp.storage.BucketObject(
      `${name}-index`,
      { bucket: pages.name, name: "index.html", content: "<h1>Welcome</h1>", contentType: "text/html" },
      own,
    );
    new gcp.storage.BucketIAMMember(
      `${name}-readers`,
      { bucket: pages.name, role: "roles/storage.objectViewer", member: "allUsers" },
      own,
    );
    const backend = new gcp.compute.BackendBucket(`${name}-backend`, { bucketName: pages.name }, own);
    const routes = new gcp.compute.URLMap(`${name}-routes`, { defaultService: backend.selfLink }, own);
    const certificate = new gcp.compute.ManagedSslCertificate(
      `${name}-certificate`,
      { managed: { domains: ["www.shop.example"] } },
      own,
    );
    const proxy = new gcp.compute.TargetHttpsProxy(
      `${name}-proxy`,
      { urlMap: routes.id, sslCertificates: [certificate.id] },
      own,
    );
    const front = new gcp.compute.GlobalForwardingRule(
      `${name}-front`,
      { target: proxy.id, portRange: "443", loadBalancingScheme: "EXTERNAL_MANAGED" },
      own,
    );
    this.address = front.ipAddress;
    this.registerOutputs();
  }
}

const site = new StaticSite("www", { dataClass: "operational" });

const zone = new gcp.dns.ManagedZone("zone", { dnsName: "shop.example." });
new gcp.dns.RecordSet("www", {
  managedZone: zone.name,
  name: "www.shop.example.",
  type: "A",
  ttl: 300,
  rrdatas: [site.address],
});
