import * as aws from "@pulumi/aws";

const virginia = new aws.Provider("virginia", { region: "us-east-1" });

const home = new aws.s3.Bucket("home", {}, { provider: virginia });
export const table = new aws.dynamodb.Table(
  "orders",
  {
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
    replicas: [{ regionName: "eu-west-1" }],
  },
  { provider: virginia, dependsOn: [home] },
).name;
