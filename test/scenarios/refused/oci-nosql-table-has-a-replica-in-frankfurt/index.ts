import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

const profiles = new oci.nosql.Table("profiles", {
  compartmentId,
  name: "profiles",
  ddlStatement: "CREATE TABLE profiles (id STRING, profile JSON, PRIMARY KEY (id))",
  tableLimits: { maxReadUnits: 50, maxWriteUnits: 50, maxStorageInGbs: 10 },
});
new oci.nosql.TableReplica("profiles-phoenix", { compartmentId, tableNameOrId: profiles.id, region: "us-phoenix-1" });
new oci.nosql.TableReplica("profiles-frankfurt", {
  compartmentId,
  tableNameOrId: profiles.id,
  region: "eu-frankfurt-1",
});
