import * as aws from "@pulumi/aws";
import * as gcp from "@pulumi/gcp";

const orders = new gcp.storage.Bucket("orders", {
  location: "us-central1",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const mirror = new gcp.storage.Bucket("mirror", {
  location: "europe-west1",
  labels: { "data-class": "operational" },
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const landing = new gcp.storage.Bucket("landing", {
  location: "europe-west4",
  uniformBucketLevelAccess: true,
  publicAccessPrevention: "enforced",
});
const partners = new aws.s3.Bucket("partners");

new gcp.storage.TransferJob("mirror-orders", {
  description: "orders to the mirror",
  schedule: { scheduleStartDate: { year: 2026, month: 1, day: 1 } },
  transferSpec: { gcsDataSource: { bucketName: orders.name }, gcsDataSink: { bucketName: mirror.name } },
});

new gcp.storage.TransferJob("fetch-partners", {
  description: "partners' files",
  transferSpec: {
    awsS3DataSource: { bucketName: partners.bucket, roleArn: "arn:aws:iam::123456789012:role/transfer" },
    gcsDataSink: { bucketName: landing.name },
  },
});

new gcp.storage.TransferJob("old-mirror", {
  description: "orders to the landing bucket",
  status: "DISABLED",
  transferSpec: { gcsDataSource: { bucketName: orders.name }, gcsDataSink: { bucketName: landing.name } },
});
