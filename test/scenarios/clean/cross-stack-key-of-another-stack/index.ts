import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

export let partnerKey: pulumi.Output<string> | undefined;

if (pulumi.getStack() === "keys") {
  partnerKey = new aws.kms.Key("partner", {
    keyUsage: "SIGN_VERIFY",
    customerMasterKeySpec: "RSA_2048",
    tags: { "data-class": "operational" },
  }).arn;
} else {
  const keys = new pulumi.StackReference("organization/cross-stack-key-of-another-stack/keys");
  const orders = new aws.s3.Bucket("orders");
  new aws.lambda.Function("verify", {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: "index.handler",
    role: "arn:aws:iam::111122223333:role/verify",
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = () => {};") }),
    environment: {
      variables: {
        ORDERS_BUCKET: orders.bucket,
        PARTNER_KEY: keys.requireOutput("partnerKey") as pulumi.Output<string>,
      },
    },
  });
}
