import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const profiles = new gcp.storage.Bucket("profiles", {
  location: "us-central1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const stats = new gcp.bigquery.Dataset("stats", {
  datasetId: "stats",
  location: "europe-west1",
  labels: { "data-class": "operational" },
});

const account = new gcp.serviceaccount.Account("reports", { accountId: "reports" });
const member = pulumi.interpolate`serviceAccount:${account.email}`;

new gcp.storage.BucketIAMMember("reports-reads-profiles", {
  bucket: profiles.name,
  role: "roles/storage.objectViewer",
  member,
});
new gcp.bigquery.DatasetIamMember("reports-writes-stats", {
  datasetId: stats.datasetId,
  role: "roles/bigquery.dataEditor",
  member,
});

new gcp.cloudrunv2.Service("reports", {
  location: "us-central1",
  labels: { "data-class": "operational" },
  template: {
    serviceAccount: account.email,
    containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello" }],
  },
});
