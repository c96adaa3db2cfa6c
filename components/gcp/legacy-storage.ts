import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { CryptoKey, CryptoKeyIAMMember, KeyRing } from "@pulumi/gcp/kms";
import { Bucket, BucketIAMMember, getProjectServiceAccountOutput } from "@pulumi/gcp/storage";
import type { BucketArgs } from "@pulumi/gcp/storage";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { filterBy, filterChecks } from "./bucket-filter";
import type { BucketFilter } from "./bucket-filter";
import { googleBucketName, googleProjectId, googleServiceAccount } from "./checks";
import type { LegacyPlan } from "./legacy-plan";

export interface LegacyStorageArgs extends Declaration, BucketFilter {
  /** Where buckets and key are: a bucket takes keys of its own location only. */
  readonly region: string;
  readonly projectId: string;
  /** Those that are there already, and that this stack takes over. */
  readonly bucketNames: readonly string[];
  readonly plan: LegacyPlan;
  /** From 1 to 365. @default - 90 */
  readonly keyRotationDays?: number;
  /** E-mail address of the old application's account. @default - it has other grants, which stay */
  readonly application?: string;
}

/** A grant takes a while to count. https://cloud.google.com/iam/docs/access-change-propagation */
const notGranted = ["Permission denied on Cloud KMS key"];

/**
 * The buckets that US users' data was in before it had an enclave, with a key of their own, as the phase of their center
 * wants them. They are taken over with what is in them: `pulumi import` them before the first `pulumi up`, as the stack's
 * configuration file shows; a protected bucket is never replaced. The `import` option of a resource wouldn't do, as it
 * refuses a bucket that isn't yet as it is declared here.
 * https://www.pulumi.com/docs/iac/guides/migration/import/
 *
 * What was written before has the encryption that it was written with: the new key is for what is still written, and what
 * makes the rest unreadable is that it is deleted.
 * https://cloud.google.com/storage/docs/encryption/customer-managed-keys
 */
export class LegacyStorage extends ComponentResource {
  /** The ring of the center's keys: what is declared in it has to stay in the same place. */
  readonly keyRingId: Output<string>;
  readonly keyId: Output<string>;
  /** By its name. */
  readonly bucketNames: Readonly<Record<string, Output<string>>>;

  constructor(name: string, args: LegacyStorageArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:LegacyStorage", name, declared(args), opts);
    const { plan } = args;

    // The name of a deleted key can't be used again: neither has a fixed one.
    // https://cloud.google.com/kms/docs/delete-kms-resources
    const ring = new KeyRing(
      name,
      { project: args.projectId, location: args.region },
      { parent: this, protect: plan.protect },
    );
    const key = declareKey(this, name, { ...args, keyRingId: ring.id });
    const agent = getProjectServiceAccountOutput({ project: args.projectId }, { parent: this });
    const use = new CryptoKeyIAMMember(
      name,
      { cryptoKeyId: key.id, role: plan.keyRole, member: agent.member },
      { parent: this },
    );
    const buckets = args.bucketNames.map((bucketName) => {
      const bucket = new Bucket(`${name}-${bucketName}`, bucketInputs(bucketName, args, key.id), {
        parent: this,
        protect: plan.protect,
        dependsOn: [use],
        ...untilSettled(`${name}-${bucketName}-key-usable`, notGranted),
      });
      if (plan.isWritten) this.letWrite(`${name}-${bucketName}`, bucket, args.application);
      return [bucketName, bucket.name] as const;
    });

    this.keyRingId = ring.id;
    this.keyId = key.id;
    this.bucketNames = Object.fromEntries(buckets);
    this.registerOutputs({ keyRingId: this.keyRingId, keyId: this.keyId, bucketNames: this.bucketNames });
  }

  /** The old application replaces and deletes what it has written: nothing but the enclave keeps a second copy. */
  private letWrite(name: string, bucket: Bucket, account: string | undefined): void {
    if (account === undefined) return;
    new BucketIAMMember(
      `${name}-application`,
      { bucket: bucket.name, role: "roles/storage.objectUser", member: `serviceAccount:${account}` },
      { parent: this },
    );
  }
}

/** A key of the center's, for one kind of bucket. */
export function declareKey(
  parent: ComponentResource,
  name: string,
  args: Declaration & Pick<LegacyStorageArgs, "plan" | "keyRotationDays"> & { readonly keyRingId: Input<string> },
): CryptoKey {
  return new CryptoKey(
    name,
    {
      keyRing: args.keyRingId,
      purpose: "ENCRYPT_DECRYPT",
      versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
      rotationPeriod: inSeconds(args.keyRotationDays ?? 90),
      destroyScheduledDuration: inSeconds(args.plan.keyDestructionDays),
      labels: labels(args),
    },
    { parent, protect: args.plan.protect },
  );
}

function bucketInputs(bucketName: string, args: LegacyStorageArgs, keyId: Input<string>): BucketArgs {
  return {
    ...common(args, keyId),
    name: bucketName,
    softDeletePolicy: { retentionDurationSeconds: args.plan.softDeleteDays * 86_400 },
    lifecycleRules: [...args.plan.lifecycleRules],
  };
}

/** What every bucket of the center is. */
export function common(
  args: Declaration & BucketFilter & Pick<LegacyStorageArgs, "projectId" | "region">,
  keyId: Input<string>,
): Omit<BucketArgs, "name"> & Pick<BucketArgs, "location"> {
  return {
    project: args.projectId,
    location: args.region,
    storageClass: "STANDARD",
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    // Deleting a bucket that holds anything fails: the last check that the center is empty.
    forceDestroy: false,
    versioning: { enabled: false },
    encryption: {
      defaultKmsKeyName: keyId,
      // https://cloud.google.com/storage/docs/creating-buckets
      googleManagedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
      customerSuppliedEncryptionEnforcementConfig: { restrictionMode: "FullyRestricted" },
    },
    ipFilter: filterBy(args),
    labels: labels(args),
  };
}

function inSeconds(days: number): string {
  return `${days * 86_400}s`;
}

function refuseWrong(name: string, args: LegacyStorageArgs): void {
  check.refuseWrong("legacy storage", name, {
    ...declarationChecks(args),
    ...filterChecks(args),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    projectId: check.against(args.projectId, googleProjectId),
    ...check.againstEach("bucketNames", args.bucketNames, googleBucketName),
    keyRotationDays: check.against(args.keyRotationDays, check.days(1, 365)),
    keyDestructionDays: check.against(args.plan.keyDestructionDays, check.days(1, 120)),
    application: check.against(args.application, googleServiceAccount),
  });
}
