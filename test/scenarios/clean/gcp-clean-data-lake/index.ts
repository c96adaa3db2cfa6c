import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const region = "us-central1";

const logs = new gcp.storage.Bucket("logs", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const raw = new gcp.storage.Bucket("raw", {
  location: "NAM4",
  logging: { logBucket: logs.name },
  versioning: { enabled: true },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const staging = new gcp.storage.Bucket("staging", {
  location: region,
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const arrivals = new gcp.pubsub.Topic("arrivals", { messageStoragePolicy: { allowedPersistenceRegions: [region] } });
new gcp.storage.Notification("announce", { bucket: raw.name, topic: arrivals.id, payloadFormat: "JSON_API_V1" });

const clicks = new gcp.pubsub.Topic("clicks", {
  messageStoragePolicy: { allowedPersistenceRegions: [region, "us-east1"] },
});
const pending = new gcp.pubsub.Subscription("clicks-pending", { topic: clicks.id });

const lake = new gcp.bigquery.Dataset("lake", { datasetId: "lake", location: "US" });
const table = new gcp.bigquery.Table("clicks", {
  datasetId: lake.datasetId,
  tableId: "clicks",
  schema: JSON.stringify([{ name: "page", type: "STRING" }]),
});

new gcp.dataflow.Job("load-clicks", {
  region,
  templateGcsPath: "gs://dataflow-templates-us-central1/latest/PubSub_Subscription_to_BigQuery",
  tempGcsLocation: pulumi.interpolate`gs://${staging.name}/tmp`,
  ipConfiguration: "WORKER_IP_PRIVATE",
  parameters: {
    inputSubscription: pending.id,
    outputTableSpec: pulumi.interpolate`shop:${table.datasetId}.${table.tableId}`,
  },
});
