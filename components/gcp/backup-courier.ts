import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { IAMMember } from "@pulumi/gcp/projects";
import { Account } from "@pulumi/gcp/serviceaccount";
import {
  BucketIAMMember,
  getTransferProjectServiceAccountOutput,
  TransferAgentPool,
  TransferJob,
} from "@pulumi/gcp/storage";
import type { TransferJobArgs } from "@pulumi/gcp/storage";
import * as check from "../checks";
import { declarationChecks, declared } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { courierName, googleProjectId } from "./checks";

export interface BackupCourierArgs extends Declaration {
  readonly projectId: string;
  /**
   * What pool and account are called, and how the names of both jobs begin. A deleted job keeps its name for 30 days, so that
   * a courier that comes back sooner takes another. https://docs.cloud.google.com/storage-transfer/docs/manage-transfers
   */
  readonly courierName: string;
  /** Where agents put copies: it has no retention policy. */
  readonly arrivalsBucketName: Input<string>;
  readonly bucketName: Input<string>;
  readonly source: CourierSource;
  /** From 1 to 24. @default - 4 */
  readonly copyHours?: number;
}

/** A bucket of the enclave, as Amazon's S3 would serve it. */
export interface CourierSource {
  /** Without a scheme. */
  readonly host: Input<string>;
  readonly bucketName: Input<string>;
  /** The region that requests are signed for, in the United States. */
  readonly region: string;
}

/**
 * What a job answers until its agent's grants count.
 * https://docs.cloud.google.com/storage-transfer/docs/sink-cloud-storage
 */
const notGranted = ["Failed to obtain the location of", "does not have storage.", "failedPrecondition"];

/** What a pool answers until the service's grant counts: it makes queues. */
const noQueuesYet = ["pubsub", "Permission", "permission", ...notGranted];

/** Jobs that began before they were made run for the first time on the day after: programs read no clock. */
const begins = { year: 2022, month: 1, day: 1 };

/**
 * Brings copies from the enclave to a backup on Google Cloud. Agents, which run on machines beside the backup, read the
 * enclave's bucket over a private line and write arrivals; from there the service itself copies to the backup. Neither
 * deletes anything: what is deleted in the enclave stays in the backup.
 * https://docs.cloud.google.com/storage-transfer/docs/create-transfers/agent-based/s3-compatible
 */
export class BackupCourier extends ComponentResource {
  /** The e-mail address of the account that machines run as. */
  readonly account: Output<string>;
  /** The last part of the pool's name. */
  readonly pool: Output<string>;

  constructor(name: string, args: BackupCourierArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:BackupCourier", name, declared(args), opts);

    const account = new Account(
      name,
      {
        project: args.projectId,
        accountId: args.courierName,
        displayName: "Courier",
        description: "Machines that bring copies from the enclave",
      },
      { parent: this },
    );
    const { pool, grants } = this.declarePool(name, args, account);
    const member = this.findService(args);
    const serviceGrants = [
      this.letUse(`${name}-arrivals`, args.arrivalsBucketName, "roles/storage.legacyBucketWriter", member),
      this.letUse(`${name}-arrivals-read`, args.arrivalsBucketName, "roles/storage.objectViewer", member),
      this.letUse(`${name}-backup`, args.bucketName, "roles/storage.legacyBucketWriter", member),
    ];
    this.declareJobs(name, args, pool, [...grants, ...serviceGrants]);

    this.account = account.email;
    this.pool = pool.name;
    this.registerOutputs({ account: this.account, pool: this.pool });
  }

  /**
   * Agents need to delete arrivals, as a changed object is replaced; there are no versions.
   * https://docs.cloud.google.com/storage-transfer/docs/file-system-permissions
   */
  private declarePool(name: string, args: BackupCourierArgs, account: Account) {
    const member = this.findService(args);
    // Agents are given work through queues, which the service makes in the project.
    const service = new IAMMember(
      `${name}-service`,
      { project: args.projectId, role: "roles/storagetransfer.serviceAgent", member },
      { parent: this },
    );
    const pool = new TransferAgentPool(
      name,
      { project: args.projectId, name: args.courierName, displayName: "From the enclave" },
      { parent: this, dependsOn: [service], ...untilSettled(`${name}-pool-granted`, noQueuesYet) },
    );
    const grants = [
      ...["roles/storagetransfer.transferAgent", "roles/logging.logWriter"].map(
        (role) =>
          new IAMMember(
            `${name}-${role.endsWith("Agent") ? "agent" : "log"}`,
            { project: args.projectId, role, member: account.member },
            { parent: this },
          ),
      ),
      this.letUse(`${name}-agents`, args.arrivalsBucketName, "roles/storage.objectUser", account.member),
    ];
    return { pool, grants };
  }

  /** The account that the service itself acts as, which is made when somebody first asks for it. */
  private findService({ projectId }: BackupCourierArgs): Output<string> {
    return getTransferProjectServiceAccountOutput({ project: projectId }, { parent: this }).member;
  }

  private letUse(name: string, bucket: Input<string>, role: string, member: Input<string>): BucketIAMMember {
    return new BucketIAMMember(name, { bucket, role, member }, { parent: this });
  }

  /** Half an hour after agents start, the service takes what has arrived; what comes later, it takes the next time. */
  private declareJobs(name: string, args: BackupCourierArgs, pool: TransferAgentPool, grants: Resource[]): void {
    const { host, bucketName, region } = args.source;
    this.declareJob(name, "fetch", args, 0, grants, {
      description: "Fetches objects of the enclave",
      transferSpec: {
        sourceAgentPoolName: pool.id,
        awsS3CompatibleDataSource: {
          endpoint: host,
          bucketName,
          region,
          s3Metadata: {
            protocol: "NETWORK_PROTOCOL_HTTPS",
            authMethod: "AUTH_METHOD_AWS_SIGNATURE_V4",
            // The namespace is in the host's name, before which no bucket has room.
            requestModel: "REQUEST_MODEL_PATH_STYLE",
          },
        },
        gcsDataSink: { bucketName: args.arrivalsBucketName },
        transferOptions,
      },
    });
    this.declareJob(name, "keep", args, 30, grants, {
      description: "Takes arrivals to the backup",
      transferSpec: {
        gcsDataSource: { bucketName: args.arrivalsBucketName },
        gcsDataSink: { bucketName: args.bucketName },
        transferOptions,
      },
    });
  }

  private declareJob(
    name: string,
    purpose: "fetch" | "keep",
    args: BackupCourierArgs,
    minutes: number,
    grants: Resource[],
    job: Pick<TransferJobArgs, "transferSpec"> & { readonly description: string },
  ): void {
    new TransferJob(
      `${name}-${purpose}`,
      {
        project: args.projectId,
        // One of Pulumi's own would lack the prefix.
        name: `transferJobs/${args.courierName}-${purpose}`,
        ...job,
        status: "ENABLED",
        schedule: {
          scheduleStartDate: begins,
          startTimeOfDay: { hours: 0, minutes, seconds: 0, nanos: 0 },
          repeatInterval: `${(args.copyHours ?? 4) * 3600}s`,
        },
        // Every object, copied or not, is in the evidence.
        loggingConfig: { logActions: ["FIND", "COPY", "DELETE"], logActionStates: ["SUCCEEDED", "FAILED"] },
      },
      { parent: this, dependsOn: grants, ...untilSettled(`${name}-${purpose}-granted`, notGranted) },
    );
  }
}

/** A changed object replaces its copy, of which the backup keeps the versions; nothing is deleted at either end. */
const transferOptions = {
  overwriteWhen: "DIFFERENT",
  deleteObjectsUniqueInSink: false,
  deleteObjectsFromSourceAfterTransfer: false,
};

function refuseWrong(name: string, args: BackupCourierArgs): void {
  check.refuseWrong("backup courier", name, {
    ...declarationChecks(args),
    projectId: check.against(args.projectId, googleProjectId),
    courierName: check.against(args.courierName, courierName),
    "source.host": check.against(args.source.host, check.hostName),
    "source.region": check.against(args.source.region, check.usRegion("oci", "us-ashburn-1")),
    copyHours: check.against(args.copyHours, check.whole(1, 24, "hours")),
  });
}
