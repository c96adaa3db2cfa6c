import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

if (pulumi.getStack() === "backup") {
  const backup = new aws.s3.Bucket("backup", { bucket: "shop-backup" });
  new aws.s3.BucketVersioning("backup-versions", {
    bucket: backup.id,
    versioningConfiguration: { status: "Enabled" },
  });
  new aws.s3.BucketLifecycleConfiguration("backup-rules", {
    bucket: backup.id,
    rules: [
      {
        id: "old",
        status: "Enabled",
        filter: { prefix: "2025/" },
        expiration: { days: 1 },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
      },
      { id: "uploads", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
    ],
  });
} else {
  const orders = new aws.s3.Bucket("orders", { bucket: "shop-orders" });
  new aws.s3.BucketReplicationConfig("orders-to-backup", {
    bucket: orders.id,
    role: "arn:aws:iam::111122223333:role/replication",
    rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::shop-backup" } }],
  });
}
