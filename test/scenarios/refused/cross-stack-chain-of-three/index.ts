import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const stack = pulumi.getStack();
const next: Readonly<Record<string, string>> = { ingest: "hub", hub: "edge" };
const names: Readonly<Record<string, string>> = { ingest: "orders", hub: "staging", edge: "served" };
const bucket = new aws.s3.Bucket(names[stack] ?? stack, {
  tags: stack === "ingest" ? {} : { "data-class": "operational" },
});
export const arn = bucket.arn;

const to = next[stack];
if (to !== undefined) {
  const receiver = new pulumi.StackReference(`organization/cross-stack-chain-of-three/${to}`);
  new aws.s3.BucketReplicationConfig(`to-${to}`, {
    bucket: bucket.id,
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [
      {
        id: "everything",
        status: "Enabled",
        destination: { bucket: receiver.requireOutput("arn") as pulumi.Output<string> },
      },
    ],
  });
}
