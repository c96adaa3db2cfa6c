import { FlowRecords } from "../../../components/aws/flow-records";
import type { FlowRecordsArgs } from "../../../components/aws/flow-records";
import { flowRecordDocument, takenOnBy } from "../../../components/aws/backup-documents";
import { keyPolicy, throughLogs } from "../../../components/aws/key-documents";
import { refusal } from "../recorder";
import type { Seen } from "../recorder";
import { accountId, declaration, here, receiving, virginia } from "./backup-center";
import { read, shown } from "./shown";

function build(seen: Seen, change: Partial<FlowRecordsArgs> = {}): FlowRecords {
  return new FlowRecords(
    "backup",
    { ...here, center: receiving, accountId, networkId: "vpc-backup", recordsName: "us-backup", ...change },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("keeps records of all traffic for 30 days, under a key of their own", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:FlowRecords backup": {
      ...declaration,
    },
    "aws:kms/key:Key backup": {
      deletionWindowInDays: 7,
      description: "Encrypts the records of traffic in /aws/vpc/us-backup",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, throughLogs(accountId, "us-east-1", "/aws/vpc/us-backup"))),
      rotationPeriodInDays: 365,
      tags: tags,
    },
    "aws:cloudwatch/logGroup:LogGroup backup": {
      kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/backup",
      name: "/aws/vpc/us-backup",
      retentionInDays: 30,
      tags: tags,
    },
    "aws:iam/role:Role backup": {
      assumeRolePolicy: read(
        takenOnBy("vpc-flow-logs.amazonaws.com", accountId, "arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*"),
      ),
      maxSessionDuration: 3600,
      name: "us-backup-records",
      tags: tags,
    },
    "aws:iam/rolePolicy:RolePolicy backup": {
      name: "us-backup-records",
      policy: read(flowRecordDocument(accountId, "us-east-1", "/aws/vpc/us-backup")),
      role: "us-backup-records",
    },
    "aws:ec2/flowLog:FlowLog backup": {
      iamRoleArn: "arn:aws:iam::111122223333:role/backup",
      logDestination: "arn:aws:logs:us-east-1:111122223333:log-group:backup",
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 60,
      tags: { ...tags, Name: "us-backup" },
      trafficType: "ALL",
      vpcId: "vpc-backup",
      after: ["aws:iam/rolePolicy:RolePolicy backup"],
    },
  });
});

it.each<[Partial<FlowRecordsArgs>, string]>([
  [
    { logDays: 31 },
    "flow records `backup`: `logDays` is `31`; use a number of days, one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400",
  ],
  [
    { recordsName: "a" },
    "flow records `backup`: `recordsName` is `a`; use 3 to 40 small letters, digits and hyphens, a letter first, no two hyphens in a row and none last",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
