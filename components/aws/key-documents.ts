import { accountArn, policyDocument } from "./policy-document";
import type { Statement } from "./policy-document";

/**
 * All that managing a key needs, and nothing that opens what it closes: a grant would, so nobody who manages makes one.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export const keyManagement: readonly string[] = [
  "kms:CancelKeyDeletion",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateKeyDescription",
];

/** What opens or closes something. */
export const keyUse: readonly string[] = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/** Who may use a key, and as what. */
export interface KeyRoles {
  /** ARNs of roles that encrypt what they write, and read it to verify it. */
  readonly writers: readonly string[];
  /** ARNs of roles that only read. */
  readonly readers: readonly string[];
}

/**
 * A key's policy: the account's IAM policies decide who may manage it, without which it could become unmanageable, and
 * whoever only manages it can't use it.
 *
 * @param uses - who may use it for what
 */
export function keyPolicy(accountId: string, uses: readonly Statement[]): string {
  const managed: Statement = {
    Sid: "AccountDecidesWhoManages",
    Effect: "Allow",
    Principal: { AWS: accountArn(accountId) },
    Action: keyManagement,
    Resource: "*",
  };
  return policyDocument([managed, ...uses]);
}

/**
 * That some roles use a key, and that nobody does but through S3 in its region.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function throughS3({ writers, readers }: KeyRoles, region: string): Statement[] {
  const service = `s3.${region}.amazonaws.com`;
  const use = { Effect: "Allow", Resource: "*", Condition: { StringEquals: { "kms:ViaService": service } } } as const;
  return [
    ...(writers.length === 0
      ? []
      : [
          {
            Sid: "Writers",
            Principal: { AWS: writers },
            Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
            ...use,
          },
        ]),
    ...(readers.length === 0
      ? []
      : [{ Sid: "Readers", Principal: { AWS: readers }, Action: ["kms:Decrypt", "kms:DescribeKey"], ...use }]),
    {
      Sid: "UsedThroughS3Only",
      Effect: "Deny",
      Principal: "*",
      Action: keyUse,
      Resource: "*",
      Condition: { StringNotEquals: { "kms:ViaService": service } },
    },
  ];
}

/**
 * That AWS Backup uses a key for whoever makes a vault with it: it takes a grant, and its recovery points are under the key.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
 */
export function throughBackup(accountId: string, region: string): Statement[] {
  return [
    {
      Sid: "BackupUsesIt",
      Effect: "Allow",
      Principal: { AWS: accountArn(accountId) },
      Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:RetireGrant"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:CallerAccount": accountId, "kms:ViaService": `backup.${region}.amazonaws.com` },
      },
    },
  ];
}

/**
 * That a machine's disks are under a key, which EC2 takes a grant for.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function throughDisks(accountId: string, region: string): Statement[] {
  const through = { "kms:CallerAccount": accountId, "kms:ViaService": `ec2.${region}.amazonaws.com` };
  const disks = { Effect: "Allow", Principal: { AWS: accountArn(accountId) }, Resource: "*" } as const;
  return [
    {
      Sid: "DisksUseIt",
      ...disks,
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"],
      Condition: { StringEquals: through },
    },
    {
      Sid: "DisksAreAttached",
      ...disks,
      Action: "kms:CreateGrant",
      Condition: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * That the entries of one log group are under a key.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function throughLogs(accountId: string, region: string, logGroupName: string): Statement[] {
  const logGroup = `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}`;
  return [
    {
      Sid: "LogsUseIt",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroup } },
    },
  ];
}
