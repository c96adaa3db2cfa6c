import { Provider } from "@pulumi/oci/provider";
import { EnclaveCompartment } from "../../../../components/oci/access/enclave-compartment";
import type { EnclaveCompartmentArgs } from "../../../../components/oci/access/enclave-compartment";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

const args: EnclaveCompartmentArgs = {
  dataClass: "us-user",
  owner: "data-security",
  tenancyId: "ocid1.tenancy.oc1..aaaaexample",
  enclaveName: "us-enclave",
};
const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-security" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-security" },
};

function build(seen: Seen, change: Partial<EnclaveCompartmentArgs> = {}): EnclaveCompartment {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new EnclaveCompartment("enclave", { ...args, ...change }, { ...seen, provider });
}

it("declares one compartment under the tenancy and the others inside it, protected and labeled", async () => {
  const [component, ...compartments] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:EnclaveCompartment",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const inside = (part: string, description: string) => ({
    type: "oci:Identity/compartment:Compartment",
    name: `enclave-${part}`,
    inputs: { compartmentId: "enclave-id", name: part, description, enableDelete: true, ...tags },
    parent: "stateside:oci:EnclaveCompartment enclave",
    provider: "home",
    protect: true,
    after: [],
    deletedWith: undefined,
  });
  expect(compartments).toEqual([
    {
      ...inside("", "US users' data and what keeps it"),
      name: "enclave",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..aaaaexample",
        name: "us-enclave",
        description: "US users' data and what keeps it",
        enableDelete: true,
        ...tags,
      },
    },
    inside("network", "Networks, firewalls and gateways of the enclave"),
    inside("application", "What serves US users, and reads and writes their data"),
    inside("data", "Stores of US users' data"),
    inside("keys", "Vaults and the keys that encrypt the enclave's stores"),
    inside("audit", "Logs and evidence, out of reach of those whom they watch"),
    inside("inspection", "Sources, builds and images of what may run in the enclave"),
  ]);
});

it.each([
  [
    { tenancyId: "ocid1.compartment.oc1..aaaa" },
    "enclave compartment `enclave`: `tenancyId` is `ocid1.compartment.oc1..aaaa`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [
    { enclaveName: "us enclave" },
    "enclave compartment `enclave`: `enclaveName` is `us enclave`; use 1 to 100 letters, digits, periods, hyphens and underscores",
  ],
  [
    { owner: "Data Security", dataClass: "" },
    "enclave compartment `enclave`: `dataClass` is ``; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first\n" +
      "enclave compartment `enclave`: `owner` is `Data Security`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(message);
});
