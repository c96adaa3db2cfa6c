import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";

const orders = new oci.objectstorage.Bucket("orders", { compartmentId, namespace, name: "orders" });
new oci.objectstorage.StorageObject("order", { namespace, bucket: orders.name, object: "1", content: "one order" });
new oci.core.Volume("ledger", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  blockVolumeReplicas: [{ availabilityDomain: "kIdk:US-ASHBURN-AD-2" }],
});
new oci.core.Volume("profiles", {
  compartmentId,
  availabilityDomain: "kIdk:US-ASHBURN-AD-1",
  blockVolumeReplicas: [{ availabilityDomain: "kIdk:PHX-AD-1" }],
});
