import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { Key } from "@pulumi/aws/kms";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { awsAccountId, awsBucketName } from "./checks";
import { bucketPolicy } from "./backup-documents";
import type { BucketRoles } from "./backup-documents";
import { keyPolicy, throughS3 } from "./key-documents";
import { planBackup } from "./backup-plan";
import { declareLocked } from "./locked-bucket";

export interface BackupBucketArgs extends Declaration {
  /** The center whose phase decides what is declared. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States: the key may be used through its S3 only. */
  readonly region: string;
  readonly accountId: string;
  readonly bucketName: string;
  /** Who may read and write. They have to be there before: key and bucket name them. */
  readonly roles: BucketRoles;
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
    const { writers, readers, guests } = plan.takesNewObjects ? args.roles : nobody;

    const key = new Key(
      name,
      {
        description: `Encrypts the backup bucket ${args.bucketName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: args.keyRotationDays ?? 365,
        deletionWindowInDays: plan.keyDeletionDays,
        policy: keyPolicy(args.accountId, throughS3({ writers: [...writers, ...guests], readers }, args.region)),
        tags: labels(args),
      },
      { parent: this, protect: plan.protect },
    );
    const { bucket } = declareLocked(
      name,
      {
        ...args,
        keyArn: key.arn,
        policy: bucketPolicy(args.bucketName, { writers, readers, guests }),
        lock: plan.lockDays === undefined ? undefined : { mode: "GOVERNANCE", days: plan.lockDays },
        expiryDays: plan.expiryDays,
        noncurrentDays: plan.noncurrentDays,
        unfinishedUploadDays: plan.unfinishedUploadDays,
      },
      {
        // The key outlives the bucket: were deleting the bucket to fail, what it holds would stay readable.
        bucket: { parent: this, protect: plan.protect, dependsOn: [key] },
        part: { parent: this },
      },
    );

    this.bucketName = bucket.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}

/** Once the center drains, nobody adds anything, and nobody needs to read what only goes. */
const nobody: BucketRoles = { writers: [], readers: [], guests: [] };

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
