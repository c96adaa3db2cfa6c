import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const orders = new gcp.bigquery.Dataset("orders", { datasetId: "orders" });
const mirror = new gcp.bigquery.Dataset("orders-mirror", {
  datasetId: "orders_mirror",
  location: "EU",
  labels: { "data-class": "operational" },
});

new gcp.bigquery.DataTransferConfig("copy", {
  displayName: "orders to the EU",
  dataSourceId: "cross_region_copy",
  schedule: "every 24 hours",
  location: "EU",
  destinationDatasetId: mirror.datasetId,
  params: { source_dataset_id: orders.datasetId },
});

const uploads = new gcp.storage.Bucket("uploads", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const marketing = new gcp.bigquery.Dataset("marketing", {
  datasetId: "marketing",
  location: "europe-west1",
  labels: { "data-class": "operational" },
});

new gcp.bigquery.DataTransferConfig("load", {
  displayName: "leads",
  dataSourceId: "google_cloud_storage",
  schedule: "first sunday of quarter 00:00",
  location: "europe-west1",
  destinationDatasetId: marketing.datasetId,
  params: {
    data_path_template: pulumi.interpolate`gs://${uploads.name}/leads/*.csv`,
    destination_table_name_template: "leads",
    file_format: "CSV",
  },
});
