import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const london = new oci.Provider("london", { region: "uk-london-1" });

const profiles = new oci.database.AutonomousDatabase("profiles", {
  compartmentId,
  dbName: "profiles",
  computeModel: "ECPU",
  computeCount: 2,
  dataStorageSizeInTbs: 1,
  subnetId: "ocid1.subnet.oc1.iad.aaaaaaaadata",
});
new oci.database.AutonomousDatabase(
  "profiles-standby",
  {
    compartmentId,
    dbName: "profiles",
    source: "CROSS_REGION_DATAGUARD",
    sourceId: profiles.id,
    subnetId: "ocid1.subnet.oc1.uk-london-1.aaaaaaaadata",
  },
  { provider: london },
);
