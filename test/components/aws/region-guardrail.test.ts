import { Provider } from "@pulumi/aws/provider";
import { regionDocument } from "../../../components/aws/region-document";
import { RegionGuardrail } from "../../../components/aws/region-guardrail";
import type { RegionGuardrailArgs } from "../../../components/aws/region-guardrail";
import { record, refusal } from "../recorder";
import type { Seen } from "../recorder";

function build(seen: Seen, change: Partial<RegionGuardrailArgs> = {}): RegionGuardrail {
  return new RegionGuardrail(
    "regions",
    {
      dataClass: "us-user",
      owner: "security",
      managementAccountId: "444455556666",
      targetId: "ou-ab12-cdefgh34",
      regions: ["us-east-1"],
      ...change,
    },
    { ...seen, provider: new Provider("management", { region: "us-east-1" }) },
  );
}

const child = {
  name: "regions",
  parent: "stateside:aws:RegionGuardrail regions",
  provider: "management",
  protect: false,
  after: [],
  deletedWith: undefined,
};

it("declares the control policy and binds the unit's accounts by it", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:aws:RegionGuardrail",
    inputs: { dataClass: "us-user", owner: "security" },
  });
  expect(children).toEqual([
    {
      ...child,
      type: "aws:organizations/policy:Policy",
      inputs: {
        name: "stateside-regions",
        description: "Nothing outside the regions of the mandate's centers",
        type: "SERVICE_CONTROL_POLICY",
        content: regionDocument(["us-east-1"]),
        tags: { "data-class": "us-user", owner: "security" },
      },
    },
    {
      ...child,
      type: "aws:organizations/policyAttachment:PolicyAttachment",
      inputs: { policyId: "regions-id", targetId: "ou-ab12-cdefgh34" },
    },
  ]);
});

const target =
  "the id of an account (12 digits), an organizational unit (`ou-<root>-<unit>`) or a root (`r-<root>`), other than the management account, which no policy binds";

it.each<[Partial<RegionGuardrailArgs>, string]>([
  [{ managementAccountId: "4444" }, "`managementAccountId` is `4444`; use the 12 digits of an AWS account"],
  [{ targetId: "ou-ab12" }, `\`targetId\` is \`ou-ab12\`; use ${target}`],
  [{ targetId: "444455556666" }, `\`targetId\` is \`444455556666\`; use ${target}`],
  [{ regions: ["us-east-1", "us-ashburn-1"] }, "`regions[1]` is `us-ashburn-1`; use an AWS region"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`region guardrail \`regions\`: ${message}`);
});

it("refuses more regions than a control policy has room for", async () => {
  const regions = Array<string>(400)
    .fill("us-east-1")
    .map((region, index) => `${region}${index}`);
  expect(await refusal((seen) => build(seen, { regions }))).toContain(
    "`regions` is `400 regions`; use fewer, as the policy has at most 5120 characters",
  );
});
