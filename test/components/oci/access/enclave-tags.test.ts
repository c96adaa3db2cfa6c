import { Provider } from "@pulumi/oci/provider";
import { EnclaveTags } from "../../../../components/oci/access/enclave-tags";
import type { EnclaveTagsArgs } from "../../../../components/oci/access/enclave-tags";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<EnclaveTagsArgs> = {}): EnclaveTags {
  const provider = new Provider("home", { region: "us-ashburn-1" });
  return new EnclaveTags(
    "stateside",
    {
      dataClass: "us-user",
      owner: "data-security",
      tenancyId: "ocid1.tenancy.oc1..aaaaexample",
      dataClasses: ["us-user", "operational"],
      ...change,
    },
    { ...seen, provider },
  );
}

it("declares the namespace in the tenancy and a key for each label, protected, the class with its values", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:EnclaveTags",
    inputs: { dataClass: "us-user", owner: "data-security" },
  });
  const freeformTags = { "data-class": "us-user", owner: "data-security" };
  const child = (type: string, name: string, inputs: object) => ({
    type,
    name,
    inputs: { ...inputs, freeformTags },
    parent: "stateside:oci:EnclaveTags stateside",
    provider: "home",
    protect: true,
    after: [],
    deletedWith: undefined,
  });
  expect(children).toEqual([
    child("oci:Identity/tagNamespace:TagNamespace", "stateside", {
      compartmentId: "ocid1.tenancy.oc1..aaaaexample",
      name: "stateside",
      description: "What the enclave's resources say of the data that they hold",
    }),
    child("oci:Identity/tag:Tag", "stateside-data-class", {
      tagNamespaceId: "stateside-id",
      name: "data-class",
      description: "The class of the data, as the mandate names it",
      validator: { validatorType: "ENUM", values: ["us-user", "operational"] },
    }),
    child("oci:Identity/tag:Tag", "stateside-owner", {
      tagNamespaceId: "stateside-id",
      name: "owner",
      description: "The team that answers for it",
    }),
  ]);
});

it.each<[Partial<EnclaveTagsArgs>, string]>([
  [{ dataClass: "customer" }, "`dataClass` is `customer`; use one of the mandate's classes, `us-user`, `operational`"],
  [
    { tenancyId: "ocid1.compartment.oc1..aaaa" },
    "`tenancyId` is `ocid1.compartment.oc1..aaaa`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [{ owner: "" }, "`owner` is ``; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first"],
  [
    { dataClasses: ["us-user", "Secret"] },
    "`dataClasses[1]` is `Secret`; use 1 to 63 lower-case letters, digits, hyphens and underscores, a letter first",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`enclave tags \`stateside\`: ${message}`);
});
