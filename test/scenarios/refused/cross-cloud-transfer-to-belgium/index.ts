import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as gcp from "@pulumi/gcp";

export let bucket: pulumi.Output<string> | undefined;

if (pulumi.getStack() === "orders") {
  bucket = new aws.s3.Bucket("purchases").bucket;
} else {
  const orders = new pulumi.StackReference("organization/cross-cloud-transfer-to-belgium/orders");
  const landing = new gcp.storage.Bucket("landing", {
    location: "EUROPE-WEST1",
    publicAccessPrevention: "enforced",
    labels: { "data-class": "operational" },
  });
  new gcp.storage.TransferJob("purchases-to-lake", {
    description: "Purchases for the lake",
    transferSpec: {
      awsS3DataSource: {
        bucketName: orders.requireOutput("bucket") as pulumi.Output<string>,
        roleArn: "arn:aws:iam::111122223333:role/transfer",
      },
      gcsDataSink: { bucketName: landing.name },
    },
  });
}
