import { googleBucketName, googleProjectId, googleServiceAccount } from "../components/gcp/checks";
import { BackupBucket } from "../components/gcp/backup-bucket";
import { evidenceOf, isLive } from "../components/phases";
import { readSettings, text } from "./config";
import { centerOf } from "./mandate";
import { google } from "./providers/gcp";

/** The backup center on Google Cloud in Singapore; of a deleted one only the record is left. */
export function backupSingapore() {
  const { projectId, bucketName, application, courier, ...declaration } = readSettings({
    projectId: text(googleProjectId),
    bucketName: text(googleBucketName),
    application: text(googleServiceAccount).optional(),
    courier: text(googleServiceAccount).optional(),
  });
  const center = centerOf("backup-singapore", "gcp");
  if (!isLive(center)) return { evidence: evidenceOf(center) };

  const backup = new BackupBucket(
    "backup",
    {
      ...declaration,
      center,
      region: center.region,
      projectId,
      bucketName,
      ...(application !== undefined && { application }),
      ...(courier !== undefined && { courier }),
    },
    { provider: google("singapore", center.region, projectId) },
  );

  return { bucketName: backup.bucketName, keyId: backup.keyId };
}
