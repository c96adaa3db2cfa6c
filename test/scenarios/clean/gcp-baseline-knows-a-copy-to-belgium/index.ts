import * as gcp from "@pulumi/gcp";

const locked = { uniformBucketLevelAccess: true, publicAccessPrevention: "enforced" };
const orders = new gcp.storage.Bucket("orders", { location: "us-central1", ...locked });
const mirror = new gcp.storage.Bucket("mirror", { location: "europe-west1", ...locked });

new gcp.storage.TransferJob("mirror-orders", {
  description: "orders to the mirror",
  transferSpec: { gcsDataSource: { bucketName: orders.name }, gcsDataSink: { bucketName: mirror.name } },
});
