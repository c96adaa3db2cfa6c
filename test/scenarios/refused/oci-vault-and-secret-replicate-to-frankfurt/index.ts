import * as oci from "@pulumi/oci";

const compartmentId = "ocid1.compartment.oc1..aaaaaaaashop";
const frankfurt = new oci.Provider("frankfurt", { region: "eu-frankfurt-1" });

const keys = new oci.kms.Vault("keys", { compartmentId, displayName: "keys", vaultType: "VIRTUAL_PRIVATE" });
new oci.kms.VaultVerification("keys-frankfurt", { vaultId: keys.id, replicaRegion: "eu-frankfurt-1" });
const abroad = new oci.kms.Vault(
  "vault-frankfurt",
  {
    compartmentId,
    displayName: "vault-frankfurt",
    vaultType: "DEFAULT",
    freeformTags: { "data-class": "operational" },
  },
  { provider: frankfurt },
);
new oci.vault.Secret("card-processor", {
  compartmentId,
  vaultId: keys.id,
  keyId: "ocid1.key.oc1.iad.aaaaaaaamaster",
  secretName: "card-processor",
  enableAutoGeneration: true,
  secretGenerationContext: { generationType: "PASSPHRASE", generationTemplate: "DBAAS_DEFAULT_PASSWORD" },
  replicationConfig: {
    replicationTargets: [
      {
        targetRegion: "us-phoenix-1",
        targetVaultId: "ocid1.vault.oc1.phx.aaaaaaaavault",
        targetKeyId: "ocid1.key.oc1.phx.aaaaaaaamaster",
      },
      {
        targetRegion: "eu-frankfurt-1",
        targetVaultId: abroad.id,
        targetKeyId: "ocid1.key.oc1.eu-frankfurt-1.aaaaaaaamaster",
      },
    ],
  },
});
