import { ComponentResource } from "@pulumi/pulumi";
import type { Input } from "@pulumi/pulumi";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { FlowLog } from "@pulumi/aws/ec2";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { Key } from "@pulumi/aws/kms";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { flowRecordDocument, takenOnBy } from "./backup-documents";
import { planLogDays } from "./backup-plan";
import { awsAccountId, awsName, logRetention } from "./checks";
import { keyPolicy, throughLogs } from "./key-documents";

export interface FlowRecordsArgs extends Declaration {
  /** The center whose phase decides how long records stay. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly accountId: string;
  readonly networkId: Input<string>;
  /** What the role is called, and the log group ends with. */
  readonly recordsName: string;
  /** How long a record is kept, as CloudWatch offers it. @default - 30 */
  readonly logDays?: number;
}

/**
 * Records of all traffic in a backup center's network: who spoke with whom, what was let through and what was refused. They
 * stay in the center, under a key of their own, and end with it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowRecords extends ComponentResource {
  constructor(name: string, args: FlowRecordsArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:FlowRecords", name, declared(args), opts);
    const { accountId, region, recordsName } = args;
    const logGroupName = `/aws/vpc/${recordsName}`;

    const key = new Key(
      name,
      {
        description: `Encrypts the records of traffic in ${logGroupName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        // The shortest that there is: what it encrypts is no backup.
        deletionWindowInDays: 7,
        policy: keyPolicy(accountId, throughLogs(accountId, region, logGroupName)),
        tags: labels(args),
      },
      { parent: this },
    );
    const group = new LogGroup(
      name,
      {
        name: logGroupName,
        kmsKeyId: key.arn,
        retentionInDays: planLogDays(args.center, args.logDays ?? 30),
        tags: labels(args),
      },
      { parent: this },
    );
    const roleName = `${recordsName}-records`;
    const flowLogs = `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*`;
    const role = new Role(
      name,
      {
        name: roleName,
        assumeRolePolicy: takenOnBy("vpc-flow-logs.amazonaws.com", accountId, flowLogs),
        maxSessionDuration: 3600,
        tags: labels(args),
      },
      { parent: this },
    );
    const granted = new RolePolicy(
      name,
      { name: roleName, role: role.name, policy: flowRecordDocument(accountId, region, logGroupName) },
      { parent: this },
    );
    new FlowLog(
      name,
      {
        vpcId: args.networkId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
        tags: { ...labels(args), Name: recordsName },
      },
      { parent: this, dependsOn: [granted] },
    );
    this.registerOutputs({});
  }
}

function refuseWrong(name: string, args: FlowRecordsArgs): void {
  check.refuseWrong("flow records", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    accountId: check.against(args.accountId, awsAccountId),
    recordsName: check.against(args.recordsName, awsName),
    logDays: check.against(args.logDays, logRetention),
  });
}
