import * as oci from "@pulumi/oci";

const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });
const compartment = new oci.identity.Compartment("shop", { description: "the shop's" }, { provider: frankfurt });

export const bucket = new oci.objectstorage.Bucket(
  "orders",
  { compartmentId: compartment.compartmentId, namespace: "example" },
  { provider: frankfurt },
).name;
