import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const stack = pulumi.getStack();
const other = stack === "east" ? "west" : "east";
const orders = new aws.s3.Bucket("orders", {
  bucket: `shop-orders-${stack}`,
  tags: stack === "east" ? {} : { "data-class": "operational" },
});
new aws.s3.BucketReplicationConfig("to-the-other", {
  bucket: orders.id,
  role: "arn:aws:iam::111122223333:role/replication",
  rules: [{ id: "everything", status: "Enabled", destination: { bucket: `arn:aws:s3:::shop-orders-${other}` } }],
});
