import { compare, shown, type Aspect } from "./compare";
import { observeReal } from "./real";
import { reference, secret, unknown, type Form, type Observed, type ObservedResource } from "./observed";

const stack = "urn:pulumi:dev::shop";
const providerUrn = `${stack}::pulumi:providers:aws::west`;
const defaultUrn = `${stack}::pulumi:providers:aws::default_7_48_0`;
const groupUrn = `${stack}::shop:index:Group::group`;
const bucketUrn = `${stack}::shop:index:Group$aws:s3/bucket:Bucket::orders`;
const foundUrn = `${stack}::aws:s3/bucket:Bucket::found`;
const queueUrn = `${stack}::aws:sqs/queue:Queue::queue`;

/** What both engines see of a program with one of everything. */
const build = (): Observed =>
  observed(
    resource(providerUrn, { inputs: { region: "us-west-2" } }),
    resource(defaultUrn, { inputs: { region: "us-east-1" } }),
    resource(groupUrn, {}),
    resource(bucketUrn, {
      parent: groupUrn,
      provider: providerUrn,
      inputs: { bucket: secret("orders"), region: "us-west-2", tags: { "data-class": "us-user" } },
      ignoreChanges: ["tags"],
      dependencies: [],
    }),
    resource(foundUrn, { provider: defaultUrn, id: "existing" }),
    resource(queueUrn, {
      provider: defaultUrn,
      inputs: { policy: unknown, region: "us-east-1", tags: { list: [1, unknown] } },
      dependencies: [bucketUrn],
      propertyDependencies: { policy: [bucketUrn] },
    }),
  );
const seen = build();

interface Fault {
  readonly title: string;
  readonly aspect: Aspect;
  /** Part of where the difference is reported to be. */
  readonly at: string;
  readonly fault: Observed;
}

const faults: readonly Fault[] = [
  { title: "a lost resource", aspect: "resource", at: queueUrn, fault: without(queueUrn) },
  { title: "a missing default provider", aspect: "resource", at: defaultUrn, fault: without(defaultUrn) },
  {
    title: "a URN that lacks its parent's type",
    aspect: "resource",
    at: `${stack}::aws:s3/bucket:Bucket::orders`,
    fault: renamed(bucketUrn, `${stack}::aws:s3/bucket:Bucket::orders`),
  },
  { title: "a wrong type", aspect: "type", at: bucketUrn, fault: changed(bucketUrn, { type: "aws:s3:Bucket" }) },
  { title: "a wrong parent", aspect: "parent", at: bucketUrn, fault: changed(bucketUrn, { parent: "" }) },
  {
    title: "the default provider in the place of an explicit one",
    aspect: "provider",
    at: bucketUrn,
    fault: changed(bucketUrn, { provider: defaultUrn }),
  },
  { title: "another id", aspect: "id", at: foundUrn, fault: changed(foundUrn, { id: "other" }) },
  {
    title: "a region that wasn't injected",
    aspect: "input",
    at: `${queueUrn}.region`,
    fault: changedInputs(queueUrn, { policy: unknown, tags: { list: [1, unknown] } }),
  },
  {
    title: "an unknown that became a value",
    aspect: "input",
    at: `${queueUrn}.policy`,
    fault: changedInputs(queueUrn, { policy: "", region: "us-east-1", tags: { list: [1, unknown] } }),
  },
  {
    title: "an unknown that was lost in a list",
    aspect: "input",
    at: `${queueUrn}.tags.list`,
    fault: changedInputs(queueUrn, { policy: unknown, region: "us-east-1", tags: { list: [1] } }),
  },
  {
    title: "a secret that is shown",
    aspect: "input",
    at: `${bucketUrn}.bucket`,
    fault: changedInputs(bucketUrn, { bucket: "orders", region: "us-west-2", tags: { "data-class": "us-user" } }),
  },
  {
    title: "a secret with other content",
    aspect: "input",
    at: `${bucketUrn}.bucket`,
    fault: changedInputs(bucketUrn, { bucket: secret(""), region: "us-west-2", tags: { "data-class": "us-user" } }),
  },
  {
    title: "another value deep inside",
    aspect: "input",
    at: `${bucketUrn}.tags.data-class`,
    fault: changedInputs(bucketUrn, { bucket: secret("orders"), region: "us-west-2", tags: { "data-class": "other" } }),
  },
  {
    title: "a provider of another region",
    aspect: "input",
    at: `${providerUrn}.region`,
    fault: changedInputs(providerUrn, { region: "eu-west-1" }),
  },
  {
    title: "a lost `ignoreChanges`",
    aspect: "ignoreChanges",
    at: bucketUrn,
    fault: changed(bucketUrn, { ignoreChanges: [] }),
  },
  {
    title: "a lost dependency",
    aspect: "dependencies",
    at: queueUrn,
    fault: changed(queueUrn, { dependencies: [] }),
  },
  {
    title: "a lost property dependency",
    aspect: "propertyDependencies",
    at: `${queueUrn}.policy`,
    fault: changed(queueUrn, { propertyDependencies: {} }),
  },
  {
    title: "a property dependency of another property",
    aspect: "propertyDependencies",
    at: `${queueUrn}.tags`,
    fault: changed(queueUrn, { propertyDependencies: { policy: [bucketUrn], tags: [bucketUrn] } }),
  },
  { title: "another stack output", aspect: "output", at: ".url", fault: { ...seen, outputs: { url: "known" } } },
  { title: "a lost stack output", aspect: "output", at: ".url", fault: { ...seen, outputs: {} } },
  { title: "a missing verdict", aspect: "verdict", at: "us-data-stays-in-us", fault: { ...seen, verdicts: [] } },
  {
    title: "a verdict that only warns",
    aspect: "verdict",
    at: `us-data-stays-in-us about ${bucketUrn}`,
    fault: { ...seen, verdicts: [{ rule: "us-data-stays-in-us", urn: bucketUrn, effect: "warn" }] },
  },
  {
    title: "a verdict about another resource",
    aspect: "verdict",
    at: `us-data-stays-in-us about ${queueUrn}`,
    fault: { ...seen, verdicts: [{ rule: "us-data-stays-in-us", urn: queueUrn, effect: "block" }] },
  },
];

describe("the comparison of two engines", () => {
  it("finds nothing where both see the same", () => {
    expect(compare(seen, build())).toEqual([]);
  });

  it.each(faults)("reports $title", ({ aspect, at, fault }) => {
    for (const differences of [compare(fault, seen), compare(seen, fault)]) {
      expect(differences.map((difference) => difference.aspect)).toContain(aspect);
      expect(differences.map(shown).join("\n")).toContain(`${aspect} of ${at}`);
    }
  });

  it("takes a secret that the log hides for the same", () => {
    const hidden = changedInputs(bucketUrn, {
      bucket: { $elided: true },
      region: "us-west-2",
      tags: { "data-class": "us-user" },
    });
    expect(compare(seen, hidden)).toEqual([]);
  });

  it.each([
    ["its id", foundUrn, "existing"],
    ["its URN", foundUrn, foundUrn],
    ["an unknown, while it has no id", queueUrn, unknown],
  ])("takes a resource in a secret for the same as %s", (_, urn, shownAs) => {
    const of = (form: Form) => changedInputs(bucketUrn, { bucket: secret({ of: form }) });
    expect(compare(of(reference(urn)), of(shownAs))).toEqual([]);
    expect(compare(of(reference(urn)), of("another")).map(({ aspect }) => aspect)).toEqual(["input"]);
  });

  it("takes what only the real engine was told for the same where that is said, and nothing else", () => {
    const told = changedInputs(queueUrn, { policy: "known", region: "us-east-1", tags: { list: [1, 2] } });
    expect(compare(seen, told, { realKnowsMore: true })).toEqual([]);
    expect(compare(seen, told)).toHaveLength(2);
    expect(compare(told, seen, { realKnowsMore: true })).toHaveLength(2);
  });

  it("takes what an unknown lookup depends on for the same where that is said, and no fewer of them", () => {
    const of = (policy: Form, ...urns: string[]) => {
      const changed = changedInputs(queueUrn, { policy });
      const queue = changed.resources.get(queueUrn);
      if (queue === undefined) throw new Error("no queue");
      const propertyDependencies = { policy: urns };
      return { ...changed, resources: new Map([...changed.resources, [queueUrn, { ...queue, propertyDependencies }]]) };
    };
    const found = (one: Observed, other: Observed) =>
      compare(one, other, { realKnowsMore: true }).map(({ aspect }) => aspect);
    expect(found(of(unknown), of("known", bucketUrn))).toEqual([]);
    expect(found(of(unknown, bucketUrn), of("known"))).toEqual(["propertyDependencies"]);
    expect(found(of("known"), of("known", bucketUrn))).toEqual(["propertyDependencies"]);
  });

  it("doesn't take what should be a secret for one that the log hides", () => {
    const hidden = changedInputs(providerUrn, { region: { $elided: true } });
    expect(compare(seen, hidden).map(shown)).toEqual([
      `input of ${providerUrn}.region: embedded has "us-west-2", real has {"$elided":true}`,
    ]);
  });

  it("has a fault for every aspect", () => {
    const aspects: Record<Aspect, true> = {
      ...{ resource: true, type: true, parent: true, provider: true, id: true, input: true, ignoreChanges: true },
      ...{ dependencies: true, propertyDependencies: true, output: true, verdict: true },
    };
    expect(new Set(faults.map(({ aspect }) => aspect))).toEqual(new Set(Object.keys(aspects)));
  });
});

describe("the reader of the real engine", () => {
  it("refuses a preview that ended before the stack was analyzed", () => {
    expect(() => observeReal('{"kind":"resource","urn":"a","properties":{}}\n', "")).toThrow(
      "did not analyze the stack",
    );
  });
});

function observed(...resources: readonly ObservedResource[]): Observed {
  return {
    resources: new Map(resources.map((one) => [one.urn, one])),
    outputs: { url: unknown },
    verdicts: [{ rule: "us-data-stays-in-us", urn: bucketUrn, effect: "block" }],
  };
}

function resource(urn: string, more: Partial<ObservedResource>): ObservedResource {
  const type = (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
  const empty = { parent: "", provider: "", inputs: {}, ignoreChanges: [], dependencies: [], propertyDependencies: {} };
  return { urn, type, ...empty, ...more };
}

function changed(urn: string, more: Partial<ObservedResource>): Observed {
  return observed(...[...seen.resources.values()].map((one) => (one.urn === urn ? { ...one, ...more } : one)));
}

function changedInputs(urn: string, inputs: ObservedResource["inputs"]): Observed {
  return changed(urn, { inputs });
}

function renamed(urn: string, to: string): Observed {
  return changed(urn, { urn: to });
}

function without(urn: string): Observed {
  return observed(...[...seen.resources.values()].filter((one) => one.urn !== urn));
}
