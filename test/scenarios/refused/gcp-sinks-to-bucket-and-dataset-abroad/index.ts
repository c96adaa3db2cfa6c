import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const archive = new gcp.storage.Bucket("archive", {
  name: "shop-audit-archive",
  location: "EUROPE-WEST1",
  labels: { "data-class": "operational" },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const analysis = new gcp.bigquery.Dataset("analysis", { datasetId: "audit_analysis", location: "EU" });
const local = new gcp.storage.Bucket("local", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

new gcp.logging.ProjectSink("audit", {
  destination: "storage.googleapis.com/shop-audit-archive",
  filter: 'logName:"cloudaudit.googleapis.com"',
});

new gcp.logging.ProjectSink("requests", {
  destination: pulumi.interpolate`bigquery.googleapis.com/projects/shop/datasets/${analysis.datasetId}`,
});

new gcp.logging.ProjectSink("errors", {
  destination: pulumi.interpolate`storage.googleapis.com/${local.name}`,
  filter: "severity >= ERROR",
});

new gcp.logging.ProjectSink("old", {
  destination: pulumi.interpolate`storage.googleapis.com/${archive.name}`,
  disabled: true,
});
