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
  new aws.s3.BucketLogging("copies", { bucket: copies.id, targetBucket: "shop-copies-evidence", targetPrefix: "s3/" });
  const evidence = new aws.s3.Bucket("evidence", { bucket: "shop-copies-evidence" });
  const vault = new aws.backup.Vault("vault", { name: "copies" });
  const plan = new aws.backup.Plan("nightly", {
    rules: [{ ruleName: "nightly", targetVaultName: vault.name, schedule: "cron(0 5 * * ? *)" }],
  });
  new aws.backup.Selection("copies", {
    planId: plan.id,
    iamRoleArn: "arn:aws:iam::123456789012:role/backup",
    resources: [copies.arn],
  });
  new aws.s3.BucketPublicAccessBlock("evidence", { bucket: evidence.id, blockPublicAcls: true });
}
