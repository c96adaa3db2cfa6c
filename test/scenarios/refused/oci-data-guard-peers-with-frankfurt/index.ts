import * as pulumi from "@pulumi/pulumi";
import * as oci from "@pulumi/oci";

const adminPassword = new pulumi.Config("shop").requireSecret("adminPassword");

const orders = new oci.database.Database("orders", {
  source: "NONE",
  dbHomeId: "ocid1.dbhome.oc1.iad.aaaaaaaahome",
  dbVersion: "19.0.0.0",
  database: { adminPassword, dbName: "orders" },
});
new oci.database.DataGuardAssociation("orders-standby", {
  creationType: "ExistingDbSystem",
  databaseId: orders.id,
  databaseAdminPassword: adminPassword,
  peerDbSystemId: "ocid1.dbsystem.oc1.eu-frankfurt-1.aaaaaaaastandby",
  protectionMode: "MAXIMUM_PERFORMANCE",
  transportType: "ASYNC",
  deleteStandbyDbHomeOnDelete: "true",
});
