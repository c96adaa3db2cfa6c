import { policyDocument } from "./policy-document";
import type { Statement } from "./policy-document";
import type { KeyRoles } from "./key-documents";

/** Who may do what with a bucket's objects. */
export interface BucketRoles extends KeyRoles {
  /** ARNs of writers that the bucket itself lets in, as their own policies are another team's. */
  readonly guests: readonly string[];
}

/** What adds to a bucket, or replaces what is there. */
const writing = ["s3:PutObject", "s3:ReplicateObject"];
/** What shows an object: to whoever asks, and to a replication, which would take it to another bucket. */
const reading = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"];

/**
 * The bucket's policy. Beside guests it allows nothing: roles' own policies do, and here is who may at most. In none is a
 * principal missing, so that a service that writes in nobody's name is refused, too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function bucketPolicy(bucketName: string, roles: BucketRoles): string {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const objects = `${bucket}/*`;
  const writers = [...roles.writers, ...roles.guests];
  return policyDocument([
    ...safeTransport(bucketName),
    ...(roles.guests.length === 0
      ? []
      : [
          {
            Sid: "Guests",
            Effect: "Allow",
            Principal: { AWS: roles.guests },
            Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
            Resource: objects,
          } as const,
        ]),
    ...(writers.length === 0
      ? [{ Sid: "NothingNew", ...denied, Action: writing, Resource: objects }]
      : [{ Sid: "WritersOnly", ...denied, Action: writing, Resource: objects, Condition: notAsAnyOf(writers) }]),
    {
      Sid: "ReadersOnly",
      ...denied,
      Action: reading,
      Resource: objects,
      ...(roles.writers.length + roles.readers.length > 0 && {
        Condition: notAsAnyOf([...roles.writers, ...roles.readers]),
      }),
    },
    // Only so can somebody in the account take an object away before its time.
    { Sid: "LocksStay", ...denied, Action: "s3:BypassGovernanceRetention", Resource: objects },
  ]);
}

/** Refused to everybody, whoever else allows it. */
export const denied = { Effect: "Deny", Principal: "*" } as const;

/** That somebody else asks than these roles. */
export const notAsAnyOf = (arns: readonly string[]) => ({ StringNotEquals: { "aws:PrincipalArn": [...arns].sort() } });

/** That whatever is sent to or from a bucket is encrypted on its way. */
export function safeTransport(bucketName: string): Statement[] {
  const everything = [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`];
  return [
    {
      Sid: "EncryptedTransportOnly",
      ...denied,
      Action: "s3:*",
      Resource: everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "Tls12AtLeast",
      ...denied,
      Action: "s3:*",
      Resource: everything,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
  ];
}

/**
 * Who may take on a service's role: the service, for this account's own resources.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 *
 * @param resources - ARNs, with `*` for what isn't known; left out for a service that doesn't say that it tells of them: it
 *   couldn't take the role on
 */
export function takenOnBy(service: string, accountId: string, resources?: string): string {
  return policyDocument([
    {
      Sid: "Service",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ...(resources !== undefined && { ArnLike: { "aws:SourceArn": resources } }),
      },
    },
  ]);
}

/**
 * What DataSync does at a bucket that it writes to. It deletes nothing with the task's settings, and in a bucket with
 * versions couldn't; but it asks for all of this when the location is made.
 * https://docs.aws.amazon.com/datasync/latest/userguide/create-s3-location.html#create-role-manually
 */
export function courierDocument(bucketName: string, accountId: string): string {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const own = { StringEquals: { "aws:ResourceAccount": accountId } };
  return policyDocument([
    {
      Sid: "Bucket",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucket,
      Condition: own,
    },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionTagging",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
        "s3:PutObjectTagging",
      ],
      Resource: `${bucket}/*`,
      Condition: own,
    },
  ]);
}

/**
 * That DataSync writes to its log groups: it has no role for that.
 * https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html
 */
export function transferLogDocument(accountId: string, region: string, logGroupName: string): string {
  return policyDocument([
    {
      Sid: "TransferLogs",
      Effect: "Allow",
      Principal: { Service: "datasync.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:*`,
      Condition: {
        ArnLike: { "aws:SourceArn": `arn:aws:datasync:${region}:${accountId}:task/*` },
        StringEquals: { "aws:SourceAccount": accountId },
      },
    },
  ]);
}

/**
 * That records of a network's traffic are written to a log group.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowRecordDocument(accountId: string, region: string, logGroupName: string): string {
  const logGroup = `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}`;
  return policyDocument([
    {
      Sid: "Records",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [logGroup, `${logGroup}:*`],
    },
    { Sid: "Groups", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
  ]);
}
