import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const archive = new pulumi.StackReference("organization/archive/prod");
const orders = new aws.s3.Bucket("orders");
new aws.s3.BucketReplicationConfig("orders-to-archive", {
  bucket: orders.id,
  role: "arn:aws:iam::111122223333:role/replication",
  rules: [
    {
      id: "everything",
      status: "Enabled",
      destination: { bucket: archive.requireOutput("bucketArn") as pulumi.Output<string> },
    },
  ],
});
