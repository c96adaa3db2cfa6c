import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";

new oci.fleetappsmanagement.Provision("loyalty", {
  compartmentId,
  fleetId: "ocid1.famsfleet.oc1.iad.aaaaaaaafleet",
  packageCatalogItemId: "ocid1.famscatalogitem.oc1.iad.aaaaaaaapackage",
  configCatalogItemId: "ocid1.famscatalogitem.oc1.iad.aaaaaaaaconfig",
  tfVariableRegionId: "us-ashburn-1",
  tfVariableTenancyId: "ocid1.tenancy.oc1..aaaaaaaashop",
});
new oci.nosql.Table("points", {
  compartmentId,
  name: "points",
  ddlStatement: "CREATE TABLE points (id STRING, points INTEGER, PRIMARY KEY (id))",
  tableLimits: { maxReadUnits: 10, maxWriteUnits: 10, maxStorageInGbs: 1 },
});
