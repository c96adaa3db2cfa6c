import { BackupVault } from "../../../components/aws/backup-vault";
import type { BackupVaultArgs } from "../../../components/aws/backup-vault";
import { keyPolicy, throughBackup } from "../../../components/aws/key-documents";
import { refusal, upkeep } from "../recorder";
import type { Seen } from "../recorder";
import { accountId, declaration, draining, here, receiving, virginia } from "./backup-center";
import { changes, read, shown } from "./shown";

function build(seen: Seen, change: Partial<BackupVaultArgs> = {}): BackupVault {
  return new BackupVault(
    "backup",
    {
      ...here,
      center: receiving,
      accountId,
      vaultName: "us-backup",
      bucketName: "acme-backup",
      roleArn: "arn:aws:iam::111122223333:role/us-backup-vault",
      ...change,
    },
    { ...seen, provider: virginia() },
  );
}

const tags = { "data-class": "us-user", owner: "data-platform" };

it("keeps a locked recovery point of the bucket for each day while the center receives", async () => {
  expect(await shown(build, "virginia")).toEqual({
    "stateside:aws:BackupVault backup": {
      ...declaration,
    },
    "aws:kms/key:Key backup": {
      deletionWindowInDays: 30,
      description: "Encrypts the recovery points of vault us-backup",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, throughBackup(accountId, "us-east-1"))),
      rotationPeriodInDays: 365,
      tags: tags,
      protect: true,
    },
    "aws:backup/vault:Vault backup": {
      forceDestroy: false,
      kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/backup",
      name: "us-backup",
      tags: tags,
      protect: true,
    },
    "aws:backup/vaultPolicy:VaultPolicy backup": {
      backupVaultName: "us-backup",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "NoCopies",
            Effect: "Deny",
            Principal: "*",
            Action: ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:CreateBackupAccessPoint"],
            Resource: "*",
          },
          {
            Sid: "RestorersOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:StartRestoreJob",
            Resource: "*",
          },
          {
            Sid: "PointsStay",
            Effect: "Deny",
            Principal: "*",
            Action: ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
            Resource: "*",
          },
        ],
      },
      deletedWith: "aws:backup/vault:Vault backup",
    },
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup": {
      backupVaultName: "us-backup",
      maxRetentionDays: 35,
      minRetentionDays: 35,
      deletedWith: "aws:backup/vault:Vault backup",
    },
    "aws:backup/plan:Plan backup": {
      name: "us-backup",
      rules: [
        {
          completionWindow: 1440,
          lifecycle: {
            deleteAfter: 35,
          },
          recoveryPointTags: tags,
          ruleName: "daily",
          schedule: "cron(0 5 ? * * *)",
          startWindow: 60,
          targetVaultName: "us-backup",
        },
      ],
      tags: tags,
    },
    "aws:backup/selection:Selection backup": {
      iamRoleArn: "arn:aws:iam::111122223333:role/us-backup-vault",
      name: "us-backup",
      planId: "backup-id",
      resources: ["arn:aws:s3:::acme-backup"],
    },
  });
});

it("ends recovery points in time while the center drains, takes nothing new, and can be deleted next", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { center: draining }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup",
    "aws:backup/selection:Selection backup",
  ]);
  expect(changes(usual, now)).toEqual({
    "aws:kms/key:Key backup": {
      deletionWindowInDays: 7,
      description: "Encrypts the recovery points of vault us-backup",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, throughBackup(accountId, "us-east-1"))),
      rotationPeriodInDays: 365,
      tags: tags,
    },
    "aws:backup/vault:Vault backup": {
      forceDestroy: false,
      kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/backup",
      name: "us-backup",
      tags: tags,
    },
    "aws:backup/vaultPolicy:VaultPolicy backup": {
      backupVaultName: "us-backup",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "NoCopies",
            Effect: "Deny",
            Principal: "*",
            Action: ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:CreateBackupAccessPoint"],
            Resource: "*",
          },
          {
            Sid: "RestorersOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:StartRestoreJob",
            Resource: "*",
          },
          {
            Sid: "NothingNew",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:StartBackupJob",
            Resource: "*",
          },
        ],
      },
      deletedWith: "aws:backup/vault:Vault backup",
    },
  });
});

const restorer = "arn:aws:iam::111122223333:role/break-glass";

it("is opened by restorers alone, and while the center drains by nobody", async () => {
  const restores = async (change: Partial<BackupVaultArgs>) => {
    const now = await shown((seen) => build(seen, { restorers: [restorer], ...change }), "virginia");
    // SAFETY: the policy is the vault's; were it of another form, what follows would fail.
    const { policy } = now["aws:backup/vaultPolicy:VaultPolicy backup"] as unknown as Policy;
    return policy.Statement.find(({ Sid }) => Sid === "RestorersOnly");
  };
  const refused = {
    Sid: "RestorersOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "backup:StartRestoreJob",
    Resource: "*",
  };
  expect(await restores({})).toEqual({
    ...refused,
    Condition: { StringNotEquals: { "aws:PrincipalArn": [restorer] } },
  });
  expect(await restores({ center: draining })).toEqual(refused);
});

interface Policy {
  readonly policy: { readonly Statement: readonly { readonly Sid: string }[] };
}

it("takes its lock off before it gets another, as a vault has one", async () => {
  expect(await upkeep(build)).toEqual({
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup": { deleteBeforeReplace: true },
  });
});

it("is sealed after some days, if the center may end that late", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { lockGraceDays: 7 }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual([]);
  expect(changes(usual, now)).toEqual({
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup": {
      backupVaultName: "us-backup",
      changeableForDays: 7,
      maxRetentionDays: 35,
      minRetentionDays: 35,
      deletedWith: "aws:backup/vault:Vault backup",
      retained: true,
    },
  });
});

it("leaves a seal to the vault while the center drains, as nobody can take it off", async () => {
  const usual = await shown(build, "virginia");
  const now = await shown((seen) => build(seen, { lockGraceDays: 7, center: draining }), "virginia");
  expect(Object.keys(usual).filter((of) => !Object.hasOwn(now, of))).toEqual(["aws:backup/selection:Selection backup"]);
  expect(changes(usual, now)).toEqual({
    "aws:kms/key:Key backup": {
      deletionWindowInDays: 7,
      description: "Encrypts the recovery points of vault us-backup",
      enableKeyRotation: true,
      policy: read(keyPolicy(accountId, throughBackup(accountId, "us-east-1"))),
      rotationPeriodInDays: 365,
      tags: tags,
    },
    "aws:backup/vault:Vault backup": {
      forceDestroy: false,
      kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/backup",
      name: "us-backup",
      tags: tags,
    },
    "aws:backup/vaultPolicy:VaultPolicy backup": {
      backupVaultName: "us-backup",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "NoCopies",
            Effect: "Deny",
            Principal: "*",
            Action: ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:CreateBackupAccessPoint"],
            Resource: "*",
          },
          {
            Sid: "RestorersOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:StartRestoreJob",
            Resource: "*",
          },
          {
            Sid: "NothingNew",
            Effect: "Deny",
            Principal: "*",
            Action: "backup:StartBackupJob",
            Resource: "*",
          },
        ],
      },
      deletedWith: "aws:backup/vault:Vault backup",
    },
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration backup": {
      backupVaultName: "us-backup",
      changeableForDays: 7,
      maxRetentionDays: 35,
      minRetentionDays: 35,
      deletedWith: "aws:backup/vault:Vault backup",
      retained: true,
    },
  });
});

it.each<[Partial<BackupVaultArgs>, string]>([
  [
    { vaultName: "v" },
    "backup vault `backup`: `vaultName` is `v`; use 2 to 50 letters, digits, hyphens and underscores",
  ],
  [
    { roleArn: "arn:aws:iam::444455556666:role/others" },
    "backup vault `backup`: `roleArn` is `arn:aws:iam::444455556666:role/others`; use the ARN of a role of account 111122223333",
  ],
  [
    { restorers: ["arn:aws:iam::444455556666:role/others"] },
    "backup vault `backup`: `restorers[0]` is `arn:aws:iam::444455556666:role/others`; use the ARN of a role of account 111122223333",
  ],
  [{ backupDays: 0 }, "backup vault `backup`: `backupDays` is `0`; use a whole number of days from 1 to 36500"],
  [{ lockGraceDays: 2 }, "backup vault `backup`: `lockGraceDays` is `2`; use a whole number of days from 3 to 36500"],
  [{ keyDeletionDays: 6 }, "backup vault `backup`: `keyDeletionDays` is `6`; use a whole number of days from 7 to 30"],
  [
    { center: draining, backupDays: 58 },
    "center `virginia`: the recovery points' retention of 58 days outlives `until`; use at most 57 days, or a later `until` in the mandate",
  ],
  [
    { center: draining, backupDays: 58, lockGraceDays: 7 },
    "center `virginia`: the vault lock of 58 days can't be shortened, and outlives `until` 2022-09-30; go back to the phase before, and drain with `until` 2022-10-01 or later in the mandate",
  ],
  [
    { center: { ...receiving, phaseSince: "2022-06-17", until: "2022-07-10" }, lockGraceDays: 3 },
    "center `virginia`: the vault lock of 35 days can't be shortened, and outlives `until` 2022-07-10, as draining would have to begin on 2022-06-02, and this phase began on 2022-06-17; use at most 20 days, or `until` 2022-07-25 or later in the mandate",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
