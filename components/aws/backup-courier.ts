import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { LogGroup, LogResourcePolicy } from "@pulumi/aws/cloudwatch";
import { Agent, LocationObjectStorage, S3Location, Task } from "@pulumi/aws/datasync";
import { Instance } from "@pulumi/aws/ec2";
import { Key } from "@pulumi/aws/kms";
import { getParameterOutput } from "@pulumi/aws/ssm";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { oracleBucketName } from "../oci/checks";
import { transferLogDocument } from "./backup-documents";
import type { JoinedNetwork } from "./backup-network";
import { activationKey, awsAccountId, awsBucketName, awsName, logRetention, roleOf } from "./checks";
import type { CourierNetwork } from "./courier-network";
import { keyPolicy, throughDisks, throughLogs } from "./key-documents";

export interface BackupCourierArgs extends Declaration {
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly accountId: string;
  /** What task and log are called. */
  readonly courierName: string;
  readonly network: JoinedNetwork;
  readonly access: Pick<CourierNetwork, "endpointId" | "courierGroupId" | "endpointGroupArn">;
  readonly source: CourierSource;
  /** Where it writes to. */
  readonly bucketName: string;
  /** In which DataSync writes. */
  readonly roleArn: string;
  /** @default - there is a machine to ask for the key, and nothing is copied yet */
  readonly activationKey?: Input<string>;
  /** When it copies, as a rule of EventBridge says it. @default - `cron(0 3 * * ? *)`, each day at 3:00 UTC */
  readonly schedule?: string;
  /** How long its log is kept. @default - 30 */
  readonly logDays?: number;
  /** How long its key can be restored once it is deleted, from 7 to 30 days. @default - 7: what it encrypts is no backup */
  readonly keyDeletionDays?: number;
}

/** The primary's bucket, as another cloud's machine sees it. */
export interface CourierSource {
  /** The host of the S3-compatible API, without a scheme. */
  readonly host: Input<string>;
  readonly bucketName: Input<string>;
  readonly accessKey: Input<string>;
  readonly secretKey: Input<string>;
}

/** AWS's own for agents; a smaller machine isn't supported. https://docs.aws.amazon.com/datasync/latest/userguide/agent-requirements.html */
const machineType = "m5.2xlarge";
const image = "/aws/service/datasync/ami";

/**
 * What brings copies home to the backup center: a machine with DataSync's agent that reads the primary's bucket over the
 * private line, and a task that writes what is new to the backup's bucket. What is deleted at the primary stays here.
 *
 * A machine has to be asked for its activation key, by hand and from inside the network, so it comes first, and agent,
 * locations and task follow when the key is configured.
 * https://docs.aws.amazon.com/datasync/latest/userguide/activate-agent.html
 */
export class BackupCourier extends ComponentResource {
  readonly machineAddress: Output<string>;

  constructor(name: string, args: BackupCourierArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:BackupCourier", name, declared(args), opts);
    const logGroupName = `/aws/datasync/${args.courierName}`;

    const key = new Key(
      name,
      {
        description: `Encrypts the disk and the log of courier ${args.courierName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: args.keyDeletionDays ?? 7,
        policy: keyPolicy(args.accountId, [
          ...throughDisks(args.accountId, args.region),
          ...throughLogs(args.accountId, args.region, logGroupName),
        ]),
        tags: labels(args),
      },
      { parent: this },
    );
    const machine = this.declareMachine(name, args, key);
    if (args.activationKey !== undefined) this.copy(name, args, args.activationKey, logGroupName, key, machine);

    this.machineAddress = machine.privateIp;
    this.registerOutputs({ machineAddress: this.machineAddress });
  }

  /**
   * A new image would make a new machine, which would have to be activated again; agents are updated by AWS.
   * No key pair, no profile: nobody signs in, and it has no rights in the account.
   */
  private declareMachine(name: string, args: BackupCourierArgs, key: Key): Instance {
    const { insecureValue } = getParameterOutput({ name: image }, { parent: this });
    return new Instance(
      name,
      {
        ami: insecureValue,
        instanceType: machineType,
        subnetId: args.network.subnetIds.courier,
        vpcSecurityGroupIds: [args.access.courierGroupId],
        associatePublicIpAddress: false,
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required" },
        rootBlockDevice: {
          encrypted: true,
          kmsKeyId: key.arn,
          volumeType: "gp3",
          deleteOnTermination: true,
          tags: labels(args),
        },
        tags: { ...labels(args), Name: args.courierName },
      },
      { parent: this, ignoreChanges: ["ami"] },
    );
  }

  private copy(
    name: string,
    args: BackupCourierArgs,
    activation: Input<string>,
    logGroupName: string,
    key: Key,
    machine: Instance,
  ): void {
    const log = new LogGroup(
      name,
      { name: logGroupName, kmsKeyId: key.arn, retentionInDays: args.logDays ?? 30, tags: labels(args) },
      { parent: this },
    );
    const written = new LogResourcePolicy(
      name,
      {
        policyName: args.courierName,
        policyDocument: transferLogDocument(args.accountId, args.region, logGroupName),
      },
      { parent: this },
    );
    // It is used once: a later one would make a new agent.
    const agent = new Agent(
      name,
      {
        name: args.courierName,
        activationKey: activation,
        vpcEndpointId: args.access.endpointId,
        subnetArns: [args.network.subnetArns.endpoints],
        securityGroupArns: [args.access.endpointGroupArn],
        tags: labels(args),
      },
      { parent: this, dependsOn: [machine], ignoreChanges: ["activationKey"] },
    );
    const source = new LocationObjectStorage(
      name,
      {
        agentArns: [agent.arn],
        serverHostname: args.source.host,
        serverProtocol: "HTTPS",
        serverPort: 443,
        bucketName: args.source.bucketName,
        accessKey: args.source.accessKey,
        secretKey: args.source.secretKey,
        tags: labels(args),
      },
      { parent: this, additionalSecretOutputs: ["secretKey"] },
    );
    const destination = new S3Location(
      name,
      {
        s3BucketArn: `arn:aws:s3:::${args.bucketName}`,
        subdirectory: "/",
        s3Config: { bucketAccessRoleArn: args.roleArn },
        tags: labels(args),
      },
      { parent: this },
    );
    new Task(
      name,
      {
        name: args.courierName,
        sourceLocationArn: source.arn,
        destinationLocationArn: destination.arn,
        schedule: { scheduleExpression: args.schedule ?? "cron(0 3 * * ? *)" },
        cloudwatchLogGroupArn: log.arn,
        options: taskOptions,
        tags: labels(args),
      },
      { parent: this, dependsOn: [written] },
    );
  }
}

/**
 * Only what is new is copied, and what was copied is verified; what is deleted or replaced at the primary is still there, as
 * an object or a noncurrent version. Objects have no owners, and Oracle's S3-compatible API has no tags of objects.
 * https://docs.aws.amazon.com/datasync/latest/userguide/API_Options.html
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/s3compatibleapi_topic-Amazon_S3_Compatibility_API_Support.htm
 */
const taskOptions = {
  transferMode: "CHANGED",
  verifyMode: "ONLY_FILES_TRANSFERRED",
  overwriteMode: "ALWAYS",
  preserveDeletedFiles: "PRESERVE",
  objectTags: "NONE",
  uid: "NONE",
  gid: "NONE",
  posixPermissions: "NONE",
  preserveDevices: "NONE",
  logLevel: "TRANSFER",
};

function refuseWrong(name: string, args: BackupCourierArgs): void {
  check.refuseWrong("backup courier", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    accountId: check.against(args.accountId, awsAccountId),
    courierName: check.against(args.courierName, awsName),
    "source.host": check.against(args.source.host, check.hostName),
    "source.bucketName": check.against(args.source.bucketName, oracleBucketName),
    bucketName: check.against(args.bucketName, awsBucketName),
    roleArn: check.against(args.roleArn, roleOf(args.accountId)),
    activationKey: check.against(args.activationKey, activationKey),
    schedule: check.against(args.schedule, schedule),
    logDays: check.against(args.logDays, logRetention),
    keyDeletionDays: check.against(args.keyDeletionDays, check.days(7, 30)),
  });
}

/** https://docs.aws.amazon.com/datasync/latest/userguide/task-scheduling.html: at most once an hour. */
const schedule = check.pattern(
  "`cron(<minute> <hour> <day> <month> <weekday> <year>)` with one minute, or `rate(<number> hours|days)`",
  "cron(0 3 * * ? *)",
  /^(?:cron\([0-5]?\d(?: [\w*?,/#L-]+){5}\)|rate\((?:1 hour|1 day|[2-9] (?:hours|days)|[1-9]\d+ (?:hours|days))\))$/,
);
