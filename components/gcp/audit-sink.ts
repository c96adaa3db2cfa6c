import { ComponentResource, interpolate } from "@pulumi/pulumi";
import type { Output, Resource } from "@pulumi/pulumi";
import { CryptoKey, CryptoKeyIAMMember, KeyRing } from "@pulumi/gcp/kms";
import { getProjectCmekSettingsOutput, ProjectBucketConfig, ProjectExclusion, ProjectSink } from "@pulumi/gcp/logging";
import { IAMAuditConfig, IAMMember } from "@pulumi/gcp/projects";
import * as check from "../checks";
import type { Check } from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { untilSettled } from "../until-settled";
import { planEvidence } from "./audit-plan";
import type { EvidencePlan } from "./audit-plan";
import { googleLogBucketId, googleProjectId, otherProject } from "./checks";

export interface AuditSinkArgs extends Declaration {
  /** The center whose phase decides what becomes of its evidence. */
  readonly center: LiveCenter;
  /** Where the center is: its evidence is elsewhere. */
  readonly region: string;
  /** The center's project, whose log entries are the evidence. */
  readonly projectId: string;
  /** Where the evidence is: whoever may change anything in the center may change nothing there. */
  readonly evidenceProjectId: string;
  /** In the United States. */
  readonly evidenceRegion: string;
  /** The name of the log bucket: one that was locked keeps it, so that a center that comes back takes another. */
  readonly evidenceBucketId: string;
  /** How long an entry is kept, from 1 to 3,650; locked when the bucket is created. @default - 400 */
  readonly evidenceDays?: number;
  /** From 1 to 365. @default - 90 */
  readonly keyRotationDays?: number;
}

/** A grant takes a while to count. https://cloud.google.com/iam/docs/access-change-propagation */
const notGranted = ["PERMISSION_DENIED", "Error 403", "Cloud KMS", "KMS key"];

/** Kinds of data access that aren't logged unless asked for. https://docs.cloud.google.com/logging/docs/audit/configure-data-access */
const accessTypes = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

/**
 * Who did what in a center on Google Cloud: every entry that its project logs, every access to data among them, goes to a
 * locked log bucket in the United States, in a project of its own, encrypted with a key there. Nothing but the service's own
 * `_Required` bucket, which can't be moved, keeps any of it elsewhere: `_Default` would, in no stated place.
 * https://docs.cloud.google.com/logging/docs/store-log-entries
 *
 * The evidence outlives the center: from draining on, it stays in the cloud when its center's stack lets go of it.
 */
export class AuditSink extends ComponentResource {
  /** The log bucket, `projects/<project>/locations/<region>/buckets/<name>`. */
  readonly bucketId: Output<string>;
  readonly keyId: Output<string>;

  constructor(name: string, args: AuditSinkArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    const plan = planEvidence(args.center);
    super("stateside:gcp:AuditSink", name, declared(args), opts);

    const { key, use } = this.declareKey(name, args, plan);
    const bucket = new ProjectBucketConfig(
      name,
      {
        project: args.evidenceProjectId,
        location: args.evidenceRegion,
        bucketId: args.evidenceBucketId,
        description: `What happened in the center ${args.center.name}`,
        retentionDays: args.evidenceDays ?? 400,
        // For good: nobody can shorten it or delete the bucket, not even the project's owner.
        locked: true,
        cmekSettings: { kmsKeyName: key.id },
      },
      {
        parent: this,
        ...plan,
        dependsOn: [use],
        ...untilSettled(`${name}-log-key-usable`, notGranted),
      },
    );
    this.collect(name, args, bucket);

    this.bucketId = bucket.id;
    this.keyId = key.id;
    this.registerOutputs({ bucketId: this.bucketId, keyId: this.keyId });
  }

  /** Without its key, or Logging's use of it, evidence couldn't be read: they stay as long as it does. */
  private declareKey(name: string, args: AuditSinkArgs, plan: EvidencePlan) {
    const ring = new KeyRing(
      name,
      { project: args.evidenceProjectId, location: args.evidenceRegion },
      { parent: this, ...plan },
    );
    const key = new CryptoKey(
      name,
      {
        keyRing: ring.id,
        purpose: "ENCRYPT_DECRYPT",
        versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: "HSM" },
        rotationPeriod: `${(args.keyRotationDays ?? 90) * 86_400}s`,
        // As long as the service allows: nothing waits for the destruction of this one.
        destroyScheduledDuration: `${120 * 86_400}s`,
        labels: labels(args),
      },
      { parent: this, ...plan },
    );
    // Its address is Logging's to tell: https://docs.cloud.google.com/logging/docs/routing/managed-encryption-storage
    const { serviceAccountId } = getProjectCmekSettingsOutput({ project: args.evidenceProjectId }, { parent: this });
    const use = new CryptoKeyIAMMember(
      name,
      {
        cryptoKeyId: key.id,
        role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        member: interpolate`serviceAccount:${serviceAccountId}`,
      },
      { parent: this, retainOnDelete: plan.retainOnDelete },
    );
    return { key, use };
  }

  /** First the way for entries is there, then accesses are logged, and last nothing is kept beside. */
  private collect(name: string, args: AuditSinkArgs, bucket: ProjectBucketConfig): void {
    const sink = new ProjectSink(
      name,
      {
        project: args.projectId,
        description: "Everything that is logged, without a filter",
        destination: interpolate`logging.googleapis.com/${bucket.id}`,
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );
    const writer = new IAMMember(
      name,
      {
        project: args.evidenceProjectId,
        role: "roles/logging.bucketWriter",
        member: sink.writerIdentity,
        // https://docs.cloud.google.com/logging/docs/export/configure_export_v2#dest-auth
        condition: {
          title: "this log bucket alone",
          expression: `resource.name.endsWith("locations/${args.evidenceRegion}/buckets/${args.evidenceBucketId}")`,
        },
      },
      { parent: this },
    );
    const collected: Resource[] = [sink, writer];
    new IAMAuditConfig(
      name,
      {
        project: args.projectId,
        // Those that nobody thought of, too; and nobody is exempted.
        service: "allServices",
        auditLogConfigs: accessTypes.map((logType) => ({ logType })),
      },
      { parent: this, dependsOn: collected },
    );
    new ProjectExclusion(
      name,
      {
        project: args.projectId,
        description: "All is kept as evidence, in the United States, and nowhere else",
        // Every entry has a severity of at least that: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity
        filter: "severity >= DEFAULT",
      },
      { parent: this, dependsOn: collected },
    );
  }
}

function evidenceRegion(center: string): Check<string> {
  const inUs = check.usRegion("gcp", "us-west2");
  return {
    ...inUs,
    allowed: `${inUs.allowed}, other than ${check.quote(center)}`,
    accepts: (value) => inUs.accepts(value) && value !== center,
  };
}

function refuseWrong(name: string, args: AuditSinkArgs): void {
  check.refuseWrong("audit sink", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    projectId: check.against(args.projectId, googleProjectId),
    evidenceProjectId: check.against(args.evidenceProjectId, otherProject(args.projectId)),
    evidenceRegion: check.against(args.evidenceRegion, evidenceRegion(args.region)),
    evidenceBucketId: check.against(args.evidenceBucketId, googleLogBucketId),
    evidenceDays: check.against(args.evidenceDays, check.days(1, 3650)),
    keyRotationDays: check.against(args.keyRotationDays, check.days(1, 365)),
  });
}
