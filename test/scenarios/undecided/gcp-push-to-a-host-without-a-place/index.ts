import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const orders = new gcp.pubsub.Topic("orders", {
  messageStoragePolicy: { allowedPersistenceRegions: ["us-central1"], enforceInTransit: true },
});

const billing = new gcp.cloudrunv2.Service("billing", {
  location: "us-central1",
  ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY",
  template: { containers: [{ image: "us-docker.pkg.dev/cloudrun/container/hello" }] },
});

new gcp.pubsub.Subscription("to-billing", {
  topic: orders.id,
  pushConfig: { pushEndpoint: pulumi.interpolate`${billing.uri}/orders` },
});

new gcp.pubsub.Subscription("to-partner", {
  topic: orders.id,
  pushConfig: { pushEndpoint: "https://hooks.partner.example/orders" },
});
