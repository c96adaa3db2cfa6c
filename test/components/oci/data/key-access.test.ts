import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { KeyAccess } from "../../../../components/oci/data/key-access";
import type { KeyAccessArgs } from "../../../../components/oci/data/key-access";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const args: KeyAccessArgs = {
  dataClass: "us-user",
  owner: "data-platform",
  tenancyId: "ocid1.tenancy.oc1..tenancy",
  enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
  dataCompartmentId: output("ocid1.compartment.oc1..data"),
  keysCompartmentId: "ocid1.compartment.oc1..keys",
  vaultId: "ocid1.vault.oc1.iad.vault",
  databaseKeyId: "ocid1.key.oc1.iad.vault.database",
  volumesKeyId: "ocid1.key.oc1.iad.vault.volumes",
  filesKeyId: output("ocid1.key.oc1.iad.vault.files"),
  standbyVolumesKeyId: "ocid1.key.oc1.phx.vault.volumes",
  standbyFilesKeyId: "ocid1.key.oc1.phx.vault.files",
};

function build(seen: Seen, change: Partial<KeyAccessArgs> = {}): KeyAccess {
  const provider = new Provider("home", { region: "us-sanjose-1" });
  return new KeyAccess("user-data", { ...args, ...change }, { ...seen, provider });
}

it("declares a dynamic group for each kind of store and the policy that lets each use its keys", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:KeyAccess",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    parent: "stateside:oci:KeyAccess user-data",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  const group = (name: string, description: string, type: string) => ({
    ...shared,
    type: "oci:Identity/dynamicGroup:DynamicGroup",
    name,
    inputs: {
      compartmentId: "ocid1.tenancy.oc1..tenancy",
      name,
      description,
      matchingRule: `ALL {resource.type = '${type}', resource.compartment.id = 'ocid1.compartment.oc1..data'}`,
      ...tagged,
    },
  });
  expect(children).toEqual([
    group("user-data-databases", "Databases of US users' data", "autonomousdatabase"),
    group("user-data-file-systems", "File systems of US users' data", "filesystem"),
    {
      ...shared,
      type: "oci:Identity/policy:Policy",
      name: "user-data",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "user-data-key-use",
        description: "Lets the stores of US users' data use their own keys",
        statements: [
          "Allow service blockstorage to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.vault.volumes'",
          "Allow service blockstorage to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.phx.vault.volumes'",
          "Allow dynamic-group id user-data-file-systems-id to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.vault.files'",
          "Allow dynamic-group id user-data-file-systems-id to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.phx.vault.files'",
          "Allow dynamic-group id user-data-databases-id to use vaults in compartment id ocid1.compartment.oc1..keys where target.vault.id = 'ocid1.vault.oc1.iad.vault'",
          "Allow dynamic-group id user-data-databases-id to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.vault.database'",
        ],
        ...tagged,
      },
    },
  ]);
});

const ocidOf = (kind: string) => `the OCID of a ${kind}, \`ocid1.${kind}.<realm>.[region].<unique id>\``;

it.each<[keyof KeyAccessArgs, string]>([
  ["tenancyId", "tenancy"],
  ["enclaveCompartmentId", "compartment"],
  ["dataCompartmentId", "compartment"],
  ["keysCompartmentId", "compartment"],
  ["vaultId", "vault"],
  ["databaseKeyId", "key"],
  ["volumesKeyId", "key"],
  ["filesKeyId", "key"],
  ["standbyVolumesKeyId", "key"],
  ["standbyFilesKeyId", "key"],
])("refuses another `%s` than the OCID of a %s", async (input, kind) => {
  const message = await refusal((seen) => build(seen, { [input]: "ocid1.subnet.oc1.iad.aaaa" }));
  expect(message).toBe(`key access \`user-data\`: \`${input}\` is \`ocid1.subnet.oc1.iad.aaaa\`; use ${ocidOf(kind)}`);
});
