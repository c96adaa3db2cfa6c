import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const namespace = "shop";
const phoenix = new oci.Provider("phoenix", { region: "us-phoenix-1" });

const policy = new oci.identity.Policy("replication", {
  compartmentId,
  name: "replication",
  description: "Object Storage may replicate",
  statements: ["Allow service objectstorage-us-ashburn-1 to manage object-family in compartment shop"],
});
const orders = new oci.objectstorage.Bucket("orders", { compartmentId, namespace, versioning: "Enabled" });
const copy = new oci.objectstorage.Bucket("orders-copy", { compartmentId, namespace }, { provider: phoenix });
new oci.objectstorage.ReplicationPolicy(
  "orders-to-phoenix",
  {
    namespace,
    bucket: orders.name,
    destinationBucketName: copy.name,
    destinationRegionName: "us-phoenix-1",
  },
  { dependsOn: [policy] },
);
