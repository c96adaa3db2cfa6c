import * as oci from "@pulumi/oci";
import * as pulumi from "@pulumi/pulumi";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const replicate = (name: string, bucket: pulumi.Input<string>, to: string, destinationRegionName: string) =>
  new oci.objectstorage.ReplicationPolicy(name, {
    namespace,
    bucket,
    destinationBucketName: to,
    destinationRegionName,
  });

if (pulumi.getStack() === "primary") {
  const orders = new oci.objectstorage.Bucket("orders", { compartmentId, namespace, name: "orders" });
  replicate("orders-to-chicago", orders.name, "copies", "us-chicago-1");
} else {
  const copies = new oci.objectstorage.Bucket("copies", { compartmentId, namespace, name: "copies" });
  replicate("copies-to-ashburn", copies.name, "restored", "us-ashburn-1");
}
