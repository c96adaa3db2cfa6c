import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { CryptoKey, CryptoKeyIAMMember, KeyRing } from "@pulumi/gcp/kms";
import { Bucket, BucketIAMMember, getProjectServiceAccountOutput } from "@pulumi/gcp/storage";
import type { BucketArgs } from "@pulumi/gcp/storage";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { untilSettled } from "../until-settled";
import { googleBucketName, googleProjectId, googleServiceAccount, otherBucket } from "./checks";
import { planBackup } from "./backup-plan";
import type { BackupPlan } from "./backup-plan";

export interface BackupBucketArgs extends Declaration {
  /** The center whose phase decides what is declared. */
  readonly center: LiveCenter;
  /** Where bucket and key are: a bucket takes keys of its own location only. */
  readonly region: string;
  readonly projectId: string;
  readonly bucketName: string;
  /** Where the courier's agents put copies, before the service itself takes them to the backup. */
  readonly arrivalsBucketName: string;
  /** From 1 to 3,650. @default - 30 */
  readonly retentionDays?: number;
  /** Locks the retention for good: only draining of as many days can end the center then. @default - false */
  readonly lockRetention?: boolean;
  /** From 1 to 365. @default - 30 */
  readonly noncurrentDays?: number;
  /** From 1 to 365. @default - 90 */
  readonly keyRotationDays?: number;
  /** From 1 to 120; fixed when the key is created, so that a change replaces the key. @default - 7 */
  readonly keyDestructionDays?: number;
  /** E-mail address of who writes in dual-run. @default - the application doesn't write here */
  readonly application?: string;
}

/** A grant takes a while to count. https://cloud.google.com/iam/docs/access-change-propagation */
const notGranted = ["Permission denied on Cloud KMS key"];

/**
 * A backup center's buckets on Google Cloud, with a key of their own, as the center's phase wants them.
 *
 * There are two, as agents can't write to a bucket with a retention policy. They write arrivals, and from there the service
 * copies everything to the backup: no machine has any right there.
 * https://docs.cloud.google.com/storage-transfer/docs/on-prem-set-up
 */
export class BackupBucket extends ComponentResource {
  readonly bucketName: Output<string>;
  readonly arrivalsBucketName: Output<string>;
  readonly keyId: Output<string>;

  constructor(name: string, args: BackupBucketArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    const plan = planBackup(args.center, {
      retentionDays: args.retentionDays ?? 30,
      lockRetention: args.lockRetention ?? false,
      noncurrentDays: args.noncurrentDays ?? 30,
      keyDestructionDays: args.keyDestructionDays ?? 7,
    });
    super("stateside:gcp:BackupBucket", name, declared(args), opts);

    const key = this.declareKey(name, args, plan);
    // The agent is created when somebody first asks for it, so it is asked for rather than spelled.
    // https://cloud.google.com/storage/docs/projects#service-agents
    const agent = getProjectServiceAccountOutput({ project: args.projectId }, { parent: this });
    const use = new CryptoKeyIAMMember(
      name,
      { cryptoKeyId: key.id, role: plan.keyRole, member: agent.member },
      { parent: this },
    );
    const backup = this.declareBucket(
      name,
      use,
      {
        ...bucketInputs(args, key.id),
        name: args.bucketName,
        versioning: { enabled: plan.versioning },
        ...(plan.retention !== undefined && {
          retentionPolicy: {
            retentionPeriod: String(plan.retention.days * 86_400),
            isLocked: plan.retention.isLocked,
          },
        }),
        softDeletePolicy: { retentionDurationSeconds: plan.softDeleteDays * 86_400 },
        lifecycleRules: [...plan.lifecycleRules],
      },
      plan,
    );
    const arrivals = this.declareBucket(
      `${name}-arrivals`,
      use,
      {
        ...bucketInputs(args, key.id),
        name: args.arrivalsBucketName,
        versioning: { enabled: false },
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: [...plan.arrivalRules],
      },
      plan,
    );
    if (plan.letsApplicationWrite) this.letCreate(`${name}-application`, backup, args.application);

    this.bucketName = backup.name;
    this.arrivalsBucketName = arrivals.name;
    this.keyId = key.id;
    this.registerOutputs({
      bucketName: this.bucketName,
      arrivalsBucketName: this.arrivalsBucketName,
      keyId: this.keyId,
    });
  }

  private declareBucket(name: string, use: Resource, inputs: BucketArgs, { protect }: BackupPlan): Bucket {
    return new Bucket(name, inputs, {
      parent: this,
      protect,
      dependsOn: [use],
      ...untilSettled(`${name}-key-usable`, notGranted),
    });
  }

  /**
   * The name of a deleted key can't be used again, so neither ring nor key has a fixed one: Pulumi adds a random suffix,
   * and a center can come back. https://cloud.google.com/kms/docs/delete-kms-resources
   */
  private declareKey(name: string, args: BackupBucketArgs, plan: BackupPlan): CryptoKey {
    const ring = new KeyRing(
      name,
      { project: args.projectId, location: args.region },
      { parent: this, protect: plan.protect },
    );
    return new CryptoKey(
      name,
      {
        keyRing: ring.id,
        purpose: "ENCRYPT_DECRYPT",
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
        rotationPeriod: inSeconds(args.keyRotationDays ?? 90),
        destroyScheduledDuration: inSeconds(plan.keyDestructionDays),
        labels: labels(args),
      },
      { parent: this, protect: plan.protect },
    );
  }

  /** Who may create objects can't replace or delete them, and so can't destroy a backup. */
  private letCreate(name: string, bucket: Bucket, account: string | undefined): void {
    if (account === undefined) return;
    new BucketIAMMember(
      name,
      { bucket: bucket.name, role: "roles/storage.objectCreator", member: `serviceAccount:${account}` },
      { parent: this },
    );
  }
}

/** What both have in common. */
function bucketInputs(args: BackupBucketArgs, keyId: Input<string>): BucketArgs {
  return {
    project: args.projectId,
    location: args.region,
    storageClass: "STANDARD",
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    // Deleting a bucket that holds anything fails: the last check that the center is empty.
    forceDestroy: false,
    encryption: {
      defaultKmsKeyName: keyId,
      // A writer may choose another encryption for each object, unless the bucket restricts it.
      // https://cloud.google.com/storage/docs/creating-buckets
      googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
      customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
    },
    labels: labels(args),
  };
}

function inSeconds(days: number): string {
  return `${days * 86_400}s`;
}

function refuseWrong(name: string, args: BackupBucketArgs): void {
  check.refuseWrong("backup bucket", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    projectId: check.against(args.projectId, googleProjectId),
    bucketName: check.against(args.bucketName, googleBucketName),
    arrivalsBucketName: check.against(args.arrivalsBucketName, otherBucket(args.bucketName)),
    retentionDays: check.against(args.retentionDays, check.days(1, 3650)),
    noncurrentDays: check.against(args.noncurrentDays, check.days(1, 365)),
    keyRotationDays: check.against(args.keyRotationDays, check.days(1, 365)),
    keyDestructionDays: check.against(args.keyDestructionDays, check.days(1, 120)),
    application: check.against(args.application, googleServiceAccount),
  });
}
