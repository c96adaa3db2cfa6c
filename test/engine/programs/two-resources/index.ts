import * as oci from "@pulumi/oci";
import { Config } from "@pulumi/pulumi";

const ashburn = new oci.Provider("ashburn", { region: "us-ashburn-1" });
const phoenix = new oci.Provider("phoenix", { region: "us-phoenix-1" });
const place = { compartmentId: "ocid1.compartment.oc1..shop", namespace: "example" };

const copies = new oci.objectstorage.Bucket(
  "copies",
  { ...place, name: "copies", versioning: new Config().require("versioning") },
  { provider: phoenix },
);
const orders = new oci.objectstorage.Bucket("orders", { ...place, name: "orders" }, { provider: ashburn });

export const policy = new oci.objectstorage.ReplicationPolicy(
  "to-phoenix",
  {
    bucket: orders.name,
    namespace: place.namespace,
    destinationBucketName: copies.name,
    destinationRegionName: "us-phoenix-1",
  },
  { provider: ashburn },
).name;
