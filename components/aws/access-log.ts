import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { Key } from "@pulumi/aws/kms";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { stanceOf } from "../phases";
import type { LiveCenter } from "../phases";
import { evidenceKeyUses, evidencePolicy } from "./access-log-documents";
import { awsAccountId, awsBucketName, awsName, otherUsRegion, roleOf } from "./checks";
import { keyPolicy } from "./key-documents";
import { declareLocked } from "./locked-bucket";

export interface AccessLogArgs extends Declaration {
  /** The center whose phase decides whether the log stays when its stack lets go of it. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States, and another than the center's. */
  readonly region: string;
  /** The center's: from there the logs come. */
  readonly centerRegion: string;
  readonly accountId: string;
  readonly bucketName: string;
  /** The trail that writes here. */
  readonly trailName: string;
  /** How long nobody can change or delete an entry, from 1 to 36,500 days. @default - 400 */
  readonly evidenceDays?: number;
  /** ARNs of the account's roles that read the log. @default - nobody, until somebody changes the key's policy */
  readonly auditors?: readonly string[];
}

/**
 * Where the evidence of what was done in a backup center rests: in a region of its own, with a key of its own, so that it
 * outlives the center. Entries are locked in compliance mode, as nobody's data keeps a center from ending here; and after
 * that they expire. While the center drains, all of this is left in the cloud when the stack lets go of it.
 */
export class AccessLog extends ComponentResource {
  readonly bucketName: Output<string>;
  readonly keyArn: Output<string>;

  constructor(name: string, args: AccessLogArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:AccessLog", name, declared(args), opts);
    const logged = { accountId: args.accountId, region: args.centerRegion, trailName: args.trailName };
    const isLeaving = stanceOf(args.center).kind === "drains";
    const kept = { parent: this, ...(isLeaving && { retainOnDelete: true }) };
    const held = { ...kept, protect: !isLeaving };

    const key = new Key(
      name,
      {
        description: `Encrypts the evidence in bucket ${args.bucketName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        policy: keyPolicy(args.accountId, evidenceKeyUses(logged, args.region, args.auditors ?? [])),
        tags: labels(args),
      },
      held,
    );
    const days = args.evidenceDays ?? 400;
    const { policy } = declareLocked(
      name,
      {
        ...args,
        keyArn: key.arn,
        policy: evidencePolicy(args.bucketName, logged),
        lock: { mode: "COMPLIANCE", days },
        // On the day after its lock ends, and as a noncurrent version a day later.
        expiryDays: days + 1,
        noncurrentDays: 1,
        unfinishedUploadDays: 1,
      },
      { bucket: { ...held, dependsOn: [key] }, part: kept },
    );

    // Who is told the name may write at once.
    this.bucketName = policy.bucket;
    this.keyArn = key.arn;
    this.registerOutputs({ bucketName: this.bucketName, keyArn: this.keyArn });
  }
}

function refuseWrong(name: string, args: AccessLogArgs): void {
  const auditors = args.auditors ?? [];
  check.refuseWrong("access log", name, {
    ...declarationChecks(args),
    region: check.against(args.region, otherUsRegion(args.centerRegion)),
    centerRegion: check.against(args.centerRegion, check.usRegion("aws", "us-east-1")),
    accountId: check.against(args.accountId, awsAccountId),
    bucketName: check.against(args.bucketName, awsBucketName),
    trailName: check.against(args.trailName, awsName),
    evidenceDays: check.against(args.evidenceDays, check.days(1, 36_500)),
    ...(auditors.length > 0 && check.againstEach("auditors", auditors, roleOf(args.accountId))),
  });
}
