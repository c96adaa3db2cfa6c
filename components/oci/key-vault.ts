import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Key, Vault } from "@pulumi/oci/kms";
import * as check from "../checks";
import { declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";

/** https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Concepts/keyoverview.htm */
export const vaultTypes = ["DEFAULT", "VIRTUAL_PRIVATE"] as const;

export type VaultType = (typeof vaultTypes)[number];

export interface KeyVaultArgs extends Declaration {
  readonly compartmentId: Input<string>;
  /** The region of the provider, in the United States. */
  readonly region: string;
  /** `DEFAULT` shares a hardware security module with others; `VIRTUAL_PRIVATE` has a partition to itself. */
  readonly vaultType: VaultType;
  /** From 60 to 365; for a `VIRTUAL_PRIVATE` vault only. @default - the key isn't rotated by itself */
  readonly rotationDays?: number;
}

/**
 * At first the host name of a new vault can't be resolved, and the provider doesn't wait.
 * https://github.com/oracle/terraform-provider-oci/issues/1955
 */
const notResolved = ["no such host"];

/** A vault with the AES-256 key that encrypts a region's stores; the key never leaves the hardware security module. */
export class KeyVault extends ComponentResource {
  readonly vaultId: Output<string>;
  readonly keyId: Output<string>;

  constructor(name: string, args: KeyVaultArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:KeyVault", name, declared(args), opts);

    const vault = new Vault(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        vaultType: args.vaultType,
        freeformTags: labels(args),
      },
      { parent: this, protect: true },
    );
    const key = new Key(
      name,
      {
        compartmentId: args.compartmentId,
        displayName: name,
        managementEndpoint: vault.managementEndpoint,
        // The length is in bytes.
        keyShape: { algorithm: "AES", length: 32 },
        protectionMode: "HSM",
        ...(args.rotationDays !== undefined && {
          isAutoRotationEnabled: true,
          autoKeyRotationDetails: { rotationIntervalInDays: args.rotationDays },
        }),
        freeformTags: labels(args),
      },
      { parent: this, protect: true, ...untilSettled(`${name}-vault-resolves`, notResolved) },
    );

    this.vaultId = vault.id;
    this.keyId = key.id;
    this.registerOutputs({ vaultId: this.vaultId, keyId: this.keyId });
  }
}

function refuseWrong(name: string, args: KeyVaultArgs): void {
  check.refuseWrong("key vault", name, {
    dataClass: check.against(args.dataClass, check.labelText),
    owner: check.against(args.owner, check.labelText),
    compartmentId: check.against(args.compartmentId, check.ocid("compartment")),
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
