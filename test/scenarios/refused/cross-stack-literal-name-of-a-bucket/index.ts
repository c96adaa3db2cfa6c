import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";

if (pulumi.getStack() === "archive") {
  new oci.objectstorage.Bucket("events-archive", { compartmentId, namespace, name: "shop-events-archive" });
} else {
  const events = new oci.streaming.Stream("events", { compartmentId, name: "events", partitions: 1 });
  new oci.sch.Connector("archive-events", {
    compartmentId,
    displayName: "archive-events",
    source: { kind: "streaming", streamId: events.id, cursor: { kind: "LATEST" } },
    target: { kind: "objectStorage", namespace, bucket: "shop-events-archive" },
  });
}
