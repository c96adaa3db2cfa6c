import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const profiles = new oci.objectstorage.Bucket("profiles", { compartmentId, namespace, name: "profiles" });
const outbox = new oci.streaming.Stream(
  "outbox",
  {
    name: "outbox",
    partitions: 1,
    streamPoolId: "ocid1.streampool.oc1.eu-frankfurt-1.aaaaaaaaprivate",
    freeformTags: { "data-class": "operational" },
  },
  { provider: frankfurt },
);
const application = new oci.functions.Application("shop", {
  compartmentId,
  displayName: "shop",
  subnetIds: ["ocid1.subnet.oc1.iad.aaaaaaaafunctions"],
});
new oci.functions.Function("exporter", {
  applicationId: application.id,
  displayName: "exporter",
  memoryInMbs: "256",
  image: "iad.ocir.io/shop/exporter:1",
  config: { PROFILES_BUCKET: profiles.name, OUTBOX_STREAM: outbox.id },
  freeformTags: { "data-class": "operational" },
});
