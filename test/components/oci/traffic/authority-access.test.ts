import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { AuthorityAccess } from "../../../../components/oci/traffic/authority-access";
import type { AuthorityAccessArgs } from "../../../../components/oci/traffic/authority-access";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<AuthorityAccessArgs> = {}): AuthorityAccess {
  return new AuthorityAccess(
    "traffic",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: "ocid1.tenancy.oc1..tenancy",
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      keysCompartmentId: output("ocid1.compartment.oc1..keys"),
      keyId: output("ocid1.key.oc1.iad.vault.key"),
      standbyKeyId: "ocid1.key.oc1.phx.vault.key",
      ...change,
    },
    { ...seen, provider: new Provider("home", { region: "us-sanjose-1" }) },
  );
}

const freeformTags = { "data-class": "us-user", owner: "data-platform" };
const definedTags = { "stateside.data-class": "us-user", "stateside.owner": "data-platform" };

it("declares a group of the keys compartment's authorities, and lets it use the authorities' keys alone", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:AuthorityAccess",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    name: "traffic",
    parent: "stateside:oci:AuthorityAccess traffic",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const use = "Allow dynamic-group id traffic-id to use keys in compartment id ocid1.compartment.oc1..keys";
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Identity/dynamicGroup:DynamicGroup",
      inputs: {
        compartmentId: "ocid1.tenancy.oc1..tenancy",
        name: "traffic-authorities",
        description: "Certificate authorities of the enclave",
        matchingRule:
          "ALL {resource.type = 'certificateauthority', resource.compartment.id = 'ocid1.compartment.oc1..keys'}",
        freeformTags,
        definedTags,
      },
    },
    {
      ...shared,
      type: "oci:Identity/policy:Policy",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "traffic-authority-keys",
        description: "Lets the enclave's certificate authorities sign with their own keys",
        statements: [
          `${use} where target.key.id = 'ocid1.key.oc1.iad.vault.key'`,
          `${use} where target.key.id = 'ocid1.key.oc1.phx.vault.key'`,
        ],
        freeformTags,
        definedTags,
      },
    },
  ]);
});

it.each<[Partial<AuthorityAccessArgs>, string]>([
  [
    { tenancyId: "acme" },
    "`tenancyId` is `acme`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [
    { standbyKeyId: "ocid1.vault.oc1.phx.aaaa" },
    "`standbyKeyId` is `ocid1.vault.oc1.phx.aaaa`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`authority access \`traffic\`: ${message}`);
});
