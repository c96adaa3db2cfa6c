import fc from "fast-check";
import { Provider } from "@pulumi/gcp/provider";
import { allowedLocations } from "../../../components/gcp/allowed-locations";
import { OrgGuardrail } from "../../../components/gcp/org-guardrail";
import type { OrgGuardrailArgs } from "../../../components/gcp/org-guardrail";
import { placesOf } from "../../../policies/residency/geography";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

function build(seen: Seen, change: Partial<OrgGuardrailArgs> = {}): OrgGuardrail {
  return new OrgGuardrail(
    "locations",
    {
      dataClass: "us-user",
      owner: "security",
      parent: "organizations/123456789012",
      regions: ["us-east4", "asia-southeast1"],
      ...change,
    },
    { ...seen, provider: new Provider("organization", {}) },
  );
}

it("lets resources be made in the United States and in the centers abroad", async () => {
  expect(await record(build)).toEqual([
    expect.objectContaining({
      type: "stateside:gcp:OrgGuardrail",
      inputs: { dataClass: "us-user", owner: "security" },
    }),
    {
      type: "gcp:orgpolicy/policy:Policy",
      name: "locations",
      inputs: {
        name: "organizations/123456789012/policies/gcp.resourceLocations",
        parent: "organizations/123456789012",
        spec: { rules: [{ values: { allowedValues: ["in:us-locations", "in:asia-southeast1-locations"] } }] },
      },
      parent: "stateside:gcp:OrgGuardrail locations",
      provider: "organization",
      protect: false,
      after: [],
      deletedWith: undefined,
    },
  ]);
});

it("allows the United States alone where no center is abroad", async () => {
  const [, policy] = await record((seen) => build(seen, { parent: "folders/42", regions: [] }));
  expect(policy?.inputs).toMatchObject({
    name: "folders/42/policies/gcp.resourceLocations",
    spec: { rules: [{ values: { allowedValues: ["in:us-locations"] } }] },
  });
});

it("names the United States once and each region abroad once, and nothing else", () => {
  const abroad = placesOf("gcp")
    .filter(({ kind, countries }) => kind === "region" && !countries.includes("US"))
    .map(({ id }) => id);
  fc.assert(
    fc.property(fc.subarray(abroad), (regions) => {
      const [us, ...others] = allowedLocations([...regions, ...regions]);
      expect(us).toBe("in:us-locations");
      expect(others).toEqual([...regions].sort().map((region) => `in:${region}-locations`));
    }),
  );
});

const parent = "an organization or a folder, `organizations/<number>` or `folders/<number>`";

it.each<[Partial<OrgGuardrailArgs>, string]>([
  [{ parent: "projects/acme" }, `\`parent\` is \`projects/acme\`; use ${parent}`],
  [{ parent: "organizations/acme" }, `\`parent\` is \`organizations/acme\`; use ${parent}`],
  [{ regions: ["asia"] }, "`regions[0]` is `asia`; use a Google Cloud region"],
  [{ regions: ["us-east4-a"] }, "`regions[0]` is `us-east4-a`; use a Google Cloud region"],
  [{ regions: ["us-east99"] }, "`regions[0]` is `us-east99`; use a Google Cloud region"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`organization guardrail \`locations\`: ${message}`);
});
