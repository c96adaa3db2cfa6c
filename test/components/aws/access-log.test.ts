import { AccessLog } from "../../../components/aws/access-log";
import type { AccessLogArgs } from "../../../components/aws/access-log";
import { evidenceKeyUses, evidencePolicy } from "../../../components/aws/access-log-documents";
import { keyPolicy } from "../../../components/aws/key-documents";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { accountId, declaration, draining, receiving, virginia } from "./backup-center";
import { changes, read, shown } from "./shown";

function build(seen: Seen, change: Partial<AccessLogArgs> = {}): AccessLog {
  return new AccessLog(
    "evidence",
    {
      ...declaration,
      center: receiving,
      region: "us-west-2",
      centerRegion: "us-east-1",
      accountId,
      bucketName: "acme-evidence",
      trailName: "us-backup",
      ...change,
    },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };
const logged = { accountId, region: "us-east-1", trailName: "us-backup" };

it("keeps evidence locked, under a key that what writes it may use", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:AccessLog evidence": {
      ...declaration,
    },
    "aws:kms/key:Key evidence": {
      deletionWindowInDays: 30,
      description: "Encrypts the evidence in bucket acme-evidence",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, evidenceKeyUses(logged, "us-west-2", []))),
      rotationPeriodInDays: 365,
      tags: tags,
      protect: true,
    },
    "aws:s3/bucket:Bucket evidence": {
      bucket: "acme-evidence",
      forceDestroy: false,
      objectLockEnabled: true,
      tags: tags,
      protect: true,
      after: ["aws:kms/key:Key evidence"],
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration evidence": {
      bucket: "evidence-id",
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/evidence",
            sseAlgorithm: "aws:kms",
          },
          blockedEncryptionTypes: ["SSE-C"],
          bucketKeyEnabled: true,
        },
      ],
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock evidence": {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      bucket: "evidence-id",
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls evidence": {
      bucket: "evidence-id",
      rule: {
        objectOwnership: "BucketOwnerEnforced",
      },
      after: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketPolicy:BucketPolicy evidence": {
      bucket: "evidence-id",
      policy: read(evidencePolicy("acme-evidence", logged)),
      after: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketVersioning:BucketVersioning evidence": {
      bucket: "evidence-id",
      versioningConfiguration: {
        status: "Enabled",
      },
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration evidence": {
      bucket: "evidence-id",
      rule: {
        defaultRetention: {
          days: 400,
          mode: "COMPLIANCE",
        },
      },
      after: ["aws:s3/bucketVersioning:BucketVersioning evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration evidence": {
      bucket: "evidence-id",
      rules: [
        {
          abortIncompleteMultipartUpload: {
            daysAfterInitiation: 1,
          },
          expiration: {
            days: 401,
          },
          filter: {},
          id: "expire",
          noncurrentVersionExpiration: {
            noncurrentDays: 1,
          },
          status: "Enabled",
        },
        {
          expiration: {
            expiredObjectDeleteMarker: true,
          },
          filter: {},
          id: "remove-delete-markers",
          status: "Enabled",
        },
      ],
      after: ["aws:s3/bucketVersioning:BucketVersioning evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
    },
  });
});

it("is left in the cloud as it is when the center ends", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { center: draining }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([]);
  expect(changes(usual, now)).toEqual({
    "aws:kms/key:Key evidence": {
      deletionWindowInDays: 30,
      description: "Encrypts the evidence in bucket acme-evidence",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, evidenceKeyUses(logged, "us-west-2", []))),
      rotationPeriodInDays: 365,
      tags: tags,
      retained: true,
    },
    "aws:s3/bucket:Bucket evidence": {
      bucket: "acme-evidence",
      forceDestroy: false,
      objectLockEnabled: true,
      tags: tags,
      after: ["aws:kms/key:Key evidence"],
      retained: true,
    },
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration evidence": {
      bucket: "evidence-id",
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/evidence",
            sseAlgorithm: "aws:kms",
          },
          blockedEncryptionTypes: ["SSE-C"],
          bucketKeyEnabled: true,
        },
      ],
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock evidence": {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      bucket: "evidence-id",
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls evidence": {
      bucket: "evidence-id",
      rule: {
        objectOwnership: "BucketOwnerEnforced",
      },
      after: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketPolicy:BucketPolicy evidence": {
      bucket: "evidence-id",
      policy: read(evidencePolicy("acme-evidence", logged)),
      after: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketVersioning:BucketVersioning evidence": {
      bucket: "evidence-id",
      versioningConfiguration: {
        status: "Enabled",
      },
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration evidence": {
      bucket: "evidence-id",
      rule: {
        defaultRetention: {
          days: 400,
          mode: "COMPLIANCE",
        },
      },
      after: ["aws:s3/bucketVersioning:BucketVersioning evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration evidence": {
      bucket: "evidence-id",
      rules: [
        {
          abortIncompleteMultipartUpload: {
            daysAfterInitiation: 1,
          },
          expiration: {
            days: 401,
          },
          filter: {},
          id: "expire",
          noncurrentVersionExpiration: {
            noncurrentDays: 1,
          },
          status: "Enabled",
        },
        {
          expiration: {
            expiredObjectDeleteMarker: true,
          },
          filter: {},
          id: "remove-delete-markers",
          status: "Enabled",
        },
      ],
      after: ["aws:s3/bucketVersioning:BucketVersioning evidence"],
      deletedWith: "aws:s3/bucket:Bucket evidence",
      retained: true,
    },
  });
});

it.each<[Partial<AccessLogArgs>, string]>([
  [
    { region: "us-east-1" },
    "access log `evidence`: `region` is `us-east-1`; use an AWS region in the United States, such as `us-west-2`, other than `us-east-1`",
  ],
  [
    { region: "eu-central-1" },
    "access log `evidence`: `region` is `eu-central-1`; use an AWS region in the United States, such as `us-west-2`, other than `us-east-1`",
  ],
  [{ evidenceDays: 0 }, "access log `evidence`: `evidenceDays` is `0`; use a whole number of days from 1 to 36500"],
  [
    { trailName: "Trail" },
    "access log `evidence`: `trailName` is `Trail`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
  [
    { auditors: ["arn:aws:iam::444455556666:role/others"] },
    "access log `evidence`: `auditors[0]` is `arn:aws:iam::444455556666:role/others`; use the ARN of a role of account 111122223333",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
