import { ComponentResource } from "@pulumi/pulumi";
import type { CustomResourceOptions, Input, Output } from "@pulumi/pulumi";
import { Key, Vault } from "@pulumi/oci/kms";
import type { KeyArgs } from "@pulumi/oci/kms";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid } from "../checks";
import { tags } from "../tags";

/** https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Concepts/keyoverview.htm */
export const vaultTypes = ["DEFAULT", "VIRTUAL_PRIVATE"] as const;

export type VaultType = (typeof vaultTypes)[number];

/** What a key is for: each store has its own, so that who may use one can read nothing of another. */
export type KeyPurpose =
  "objects" | "database" | "volumes" | "files" | "evidence" | "authority" | "secrets" | "signing" | "nodes";

export interface KeyVaultArgs<Purpose extends KeyPurpose> extends Declaration {
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** `DEFAULT` shares a hardware security module with others; `VIRTUAL_PRIVATE` has a partition to itself. */
  readonly vaultType: VaultType;
  readonly purposes: readonly Purpose[];
  /** From 60 to 365; for a `VIRTUAL_PRIVATE` vault only. @default - no key is rotated by itself */
  readonly rotationDays?: number;
  /** Whether Pulumi may delete it: what it encrypts can be made anew. @default - false */
  readonly isReplaceable?: boolean;
}

/**
 * At first the host name of a new vault can't be resolved, and the provider doesn't wait.
 * https://github.com/oracle/terraform-provider-oci/issues/1955
 */
const notResolved = ["no such host"];

/** Lengths are in bytes: 256 bits, and 4096 bits. */
const symmetric = { algorithm: "AES", length: 32 };
const signing = { algorithm: "RSA", length: 512 };

/**
 * What each key looks like, and whether it may get new versions by itself.
 *
 * Block Volume supports keys with one version only, an Autonomous Database takes a new version when it is told to, and
 * a certificate authority is renewed with a key of its own. Kubernetes' secrets get a data key each, under whatever version
 * is the newest.
 * https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/managingblockencryptionkeys.htm
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/manage-keys-notes.html
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengencryptingdata.htm
 */
const kinds: Readonly<Record<KeyPurpose, { readonly shape: KeyArgs["keyShape"]; readonly rotates: boolean }>> = {
  objects: { shape: symmetric, rotates: true },
  database: { shape: symmetric, rotates: false },
  volumes: { shape: symmetric, rotates: false },
  files: { shape: symmetric, rotates: true },
  evidence: { shape: symmetric, rotates: true },
  authority: { shape: signing, rotates: false },
  signing: { shape: signing, rotates: false },
  secrets: { shape: symmetric, rotates: true },
  nodes: { shape: symmetric, rotates: false },
};

/** A vault with a key for each purpose; none ever leaves the hardware security module. */
export class KeyVault<Purpose extends KeyPurpose> extends ComponentResource {
  readonly vaultId: Output<string>;
  readonly keyIds: Readonly<Record<Purpose, Output<string>>>;
  /** The version of each key that is used where none is named; a signature names one. */
  readonly keyVersionIds: Readonly<Record<Purpose, Output<string>>>;

  constructor(name: string, args: KeyVaultArgs<Purpose>, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:KeyVault", name, declared(args), opts);

    const protect = args.isReplaceable !== true;
    const vault = new Vault(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        vaultType: args.vaultType,
        ...tags(args),
      },
      { parent: this, protect },
    );
    const options = { parent: this, protect, ...untilSettled(`${name}-vault-resolves`, notResolved) };
    const keys = args.purposes.map((purpose) => [purpose, declareKey(name, purpose, args, vault, options)] as const);

    this.vaultId = vault.id;
    const each = (of: (key: Key) => Output<string>) =>
      // SAFETY: one entry for each purpose, and no others.
      Object.fromEntries(keys.map(([purpose, key]) => [purpose, of(key)])) as Record<Purpose, Output<string>>;
    this.keyIds = each(({ id }) => id);
    this.keyVersionIds = each(({ currentKeyVersion }) => currentKeyVersion);
    this.registerOutputs({ vaultId: this.vaultId, keyIds: this.keyIds });
  }
}

function declareKey(
  name: string,
  purpose: KeyPurpose,
  args: KeyVaultArgs<KeyPurpose>,
  vault: Vault,
  options: CustomResourceOptions,
): Key {
  const { shape, rotates } = kinds[purpose];
  const inputs = {
    compartmentId: args.compartmentId,
    displayName: `${name}-${purpose}`,
    managementEndpoint: vault.managementEndpoint,
    keyShape: shape,
    protectionMode: "HSM",
    ...(args.rotationDays !== undefined &&
      rotates && {
        isAutoRotationEnabled: true,
        autoKeyRotationDetails: { rotationIntervalInDays: args.rotationDays },
      }),
    ...tags(args),
  };
  return new Key(`${name}-${purpose}`, inputs, options);
}

function refuseWrong(name: string, args: KeyVaultArgs<KeyPurpose>): void {
  check.refuseWrong("key vault", name, {
    ...declarationChecks(args),
    compartmentId: check.against(args.compartmentId, ocid("compartment")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    rotationDays: check.against(args.rotationDays, rotation(args.vaultType)),
  });
}

/**
 * Only keys of a virtual private vault rotate by themselves.
 * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/tasks_tasks_managingkeys_topic_edit_auto_key_rotation.htm
 */
function rotation(type: VaultType): check.Check<number> {
  if (type === "VIRTUAL_PRIVATE") return check.days(60, 365);
  return {
    ...check.days(60, 365),
    allowed: "`vaultType` `VIRTUAL_PRIVATE` with it, or leave it out",
    accepts: () => false,
  };
}
