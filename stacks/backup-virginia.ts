import { BackupAccess, roleArns } from "../components/aws/backup-access";
import { BackupBucket } from "../components/aws/backup-bucket";
import { BackupVault } from "../components/aws/backup-vault";
import { awsAccountId, awsBucketName, awsName, awsRoleArn, vaultName } from "../components/aws/checks";
import { stackName, usRegion } from "../components/checks";
import { evidenceOf, isLive, stanceOf } from "../components/phases";
import type { LiveCenter, Writer } from "../components/phases";
import { courier, courierSettings } from "./backup-virginia/courier";
import { evidence, evidenceSettings } from "./backup-virginia/evidence";
import { backupNetwork, networkSettings } from "./backup-virginia/network";
import { daysFrom, listOf, readSettings, text } from "./config";
import { centerOf } from "./mandate";
import { aws } from "./providers/aws";
import { ashburn } from "./providers/oci";
import { outputsOf } from "./stack-outputs";

export const backupVirginiaSettings = {
  accountId: text(awsAccountId),
  bucketName: text(awsBucketName),
  lockDays: daysFrom(1, 36_500).default(30),
  vaultName: text(vaultName).default("us-backup"),
  vaultDays: daysFrom(1, 36_500).default(35),
  vaultLockGraceDays: daysFrom(3, 36_500).optional(),
  rolePrefix: text(awsName).default("us-backup"),
  applicationRole: text(awsRoleArn).optional(),
  restorers: listOf(awsRoleArn, 1, 10).optional(),
  homeRegion: text(usRegion("oci", ashburn)).default(ashburn),
  landingStack: text(stackName).optional(),
  primaryStack: text(stackName).optional(),
  ...evidenceSettings,
  ...networkSettings,
  ...courierSettings,
};

/** The backup center on AWS in Virginia; of a deleted one only the record is left. */
export function backupVirginia() {
  const settings = readSettings(backupVirginiaSettings);
  const { owner, dataClass, accountId, bucketName, applicationRole, vaultLockGraceDays: lockGraceDays } = settings;
  const center = centerOf("backup-virginia", "aws");
  if (!isLive(center)) return { evidence: evidenceOf(center) };

  const { region } = center;
  const stance = stanceOf(center);
  const declaration = { owner, dataClass };
  const opts = { provider: aws("virginia", region, accountId) };
  const landing = outputsOf("landing", settings.landingStack);
  const primary = outputsOf("primary", settings.primaryStack);
  const { log, trail } = evidence({ settings, declaration, center }, opts);

  const roles = { ...declaration, center, accountId, region, bucketName, prefix: settings.rolePrefix };
  // The trail is there before anything that it tells of, and goes when all of that is gone.
  const access = new BackupAccess("backup", roles, { ...opts, dependsOn: [trail] });
  const { courierArn, vaultArn } = roleArns(roles);
  const restorers = settings.restorers ?? [];
  const backup = new BackupBucket(
    "backup",
    {
      ...declaration,
      center,
      region,
      accountId,
      bucketName,
      lockDays: settings.lockDays,
      roles: {
        writers: [courierArn],
        readers: [vaultArn, ...restorers],
        guests: applicationRole !== undefined && writesTo(center, "application") ? [applicationRole] : [],
      },
    },
    { ...opts, dependsOn: [access] },
  );
  const vault = new BackupVault(
    "vault",
    {
      ...declaration,
      center,
      region,
      accountId,
      vaultName: settings.vaultName,
      bucketName,
      roleArn: vaultArn,
      restorers,
      backupDays: settings.vaultDays,
      ...(lockGraceDays !== undefined && { lockGraceDays }),
    },
    { ...opts, dependsOn: [backup] },
  );
  const { network, firewall, host } = backupNetwork({ settings, declaration, center, primary, log }, opts);
  const outputs = {
    bucketName: backup.bucketName,
    keyArn: backup.keyArn,
    vaultName: vault.vaultName,
    evidenceBucketName: log.bucketName,
    courierBlock: network.plan.courier,
  };
  if (stance.kind === "drains") return outputs;

  const common = { settings, declaration, center, landing, primary, network, firewall, host, roleArn: courierArn };
  const { machineAddress } = courier(common, { ...opts, dependsOn: [backup] });
  return { ...outputs, courierAddress: machineAddress };
}

function writesTo(center: LiveCenter, writer: Writer): boolean {
  const stance = stanceOf(center);
  return stance.kind === "receives" && stance.from.includes(writer);
}
