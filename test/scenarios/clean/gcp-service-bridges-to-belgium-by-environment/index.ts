import * as gcp from "@pulumi/gcp";

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

new gcp.cloudrunv2.Service("api", {
  location: "us-central1",
  template: {
    containers: [
      {
        image: "us-docker.pkg.dev/cloudrun/container/hello",
        envs: [
          { name: "PROFILES", value: profiles.name },
          { name: "STATS", value: stats.id },
        ],
      },
    ],
  },
});
