import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { RequiredTags } from "../../../../components/oci/access/required-tags";
import type { RequiredTagsArgs } from "../../../../components/oci/access/required-tags";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<RequiredTagsArgs> = {}): RequiredTags {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new RequiredTags(
    "enclave",
    {
      dataClass: "us-user",
      owner: "data-security",
      enclaveCompartmentId: output("ocid1.compartment.oc1..enclave"),
      dataClassTagId: output("ocid1.tagdefinition.oc1..class"),
      ownerTagId: output("ocid1.tagdefinition.oc1..owner"),
      ...change,
    },
    { ...seen, provider },
  );
}

it("requires both tags of everything in the enclave", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:RequiredTags",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const required = (name: string, tagDefinitionId: string, value: string) => ({
    type: "oci:Identity/tagDefault:TagDefault",
    name,
    inputs: { compartmentId: "ocid1.compartment.oc1..enclave", tagDefinitionId, value, isRequired: true },
    parent: "stateside:oci:RequiredTags enclave",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  });
  expect(children).toEqual([
    required("enclave-data-class", "ocid1.tagdefinition.oc1..class", "us-user"),
    required("enclave-owner", "ocid1.tagdefinition.oc1..owner", "data-security"),
  ]);
});

it.each<[Partial<RequiredTagsArgs>, string]>([
  [
    { enclaveCompartmentId: "ocid1.tenancy.oc1..aaaa" },
    "`enclaveCompartmentId` is `ocid1.tenancy.oc1..aaaa`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { dataClass: "US" },
    "`dataClass` is `US`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`required tags \`enclave\`: ${message}`);
});
