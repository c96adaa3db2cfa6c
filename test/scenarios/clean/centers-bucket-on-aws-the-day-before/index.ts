import * as aws from "@pulumi/aws";
import * as oci from "@pulumi/oci";
import * as pulumi from "@pulumi/pulumi";

if (pulumi.getStack() === "primary") {
  new oci.objectstorage.Bucket("site", {
    compartmentId: "ocid1.compartment.oc1..aaaaaaaashop",
    namespace: "shop",
    freeformTags: { "data-class": "operational" },
  });
} else {
  new aws.secretsmanager.Secret("token", { name: "token" });
}
