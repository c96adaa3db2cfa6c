import { buildEstate, type Resource } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { bucketIn, flowTerms, virginia } from "../support/flows";
import { resource } from "../support/estates";

const reviewed = "owner: data-platform, reason: reviewed";
const mandate = `name: test
scope:
  - { stack: eu, class: operational, ${reviewed} }
  - { stack: us, class: operational, ${reviewed} }
declassify:
  - { from: us-user, at: "*::counts", to: operational, ${reviewed} }
catalog:
  - { type: "acme:index:Store", role: control, location: nowhere, because: its page }
sites:
  - { cloud: aws, at: "*/op-1", country: US, reason: a rack }
duties: { us-data-has-a-second-us-region: landing }
audit: { stores: ["urn:*::evidence"] }
`;

function findingsOf(
  resources: readonly Resource[],
  scope: "organization" | "stack" = "organization",
  given: string = mandate,
) {
  const root = resource("pulumi:pulumi:Stack", "shop-us", {}, { kind: "stack", stack: "us" });
  const estate = buildEstate(scope, [{ name: "us", project: "shop" }], [root, ...resources], []);
  const { findings } = judge(estate, rules, flowTerms(given));
  return findings.filter(({ rule }) => rule === "waivers-are-valid");
}

const orders = bucketIn(virginia, "orders", {}, { stack: "us" });

describe("a reviewed statement that is about nothing", () => {
  it("is refused with its place in the mandate, each under an id of its own", () => {
    const findings = findingsOf([orders]);
    expect(
      findings.map(({ evidence: { message, decidedAt } }) => `${decidedAt?.file}:${decidedAt?.line}: ${message}`),
    ).toEqual([
      "mandate.yaml:3: the entry `stack eu` of the mandate's `scope` is about nothing: no resource of any stack matches all of its globs",
      "mandate.yaml:6: the entry `*::counts` of the mandate's `declassify` is about nothing: no resource of any stack has such a URN",
      "mandate.yaml:8: the entry `acme:index:Store` of the mandate's `catalog` is about nothing: no resource of any stack is of that type",
      "mandate.yaml:10: the entry `*/op-1` of the mandate's `sites` is about nothing: nothing of any stack is placed by it",
      "mandate.yaml:12: the entry `urn:*::evidence` of the mandate's `audit` is about nothing: no store of any stack has such a URN",
      "mandate.yaml:11: the entry `us-data-has-a-second-us-region: landing` of the mandate's `duties` is about nothing: there is no stack of that name, so that nobody answers for the rule",
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(6);
    expect(findings.every(({ verdict }) => verdict === "refused")).toBe(true);
  });

  it("is left alone where not every stack is seen: it may be about another", () => {
    expect(findingsOf([orders], "stack")).toEqual([]);
  });

  it("is no more refused once it is about something", () => {
    const counts = bucketIn(virginia, "counts", {}, { stack: "eu" });
    expect(findingsOf([orders, counts]).map(({ evidence }) => evidence.property)).toEqual([
      "catalog",
      "sites",
      "audit",
      "duties",
    ]);
  });

  it("is about something when it names a store of the audit trail", () => {
    const evidence = bucketIn(virginia, "evidence", {}, { stack: "us" });
    const kept = findingsOf([orders, evidence]).map(({ evidence }) => evidence.property);
    expect(kept).not.toContain("audit");
  });

  it("is left alone where it is about the evidence of a center that is deleted: no stack declares it any more", () => {
    const ofCenter = (phase: string) =>
      mandate.replace("urn:*::evidence", "urn:pulumi:eu::*::evidence") +
      `centers: { virginia: { kind: backup, stack: eu, cloud: aws, regions: [us-east-1], phase: ${phase}, until: 2022-09-30 } }\n`;
    const properties = (phase: string) =>
      findingsOf([orders], "organization", ofCenter(phase)).map(({ evidence }) => evidence.property);
    expect(properties("draining")).toContain("audit");
    expect(properties("deleted")).not.toContain("audit");
  });
});
