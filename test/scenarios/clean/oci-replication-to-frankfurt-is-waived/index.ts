import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const orders = new oci.objectstorage.Bucket("orders", { compartmentId, namespace, name: "orders" });
const copy = new oci.objectstorage.Bucket(
  "orders-copy",
  { compartmentId, namespace, name: "orders-copy" },
  { provider: frankfurt },
);
new oci.objectstorage.ReplicationPolicy("orders-to-frankfurt", {
  namespace,
  bucket: orders.name,
  destinationBucketName: copy.name,
  destinationRegionName: "eu-frankfurt-1",
});
