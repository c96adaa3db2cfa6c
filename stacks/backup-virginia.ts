import { BackupBucket } from "../components/aws/backup-bucket";
import { awsAccountId, awsBucketName } from "../components/aws/checks";
import { evidenceOf, isLive } from "../components/phases";
import { daysFrom, readSettings, text } from "./config";
import { centerOf } from "./mandate";
import { aws } from "./providers/aws";

/** The backup center on AWS in Virginia; of a deleted one only the record is left. */
export function backupVirginia() {
  const { accountId, bucketName, lockDays, ...declaration } = readSettings({
    accountId: text(awsAccountId),
    bucketName: text(awsBucketName),
    lockDays: daysFrom(1, 36_500).optional(),
  });
  const center = centerOf("backup-virginia", "aws");
  if (!isLive(center)) return { evidence: evidenceOf(center) };

  const backup = new BackupBucket(
    "backup",
    {
      ...declaration,
      center,
      region: center.region,
      accountId,
      bucketName,
      ...(lockDays !== undefined && { lockDays }),
    },
    { provider: aws("virginia", center.region, accountId) },
  );

  return { bucketName: backup.bucketName, keyArn: backup.keyArn };
}
