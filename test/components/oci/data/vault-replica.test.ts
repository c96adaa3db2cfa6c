import { Provider } from "@pulumi/oci/provider";
import { VaultReplica } from "../../../../components/oci/data/vault-replica";
import type { VaultReplicaArgs } from "../../../../components/oci/data/vault-replica";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<VaultReplicaArgs, "homeProvider">>;

function build(seen: Seen, change: Change = {}): VaultReplica {
  return new VaultReplica(
    "enclave",
    {
      dataClass: "us-user",
      owner: "data-platform",
      vaultId: "ocid1.vault.oc1.iad.vault",
      vaultType: "VIRTUAL_PRIVATE",
      region: "us-ashburn-1",
      replicaRegion: "us-phoenix-1",
      keysCompartmentId: "ocid1.compartment.oc1..keys",
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      homeProvider: new Provider("home", { region: "us-sanjose-1" }),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("mirrors the vault in the other region after the policy that allows it", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:VaultReplica",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = { name: "enclave", parent: "stateside:oci:VaultReplica enclave", deletedWith: undefined };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Identity/policy:Policy",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "enclave-vault-replication",
        description: "Lets the vault service mirror the enclave's vault in its other region",
        statements: [
          "Allow service keymanagementservice to manage vaults in compartment id ocid1.compartment.oc1..keys",
        ],
        freeformTags: { "data-class": "us-user", owner: "data-platform" },
        definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
      },
      provider: "home",
      protect: false,
      after: [],
    },
    {
      ...shared,
      type: "oci:Kms/vaultVerification:VaultVerification",
      inputs: { vaultId: "ocid1.vault.oc1.iad.vault", replicaRegion: "us-phoenix-1" },
      provider: "ashburn",
      protect: true,
      after: ["oci:Identity/policy:Policy enclave"],
    },
  ]);
});

it.each<[Change, string]>([
  [
    { vaultType: "DEFAULT" },
    "`vaultType` is `DEFAULT`; use `VIRTUAL_PRIVATE`, as only virtual private vaults are sure to have replicas",
  ],
  [
    { replicaRegion: "us-ashburn-1" },
    "`replicaRegion` is `us-ashburn-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { replicaRegion: "ca-montreal-1" },
    "`replicaRegion` is `ca-montreal-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { vaultId: "ocid1.key.oc1.iad.vault.key" },
    "`vaultId` is `ocid1.key.oc1.iad.vault.key`; use the OCID of a vault, `ocid1.vault.<realm>.[region].<unique id>`",
  ],
  [
    { keysCompartmentId: "keys" },
    "`keysCompartmentId` is `keys`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { enclaveCompartmentId: "enclave" },
    "`enclaveCompartmentId` is `enclave`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`vault replica \`enclave\`: ${message}`);
});
