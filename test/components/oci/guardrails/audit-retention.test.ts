import { Provider } from "@pulumi/oci/provider";
import { AuditRetention } from "../../../../components/oci/guardrails/audit-retention";
import type { AuditRetentionArgs } from "../../../../components/oci/guardrails/audit-retention";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

function build(seen: Seen, change: Partial<AuditRetentionArgs> = {}): AuditRetention {
  return new AuditRetention(
    "tenancy",
    { dataClass: "us-user", owner: "security", tenancyId: "ocid1.tenancy.oc1..aaaa", ...change },
    { ...seen, provider: new Provider("home", { region: "us-ashburn-1" }) },
  );
}

it("keeps the tenancy's audit events for a year", async () => {
  expect(await record(build)).toEqual([
    expect.objectContaining({
      type: "stateside:oci:AuditRetention",
      inputs: { dataClass: "us-user", owner: "security" },
    }),
    {
      type: "oci:Audit/configuration:Configuration",
      name: "tenancy",
      inputs: { compartmentId: "ocid1.tenancy.oc1..aaaa", retentionPeriodDays: 365 },
      parent: "stateside:oci:AuditRetention tenancy",
      provider: "home",
      protect: false,
      after: [],
      deletedWith: undefined,
    },
  ]);
});

it("keeps them for as long as it is told", async () => {
  const [, configuration] = await record((seen) => build(seen, { retentionDays: 90 }));
  expect(configuration?.inputs["retentionPeriodDays"]).toBe(90);
});

it.each<[Partial<AuditRetentionArgs>, string]>([
  [{ retentionDays: 89 }, "`retentionDays` is `89`; use a whole number of days from 90 to 365"],
  [{ retentionDays: 366 }, "`retentionDays` is `366`; use a whole number of days from 90 to 365"],
  [
    { tenancyId: "acme" },
    "`tenancyId` is `acme`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`audit retention \`tenancy\`: ${message}`);
});
