import * as gcp from "@pulumi/gcp";

const orders = new gcp.pubsub.Topic("orders", {
  messageStoragePolicy: { allowedPersistenceRegions: ["us-central1", "europe-west1"] },
  messageRetentionDuration: "604800s",
});

new gcp.pubsub.Subscription("orders-worker", { topic: orders.id, ackDeadlineSeconds: 60 });
