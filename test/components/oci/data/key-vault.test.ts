import { all } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { KeyVault } from "../../../../components/oci/data/key-vault";
import type { KeyPurpose, KeyVaultArgs } from "../../../../components/oci/data/key-vault";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const args: KeyVaultArgs<KeyPurpose> = {
  dataClass: "us-user",
  owner: "data-platform",
  compartmentId: "ocid1.compartment.oc1..keys",
  region: "us-phoenix-1",
  vaultType: "DEFAULT",
  purposes: ["objects", "authority"],
};
const freeformTags = { "data-class": "us-user", owner: "data-platform" };
const definedTags = { "stateside.data-class": "us-user", "stateside.owner": "data-platform" };

function build(seen: Seen, change: Partial<KeyVaultArgs<KeyPurpose>> = {}): KeyVault<KeyPurpose> {
  const provider = new Provider("phoenix", { region: "us-phoenix-1" });
  return new KeyVault("enclave", { ...args, ...change }, { ...seen, provider });
}

it("declares a vault and, for each purpose, a key that stays in the hardware security module", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:KeyVault",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    parent: "stateside:oci:KeyVault enclave",
    provider: "phoenix",
    protect: true,
    after: [],
    deletedWith: undefined,
  };
  const key = (purpose: KeyPurpose, keyShape: object) => ({
    ...shared,
    type: "oci:Kms/key:Key",
    name: `enclave-${purpose}`,
    inputs: {
      compartmentId: "ocid1.compartment.oc1..keys",
      displayName: `enclave-${purpose}`,
      managementEndpoint: "https://enclave.management.example",
      keyShape,
      protectionMode: "HSM",
      freeformTags,
      definedTags,
    },
  });
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Kms/vault:Vault",
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..keys",
        displayName: "enclave",
        vaultType: "DEFAULT",
        freeformTags,
        definedTags,
      },
    },
    key("objects", { algorithm: "AES", length: 32 }),
    key("authority", { algorithm: "RSA", length: 512 }),
  ]);
});

it("gives the key of each purpose", async () => {
  const given: unknown[] = [];
  await record((seen) => all(build(seen).keyIds).apply((ids) => given.push(ids)));
  expect(given).toEqual([{ objects: "enclave-objects-id", authority: "enclave-authority-id" }]);
});

it("gives the version of each key that a signature names", async () => {
  const versions: unknown[] = [];
  await record((seen) => {
    const { keyVersionIds } = build(seen, { purposes: ["objects", "signing"] });
    all([keyVersionIds.objects, keyVersionIds.signing]).apply((known) => versions.push(...known));
  });
  expect(versions).toEqual(["enclave-objects-version", "enclave-signing-version"]);
});

it("signs with RSA, in the hardware security module", async () => {
  const [, , key] = await record((seen) => build(seen, { purposes: ["signing"] }));
  expect(key?.inputs).toMatchObject({ keyShape: { algorithm: "RSA", length: 512 }, protectionMode: "HSM" });
});

it("rotates those keys of a virtual private vault whose users take new versions", async () => {
  const purposes: KeyPurpose[] = [
    "objects",
    "database",
    "volumes",
    "files",
    "evidence",
    "authority",
    "secrets",
    "signing",
    "nodes",
  ];
  const recorded = await record((seen) => build(seen, { vaultType: "VIRTUAL_PRIVATE", rotationDays: 90, purposes }));
  const rotated = recorded.filter(({ inputs }) => inputs["isAutoRotationEnabled"] === true);
  expect(rotated.map(({ name, inputs }) => [name, inputs["autoKeyRotationDetails"]])).toEqual([
    ["enclave-objects", { rotationIntervalInDays: 90 }],
    ["enclave-files", { rotationIntervalInDays: 90 }],
    ["enclave-evidence", { rotationIntervalInDays: 90 }],
    ["enclave-secrets", { rotationIntervalInDays: 90 }],
  ]);
});

it.each<[Partial<KeyVaultArgs<KeyPurpose>>, string]>([
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
  expect(await refusal((seen) => build(seen, change))).toBe(`key vault \`enclave\`: ${message}`);
});
