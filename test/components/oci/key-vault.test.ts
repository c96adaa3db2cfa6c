import { Provider } from "@pulumi/oci/provider";
import { KeyVault } from "../../../components/oci/key-vault";
import type { KeyVaultArgs } from "../../../components/oci/key-vault";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

const args: KeyVaultArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  compartmentId: "ocid1.compartment.oc1..keys",
  region: "us-phoenix-1",
  vaultType: "DEFAULT",
};
const freeformTags = { "data-class": "us-user", owner: "data-platform" };

function build(seen: Seen, change: Partial<KeyVaultArgs> = {}): KeyVault {
  const provider = new Provider("phoenix", { region: "us-phoenix-1" });
  return new KeyVault("user-data", { ...args, ...change }, { ...seen, provider });
}

it("declares a vault and an AES-256 key that stays in the hardware security module", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:KeyVault",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    name: "user-data",
    parent: "stateside:oci:KeyVault user-data",
    provider: "phoenix",
    protect: true,
    after: [],
    deletedWith: undefined,
  };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Kms/vault:Vault",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..keys",
        displayName: "user-data",
        vaultType: "DEFAULT",
        freeformTags,
      },
    },
    {
      ...shared,
      type: "oci:Kms/key:Key",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..keys",
        displayName: "user-data",
        managementEndpoint: "https://user-data.management.example",
        keyShape: { algorithm: "AES", length: 32 },
        protectionMode: "HSM",
        freeformTags,
      },
    },
  ]);
});

it("lets the key of a virtual private vault rotate by itself", async () => {
  const recorded = await record((seen) => build(seen, { vaultType: "VIRTUAL_PRIVATE", rotationDays: 90 }));
  expect(recorded.at(-1)?.inputs).toMatchObject({
    isAutoRotationEnabled: true,
    autoKeyRotationDetails: { rotationIntervalInDays: 90 },
  });
});

it.each<[Partial<KeyVaultArgs>, string]>([
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { region: "us-ashbrun-1" },
    "`region` is `us-ashbrun-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { compartmentId: "keys" },
    "`compartmentId` is `keys`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ rotationDays: 90 }, "`rotationDays` is `90`; use `vaultType` `VIRTUAL_PRIVATE` with it, or leave it out"],
  [
    { vaultType: "VIRTUAL_PRIVATE", rotationDays: 59 },
    "`rotationDays` is `59`; use a whole number of days from 60 to 365",
  ],
  [
    { vaultType: "VIRTUAL_PRIVATE", rotationDays: 366 },
    "`rotationDays` is `366`; use a whole number of days from 60 to 365",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`key vault \`user-data\`: ${message}`);
});
