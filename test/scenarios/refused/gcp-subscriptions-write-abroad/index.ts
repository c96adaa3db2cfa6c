import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const orders = new gcp.pubsub.Topic("orders", {
  messageStoragePolicy: { allowedPersistenceRegions: ["us-central1"] },
});

const stats = new gcp.bigquery.Dataset("stats", {
  datasetId: "stats",
  location: "europe-west1",
  labels: { "data-class": "operational" },
});
const lines = new gcp.bigquery.Table("lines", { datasetId: stats.datasetId, tableId: "lines" });

new gcp.pubsub.Subscription("orders-to-stats", {
  topic: orders.id,
  bigqueryConfig: { table: pulumi.interpolate`shop.${lines.datasetId}.${lines.tableId}`, writeMetadata: true },
});

const archive = new gcp.storage.Bucket("archive", {
  location: "EUROPE-WEST4",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

new gcp.pubsub.Subscription("orders-to-archive", {
  topic: orders.id,
  cloudStorageConfig: { bucket: archive.name, filenamePrefix: "orders-" },
});
