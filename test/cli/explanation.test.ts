import { noBaseline } from "../../policies/residency/baseline";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Estate, Resource } from "../../policies/residency/estate";
import { factsOf } from "../../policies/residency/facts";
import { placesOfResource } from "../../policies/residency/holders";
import { builtInMandate } from "../../policies/residency/mandate";
import { loadMovements } from "../../policies/residency/movements";
import { Secret } from "../../policies/residency/values";
import { rules } from "../../policies/rules";
import { explain } from "../../policies/rules/explanation";
import { judge } from "../../policies/rules/judge";
import { renderExplanations } from "../../cli/reports/explanation";
import type { Look } from "../../cli/reports/pen";
import { buildResult, sortedFindings } from "../../cli/judge/build-result";
import { estate, provider, resource } from "../support/estates";
import { at, checked } from "./checked";

const terms = {
  mandate: builtInMandate(),
  date: "2026-11-22",
  catalog: loadCatalog(),
  movements: loadMovements(),
  waivers: [],
  baseline: noBaseline,
};
const usEast = provider("aws", { region: "us-east-1" });
const ireland = provider("aws", { region: "eu-west-1" }, { source: at("providers.ts", 3, 18) });
const look: Look = { color: false, seconds: 1, shown: (file) => file };

/** Everything that `rule` finds, explained. */
function explained(seen: Estate, rule: string, line = "new Something({"): string {
  const outcome = judge(seen, rules, terms);
  const placesOf = (urn: string) => {
    const found = seen.find(urn);
    return found === undefined ? [] : placesOfResource(found, factsOf(seen, terms), terms);
  };
  const { findings } = buildResult({ ...checked({ placesOf }), estate: seen, outcome });
  const all = sortedFindings(outcome.findings);
  const both = all.flatMap((finding, index) => {
    const told = findings[index];
    if (told === undefined || finding.rule !== rule) return [];
    return [{ told, explanation: explain(finding, all, seen, rules, terms) }];
  });
  return renderExplanations(both, null, look, () => line);
}

const bucket = (name: string, inputs: Readonly<Record<string, unknown>> = {}, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucket:Bucket", name, inputs, { provider: usEast, source: at("index.ts", 7, 16), ...more });
const replicating = (target: string) => ({
  replicationConfiguration: { rules: [{ status: "Enabled", destination: { bucket: `arn:aws:s3:::${target}` } }] },
});

describe("an explanation", () => {
  it("tells the class, each hop with its source line, and where the finding can be cut", () => {
    const orders = bucket("orders", replicating("replica"));
    const replica = bucket("replica", { bucket: "replica" }, { provider: ireland });
    expect(explained(estate(orders, replica), "us-data-flows-stay-in-us")).toContain(`
  rule     US users' data flows stay in the United States
  class    us-user, of bucket "orders": the mandate's default, as nothing declares one
`);
    expect(explained(estate(orders, replica), "us-data-flows-stay-in-us")).toContain(`
  hop 1    orders (us-east-1) → replica (eu-west-1)
           replication, certain
           declared by \`replicationConfiguration.rules[0].destination.bucket\` of bucket "orders" in stack dev
           index.ts:7:16  new Something({

  cut      this ends it, as judging again without it has shown
    take out  \`replicationConfiguration.rules[0]\` of bucket "orders" in stack dev
              index.ts:7:16
`);
  });

  it("tells the place, and the line that decided it, of what is abroad itself", () => {
    const text = explained(estate(bucket("abroad", {}, { provider: ireland })), "us-data-stays-in-us");
    expect(text).toContain('  place    eu-west-1 (Ireland), by region of provider "aws" at providers.ts:3:18\n');
    expect(text).toContain("  cut      none: it is about this resource alone, not about a way to it\n");
  });

  it("tells why a place isn't known", () => {
    const lost = bucket("lost", {}, { provider: provider("aws", {}) });
    expect(explained(estate(lost), "places-are-known")).toMatch(
      /^ {2}place {4}not known: no region is stated for provider "aws"/m,
    );
  });

  it("says no more of a secret place than that it is one", () => {
    const hidden = bucket("hidden", {}, { provider: provider("aws", { region: new Secret("eu-west-1") }) });
    const text = explained(estate(hidden), "us-data-stays-in-us");
    expect(text).toContain("  place    a place that is secret, by ");
    expect(text).not.toContain("eu-west-1");
  });

  it.each<[string, readonly Resource[], string]>([
    [
      "a label",
      [bucket("a", { tags: { "data-class": "us-user" } }, { provider: ireland })],
      "us-user: its label `data-class` in `tags`, or its provider's, says so",
    ],
    [
      "a component",
      [
        resource("shop:index:Enclave", "enclave", { dataClass: "us-user" }, { kind: "component" }),
        bucket("a", {}, { provider: ireland, parent: resource("shop:index:Enclave", "enclave").urn }),
      ],
      'us-user: enclave "enclave" declares it',
    ],
  ])("tells that the class comes from %s", (_, resources, text) => {
    expect(explained(estate(...resources), "us-data-stays-in-us")).toContain(`  class    ${text}\n`);
  });

  it.each([
    ["ANSI sequences", "\u001b[2J\u001b[32mclean"],
    ["line breaks", "x\n  cut      none"],
    ["a right-to-left override", "\u202enaelc"],
    ["ten thousand characters", "n".repeat(10_000)],
  ])("can't be made to deceive by %s", (_, name) => {
    const source = at(name, 1, 1);
    const orders = bucket(name, replicating("replica"), { source, stack: name });
    const replica = bucket(`${name}-replica`, { bucket: "replica" }, { provider: ireland, source });
    const shown = explained(estate(orders, replica), "us-data-flows-stay-in-us", name);
    expect(shown.split("\n")).toHaveLength(17);
    expect(shown).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThan(900);
  });
});
