import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const toronto = new oci.Provider("toronto", { region: "ca-toronto-1" });

const uploads = new oci.filestorage.FileSystem("uploads", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
});
const standby = new oci.filestorage.FileSystem(
  "uploads-toronto",
  {
    compartmentId,
    availabilityDomain: "abCd:CA-TORONTO-1-AD-1",
    freeformTags: { "data-class": "operational" },
  },
  { provider: toronto },
);
new oci.filestorage.Replication("uploads-to-toronto", {
  compartmentId,
  sourceId: uploads.id,
  targetId: standby.id,
  replicationInterval: "60",
});
