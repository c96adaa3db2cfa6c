import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });
const london = new oci.Provider("london", { region: "uk-london-1" });

const pool = new oci.streaming.StreamPool("pool", { compartmentId, name: "pool" });
const events = new oci.streaming.Stream("events", { name: "events", partitions: 3, streamPoolId: pool.id });
const archive = new oci.objectstorage.Bucket("archive", { compartmentId, namespace }, { provider: london });
new oci.sch.Connector("events-to-archive", {
  compartmentId,
  displayName: "events-to-archive",
  source: { kind: "streaming", streamId: events.id, cursor: { kind: "LATEST" } },
  target: { kind: "objectStorage", namespace, bucket: archive.name, objectNamePrefix: "events/" },
});
new oci.streaming.ConnectHarness("connect", { compartmentId, name: "connect" }, { provider: frankfurt });
