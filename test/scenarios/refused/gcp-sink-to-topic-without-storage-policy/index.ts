import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";

const events = new gcp.pubsub.Topic("audit-events");

const alerts = new gcp.pubsub.Topic("alerts", {
  messageStoragePolicy: { allowedPersistenceRegions: ["us-central1", "us-east1"] },
});

new gcp.logging.ProjectSink("audit", {
  destination: pulumi.interpolate`pubsub.googleapis.com/${events.id}`,
  filter: 'logName:"cloudaudit.googleapis.com"',
});

new gcp.logging.ProjectSink("errors", {
  destination: alerts.id.apply((id) => `pubsub.googleapis.com/${id}`),
  filter: "severity >= ERROR",
});
