import { ComponentResource } from "@pulumi/pulumi";
import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Key } from "@pulumi/aws/kms";
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
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { awsAccountId, awsBucketName } from "./checks";
import { bucketPolicy, keyPolicy } from "./backup-documents";
import { planBackup } from "./backup-plan";
import type { BackupPlan } from "./backup-plan";

export interface BackupBucketArgs extends Declaration {
  /** The center whose phase decides what is declared. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States: the key may be used through its S3 only. */
  readonly region: string;
  readonly accountId: string;
  readonly bucketName: string;
  /** From 1 to 36,500. @default - 30 */
  readonly lockDays?: number;
  /** From 1 to 365. @default - 30 */
  readonly noncurrentDays?: number;
  /** From 90 to 2,560. @default - 365 */
  readonly keyRotationDays?: number;
  /** From 7 to 30. @default - 30 */
  readonly keyDeletionDays?: number;
}

/**
 * A backup center's bucket on AWS, with a key of its own, as the center's phase wants them. Objects are locked in
 * governance mode: a compliance lock can't be shortened when the center has to end.
 */
export class BackupBucket extends ComponentResource {
  readonly bucketName: Output<string>;
  readonly keyArn: Output<string>;

  constructor(name: string, args: BackupBucketArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    const plan = planBackup(args.center, {
      lockDays: args.lockDays ?? 30,
      noncurrentDays: args.noncurrentDays ?? 30,
      keyDeletionDays: args.keyDeletionDays ?? 30,
    });
    super("stateside:aws:BackupBucket", name, declared(args), opts);

    const key = new Key(
      name,
      {
        description: `Encrypts the backup bucket ${args.bucketName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: args.keyRotationDays ?? 365,
        deletionWindowInDays: plan.keyDeletionDays,
        policy: keyPolicy(args.accountId, args.region),
        tags: labels(args),
      },
      { parent: this, protect: plan.protect },
    );
    const bucket = new Bucket(
      name,
      {
        bucket: args.bucketName,
        // Can't be turned off again, and a change would replace the bucket.
        objectLockEnabled: true,
        // Deleting a bucket that holds anything fails: the last check that the center is empty.
        forceDestroy: false,
        tags: labels(args),
      },
      // The key outlives the bucket: were deleting the bucket to fail, what it holds would stay readable.
      { parent: this, protect: plan.protect, dependsOn: [key] },
    );
    this.encrypt(name, bucket, key);
    this.keepPrivate(name, bucket, bucketPolicy(args.bucketName, plan.takesNewObjects));
    this.keepVersions(name, bucket, plan);

    this.bucketName = bucket.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }

  private encrypt(name: string, bucket: Bucket, key: Key): void {
    new BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket: bucket.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
          },
        ],
      },
      this.partOf(bucket),
    );
  }

  /** One after the other: S3 answers changes of one bucket's access at the same time with `OperationAborted`. */
  private keepPrivate(name: string, bucket: Bucket, policy: string): void {
    const block = new BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.partOf(bucket),
    );
    const owned = new BucketOwnershipControls(
      name,
      { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } },
      this.partOf(bucket, block),
    );
    new BucketPolicy(name, { bucket: bucket.id, policy }, this.partOf(bucket, owned));
  }

  /** Locks and rules about noncurrent versions need versions first. */
  private keepVersions(name: string, bucket: Bucket, plan: BackupPlan): void {
    const versions = new BucketVersioning(
      name,
      { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
      this.partOf(bucket),
    );
    new BucketObjectLockConfiguration(
      name,
      {
        bucket: bucket.id,
        ...(plan.lockDays !== undefined && {
          rule: { defaultRetention: { mode: "GOVERNANCE", days: plan.lockDays } },
        }),
      },
      this.partOf(bucket, versions),
    );
    new BucketLifecycleConfiguration(
      name,
      { bucket: bucket.id, rules: lifecycleRules(plan) },
      this.partOf(bucket, versions),
    );
  }

  /** Goes with its bucket and never before it, so that a bucket that can't be deleted stays private and encrypted. */
  private partOf(bucket: Bucket, ...after: Resource[]): CustomResourceOptions {
    return { parent: this, deletedWith: bucket, dependsOn: after };
  }
}

/**
 * A delete marker is removed once nothing is left behind it, which one rule can't ask for together with an expiry in days.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function lifecycleRules(plan: BackupPlan): NonNullable<BucketLifecycleConfigurationArgs["rules"]> {
  const everything = { status: "Enabled", filter: {} };
  return [
    {
      id: "expire",
      ...everything,
      ...(plan.expiryDays !== undefined && { expiration: { days: plan.expiryDays } }),
      noncurrentVersionExpiration: { noncurrentDays: plan.noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: plan.unfinishedUploadDays },
    },
    { id: "remove-delete-markers", ...everything, expiration: { expiredObjectDeleteMarker: true } },
  ];
}

function refuseWrong(name: string, args: BackupBucketArgs): void {
  check.refuseWrong("backup bucket", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    accountId: check.against(args.accountId, awsAccountId),
    bucketName: check.against(args.bucketName, awsBucketName),
    lockDays: check.against(args.lockDays, check.days(1, 36_500)),
    noncurrentDays: check.against(args.noncurrentDays, check.days(1, 365)),
    keyRotationDays: check.against(args.keyRotationDays, check.days(90, 2560)),
    keyDeletionDays: check.against(args.keyDeletionDays, check.days(7, 30)),
  });
}
