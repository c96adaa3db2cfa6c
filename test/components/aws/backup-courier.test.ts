import { output, secret } from "@pulumi/pulumi";
import { BackupCourier } from "../../../components/aws/backup-courier";
import type { BackupCourierArgs } from "../../../components/aws/backup-courier";
import { transferLogDocument } from "../../../components/aws/backup-documents";
import { keyPolicy, throughDisks, throughLogs } from "../../../components/aws/key-documents";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { accountId, declaration, here, network, virginia } from "./backup-center";
import { changes, read, shown } from "./shown";

function args() {
  return {
    ...here,
    accountId,
    courierName: "us-backup",
    network: network(),
    access: {
      endpointId: output("vpce-datasync"),
      courierGroupId: output("sg-courier"),
      endpointGroupArn: output("arn:aws:ec2:us-east-1:111122223333:security-group/sg-endpoints"),
    },
    source: {
      host: "ns.compat.objectstorage.us-ashburn-1.oraclecloud.com",
      bucketName: "user-data",
      accessKey: "access",
      secretKey: secret("hidden"),
    },
    bucketName: "acme-backup",
    roleArn: "arn:aws:iam::111122223333:role/us-backup-courier",
    activationKey: "F0EFT-7FPPR-GG7MC-3I9R3-27DOH",
  };
}

function build(seen: Seen, change: Partial<BackupCourierArgs> = {}): BackupCourier {
  return new BackupCourier("backup", { ...args(), ...change }, { ...seen, provider: virginia() });
}

/** The same without the machine's key. */
function waiting(seen: Seen): BackupCourier {
  const { activationKey, ...rest } = args();
  expect(activationKey).toBeDefined();
  return new BackupCourier("backup", rest, { ...seen, provider: virginia() });
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("copies what is new from the primary, and deletes nothing", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:BackupCourier backup": {
      ...declaration,
    },
    "aws:kms/key:Key backup": {
      deletionWindowInDays: 7,
      description: "Encrypts the disk and the log of courier us-backup",
      enableKeyRotation: true,
      policy: read(
        keyPolicy(accountId, [
          ...throughDisks(accountId, "us-east-1"),
          ...throughLogs(accountId, "us-east-1", "/aws/datasync/us-backup"),
        ]),
      ),
      rotationPeriodInDays: 365,
      tags: tags,
    },
    "aws:ec2/instance:Instance backup": {
      ami: "ami-0123456789abcdef0",
      associatePublicIpAddress: false,
      instanceType: "m5.2xlarge",
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
      },
      rootBlockDevice: {
        deleteOnTermination: true,
        encrypted: true,
        kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/backup",
        tags: tags,
        volumeType: "gp3",
      },
      subnetId: "subnet-courier",
      tags: { ...tags, Name: "us-backup" },
      vpcSecurityGroupIds: ["sg-courier"],
    },
    "aws:cloudwatch/logGroup:LogGroup backup": {
      kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/backup",
      name: "/aws/datasync/us-backup",
      retentionInDays: 30,
      tags: tags,
    },
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy backup": {
      policyDocument: read(transferLogDocument(accountId, "us-east-1", "/aws/datasync/us-backup")),
      policyName: "us-backup",
    },
    "aws:datasync/agent:Agent backup": {
      activationKey: "F0EFT-7FPPR-GG7MC-3I9R3-27DOH",
      name: "us-backup",
      securityGroupArns: ["arn:aws:ec2:us-east-1:111122223333:security-group/sg-endpoints"],
      subnetArns: ["arn:aws:ec2:us-east-1:111122223333:subnet/subnet-endpoints"],
      tags: tags,
      vpcEndpointId: "vpce-datasync",
      after: ["aws:ec2/instance:Instance backup"],
    },
    "aws:datasync/locationObjectStorage:LocationObjectStorage backup": {
      accessKey: "access",
      agentArns: ["arn:aws:datasync:us-east-1:111122223333:agent/backup"],
      bucketName: "user-data",
      secretKey: expect.objectContaining({ value: "hidden" }) as unknown,
      serverHostname: "ns.compat.objectstorage.us-ashburn-1.oraclecloud.com",
      serverPort: 443,
      serverProtocol: "HTTPS",
      tags: tags,
    },
    "aws:datasync/s3Location:S3Location backup": {
      s3BucketArn: "arn:aws:s3:::acme-backup",
      s3Config: {
        bucketAccessRoleArn: "arn:aws:iam::111122223333:role/us-backup-courier",
      },
      subdirectory: "/",
      tags: tags,
    },
    "aws:datasync/task:Task backup": {
      cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:backup",
      destinationLocationArn: "arn:aws:datasync:us-east-1:111122223333:location/backup-destination",
      name: "us-backup",
      options: {
        gid: "NONE",
        logLevel: "TRANSFER",
        objectTags: "NONE",
        overwriteMode: "ALWAYS",
        posixPermissions: "NONE",
        preserveDeletedFiles: "PRESERVE",
        preserveDevices: "NONE",
        transferMode: "CHANGED",
        uid: "NONE",
        verifyMode: "ONLY_FILES_TRANSFERRED",
      },
      schedule: {
        scheduleExpression: "cron(0 3 * * ? *)",
      },
      sourceLocationArn: "arn:aws:datasync:us-east-1:111122223333:location/backup-source",
      tags: tags,
      after: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy backup"],
    },
  });
});

it("has a machine alone until it is activated", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => waiting(seen), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([
    "aws:cloudwatch/logGroup:LogGroup backup",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy backup",
    "aws:datasync/agent:Agent backup",
    "aws:datasync/locationObjectStorage:LocationObjectStorage backup",
    "aws:datasync/s3Location:S3Location backup",
    "aws:datasync/task:Task backup",
  ]);
  expect(changes(usual, now)).toEqual({});
});

it.each<[Partial<BackupCourierArgs>, string]>([
  [
    { activationKey: "F0EFT" },
    "backup courier `backup`: `activationKey` is `F0EFT`; use the agent's activation key, five groups of five capital letters and digits with hyphens between",
  ],
  [
    { schedule: "cron(* * * * ? *)" },
    "backup courier `backup`: `schedule` is `cron(* * * * ? *)`; use `cron(<minute> <hour> <day> <month> <weekday> <year>)` with one minute, or `rate(<number> hours|days)`",
  ],
  [
    { roleArn: "courier" },
    "backup courier `backup`: `roleArn` is `courier`; use the ARN of a role of account 111122223333",
  ],
  [
    { logDays: 2 },
    "backup courier `backup`: `logDays` is `2`; use a number of days, one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400",
  ],
  [
    { keyDeletionDays: 31 },
    "backup courier `backup`: `keyDeletionDays` is `31`; use a whole number of days from 7 to 30",
  ],
  [
    { courierName: "" },
    "backup courier `backup`: `courierName` is ``; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
