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
  const orders = new gcp.storage.Bucket("orders", { location: "US" });
  new gcp.storage.BucketObject("order", { bucket: orders.name, content: "one order" });
  const profiles = new gcp.firestore.Database("profiles", { locationId: "nam5", type: "FIRESTORE_NATIVE" });
  new gcp.firestore.Document("profile", {
    database: profiles.name,
    collection: "profiles",
    documentId: "1",
    fields: "{}",
  });
}
