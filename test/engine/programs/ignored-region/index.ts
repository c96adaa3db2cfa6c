import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });

export const bucket = new aws.s3.Bucket(
  "orders",
  { region: new Config().require("region") },
  { provider: virginia, ignoreChanges: ["region"] },
).bucket;
