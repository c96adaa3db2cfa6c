import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildEstate, type Resource } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import { usDataStaysInUs } from "../../policies/rules/us-data-stays-in-us";
import { severities, type Rule } from "../../policies/rules/rule";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const data = path.join(__dirname, "../../policies/residency/data/controls.json");
// SAFETY: the file is ours; its form is tested in test/data.
const { controls } = JSON.parse(readFileSync(data, "utf8")) as { controls: { id: string }[] };

describe("the list of rules", () => {
  it("is closed: every file of policies/rules is a rule of the list, or its machinery", () => {
    const machinery = [
      ...["cuts.ts", "explanation.ts", "flows", "identity.ts", "index.ts", "judge.ts", "phases", "rule.ts", "terms.ts"],
      "baseline-use.ts",
      "unused-statements.ts",
    ];
    const files = readdirSync(path.join(__dirname, "../../policies/rules")).filter((file) => !machinery.includes(file));
    expect(files.sort()).toEqual(rules.map(({ name }) => `${name}.ts`).sort());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))("%s can be reported in full", (_, rule) => {
    expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(severities).toContain(rule.severity);
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
    expect(rule.remedy).toMatch(/^[a-z].*[^.]$/);
    expect(rule.judgeEstate).toBeDefined();
    const known = new Set(controls.map(({ id }) => id));
    expect(rule.controls.filter((id) => !known.has(id))).toEqual([]);
    expect(rule.controls.length).toBeGreaterThan(0);
  });
});

describe("judging", () => {
  const frankfurt = provider("gcp", { region: "europe-west3" });
  const bucket = (stack: string) =>
    resource("gcp:storage/bucket:Bucket", "b", { location: "europe-west3" }, { provider: frankfurt, stack });

  it("makes findings of what is refused or undecided, and counts the rest", () => {
    const { findings, judged } = judge(estate(bucket("dev"), resource("aws:iam/role:Role", "r")), rules, termsOf());
    expect(findings).toMatchObject([
      { rule: "us-data-stays-in-us", verdict: "refused", cause: null, effect: "block", severity: "critical" },
    ]);
    expect(judged.get("types-are-known")).toEqual({ allowed: 2, refused: 0, undecided: 0, notJudged: null });
    expect([...judged.keys()]).toEqual(rules.map(({ name }) => name));
  });

  it("takes the effect of an undecided finding from the mandate", () => {
    const lost = resource("gcp:storage/bucket:Bucket", "b", { location: "atlantis" });
    const effect = (mandate?: string) =>
      judge(estate(lost), rules, termsOf(mandate)).findings.map((finding) => finding.effect);
    expect(effect()).toEqual(["block"]);
    expect(effect("name: test\neffects: { unresolvable: warn }\n")).toEqual(["warn"]);
  });

  it("gives a finding the same fingerprint in every stack, and another for another place or resource", () => {
    const print = (...subjects: readonly Resource[]) =>
      judge(estate(...subjects), rules, termsOf()).findings[0]?.fingerprint;
    expect(print(bucket("dev"))).toMatch(/^[0-9a-f]{16}$/);
    expect(print(bucket("prod"))).toBe(print(bucket("dev")));
    expect(print({ ...bucket("dev"), inputs: resource("x", "x", { location: "EU" }).inputs })).not.toBe(
      print(bucket("dev")),
    );
    expect(print(resource("gcp:storage/bucket:Bucket", "c", { location: "europe-west3" }))).not.toBe(
      print(bucket("dev")),
    );
  });

  it("lists what is allowed under an exception alone", () => {
    const mandate = `
name: test
approvers: [board]
centers:
  frankfurt:
    kind: backup
    stack: dev
    cloud: gcp
    regions: [europe-west3]
    phase: dual-run
    exception: { owner: data, approver: board, reason: r, ticket: T-1, created: 2022-06-17, expires: 2022-09-15 }
`;
    const { findings, excepted } = judge(estate(bucket("dev")), rules, termsOf(mandate, "2022-09-10"));
    expect(findings).toEqual([]);
    expect(excepted).toEqual([
      { center: "frankfurt", expires: "2022-09-15", daysLeft: 5, resources: [bucket("dev").urn] },
    ]);
  });

  it("does not judge at stack scope what needs the organization, and says so", () => {
    const wide: Rule = { ...usDataStaysInUs, name: "needs-all", needs: "organization" };
    expect(judge(estate(bucket("dev")), [wide], termsOf()).judged.get("needs-all")).toEqual({
      allowed: 0,
      refused: 0,
      undecided: 0,
      notJudged: "needs every stack of the organization, or a stack that the mandate's `duties` name",
    });
    const organization = buildEstate("organization", [{ name: "dev", project: "shop" }], [bucket("dev")], []);
    expect(judge(organization, [wide], termsOf()).judged.get("needs-all")?.refused).toBe(1);
  });
});
