import * as gcp from "@pulumi/gcp";

const region = "us-central1";
const messageStoragePolicy = { allowedPersistenceRegions: [region, "us-west1"] };

const orders = new gcp.pubsub.Topic("orders", { messageStoragePolicy });
const failed = new gcp.pubsub.Topic("orders-failed", { messageStoragePolicy });
new gcp.pubsub.Subscription("orders-audit", {
  topic: orders.id,
  deadLetterPolicy: { deadLetterTopic: failed.id, maxDeliveryAttempts: 5 },
});
new gcp.pubsub.Subscription("orders-failed-review", { topic: failed.id, messageRetentionDuration: "604800s" });

const sources = new gcp.storage.Bucket("sources", {
  location: "US",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const code = new gcp.storage.BucketObject("code", { bucket: sources.name, name: "orders.zip", content: "zip" });

new gcp.cloudfunctionsv2.Function("handle-order", {
  location: region,
  buildConfig: {
    runtime: "nodejs22",
    entryPoint: "handle",
    source: { storageSource: { bucket: sources.name, object: code.name } },
  },
  serviceConfig: { ingressSettings: "ALLOW_INTERNAL_ONLY", availableMemory: "256M" },
  eventTrigger: {
    triggerRegion: region,
    eventType: "google.cloud.pubsub.topic.v1.messagePublished",
    pubsubTopic: orders.id,
    retryPolicy: "RETRY_POLICY_RETRY",
  },
});
