import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

export let archiveArn: pulumi.Output<string> | undefined;

if (pulumi.getStack() === "archive") {
  archiveArn = new aws.s3.Bucket("copies").arn;
} else {
  const archive = new pulumi.StackReference("organization/cross-stack-replica-lives-in-another-stack/archive");
  const orders = new aws.s3.Bucket("orders");
  new aws.s3.BucketReplicationConfig("orders-to-archive", {
    bucket: orders.id,
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [
      {
        id: "everything",
        status: "Enabled",
        destination: { bucket: archive.requireOutput("archiveArn") as pulumi.Output<string> },
      },
    ],
  });
}
