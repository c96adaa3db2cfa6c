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
  new aws.dynamodb.Table("orders", {
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
    attributes: [{ name: "id", type: "S" }],
    streamEnabled: true,
    streamViewType: "NEW_IMAGE",
    replicas: [{ regionName: "us-west-2" }],
  });
  new aws.secretsmanager.Secret("token", { name: "token" });
  new aws.s3.Bucket("site", { tags: { "data-class": "operational" } });
}
