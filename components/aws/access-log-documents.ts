import { safeTransport } from "./backup-documents";
import { policyDocument } from "./policy-document";
import type { Statement } from "./policy-document";

/** Whose events an access log keeps, and where it is. */
export interface Logged {
  readonly accountId: string;
  /** Where the trail and what it watches are. */
  readonly region: string;
  readonly trailName: string;
}

/** Known before the trail is made, as bucket and key have to let it in first. */
export function trailArn({ accountId, region, trailName }: Logged): string {
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;
}

/** What delivers a firewall's logs does so from the region of the firewall. */
const deliveries = ({ accountId, region }: Logged) => ({
  StringEquals: { "aws:SourceAccount": accountId },
  ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${accountId}:*` },
});

/**
 * The evidence bucket's policy: the trail and the deliveries of firewalls may add, each in this account's name alone, and nobody
 * takes a lock off. The deliveries' statements have the service's own names and form: it adds those that it doesn't find.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html#AWS-logs-infrastructure-S3
 */
export function evidencePolicy(bucketName: string, logged: Logged): string {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const added = `${bucket}/AWSLogs/${logged.accountId}/*`;
  const asOwner = { "s3:x-amz-acl": "bucket-owner-full-control" };
  const delivery = deliveries(logged);
  const trail = { "aws:SourceArn": trailArn(logged) };
  return policyDocument([
    ...safeTransport(bucketName),
    {
      Sid: "TrailLooks",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: bucket,
      Condition: { StringEquals: trail },
    },
    {
      Sid: "TrailAdds",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: added,
      Condition: { StringEquals: { ...trail, ...asOwner } },
    },
    {
      Sid: "AWSLogDeliveryAclCheck",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucket,
      Condition: delivery,
    },
    {
      Sid: "AWSLogDeliveryWrite",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: added,
      Condition: { ...delivery, StringEquals: { ...delivery.StringEquals, ...asOwner } },
    },
    {
      Sid: "LocksStay",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:BypassGovernanceRetention",
      Resource: `${bucket}/*`,
    },
  ]);
}

/**
 * Who uses the evidence's key: what writes evidence, and auditors through S3. Nobody takes it away, as locked entries would be
 * there for nothing: whoever has to, years later, first changes this, and the trail tells.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 *
 * @param region - the key's
 * @param auditors - ARNs of roles
 */
export function evidenceKeyUses(logged: Logged, region: string, auditors: readonly string[]): Statement[] {
  const trail = { "aws:SourceArn": trailArn(logged) };
  const cloudtrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" } as const;
  return [
    {
      Sid: "TrailEncrypts",
      ...cloudtrail,
      Action: "kms:GenerateDataKey*",
      Condition: { StringEquals: { ...trail, "kms:EncryptionContext:aws:cloudtrail:arn": trailArn(logged) } },
    },
    { Sid: "TrailLooks", ...cloudtrail, Action: "kms:DescribeKey", Condition: { StringEquals: trail } },
    {
      Sid: "DeliveryEncrypts",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: deliveries(logged),
    },
    ...(auditors.length === 0
      ? []
      : [
          {
            Sid: "AuditorsRead",
            Effect: "Allow",
            Principal: { AWS: auditors },
            Action: ["kms:Decrypt", "kms:DescribeKey"],
            Resource: "*",
            Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
          } as const,
        ]),
    {
      Sid: "KeyStays",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
      Resource: "*",
    },
  ];
}
