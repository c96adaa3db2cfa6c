import type { Output } from "@pulumi/pulumi";
import type { z } from "zod";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import { AuditSink } from "../../components/gcp/audit-sink";
import { allowedRange } from "../../components/gcp/bucket-filter";
import type { FilteredLine } from "../../components/gcp/bucket-filter";
import {
  calendarDay,
  googleBucketName,
  googleLogBucketId,
  googleProjectId,
  googleServiceAccount,
  inventoryReport,
} from "../../components/gcp/checks";
import { LegacyInventory } from "../../components/gcp/legacy-inventory";
import { planLegacy } from "../../components/gcp/legacy-plan";
import type { LegacyPlan } from "../../components/gcp/legacy-plan";
import { LegacyStorage } from "../../components/gcp/legacy-storage";
import { usRegion } from "../../components/checks";
import type { LiveCenter } from "../../components/phases";
import { daysFrom, listOf, text } from "../config";

/** What the buckets of yesterday's data are told, with their inventory and the record of who came to them. */
export const holdSettings = {
  projectId: text(googleProjectId),
  bucketNames: listOf(googleBucketName, 1, 20),
  application: text(googleServiceAccount).optional(),
  allowedRanges: listOf(allowedRange, 1, 100),
  keyDestructionDays: daysFrom(1, 120).default(7),
  reportBucketName: text(googleBucketName),
  reportDays: daysFrom(1, 365).default(30),
  inventoryFrom: text(calendarDay),
  inventoryUntil: text({ ...calendarDay, example: "2022-12-31" }),
  comparedReports: listOf(inventoryReport, 1, 20).optional(),
  evidenceProjectId: text(googleProjectId),
  evidenceRegion: text(usRegion("gcp", "us-central1")).default("us-central1"),
  evidenceBucketId: text({ ...googleLogBucketId, example: "audit-legacy-google" }),
  evidenceDays: daysFrom(1, 3650).default(400),
};

type Settings = Readonly<z.output<z.ZodObject<typeof holdSettings>>>;

interface Given {
  readonly settings: Settings;
  readonly declaration: Declaration;
  readonly center: LiveCenter;
  readonly plan: LegacyPlan;
  readonly google: { readonly region: string } & Pick<ComponentOptions, "provider">;
  /** `undefined` where nothing is fetched. */
  readonly line: FilteredLine | undefined;
}

export function planFor(center: LiveCenter, settings: Settings): LegacyPlan {
  const { keyDestructionDays, reportDays, inventoryFrom, inventoryUntil, bucketNames, comparedReports } = settings;
  const policy = { keyDestructionDays, reportDays, inventoryFrom, inventoryUntil, bucketNames };
  return planLegacy(center, { ...policy, ...(comparedReports !== undefined && { comparedReports }) });
}

/** What is held, and from where it can be asked for; first the record of who asks. */
export function hold({ settings, declaration, center, plan, google, line }: Given) {
  const { region, provider } = google;
  const { projectId, allowedRanges, application, evidenceProjectId, evidenceRegion, evidenceBucketId, evidenceDays } =
    settings;
  const common = { ...declaration, region, projectId };

  const evidence = new AuditSink(
    "legacy-audit",
    { ...common, center, evidenceProjectId, evidenceRegion, evidenceBucketId, evidenceDays },
    { provider },
  );
  const storage = new LegacyStorage(
    "legacy",
    {
      ...common,
      plan,
      bucketNames: settings.bucketNames,
      allowedRanges,
      ...(line !== undefined && { line }),
      ...(application !== undefined && { application }),
    },
    { provider, dependsOn: [evidence] },
  );
  const buckets: Readonly<Record<string, Output<string>>> = storage.bucketNames;
  const inventory = new LegacyInventory(
    "legacy-inventory",
    {
      ...common,
      plan,
      buckets,
      allowedRanges,
      reportBucketName: settings.reportBucketName,
      keyRingId: storage.keyRingId,
    },
    { provider },
  );

  const { keyId } = storage;
  const { reportBucketName } = inventory;
  return { buckets, outputs: { keyId, reportBucketName, evidenceBucketId: evidence.bucketId } };
}
