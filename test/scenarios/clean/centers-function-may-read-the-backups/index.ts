import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as oci from "@pulumi/oci";

if (pulumi.getStack() === "primary") {
  const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
  const namespace = "shop";
  const phoenix = new oci.Provider("phoenix", { region: "us-phoenix-1" });
  const orders = new oci.objectstorage.Bucket("orders", { compartmentId, namespace, versioning: "Enabled" });
  const copy = new oci.objectstorage.Bucket("orders-copy", { compartmentId, namespace }, { provider: phoenix });
  new oci.objectstorage.ReplicationPolicy("orders-to-phoenix", {
    namespace,
    bucket: orders.name,
    destinationBucketName: copy.name,
    destinationRegionName: "us-phoenix-1",
  });
} else {
  const copies = new aws.s3.Bucket("copies", { bucket: "shop-copies" });
  new aws.lambda.Function("verifier", {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: "arn:aws:iam::123456789012:role/verifier",
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => 0;") }),
    environment: { variables: { COPIES: copies.bucket } },
  });
}
