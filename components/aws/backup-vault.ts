import { ComponentResource } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { Plan, Selection, Vault, VaultLockConfiguration, VaultPolicy } from "@pulumi/aws/backup";
import { Key } from "@pulumi/aws/kms";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import type { LiveCenter } from "../phases";
import { planVault } from "./backup-plan";
import type { VaultPlan } from "./backup-plan";
import { awsAccountId, awsBucketName, roleOf, vaultName } from "./checks";
import { keyPolicy, throughBackup } from "./key-documents";
import { vaultPolicy } from "./vault-documents";

export interface BackupVaultArgs extends Declaration {
  /** The center whose phase decides what is declared. */
  readonly center: LiveCenter;
  /** The region of the provider, in the United States. */
  readonly region: string;
  readonly accountId: string;
  readonly vaultName: string;
  /** The bucket that is backed up. It needs versions. */
  readonly bucketName: string;
  /** In which AWS Backup reads the bucket, and ends recovery points. */
  readonly roleArn: string;
  /** ARNs of the account's roles that may bring recovery points back, into another bucket. @default - nobody */
  readonly restorers?: readonly string[];
  /** How long a recovery point stays, from 1 to 36,500 days. @default - 35 */
  readonly backupDays?: number;
  /**
   * How long the lock can still be taken off, from 3 to 36,500 days; after that, neither Amazon nor you can.
   * @default - for ever: who may change vaults may take it off
   */
  readonly lockGraceDays?: number;
  /** From 7 to 30. @default - 30 */
  readonly keyDeletionDays?: number;
}

/**
 * A backup center's vault on AWS: recovery points of the bucket, one a day, under a key of their own, each locked for as long
 * as it stays. What the bucket loses by somebody's mistake is still there.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
export class BackupVault extends ComponentResource {
  readonly vaultName: Output<string>;
  readonly keyArn: Output<string>;

  constructor(name: string, args: BackupVaultArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    const plan = planVault(args.center, {
      backupDays: args.backupDays ?? 35,
      lockGraceDays: args.lockGraceDays,
      keyDeletionDays: args.keyDeletionDays ?? 30,
    });
    super("stateside:aws:BackupVault", name, declared(args), opts);

    const key = new Key(
      name,
      {
        description: `Encrypts the recovery points of vault ${args.vaultName}`,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: plan.keyDeletionDays,
        policy: keyPolicy(args.accountId, throughBackup(args.accountId, args.region)),
        tags: labels(args),
      },
      { parent: this, protect: plan.protect },
    );
    const vault = new Vault(
      name,
      // Deleting a vault that holds anything fails: the last check that the center is empty.
      { name: args.vaultName, kmsKeyArn: key.arn, forceDestroy: false, tags: labels(args) },
      { parent: this, protect: plan.protect },
    );
    this.lock(name, args, vault, plan);
    this.fill(name, args, vault, plan);

    this.vaultName = vault.name;
    this.keyArn = key.arn;
    this.registerOutputs({ vaultName: this.vaultName, keyArn: this.keyArn });
  }

  private lock(name: string, args: BackupVaultArgs, vault: Vault, plan: VaultPlan): void {
    const policy = vaultPolicy(plan.takesNew, args.restorers ?? []);
    new VaultPolicy(name, { backupVaultName: vault.name, policy }, this.partOf(vault));
    if (plan.lock === "none") return;
    new VaultLockConfiguration(
      name,
      {
        backupVaultName: vault.name,
        minRetentionDays: plan.backupDays,
        maxRetentionDays: plan.backupDays,
        ...(args.lockGraceDays !== undefined && { changeableForDays: args.lockGraceDays }),
      },
      {
        ...this.partOf(vault),
        // A vault has one: were another period set first, taking the former off would take that off.
        // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/backup/vault_lock_configuration.go
        deleteBeforeReplace: true,
        // The service doesn't let a sealed lock go before its vault does.
        ...(plan.lock === "sealed" && { retainOnDelete: true }),
      },
    );
  }

  /**
   * In draining the plan stays, as it says when the last recovery point ends, and is for nothing any more. It has no copies:
   * nothing leaves the center.
   */
  private fill(name: string, args: BackupVaultArgs, vault: Vault, plan: VaultPlan): void {
    const schedule = new Plan(
      name,
      {
        name: args.vaultName,
        rules: [
          {
            ruleName: "daily",
            targetVaultName: vault.name,
            schedule: "cron(0 5 ? * * *)",
            startWindow: 60,
            completionWindow: 1440,
            lifecycle: { deleteAfter: plan.backupDays },
            recoveryPointTags: labels(args),
          },
        ],
        tags: labels(args),
      },
      { parent: this },
    );
    if (!plan.takesNew) return;
    new Selection(
      name,
      {
        name: args.vaultName,
        planId: schedule.id,
        iamRoleArn: args.roleArn,
        resources: [`arn:aws:s3:::${args.bucketName}`],
      },
      { parent: this },
    );
  }

  private partOf(vault: Vault) {
    return { parent: this, deletedWith: vault };
  }
}

function refuseWrong(name: string, args: BackupVaultArgs): void {
  const restorers = args.restorers ?? [];
  check.refuseWrong("backup vault", name, {
    ...declarationChecks(args),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    accountId: check.against(args.accountId, awsAccountId),
    vaultName: check.against(args.vaultName, vaultName),
    bucketName: check.against(args.bucketName, awsBucketName),
    roleArn: check.against(args.roleArn, roleOf(args.accountId)),
    ...(restorers.length > 0 && check.againstEach("restorers", restorers, roleOf(args.accountId))),
    backupDays: check.against(args.backupDays, check.days(1, 36_500)),
    lockGraceDays: check.against(args.lockGraceDays, check.days(3, 36_500)),
    keyDeletionDays: check.against(args.keyDeletionDays, check.days(7, 30)),
  });
}
