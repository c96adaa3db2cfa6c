import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketObjectLockConfiguration,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from "@pulumi/aws/s3";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3";
import { labels } from "../declaration";
import type { Declaration } from "../declaration";

/** What differs from one bucket under object lock to another. */
export interface LockedBucketArgs extends Declaration {
  readonly bucketName: string;
  readonly keyArn: Output<string>;
  /** A policy document. */
  readonly policy: string;
  /** What a new object is locked by, if nobody says otherwise; `undefined`: by nothing. */
  readonly lock: { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number } | undefined;
  /** After how many days a current object becomes a noncurrent version; `undefined`: never by itself. */
  readonly expiryDays: number | undefined;
  /** After how many more days a noncurrent version is removed. */
  readonly noncurrentDays: number;
  readonly unfinishedUploadDays: number;
}

export interface LockedBucketOptions {
  readonly bucket: CustomResourceOptions;
  /** For all that belongs to the bucket: goes with it and never before it, so that one that stays is private and encrypted. */
  readonly part: CustomResourceOptions;
}

/** A private bucket under object lock, encrypted with a customer key, with the rules by which its versions end. */
export function declareLocked(name: string, args: LockedBucketArgs, options: LockedBucketOptions) {
  const bucket = new Bucket(
    name,
    {
      bucket: args.bucketName,
      // Can't be turned off again, and a change would replace the bucket.
      objectLockEnabled: true,
      // Deleting a bucket that holds anything fails: the last check that nothing is in it.
      forceDestroy: false,
      tags: labels(args),
    },
    options.bucket,
  );
  const partOf = (...after: Resource[]) => ({ ...options.part, deletedWith: bucket, dependsOn: after });
  new BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    },
    partOf(),
  );
  const policy = keepPrivate(name, bucket, args.policy, partOf);
  keepVersions(name, bucket, args, partOf);
  return { bucket, policy };
}

type PartOf = (...after: Resource[]) => CustomResourceOptions;

/** One after the other: S3 answers changes of one bucket's access at the same time with `OperationAborted`. */
function keepPrivate(name: string, bucket: Bucket, policy: string, partOf: PartOf): BucketPolicy {
  const block = new BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    partOf(),
  );
  const owned = new BucketOwnershipControls(
    name,
    { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
    partOf(block),
  );
  return new BucketPolicy(name, { bucket: bucket.id, policy }, partOf(owned));
}

/** Locks and rules about noncurrent versions need versions first. */
function keepVersions(name: string, bucket: Bucket, args: LockedBucketArgs, partOf: PartOf): void {
  const versions = new BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    partOf(),
  );
  new BucketObjectLockConfiguration(
    name,
    { bucket: bucket.id, ...(args.lock !== undefined && { rule: { defaultRetention: args.lock } }) },
    partOf(versions),
  );
  new BucketLifecycleConfiguration(name, { bucket: bucket.id, rules: lifecycleRules(args) }, partOf(versions));
}

/**
 * A delete marker is removed once nothing is left behind it, which one rule can't ask for together with an expiry in days.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function lifecycleRules({
  expiryDays,
  noncurrentDays,
  unfinishedUploadDays,
}: LockedBucketArgs): NonNullable<BucketLifecycleConfigurationArgs["rules"]> {
  const everything = { status: "Enabled", filter: {} };
  return [
    {
      id: "expire",
      ...everything,
      ...(expiryDays !== undefined && { expiration: { days: expiryDays } }),
      noncurrentVersionExpiration: { noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedUploadDays },
    },
    { id: "remove-delete-markers", ...everything, expiration: { expiredObjectDeleteMarker: true } },
  ];
}
