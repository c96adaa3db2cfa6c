import { denied, notAsAnyOf } from "./backup-documents";
import { policyDocument } from "./policy-document";

/**
 * What AWS Backup does at a bucket that it backs up: AWS's own policy for it, for the one bucket.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Backup.html
 */
export function vaultDocument(bucketName: string, accountId: string, region: string): string {
  const bucket = `arn:aws:s3:::${bucketName}`;
  return policyDocument([
    {
      Sid: "Bucket",
      Effect: "Allow",
      Action: [
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetInventoryConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutBucketNotification",
        "s3:PutInventoryConfiguration",
      ],
      Resource: bucket,
    },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      Resource: `${bucket}/*`,
    },
    { Sid: "Buckets", Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    {
      Sid: "Changes",
      Effect: "Allow",
      Action: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
      ],
      Resource: `arn:aws:events:${region}:${accountId}:rule/AwsBackupManagedRule*`,
    },
    { Sid: "Size", Effect: "Allow", Action: ["cloudwatch:GetMetricData", "events:ListRules"], Resource: "*" },
    {
      Sid: "Labels",
      Effect: "Allow",
      Action: "backup:TagResource",
      Resource: `arn:aws:backup:${region}:${accountId}:recovery-point:*`,
    },
  ]);
}

/**
 * The vault's policy: nothing is copied out of it or into it from elsewhere, and no access point shows it as a bucket, which
 * would keep recovery points beyond their end, too. While it receives, only restorers bring back what is in it, as that opens
 * it, and nobody takes a recovery point away or shortens how long it stays: not by hand, that is, and AWS Backup still ends it
 * in time. Afterwards nothing comes in or out.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-access-points.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 * https://docs.aws.amazon.com/config/latest/developerguide/backup-recovery-point-manual-deletion-disabled.html
 *
 * @param restorers - ARNs of roles
 */
export function vaultPolicy(takesNew: boolean, restorers: readonly string[]): string {
  const mayRestore = takesNew ? restorers : [];
  return policyDocument([
    {
      Sid: "NoCopies",
      ...denied,
      Action: ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:CreateBackupAccessPoint"],
      Resource: "*",
    },
    {
      Sid: "RestorersOnly",
      ...denied,
      Action: "backup:StartRestoreJob",
      Resource: "*",
      ...(mayRestore.length > 0 && { Condition: notAsAnyOf(mayRestore) }),
    },
    takesNew
      ? {
          Sid: "PointsStay",
          ...denied,
          Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
          Resource: "*",
        }
      : { Sid: "NothingNew", ...denied, Action: "backup:StartBackupJob", Resource: "*" },
  ]);
}
