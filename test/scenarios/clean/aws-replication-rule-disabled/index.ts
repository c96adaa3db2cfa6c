import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const orders = new aws.s3.Bucket("orders");
const statistics = new aws.s3.Bucket(
  "statistics-ireland",
  { tags: { "data-class": "operational" } },
  { provider: ireland },
);
const role = new aws.iam.Role("replication", {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "s3.amazonaws.com" }),
});

new aws.s3.BucketReplicationConfig("orders-to-ireland", {
  bucket: orders.bucket,
  role: role.arn,
  rules: [
    {
      id: "stopped",
      status: "Disabled",
      destination: {
        bucket: statistics.arn,
        account: "999988887777",
        accessControlTranslation: { owner: "Destination" },
      },
    },
  ],
});
