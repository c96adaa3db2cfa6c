import * as gcp from "@pulumi/gcp";

const albums = new gcp.storage.Bucket("albums", { location: "US", uniformBucketLevelAccess: true });
new gcp.storage.BucketIAMMember("everyone-sees-albums", {
  bucket: albums.name,
  role: "roles/storage.objectViewer",
  member: "allUsers",
});

const press = new gcp.storage.Bucket("press", { location: "US", labels: { "data-class": "operational" } });
new gcp.storage.BucketIAMMember("everyone-sees-press", {
  bucket: press.name,
  role: "roles/storage.objectViewer",
  member: "allUsers",
});

new gcp.storage.Bucket("receipts", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
