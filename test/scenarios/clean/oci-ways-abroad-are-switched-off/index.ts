import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const abroad = { provider: frankfurt };
const freeformTags = { "data-class": "operational" };
const events = new oci.streaming.Stream("events", { compartmentId, name: "events", partitions: 1 });
const archive = new oci.objectstorage.Bucket("archive", { compartmentId, namespace, freeformTags }, abroad);
new oci.sch.Connector("events-to-archive", {
  compartmentId,
  displayName: "events-to-archive",
  state: "INACTIVE",
  source: { kind: "streaming", streamId: events.id },
  target: { kind: "objectStorage", namespace, bucket: archive.name },
});
const notices = new oci.ons.NotificationTopic("notices", { compartmentId, name: "notices", freeformTags }, abroad);
new oci.events.Rule("order-created", {
  compartmentId,
  displayName: "order-created",
  isEnabled: false,
  condition: pulumi.jsonStringify({ eventType: "com.oraclecloud.objectstorage.createobject" }),
  actions: { actions: [{ actionType: "ONS", isEnabled: true, topicId: notices.id }] },
});
new oci.mysql.MysqlDbSystem("orders", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  shapeName: "MySQL.2",
  subnetId: "ocid1.subnet.oc1.iad.aaaaaaaadata",
  backupPolicy: { isEnabled: false, copyPolicies: [{ copyToRegion: "eu-frankfurt-1" }] },
});
