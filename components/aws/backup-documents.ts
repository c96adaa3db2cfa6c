/** A statement of an AWS policy document, as far as the documents here need one. */
interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The key's policy: the account's IAM policies decide who may manage and use it, and nobody may use it other than
 * through S3 in its region. Without the account's statement a key can become unmanageable.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyPolicy(accountId: string, region: string): string {
  return document([
    {
      Sid: "AccountDecides",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "UsedThroughS3Only",
      Effect: "Deny",
      Principal: "*",
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { StringNotEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    },
  ]);
}

/**
 * The bucket's policy. It allows nothing: who may read and write is up to IAM.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function bucketPolicy(bucketName: string, takesNewObjects: boolean): string {
  const bucket = `arn:aws:s3:::${bucketName}`;
  const everything = [bucket, `${bucket}/*`];
  const denied = { Effect: "Deny", Principal: "*" } as const;
  return document([
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
    ...(takesNewObjects
      ? []
      : [
          {
            Sid: "NothingNew",
            ...denied,
            Action: ["s3:PutObject", "s3:ReplicateObject"],
            Resource: `${bucket}/*`,
          },
        ]),
  ]);
}

function document(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
