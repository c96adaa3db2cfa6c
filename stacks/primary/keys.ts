import type { ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { KeyVault, vaultTypes } from "../../components/oci/data/key-vault";
import { VaultReplica } from "../../components/oci/data/vault-replica";
import { daysFrom, oneOf } from "../config";
import type { Outputs } from "../stack-outputs";

/** What the vaults of both sides are told. */
export const keySettings = {
  keyRotationDays: daysFrom(60, 365).default(365),
  standbyVaultType: oneOf(vaultTypes).default("DEFAULT"),
};

/** A region, and the provider that works there. */
export interface Place {
  readonly region: string;
  readonly provider: ProviderResource;
}

interface Given {
  readonly settings: { readonly [Key in keyof typeof keySettings]: z.output<(typeof keySettings)[Key]> };
  readonly declaration: Declaration;
  readonly landing: Outputs<"landing">;
  readonly home: ProviderResource;
  readonly primary: Place;
  readonly standby: Place;
}

/**
 * A vault on each side. That of the primary is mirrored on the other: a standby database needs its primary's key, while
 * everything else there has keys of its own.
 */
export function keys({ settings, declaration, landing, home, primary, standby }: Given) {
  const common = { ...declaration, compartmentId: landing("keysCompartmentId") };
  const { keyRotationDays, standbyVaultType } = settings;
  const vaultType = "VIRTUAL_PRIVATE";
  const vault = new KeyVault(
    "enclave",
    {
      ...common,
      region: primary.region,
      vaultType,
      purposes: ["objects", "database", "volumes", "files", "evidence", "authority", "secrets", "nodes"],
      rotationDays: keyRotationDays,
    },
    { provider: primary.provider },
  );
  const standbyVault = new KeyVault(
    "enclave-standby",
    {
      ...common,
      region: standby.region,
      vaultType: standbyVaultType,
      purposes: ["objects", "volumes", "files", "evidence", "authority", "secrets", "nodes"],
      ...(standbyVaultType === "VIRTUAL_PRIVATE" && { rotationDays: keyRotationDays }),
    },
    { provider: standby.provider },
  );
  const replica = new VaultReplica(
    "enclave",
    {
      ...declaration,
      vaultId: vault.vaultId,
      vaultType,
      region: primary.region,
      replicaRegion: standby.region,
      keysCompartmentId: landing("keysCompartmentId"),
      enclaveCompartmentId: landing("enclaveCompartmentId"),
      homeProvider: home,
    },
    // A vault that is being mirrored takes no new keys.
    { provider: primary.provider, dependsOn: [vault] },
  );
  return { vault, standbyVault, replica };
}
