import { usRegion } from "../../components/checks";
import type { Declaration } from "../../components/declaration";
import { AuditSink } from "../../components/gcp/audit-sink";
import { googleLogBucketId, googleProjectId } from "../../components/gcp/checks";
import type { LiveCenter } from "../../components/phases";
import { daysFrom, text } from "../config";
import type { google } from "../providers/gcp";

export const evidenceSettings = {
  evidenceProjectId: text(googleProjectId),
  evidenceRegion: text(usRegion("gcp", "us-west2")).default("us-west2"),
  evidenceBucketId: text(googleLogBucketId),
  evidenceDays: daysFrom(1, 3650).default(400),
};

interface Given {
  readonly settings: {
    readonly projectId: string;
    readonly evidenceProjectId: string;
    readonly evidenceRegion: string;
    readonly evidenceBucketId: string;
    readonly evidenceDays: number;
  };
  readonly declaration: Declaration;
  readonly center: LiveCenter & { readonly region: string };
  readonly google: ReturnType<typeof google>;
}

/** Who did what in the center, kept in the United States: it comes before there is anything to tell of. */
export function evidence({ settings, declaration, center, google: provider }: Given): AuditSink {
  return new AuditSink(
    "evidence",
    {
      ...declaration,
      center,
      region: center.region,
      projectId: settings.projectId,
      evidenceProjectId: settings.evidenceProjectId,
      evidenceRegion: settings.evidenceRegion,
      evidenceBucketId: settings.evidenceBucketId,
      evidenceDays: settings.evidenceDays,
    },
    { provider },
  );
}
