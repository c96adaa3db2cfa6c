import * as gcp from "@pulumi/gcp";

const caller = new gcp.serviceaccount.Account("caller", { accountId: "event-caller" });

const uploads = new gcp.storage.Bucket("uploads", {
  location: "us-central1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});

const template = { containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello" }] };

const indexer = new gcp.cloudrunv2.Service("indexer", { location: "us-central1", template });

const thumbnails = new gcp.cloudrunv2.Service("thumbnails", {
  location: "europe-west1",
  labels: { "data-class": "operational" },
  template,
});

const matchingCriterias = [
  { attribute: "type", value: "google.cloud.storage.object.v1.finalized" },
  { attribute: "bucket", value: uploads.name },
];

new gcp.eventarc.Trigger("index-upload", {
  location: "us-central1",
  matchingCriterias,
  serviceAccount: caller.email,
  destination: { cloudRunService: { service: indexer.name, region: "us-central1" } },
});

new gcp.eventarc.Trigger("shrink-upload", {
  location: "us-central1",
  matchingCriterias,
  serviceAccount: caller.email,
  destination: { cloudRunService: { service: thumbnails.name, region: thumbnails.location } },
});
