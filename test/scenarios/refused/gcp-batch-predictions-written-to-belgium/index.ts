import * as gcp from "@pulumi/gcp";

const predictions = new gcp.storage.Bucket("predictions", {
  name: "shop-predictions",
  location: "EUROPE-WEST1",
  labels: { "data-class": "operational" },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
new gcp.storage.Bucket("features", {
  name: "shop-features",
  location: "US-CENTRAL1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

/** A nightly run of a batch prediction pipeline. */
function nightly(name: string, gcsOutputDirectory: string): void {
  new gcp.vertex.AiSchedule(name, {
    location: "us-central1",
    displayName: name,
    cron: "0 2 * * *",
    maxConcurrentRunCount: "1",
    createPipelineJobRequest: {
      parent: "projects/shop/locations/us-central1",
      pipelineJob: {
        templateUri: "https://us-central1-kfp.pkg.dev/shop/pipelines/predict/v1",
        runtimeConfig: { gcsOutputDirectory },
      },
    },
  });
}

nightly("churn", "gs://shop-predictions/churn");
nightly("demand", "gs://shop-features/demand");

export const url = predictions.url;
