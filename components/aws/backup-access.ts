import { ComponentResource } from "@pulumi/pulumi";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import * as check from "../checks";
import { declarationChecks, declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { stanceOf } from "../phases";
import type { LiveCenter } from "../phases";
import { courierDocument, takenOnBy } from "./backup-documents";
import { awsAccountId, awsBucketName, awsName } from "./checks";
import { roleArn } from "./policy-document";
import { vaultDocument } from "./vault-documents";

export interface BackupAccessArgs extends Declaration {
  /** The center whose phase decides who works there. */
  readonly center: LiveCenter;
  readonly accountId: string;
  /** Where the backup center is, in the United States. */
  readonly region: string;
  /** The bucket that the roles are for. */
  readonly bucketName: string;
  /** How the roles' names begin. */
  readonly prefix: string;
}

/** The roles' ARNs, known before the roles are made, so that bucket and key can name them. */
export function roleArns({ accountId, prefix }: Pick<BackupAccessArgs, "accountId" | "prefix">) {
  return { courierArn: roleArn(accountId, `${prefix}-courier`), vaultArn: roleArn(accountId, `${prefix}-vault`) };
}

/**
 * The roles in which services work at a backup center's bucket: the courier's writes what it brings, the vault's reads what
 * it backs up. What names them comes after them: neither a bucket's policy nor a key's takes a role that isn't there. That
 * they may use the bucket's key is said by the key.
 *
 * In draining the courier has nothing to do. The vault's role stays, and as it was: AWS Backup ends each recovery point in the
 * role that it was made in, and what it can't end stays, `EXPIRED`, beyond the center's end.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-iam.html
 */
export class BackupAccess extends ComponentResource {
  constructor(name: string, args: BackupAccessArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:aws:BackupAccess", name, declared(args), opts);
    const { accountId, region, bucketName } = args;
    if (stanceOf(args.center).kind === "receives") {
      this.declareRole(`${name}-courier`, args, "courier", {
        trusts: takenOnBy("datasync.amazonaws.com", accountId, `arn:aws:datasync:${region}:${accountId}:*`),
        policy: courierDocument(bucketName, accountId),
      });
    }
    this.declareRole(`${name}-vault`, args, "vault", {
      trusts: takenOnBy("backup.amazonaws.com", accountId),
      policy: vaultDocument(bucketName, accountId, region),
    });
    this.registerOutputs({});
  }

  private declareRole(
    name: string,
    args: BackupAccessArgs,
    purpose: string,
    { trusts, policy }: { readonly trusts: string; readonly policy: string },
  ): void {
    const roleName = `${args.prefix}-${purpose}`;
    const role = new Role(
      name,
      { name: roleName, assumeRolePolicy: trusts, maxSessionDuration: 3600, tags: labels(args) },
      { parent: this },
    );
    new RolePolicy(name, { name: roleName, role: role.name, policy }, { parent: this });
  }
}

function refuseWrong(name: string, args: BackupAccessArgs): void {
  check.refuseWrong("backup access", name, {
    ...declarationChecks(args),
    accountId: check.against(args.accountId, awsAccountId),
    region: check.against(args.region, check.usRegion("aws", "us-east-1")),
    bucketName: check.against(args.bucketName, awsBucketName),
    prefix: check.against(args.prefix, awsName),
  });
}
