import * as gcp from "@pulumi/gcp";

const avatars = new gcp.storage.Bucket("avatars", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const receipts = new gcp.storage.Bucket("receipts", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const cached = new gcp.compute.BackendBucket("avatars-edge", { bucketName: avatars.name, enableCdn: true });
const plain = new gcp.compute.BackendBucket("receipts-edge", { bucketName: receipts.name, enableCdn: false });

const routes = new gcp.compute.URLMap("routes", {
  defaultService: plain.id,
  hostRules: [{ hosts: ["pictures.shop.example"], pathMatcher: "pictures" }],
  pathMatchers: [{ name: "pictures", defaultService: cached.id }],
});

const proxy = new gcp.compute.TargetHttpProxy("proxy", { urlMap: routes.id });

new gcp.compute.GlobalForwardingRule("front", {
  target: proxy.id,
  portRange: "80",
  loadBalancingScheme: "EXTERNAL_MANAGED",
});
