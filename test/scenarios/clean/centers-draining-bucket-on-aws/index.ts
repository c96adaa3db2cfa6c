import * as aws from "@pulumi/aws";

const backup = new aws.s3.Bucket("backup", { bucket: "shop-backup", objectLockEnabled: true });
const versions = new aws.s3.BucketVersioning("backup-versions", {
  bucket: backup.id,
  versioningConfiguration: { status: "Enabled" },
});
new aws.s3.BucketObjectLockConfiguration("backup-lock", { bucket: backup.id }, { dependsOn: [versions] });
new aws.s3.BucketLifecycleConfiguration(
  "backup-rules",
  {
    bucket: backup.id,
    rules: [
      {
        id: "everything",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 50 },
        noncurrentVersionExpiration: { noncurrentDays: 7 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
      { id: "markers", status: "Enabled", filter: {}, expiration: { expiredObjectDeleteMarker: true } },
    ],
  },
  { dependsOn: [versions] },
);
new aws.s3.BucketObjectv2("manifest", { bucket: backup.id, key: "manifest.json", content: "{}" });
new aws.kms.Key("backup-key", { deletionWindowInDays: 7 });
new aws.cloudwatch.LogGroup("backup-log", { retentionInDays: 30 });
