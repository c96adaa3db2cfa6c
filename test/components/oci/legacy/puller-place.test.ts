import { Provider } from "@pulumi/oci/provider";
import { output, runtime } from "@pulumi/pulumi";
import { PullerPlace } from "../../../../components/oci/legacy/puller-place";
import type { PullerPlaceArgs } from "../../../../components/oci/legacy/puller-place";
import { record, refusal } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

function build(seen: Seen, change: Partial<PullerPlaceArgs> = {}): PullerPlace {
  return new PullerPlace(
    "legacy",
    {
      dataClass: "us-user",
      owner: "data-platform",
      enclaveCompartmentId: output("ocid1.compartment.oc1..enclave"),
      keysCompartmentId: output("ocid1.compartment.oc1..keys"),
      region: "us-ashburn-1",
      homeProvider: new Provider("home", { region: "us-ashburn-1" }),
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name: "legacy",
    inputs: { ...inputs, ...tags },
    parent: "stateside:oci:PullerPlace legacy",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const secretOf = (content: string) =>
  child("oci:Vault/secret:Secret", {
    compartmentId: "ocid1.compartment.oc1..keys",
    vaultId: "legacy-id",
    keyId: "legacy-secrets-id",
    secretName: "legacy-google",
    description: "What the puller signs its requests to Google Cloud with",
    secretContent: {
      [runtime.specialSigKey]: runtime.specialSecretSig,
      value: { contentType: "BASE64", content },
    },
  });

it("is a compartment of its own, and a secret in a vault of its own", async () => {
  const [component, ...children] = await record((seen) => build(seen, { credential: output("not a secret") }));
  const vault = { parent: "stateside:oci:KeyVault legacy" };
  expect(component).toMatchObject({
    type: "stateside:oci:PullerPlace",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    child(
      "oci:Identity/compartment:Compartment",
      {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "legacy",
        description: "What takes yesterday's data home, and nothing else",
        enableDelete: true,
      },
      { provider: "home" },
    ),
    {
      ...child("stateside:oci:KeyVault", {}, { provider: undefined }),
      inputs: { dataClass: "us-user", owner: "data-platform" },
    },
    child(
      "oci:Kms/vault:Vault",
      { compartmentId: "ocid1.compartment.oc1..keys", displayName: "legacy", vaultType: "DEFAULT" },
      vault,
    ),
    child(
      "oci:Kms/key:Key",
      {
        compartmentId: "ocid1.compartment.oc1..keys",
        displayName: "legacy-secrets",
        managementEndpoint: "https://legacy.management.example",
        keyShape: { algorithm: "AES", length: 32 },
        protectionMode: "HSM",
      },
      { ...vault, name: "legacy-secrets" },
    ),
    secretOf("bm90IGEgc2VjcmV0"),
  ]);
});

it("keeps everything but the credential while nothing is to run", async () => {
  const others = (found: readonly Recorded[]) => found.filter(({ type }) => !type.endsWith(":Secret"));
  const kept = await record(build);
  expect(others(kept)).toEqual(others(await record((seen) => build(seen, { credential: output("not a secret") }))));
  expect(kept.at(-1)).toEqual(secretOf("cmV2b2tlZA=="));
});

const compartment = "the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`";

it.each<[Partial<PullerPlaceArgs>, string]>([
  [{ enclaveCompartmentId: "enclave" }, `\`enclaveCompartmentId\` is \`enclave\`; use ${compartment}`],
  [{ keysCompartmentId: "keys" }, `\`keysCompartmentId\` is \`keys\`; use ${compartment}`],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`puller place \`legacy\`: ${message}`);
});
