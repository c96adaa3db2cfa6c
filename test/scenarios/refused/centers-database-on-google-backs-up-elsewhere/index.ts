import * as gcp from "@pulumi/gcp";
import * as oci from "@pulumi/oci";
import * as pulumi from "@pulumi/pulumi";

if (pulumi.getStack() === "primary") {
  new oci.objectstorage.Bucket("site", {
    compartmentId: "ocid1.compartment.oc1..aaaaaaaashop",
    namespace: "shop",
    freeformTags: { "data-class": "operational" },
  });
} else {
  const ipConfiguration = { ipv4Enabled: false, privateNetwork: "projects/shop/global/networks/default" };
  const orders = new gcp.sql.DatabaseInstance("orders", {
    name: "orders",
    databaseVersion: "POSTGRES_17",
    settings: {
      tier: "db-custom-2-8192",
      backupConfiguration: { enabled: true, location: "us-central1" },
      ipConfiguration,
    },
  });
  new gcp.sql.DatabaseInstance("orders-replica", {
    databaseVersion: "POSTGRES_17",
    region: "us-east4",
    masterInstanceName: orders.name,
    settings: { tier: "db-custom-2-8192", ipConfiguration },
  });
}
