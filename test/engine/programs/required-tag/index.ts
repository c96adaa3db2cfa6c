import * as oci from "@pulumi/oci";
import { Config } from "@pulumi/pulumi";

const provider = new oci.Provider("ashburn", { region: "us-ashburn-1" });
const compartmentId = "ocid1.compartment.oc1..shop";
const description = "Who answers for it";
const owner = new Config().require("owner");

const labels = new oci.identity.TagNamespace("labels", { compartmentId, name: "shop", description }, { provider });
const tag = new oci.identity.Tag("owner", { tagNamespaceId: labels.id, name: "owner", description }, { provider });
const required = new oci.identity.TagDefault(
  "owner",
  { compartmentId, tagDefinitionId: tag.id, isRequired: true, value: "-" },
  { provider },
);
export const bucket = new oci.objectstorage.Bucket(
  "orders",
  { compartmentId, namespace: "example", ...(owner !== "" && { definedTags: { "shop.owner": owner } }) },
  { provider, dependsOn: required },
).name;
