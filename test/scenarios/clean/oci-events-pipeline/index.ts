import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";

new oci.objectstorage.Bucket("uploads", { compartmentId, namespace, name: "uploads", objectEventsEnabled: true });
const pool = new oci.streaming.StreamPool("pool", { compartmentId, name: "pool" });
const uploaded = new oci.streaming.Stream("uploaded", { name: "uploaded", partitions: 1, streamPoolId: pool.id });
new oci.events.Rule("on-upload", {
  compartmentId,
  displayName: "on-upload",
  isEnabled: true,
  condition: pulumi.jsonStringify({
    eventType: "com.oraclecloud.objectstorage.createobject",
    data: { additionalDetails: { bucketName: "uploads" } },
  }),
  actions: { actions: [{ actionType: "OSS", isEnabled: true, streamId: uploaded.id }] },
});
const application = new oci.functions.Application("pipeline", {
  compartmentId,
  displayName: "pipeline",
  subnetIds: ["ocid1.subnet.oc1.iad.aaaaaaaafunctions"],
});
const done = new oci.ons.NotificationTopic("done", { compartmentId, name: "done" });
const resize = new oci.functions.Function("resize", {
  applicationId: application.id,
  displayName: "resize",
  memoryInMbs: "512",
  image: "iad.ocir.io/shop/resize:1",
  successDestination: { kind: "NOTIFICATION", topicId: done.id },
});
const record = new oci.functions.Function("record", {
  applicationId: application.id,
  displayName: "record",
  memoryInMbs: "256",
  image: "iad.ocir.io/shop/record:1",
});
new oci.sch.Connector("uploaded-to-resize", {
  compartmentId,
  displayName: "uploaded-to-resize",
  source: { kind: "streaming", streamId: uploaded.id, cursor: { kind: "LATEST" } },
  target: { kind: "functions", functionId: resize.id },
});
new oci.ons.Subscription("done-to-record", {
  compartmentId,
  topicId: done.id,
  protocol: "ORACLE_FUNCTIONS",
  endpoint: record.id,
});
