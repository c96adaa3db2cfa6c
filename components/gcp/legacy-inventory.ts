import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms";
import { ServiceIdentity } from "@pulumi/gcp/projects";
import { Bucket, BucketIAMMember, getProjectServiceAccountOutput, InsightsReportConfig } from "@pulumi/gcp/storage";
import * as check from "../checks";
import { declarationChecks, declared } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { filterChecks } from "./bucket-filter";
import type { BucketFilter } from "./bucket-filter";
import { calendarDay, googleBucketName, googleProjectId } from "./checks";
import { encrypts } from "./legacy-plan";
import type { LegacyPlan } from "./legacy-plan";
import { common, declareKey } from "./legacy-storage";

export interface LegacyInventoryArgs extends Declaration, Omit<BucketFilter, "line"> {
  /** Where all the buckets are: a report is written where its bucket is. */
  readonly region: string;
  readonly projectId: string;
  /** Names of objects are users' data, too: reports have a bucket of their own, as well kept as the others. */
  readonly reportBucketName: string;
  /** What is listed, each by a name of its own. */
  readonly buckets: Readonly<Record<string, Input<string>>>;
  /** Holds the key of the reports. */
  readonly keyRingId: Input<string>;
  readonly plan: LegacyPlan;
  /** From 1 to 365. @default - 90 */
  readonly keyRotationDays?: number;
}

/**
 * What tells an object from its copy, and when it was written.
 * https://cloud.google.com/storage/docs/insights/inventory-reports
 */
const columns = [
  "project",
  "bucket",
  "name",
  "size",
  "timeCreated",
  "updated",
  "storageClass",
  "crc32c",
  "md5Hash",
  "generation",
];

/** https://cloud.google.com/iam/docs/access-change-propagation */
const notGranted = ["does not have", "Permission denied", "permission"];

/**
 * What yesterday's buckets hold, every day anew: by these reports somebody compares them with the enclave, and sees them
 * empty in the end. The reports go after a while, and before the center ends.
 */
export class LegacyInventory extends ComponentResource {
  readonly reportBucketName: Output<string>;

  constructor(name: string, args: LegacyInventoryArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:gcp:LegacyInventory", name, declared(args), opts);
    const { plan, projectId } = args;

    // Of its own: the key of what is listed takes nothing new once nobody writes there.
    const key = declareKey(this, name, args);
    const storage = getProjectServiceAccountOutput({ project: projectId }, { parent: this });
    const use = new CryptoKeyIAMMember(
      name,
      { cryptoKeyId: key.id, role: encrypts, member: storage.member },
      { parent: this },
    );
    const reports = new Bucket(
      name,
      {
        ...common(args, key.id),
        name: args.reportBucketName,
        softDeletePolicy: { retentionDurationSeconds: 0 },
        lifecycleRules: [...plan.reportRules],
      },
      {
        parent: this,
        protect: plan.protect,
        dependsOn: [use],
        ...untilSettled(`${name}-key-usable`, ["Permission denied on Cloud KMS key"]),
      },
    );

    // Made when somebody first asks for it. https://cloud.google.com/storage/docs/insights/using-inventory-reports
    const agent = new ServiceIdentity(
      name,
      { project: projectId, service: "storageinsights.googleapis.com" },
      { parent: this },
    );
    const grant = (grantName: string, bucket: Input<string>, role: string) =>
      new BucketIAMMember(grantName, { bucket, role, member: agent.member }, { parent: this });
    const write = grant(`${name}-reports`, reports.name, "roles/storage.objectCreator");
    for (const [bucketName, bucket] of Object.entries(args.buckets)) {
      const read = grant(`${name}-${bucketName}`, bucket, "roles/storage.insightsCollectorService");
      new InsightsReportConfig(
        `${name}-${bucketName}`,
        {
          project: projectId,
          location: args.region,
          displayName: `${name}-${bucketName}`,
          frequencyOptions: {
            frequency: "DAILY",
            startDate: dateOf(plan.inventory.from),
            endDate: dateOf(plan.inventory.until),
          },
          csvOptions: { delimiter: ",", recordSeparator: "\n", headerRequired: true },
          objectMetadataReportOptions: {
            metadataFields: columns,
            storageFilters: { bucket },
            storageDestinationOptions: { bucket: reports.name, destinationPath: bucketName },
          },
          // What is known of past reports goes with it, or it couldn't be deleted.
          forceDestroy: true,
        },
        { parent: this, dependsOn: [read, write], ...untilSettled(`${name}-${bucketName}-granted`, notGranted) },
      );
    }

    this.reportBucketName = reports.name;
    this.registerOutputs({ reportBucketName: this.reportBucketName });
  }
}

function dateOf(day: string): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function refuseWrong(name: string, args: LegacyInventoryArgs): void {
  const { from, until } = args.plan.inventory;
  check.refuseWrong("legacy inventory", name, {
    ...declarationChecks(args),
    ...filterChecks(args),
    region: check.against(args.region, check.region("gcp", "us-east4")),
    projectId: check.against(args.projectId, googleProjectId),
    reportBucketName: check.against(args.reportBucketName, apartFromBuckets(Object.keys(args.buckets))),
    buckets: Object.keys(args.buckets).length > 0 ? undefined : { value: "{}", allowed: "at least one bucket" },
    keyRotationDays: check.against(args.keyRotationDays, check.days(1, 365)),
    inventoryFrom: check.against(from, calendarDay),
    inventoryUntil: check.against(until, {
      ...calendarDay,
      allowed: `${calendarDay.allowed}, not before ${check.quote(from)}`,
      accepts: (value) => calendarDay.accepts(value) && value >= from,
    }),
  });
}

/** Reports among what they list would be listed. */
function apartFromBuckets(names: readonly string[]): check.Check<string> {
  return {
    ...googleBucketName,
    allowed: `${googleBucketName.allowed}, other than ${names.map(check.quote).join(", ")}`,
    accepts: (value) => googleBucketName.accepts(value) && !names.includes(value),
  };
}
