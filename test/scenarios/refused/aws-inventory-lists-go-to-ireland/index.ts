import * as aws from "@pulumi/aws";

const ireland = new aws.Provider("ireland", { region: "eu-west-1" });

const profiles = new aws.s3.Bucket("profiles");
const lists = new aws.s3.Bucket("lists");
const listsIreland = new aws.s3.Bucket(
  "lists-ireland",
  { tags: { "data-class": "operational" } },
  { provider: ireland },
);

for (const [name, frequency, destination, enabled] of [
  ["daily", "Daily", lists, true],
  ["weekly", "Weekly", listsIreland, true],
  ["trial", "Weekly", listsIreland, false],
] as const) {
  new aws.s3.Inventory(name, {
    bucket: profiles.bucket,
    enabled,
    includedObjectVersions: "Current",
    schedule: { frequency },
    destination: { bucket: { bucketArn: destination.arn, format: "Parquet" } },
  });
}
