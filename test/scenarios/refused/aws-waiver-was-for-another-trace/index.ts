import * as aws from "@pulumi/aws";

const role = "arn:aws:iam::111122223333:role/replication";
const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const orders = new aws.s3.Bucket("orders", {}, { provider: virginia });
const staging = new aws.s3.Bucket("staging", { tags: { "data-class": "operational" } }, { provider: virginia });
const copy = new aws.s3.Bucket("copy", {}, { provider: ireland });
new aws.s3.BucketReplicationConfig(
  "to-staging",
  { bucket: orders.id, role, rules: [{ status: "Enabled", destination: { bucket: staging.arn } }] },
  { provider: virginia },
);
new aws.s3.BucketReplicationConfig(
  "to-ireland",
  { bucket: staging.id, role, rules: [{ status: "Enabled", destination: { bucket: copy.arn } }] },
  { provider: virginia },
);
