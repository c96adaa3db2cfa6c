import * as gcp from "@pulumi/gcp";

const logs = new gcp.storage.Bucket("logs", {
  location: "EU",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

/** Iowa and South Carolina: turbo replication stays in the United States, the access logs don't. */
new gcp.storage.Bucket("orders", {
  location: "NAM4",
  rpo: "ASYNC_TURBO",
  logging: { logBucket: logs.name },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const media = new gcp.storage.Bucket("media", {
  location: "US",
  customPlacementConfig: { dataLocations: ["US-EAST4", "NORTHAMERICA-NORTHEAST1"] },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

new gcp.storage.BucketObject("catalog", {
  bucket: media.name,
  name: "catalog.json",
  content: "[]",
  cacheControl: "no-store",
});
