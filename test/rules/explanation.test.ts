import type { Resource } from "../../policies/residency/estate";
import { Unknown } from "../../policies/residency/values";
import { rules } from "../../policies/rules";
import { explain, type Explanation } from "../../policies/rules/explanation";
import { judge } from "../../policies/rules/judge";
import { estate, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, from, ireland, output, virginia } from "../support/flows";

const flows = "us-data-flows-stay-in-us";
const terms = flowTerms();
const free = { tags: { "data-class": "operational" } };

const replicates = (target: unknown) => ({
  replicationConfiguration: { rules: [{ status: "Enabled", destination: { bucket: target } }] },
});
const copy = bucketIn(virginia, "copy", free);
const dublin = bucketIn(ireland, "dublin", free);

/** What is told of the one finding of a rule. */
function explained(rule: string, ...resources: readonly Resource[]): Explanation {
  const seen = estate(...resources);
  const { findings } = judge(seen, rules, terms);
  const [finding, ...more] = findings.filter((one) => one.rule === rule);
  if (finding === undefined || more.length > 0) throw new Error(`${more.length} more findings`);
  return explain(finding, findings, seen, rules, terms);
}

describe("an explanation of a finding", () => {
  const orders = bucketIn(virginia, "orders", replicates(output(copy)));
  const second = { ...copy, inputs: bucketIn(virginia, "copy", { ...free, ...replicates(output(dublin)) }).inputs };

  it("names the rule, and the class of the holder that the data comes from", () => {
    const found = explained(flows, orders, second, dublin);
    expect(found.title).toBe("US users' data flows stay in the United States");
    expect(found.dataClass).toEqual({ name: "us-user", why: "default", of: orders });
    expect(found.causes).toEqual([undefined, undefined]);
    expect(found.cuts.map((cut) => [cut.resource.name, cut.property])).toEqual([
      ["orders", "replicationConfiguration.rules[0]"],
      ["copy", "replicationConfiguration.rules[0]"],
    ]);
  });

  it("tells where the resource itself is", () => {
    const { placement } = explained(flows, orders, second, dublin);
    expect(placement?.places.map(({ place }) => place.id)).toEqual(["us-east-1"]);
  });

  it("is of the resource itself where no data comes to it", () => {
    const abroad = bucketIn(ireland, "abroad");
    const found = explained("us-data-stays-in-us", abroad);
    expect(found).toMatchObject({ dataClass: { of: abroad, why: "default" }, causes: [], cuts: [] });
    expect(found.placement?.places.map(({ place }) => place.id)).toEqual(["eu-west-1"]);
  });

  it("tells no place of a type that nobody knows", () => {
    const found = explained("types-are-known", aws("no/type:Type", "x"));
    expect(found).not.toHaveProperty("placement");
  });

  it("tells no title of a rule that isn't among those that are asked", () => {
    const seen = estate(bucketIn(ireland, "abroad"));
    const [finding] = judge(seen, rules, terms).findings;
    expect(finding && explain(finding, [], seen, [], terms).title).toBe("");
  });
});

describe("the class in an explanation", () => {
  const label = { tags: { "data-class": "us-user" } };

  it("names the input that carries its label", () => {
    const labeled = bucketIn(ireland, "b", label);
    expect(explained("us-data-stays-in-us", labeled).dataClass).toEqual({
      ...{ name: "us-user", why: "label", of: labeled },
      label: "tags",
    });
  });

  it("names the nearest component that declares it", () => {
    const component = (name: string, inputs: Readonly<Record<string, unknown>>, parent?: Resource) =>
      resource("my:C", name, inputs, { kind: "component", ...(parent && { parent: parent.urn }) });
    const outer = component("outer", { dataClass: "operational" });
    const declaring = component("declaring", { dataClass: "us-user" }, outer);
    const silent = component("silent", {}, declaring);
    const child = bucketIn(ireland, "b", {}, { parent: silent.urn });
    const found = explained("us-data-stays-in-us", outer, declaring, silent, child);
    expect(found.dataClass).toEqual({ name: "us-user", why: "component", of: child, component: declaring });
  });
});

describe("the causes in an explanation", () => {
  const later = new Unknown("not-yet-known");
  const orders = bucketIn(virginia, "orders");

  it("say why a hop isn't certain", () => {
    const unsure = { ...orders, ...from({ replicationConfiguration: [dublin] }) };
    const source = { ...unsure, inputs: bucketIn(virginia, "orders", replicates(later)).inputs };
    expect(explained(flows, source, dublin).causes).toEqual(["not-yet-known"]);
  });

  it("say it of the movement that the hop is, not of another of the same resource", () => {
    const two = {
      replicationConfiguration: {
        rules: [copy, dublin].map((to) => ({
          status: to === copy ? "Enabled" : later,
          destination: { bucket: output(to) },
        })),
      },
    };
    const source = bucketIn(virginia, "orders", two);
    expect(explained(flows, source, copy, dublin).causes).toEqual(["not-yet-known"]);
  });

  it("are what is possible where compute only refers to a store", () => {
    const worker = aws(
      "lambda/function:Function",
      "worker",
      {
        ...free,
        environment: { variables: { A: output(orders, "id") } },
      },
      { provider: ireland, ...from({ environment: [orders] }) },
    );
    expect(explained(flows, orders, worker).causes).toEqual(["possible"]);
  });
});
