import { policiesOf } from "../../policies/pack/policies";
import { packRules } from "../../policies/rules";
import { mandate, phaseTerms } from "../support/phases";
import { analyzer, urnOf, type Sent } from "./analyzer";

const virginia = { name: "virginia", props: { region: "us-east-1" } };
const ashburn = { name: "ashburn", props: { region: "us-ashburn-1" } };
const orders: Sent = {
  type: "aws:s3/bucket:Bucket",
  name: "orders",
  provider: virginia,
  props: { bucket: "acme-orders" },
};
const home: Sent = {
  type: "oci:ObjectStorage/bucket:Bucket",
  name: "home",
  provider: ashburn,
  props: { name: "home", namespace: "acme", compartmentId: "ocid1.compartment.oc1..aaaaaaaashop" },
};
const policy = (region: string): Sent => ({
  type: "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
  name: "policy",
  provider: ashburn,
  props: { bucket: "home", namespace: "acme", destinationRegionName: region, destinationBucketName: "copy" },
  references: { bucket: [urnOf(home.type, "home")] },
});

/** What the pack says of stack `dev`, each resource analyzed by itself first, as the engine has it. */
async function said(text: string, ...resources: readonly Sent[]): Promise<string[]> {
  const { analyze, analyzeStack } = analyzer(policiesOf(packRules, () => phaseTerms(text)));
  const found = [];
  for (const resource of resources) found.push(...(await analyze(resource)).map((one) => ({ ...one, half: "alone" })));
  found.push(...(await analyzeStack(resources)).map((one) => ({ ...one, half: "stack" })));
  return found.map(({ policy: rule, level, urn, half }) => `${half}: ${rule} ${level} ${urn.split("::").at(-1) ?? ""}`);
}

describe("rules about the primary and its centers, in the pack", () => {
  it("refuse a holder outside Oracle Cloud before it is created, and say it once", async () => {
    expect(await said(mandate(), orders)).toEqual(["alone: primary-is-oracle mandatory orders"]);
    expect(await said("name: test", orders)).toEqual([]);
  });

  it("refuse a backup to a place that the mandate doesn't declare", async () => {
    expect(await said(mandate(), home, policy("us-chicago-1"))).toEqual([
      "stack: backups-stay-in-declared-centers mandatory policy",
    ]);
    expect(await said(mandate(), home, policy("us-phoenix-1"))).toEqual([]);
  });

  it("judge what is the organization's in the stack whose duty it is", async () => {
    const duty = (stack: string) => `${mandate()}\nduties: { us-data-has-a-second-us-region: ${stack} }`;
    expect(await said(mandate(), home)).toEqual([]);
    expect(await said(duty("prod"), home)).toEqual([]);
    expect(await said(duty("dev"), home)).toEqual(["stack: us-data-has-a-second-us-region mandatory home"]);
    expect(await said(duty("dev"), home, policy("us-phoenix-1"))).toEqual([]);
  });
});
