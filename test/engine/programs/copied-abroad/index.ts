import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });
const other = new aws.Provider("other", { region: new Config().require<aws.Region>("region") });
const tags = { "data-class": new Config().require("class") };

const orders = new aws.s3.Bucket("orders", { bucket: "orders" }, { provider: virginia });
const exports_ = new aws.s3.Bucket("exports", { bucket: "exports", tags }, { provider: other });
export const copies = new aws.s3.BucketReplicationConfig(
  "copies",
  {
    bucket: orders.bucket,
    role: "arn:aws:iam::111122223333:role/copies",
    rules: [{ status: "Enabled", destination: { bucket: exports_.arn } }],
  },
  { provider: virginia },
).id;
