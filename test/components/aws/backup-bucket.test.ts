import { Provider } from "@pulumi/aws/provider";
import { BackupBucket } from "../../../components/aws/backup-bucket";
import type { BackupBucketArgs } from "../../../components/aws/backup-bucket";
import { record, refusal } from "../recorder";
import type { Recorded, Seen } from "../recorder";

const courier = "arn:aws:iam::111122223333:role/us-backup-courier";
const vault = "arn:aws:iam::111122223333:role/us-backup-vault";
const application = "arn:aws:iam::111122223333:role/application";
const draining = { name: "virginia", phase: "draining", phaseSince: "2022-08-01", until: "2022-09-30" } as const;

function build(seen: Seen, change: Partial<BackupBucketArgs> = {}): BackupBucket {
  return new BackupBucket(
    "backup",
    {
      dataClass: "us-user",
      owner: "data-platform",
      center: { name: "virginia", phase: "backup-only" },
      region: "us-east-1",
      accountId: "111122223333",
      bucketName: "acme-backup",
      roles: { writers: [courier], readers: [vault], guests: [] },
      ...change,
    },
    { ...seen, provider: new Provider("virginia", { region: "us-east-1" }) },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };
const component = "stateside:aws:BackupBucket backup";
const bucket = "aws:s3/bucket:Bucket backup";
/** Who may use the key, beside who manages it. */
const usesOf = (inputs: Readonly<Record<string, unknown>>): unknown[] =>
  // SAFETY: a policy is a document; were it of another form, what follows would fail.
  (inputs["policy"] as { readonly Statement: readonly unknown[] }).Statement.slice(1);
const throughS3 = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
const usedThroughS3Only = {
  Sid: "UsedThroughS3Only",
  Effect: "Deny",
  Principal: "*",
  Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
  Resource: "*",
  Condition: { StringNotEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
};
const writersUse = (writers: readonly string[]) => ({
  Sid: "Writers",
  Effect: "Allow",
  Principal: { AWS: writers },
  Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  Resource: "*",
  Condition: throughS3,
});
const readersUse = {
  Sid: "Readers",
  Effect: "Allow",
  Principal: { AWS: [vault] },
  Action: ["kms:Decrypt", "kms:DescribeKey"],
  Resource: "*",
  Condition: throughS3,
};
const objects = "arn:aws:s3:::acme-backup/*";
const denied = { Effect: "Deny", Principal: "*", Resource: objects };
const writersOnly = (...writers: readonly string[]) => ({
  Sid: "WritersOnly",
  ...denied,
  Action: ["s3:PutObject", "s3:ReplicateObject"],
  Condition: { StringNotEquals: { "aws:PrincipalArn": writers } },
});
const readersOnly = {
  Sid: "ReadersOnly",
  ...denied,
  Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"],
  Condition: { StringNotEquals: { "aws:PrincipalArn": [courier, vault] } },
};
const locksStay = { Sid: "LocksStay", ...denied, Action: "s3:BypassGovernanceRetention" };
const encryptedOnly = [
  {
    Sid: "EncryptedTransportOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::acme-backup", "arn:aws:s3:::acme-backup/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
  {
    Sid: "Tls12AtLeast",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::acme-backup", "arn:aws:s3:::acme-backup/*"],
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  },
];
const nothingNew = {
  Sid: "NothingNew",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:PutObject", "s3:ReplicateObject"],
  Resource: "arn:aws:s3:::acme-backup/*",
};

/** The inputs of the only resource of a type, with documents parsed. */
async function inputsOf(type: string, change: Partial<BackupBucketArgs>): Promise<Record<string, unknown>> {
  const recorded = await record((seen) => build(seen, change));
  const [only, ...others] = recorded.filter((resource) => resource.type === type);
  expect(others).toEqual([]);
  return parsed(only?.inputs ?? {});
}

function parsed(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { policy } = inputs;
  return typeof policy === "string" ? { ...inputs, policy: JSON.parse(policy) as unknown } : inputs;
}

it("declares a private, versioned, locked and encrypted bucket while the center receives", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:aws:BackupBucket",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const child = (type: string, inputs: object, rest: Partial<Recorded> = {}): object => ({
    type,
    name: "backup",
    inputs,
    parent: component,
    provider: "virginia",
    protect: false,
    after: [],
    deletedWith: bucket,
    ...rest,
  });
  expect(children.map((resource) => ({ ...resource, inputs: parsed(resource.inputs) }))).toEqual([
    child(
      "aws:kms/key:Key",
      {
        description: "Encrypts the backup bucket acme-backup",
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        policy: expect.anything() as unknown,
        tags,
      },
      { protect: true, deletedWith: undefined },
    ),
    child(
      "aws:s3/bucket:Bucket",
      { bucket: "acme-backup", objectLockEnabled: true, forceDestroy: false, tags },
      { protect: true, deletedWith: undefined, after: ["aws:kms/key:Key backup"] },
    ),
    child("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
      bucket: "backup-id",
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/backup",
          },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    }),
    child("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
      bucket: "backup-id",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    child(
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      { bucket: "backup-id", rule: { objectOwnership: "BucketOwnerEnforced" } },
      { after: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock backup"] },
    ),
    child(
      "aws:s3/bucketPolicy:BucketPolicy",
      {
        bucket: "backup-id",
        policy: {
          Version: "2012-10-17",
          Statement: [...encryptedOnly, writersOnly(courier), readersOnly, locksStay],
        },
      },
      { after: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls backup"] },
    ),
    child("aws:s3/bucketVersioning:BucketVersioning", {
      bucket: "backup-id",
      versioningConfiguration: { status: "Enabled" },
    }),
    child(
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      { bucket: "backup-id", rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } },
      { after: ["aws:s3/bucketVersioning:BucketVersioning backup"] },
    ),
    child(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      {
        bucket: "backup-id",
        rules: [
          {
            id: "expire",
            status: "Enabled",
            filter: {},
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          {
            id: "remove-delete-markers",
            status: "Enabled",
            filter: {},
            expiration: { expiredObjectDeleteMarker: true },
          },
        ],
      },
      { after: ["aws:s3/bucketVersioning:BucketVersioning backup"] },
    ),
  ]);
});

it("lets only the courier write, and beside it only the vault read, whoever manages the key", async () => {
  expect(usesOf(await inputsOf("aws:kms/key:Key", {}))).toEqual([writersUse([courier]), readersUse, usedThroughS3Only]);
});

it("lets a guest write, too, and read nothing", async () => {
  const change = { roles: { writers: [courier], readers: [vault], guests: [application] } };
  expect(usesOf(await inputsOf("aws:kms/key:Key", change))).toEqual([
    writersUse([courier, application]),
    readersUse,
    usedThroughS3Only,
  ]);
  const { policy } = await inputsOf("aws:s3/bucketPolicy:BucketPolicy", change);
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [
      ...encryptedOnly,
      {
        Sid: "Guests",
        Effect: "Allow",
        Principal: { AWS: [application] },
        Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
        Resource: objects,
      },
      writersOnly(application, courier),
      readersOnly,
      locksStay,
    ],
  });
});

describe("while the center drains", () => {
  it("lets nobody use the key", async () => {
    expect(usesOf(await inputsOf("aws:kms/key:Key", { center: draining }))).toEqual([usedThroughS3Only]);
  });

  it("takes nothing new, and gives nothing away", async () => {
    expect(await inputsOf("aws:s3/bucketPolicy:BucketPolicy", { center: draining })).toEqual({
      bucket: "backup-id",
      policy: {
        Version: "2012-10-17",
        Statement: [
          ...encryptedOnly,
          nothingNew,
          {
            Sid: "ReadersOnly",
            ...denied,
            Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"],
          },
          locksStay,
        ],
      },
    });
  });

  it("locks nothing new", async () => {
    const type = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(await inputsOf(type, { center: draining })).toEqual({ bucket: "backup-id" });
  });

  it("expires everything before the end", async () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    expect(await inputsOf(type, { center: draining })).toMatchObject({
      rules: [
        {
          id: "expire",
          expiration: { days: 56 },
          noncurrentVersionExpiration: { noncurrentDays: 1 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
        { id: "remove-delete-markers", expiration: { expiredObjectDeleteMarker: true } },
      ],
    });
  });

  it("lets bucket and key be deleted next, the key within the shortest window", async () => {
    const recorded = await record((seen) => build(seen, { center: draining }));
    expect(recorded.filter(({ protect }) => protect)).toEqual([]);
    expect(recorded.find(({ type }) => type === "aws:kms/key:Key")?.inputs).toMatchObject({ deletionWindowInDays: 7 });
  });
});

it.each<[Partial<BackupBucketArgs>, string]>([
  [
    { region: "ap-southeast-1" },
    "backup bucket `backup`: `region` is `ap-southeast-1`; use an AWS region in the United States, such as `us-east-1`",
  ],
  [{ accountId: "1111" }, "backup bucket `backup`: `accountId` is `1111`; use the 12 digits of an AWS account"],
  [{ lockDays: 0 }, "backup bucket `backup`: `lockDays` is `0`; use a whole number of days from 1 to 36500"],
  [{ lockDays: 1.5 }, "backup bucket `backup`: `lockDays` is `1.5`; use a whole number of days from 1 to 36500"],
  [
    { noncurrentDays: 400 },
    "backup bucket `backup`: `noncurrentDays` is `400`; use a whole number of days from 1 to 365",
  ],
  [
    { keyRotationDays: 89 },
    "backup bucket `backup`: `keyRotationDays` is `89`; use a whole number of days from 90 to 2560",
  ],
  [{ keyDeletionDays: 6 }, "backup bucket `backup`: `keyDeletionDays` is `6`; use a whole number of days from 7 to 30"],
  [
    { center: draining, lockDays: 58 },
    "center `virginia`: the object lock of 58 days outlives `until`; use at most 57 days, or a later `until` in the mandate",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
