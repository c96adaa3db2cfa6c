import { stackName, usRegion } from "../components/checks";
import { BackupBucket } from "../components/gcp/backup-bucket";
import { googleBucketName, googleProjectId, googleServiceAccount } from "../components/gcp/checks";
import { evidenceOf, isLive, stanceOf } from "../components/phases";
import { courier, courierSettings } from "./backup-singapore/courier";
import { evidence, evidenceSettings } from "./backup-singapore/evidence";
import { daysFrom, oneOf, readSettings, text } from "./config";
import { centerOf } from "./mandate";
import { google } from "./providers/gcp";
import { ashburn, oracle } from "./providers/oci";
import { outputsOf } from "./stack-outputs";

export const backupSingaporeSettings = {
  projectId: text(googleProjectId),
  bucketName: text(googleBucketName),
  arrivalsBucketName: text(googleBucketName),
  retentionDays: daysFrom(1, 3650).default(30),
  lockRetention: oneOf(["no", "yes"]).default("no"),
  keyDestructionDays: daysFrom(1, 120).default(7),
  application: text(googleServiceAccount).optional(),
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  landingStack: text(stackName).optional(),
  primaryStack: text(stackName).optional(),
  ...evidenceSettings,
  ...courierSettings,
};

/** The backup center on Google Cloud in Singapore; of a deleted one only the record is left. */
export function backupSingapore() {
  const settings = readSettings(backupSingaporeSettings);
  const { owner, dataClass, projectId, bucketName, arrivalsBucketName, application } = settings;
  const center = centerOf("backup-singapore", "gcp");
  if (!isLive(center)) return { evidence: evidenceOf(center) };

  const declaration = { owner, dataClass };
  const provider = google("singapore", center.region, projectId);
  const common = { settings, declaration, center, google: provider };
  const trail = evidence(common);
  const backup = new BackupBucket(
    "backup",
    {
      ...declaration,
      center,
      region: center.region,
      projectId,
      bucketName,
      arrivalsBucketName,
      retentionDays: settings.retentionDays,
      lockRetention: settings.lockRetention === "yes",
      keyDestructionDays: settings.keyDestructionDays,
      ...(application !== undefined && { application }),
    },
    { provider, dependsOn: [trail] },
  );
  const outputs = { bucketName: backup.bucketName, keyId: backup.keyId, evidenceBucketId: trail.bucketId };
  if (stanceOf(center).kind === "drains") return outputs;

  const { accessKey } = courier({
    ...common,
    backup,
    landing: outputsOf("landing", settings.landingStack),
    primary: outputsOf("primary", settings.primaryStack),
    home: oracle("home", settings.homeRegion),
    ashburn: oracle("ashburn", ashburn),
  });
  return { ...outputs, arrivalsBucketName: backup.arrivalsBucketName, courierAccessKey: accessKey };
}
