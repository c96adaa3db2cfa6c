import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const orders = new aws.s3.Bucket("orders");
const ordersVersions = new aws.s3.BucketVersioning("orders-versions", {
  bucket: orders.bucket,
  versioningConfiguration: { status: "Enabled" },
});

const copy = new aws.s3.Bucket("orders-copy", {}, { provider: ireland });
const copyVersions = new aws.s3.BucketVersioning(
  "orders-copy-versions",
  { bucket: copy.bucket, versioningConfiguration: { status: "Enabled" } },
  { provider: ireland },
);

const role = new aws.iam.Role("replication", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "s3.amazonaws.com" }),
});

new aws.s3.BucketReplicationConfig(
  "orders-to-ireland",
  {
    bucket: orders.bucket,
    role: role.arn,
    rules: [{ id: "everything", status: "Enabled", destination: { bucket: copy.arn, storageClass: "STANDARD_IA" } }],
  },
  { dependsOn: [ordersVersions, copyVersions] },
);
