import * as oci from "@pulumi/oci";
const namespace = "shop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const catalog = new oci.identity.Compartment("catalog", {
  compartmentId: "ocid1.compartment.oc1..aaaaaaaashop",
  name: "catalog",
  description: "Products and prices",
  freeformTags: { "data-class": "operational" },
});
const prices = new oci.objectstorage.Bucket("prices", { compartmentId: catalog.id, namespace, name: "prices" });
const copy = new oci.objectstorage.Bucket(
  "prices-copy",
  { compartmentId: catalog.id, namespace, name: "prices-copy" },
  { provider: frankfurt },
);
new oci.objectstorage.ReplicationPolicy("prices-to-frankfurt", {
  namespace,
  bucket: prices.name,
  destinationBucketName: copy.name,
  destinationRegionName: "eu-frankfurt-1",
});
