import { AccessLog } from "../../components/aws/access-log";
import { AccessTrail } from "../../components/aws/access-trail";
import { awsBucketName, awsName, awsRoleArn } from "../../components/aws/checks";
import { usRegion } from "../../components/checks";
import type { ComponentOptions, Declaration } from "../../components/declaration";
import type { LiveCenter } from "../../components/phases";
import { daysFrom, listOf, text } from "../config";
import { aws } from "../providers/aws";

/** What the evidence of the center is told. */
export const evidenceSettings = {
  evidenceRegion: text(usRegion("aws", "us-west-2")).default("us-west-2"),
  evidenceBucketName: text({ ...awsBucketName, example: "acme-us-backup-evidence" }),
  evidenceDays: daysFrom(1, 36_500).default(400),
  auditors: listOf(awsRoleArn, 1, 10).optional(),
  trailName: text(awsName).default("us-backup"),
};

interface Evidence {
  readonly settings: {
    readonly accountId: string;
    readonly bucketName: string;
    readonly evidenceRegion: string;
    readonly evidenceBucketName: string;
    readonly evidenceDays: number;
    readonly auditors?: string[] | undefined;
    readonly trailName: string;
  };
  readonly declaration: Declaration;
  readonly center: LiveCenter & { readonly region: string };
}

/** The log of what is done in the center, in another region, and the trail that writes it. */
export function evidence({ settings, declaration, center }: Evidence, opts: ComponentOptions) {
  const { accountId, trailName, bucketName, evidenceBucketName, auditors } = settings;
  const log = new AccessLog(
    "evidence",
    {
      ...declaration,
      center,
      region: settings.evidenceRegion,
      centerRegion: center.region,
      accountId,
      bucketName: evidenceBucketName,
      trailName,
      evidenceDays: settings.evidenceDays,
      ...(auditors !== undefined && { auditors }),
    },
    { provider: aws("evidence", settings.evidenceRegion, accountId) },
  );
  const trail = new AccessTrail(
    "access",
    { ...declaration, region: center.region, trailName, log, bucketName, logBucketName: evidenceBucketName },
    opts,
  );
  return { log, trail };
}
