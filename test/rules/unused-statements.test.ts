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
`;

function findingsOf(resources: readonly Resource[], scope: "organization" | "stack" = "organization") {
  const root = resource("pulumi:pulumi:Stack", "shop-us", {}, { kind: "stack", stack: "us" });
  const estate = buildEstate(scope, [{ name: "us", project: "shop" }], [root, ...resources], []);
  const { findings } = judge(estate, rules, flowTerms(mandate));
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
      "mandate.yaml:11: the entry `us-data-has-a-second-us-region: landing` of the mandate's `duties` is about nothing: there is no stack of that name, so that nobody answers for the rule",
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(5);
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
      "duties",
    ]);
  });
});
