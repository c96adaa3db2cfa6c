import { Provider } from "@pulumi/oci/provider";
import { RegionGuardrail } from "../../../../components/oci/guardrails/region-guardrail";
import type { RegionGuardrailArgs } from "../../../../components/oci/guardrails/region-guardrail";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<RegionGuardrailArgs> = {}): RegionGuardrail {
  return new RegionGuardrail(
    "enclave",
    {
      dataClass: "us-user",
      owner: "security",
      tenancyId: "ocid1.tenancy.oc1..aaaa",
      enclaveName: "us-enclave",
      regions: ["us-ashburn-1", "us-phoenix-1", "us-ashburn-1"],
      ...change,
    },
    { ...seen, provider: new Provider("home", { region: "us-ashburn-1" }) },
  );
}

const outside = "where all {request.region != 'us-ashburn-1', request.region != 'us-phoenix-1'}";

it("declares a quota for each kind of family, in the tenancy and about the enclave", async () => {
  const [first, ...quotas] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:RegionGuardrail",
    inputs: { dataClass: "us-user", owner: "security" },
  });
  expect(quotas.map(({ name }) => name)).toEqual([
    "enclave-compute",
    "enclave-storage",
    "enclave-database",
    "enclave-network",
    "enclave-service",
  ]);
  expect(quotas[1]).toEqual({
    type: "oci:Limits/quota:Quota",
    name: "enclave-storage",
    inputs: {
      compartmentId: "ocid1.tenancy.oc1..aaaa",
      name: "us-enclave-regions-storage",
      description: "Nothing of the storage families outside the regions of us-enclave",
      statements: [
        `zero block-storage quotas in compartment us-enclave ${outside}`,
        `zero filesystem quotas in compartment us-enclave ${outside}`,
        `zero object-storage quotas in compartment us-enclave ${outside}`,
        `zero kms quotas in compartment us-enclave ${outside}`,
      ],
      freeformTags: { "data-class": "us-user", owner: "security" },
      definedTags: { "stateside.data-class": "us-user", "stateside.owner": "security" },
    },
    parent: "stateside:oci:RegionGuardrail enclave",
    provider: "home",
    protect: false,
    after: [],
    deletedWith: undefined,
  });
});

it("reaches over the whole tenancy if it is told so", async () => {
  const [, ...quotas] = await record((seen) => build(seen, { reach: "tenancy", regions: ["us-ashburn-1"] }));
  expect(quotas[1]?.inputs["statements"]).toContain(
    "zero object-storage quotas in tenancy where request.region != 'us-ashburn-1'",
  );
});

it("names the quotas without the periods that a compartment's name may have", async () => {
  const [, first] = await record((seen) => build(seen, { enclaveName: "acme.us" }));
  expect(first?.inputs["name"]).toBe("acme-us-regions-compute");
  expect(first?.inputs["statements"]).toContainEqual(expect.stringContaining(" in compartment acme.us where "));
});

const region = "an Oracle Cloud region in the United States, such as `us-ashburn-1`";

it.each<[Partial<RegionGuardrailArgs>, string]>([
  [{ regions: [] }, `\`regions\` is \`[]\`; use at least one: ${region}`],
  [{ regions: ["us-ashburn-1", "ca-toronto-1"] }, `\`regions[1]\` is \`ca-toronto-1\`; use ${region}`],
  [{ regions: ["us-lenexa-1"] }, `\`regions[0]\` is \`us-lenexa-1\`; use ${region}`],
  [
    { enclaveName: "us enclave" },
    "`enclaveName` is `us enclave`; use 1 to 100 letters, digits, periods, hyphens and underscores",
  ],
  [
    { tenancyId: "ocid1.compartment.oc1..aaaa" },
    "`tenancyId` is `ocid1.compartment.oc1..aaaa`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`region guardrail \`enclave\`: ${message}`);
});
