import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import { VaultVerification } from "@pulumi/oci/kms";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid, otherUsRegion } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { replicaStatements } from "./key-statements";
import type { VaultType } from "./key-vault";

export interface VaultReplicaArgs extends Declaration {
  readonly vaultId: Input<string>;
  /** Has to be `VIRTUAL_PRIVATE`. */
  readonly vaultType: VaultType;
  /** The region of the vault and of the component's provider, in the United States. */
  readonly region: string;
  /** Another region in the United States. */
  readonly replicaRegion: string;
  readonly keysCompartmentId: Input<string>;
  /** Holds the policy. */
  readonly enclaveCompartmentId: Input<string>;
  /** A provider for the tenancy's home region, where policies are written. */
  readonly homeProvider: ProviderResource;
}

/**
 * A mirror of a vault and its keys in another region of the United States: a database's standby there opens what its
 * primary has encrypted. Vault and keys are called by the same OCIDs in both regions.
 *
 * pulumi-oci calls the provider's `oci_kms_vault_replication` `VaultVerification`.
 * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/replicatingvaults.htm
 */
export class VaultReplica extends ComponentResource {
  /** The OCID of the vault, known when its replica is there. */
  readonly vaultId: Output<string>;

  constructor(name: string, args: VaultReplicaArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:VaultReplica", name, declared(args), opts);

    const policy = new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-vault-replication`,
        description: "Lets the vault service mirror the enclave's vault in its other region",
        statements: output(args.keysCompartmentId).apply(replicaStatements),
        ...tags(args),
      },
      { parent: this, provider: args.homeProvider },
    );
    const replica = new VaultVerification(
      name,
      { vaultId: args.vaultId, replicaRegion: args.replicaRegion },
      {
        parent: this,
        protect: true,
        dependsOn: [policy],
        ...untilSettled(`${name}-replication-allowed`, notAuthorized),
      },
    );

    this.vaultId = replica.vaultId;
    this.registerOutputs({ vaultId: this.vaultId });
  }
}

function refuseWrong(name: string, args: VaultReplicaArgs): void {
  check.refuseWrong("vault replica", name, {
    ...declarationChecks(args),
    vaultId: check.against(args.vaultId, ocid("vault")),
    vaultType: check.against(args.vaultType, replicable),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    replicaRegion: check.against(args.replicaRegion, otherUsRegion(args.region)),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, ocid("compartment")),
  });
}

/**
 * The vault service has begun to replicate other vaults too, but says so of each vault (`isVaultReplicable`) only when it
 * is there, and the provider documents virtual private ones alone.
 * https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/kms_vault_replication
 */
const replicable = check.pattern(
  "`VIRTUAL_PRIVATE`, as only virtual private vaults are sure to have replicas",
  "VIRTUAL_PRIVATE",
  /^VIRTUAL_PRIVATE$/,
);
