import { policiesOf } from "../../policies/pack/policies";
import { traceText } from "../../policies/pack/trace-text";
import { loadCatalog } from "../../policies/residency/catalog";
import type { Hop } from "../../policies/residency/judgement";
import { loadMovements } from "../../policies/residency/movements";
import { packRules } from "../../policies/rules";
import { termsOf } from "../support/terms";
import { analyzer, secret, unknownString, urnOf, type Sent } from "./analyzer";

const terms = { ...termsOf(), catalog: loadCatalog(), movements: loadMovements() };
const rule = "us-data-flows-stay-in-us";

/** A resource with what its provider gave back, which only the stack's analysis shows. */
type Deployed = Sent & { readonly outputs?: Sent["props"] };

/** What the rule says of a stack after each resource was analyzed by itself, as the engine has it. */
async function judged(resources: readonly Deployed[]) {
  const { analyze, analyzeStack } = analyzer(policiesOf(packRules, () => terms));
  const before = [];
  for (const resource of resources) before.push(...(await analyze(resource)));
  const after = await analyzeStack(resources.map((one) => ({ ...one, props: { ...one.props, ...one.outputs } })));
  return [...before, ...after].filter(({ policy }) => policy === rule);
}

const virginia = { name: "virginia", props: { region: "us-east-1" } };
const ireland = { name: "ireland", props: { region: "eu-west-1" } };
const google = { name: "google", props: { region: "us-east4" } };
const free = { tags: { "data-class": "operational" } };

const bucket = (name: string, more: Partial<Deployed> = {}): Deployed => ({
  ...{ type: "aws:s3/bucket:Bucket", name, provider: virginia },
  props: { bucket: name },
  outputs: { id: name, arn: `arn:aws:s3:::${name}` },
  ...more,
});
const urn = (name: string) => urnOf("aws:s3/bucket:Bucket", name);
const replication = (from: string, to: string, props: { bucket: unknown; to: unknown }): Deployed => ({
  ...{ type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name: `${from}-to-${to}`, provider: virginia },
  props: { bucket: props.bucket, role: "r", rules: [{ status: "Enabled", destination: { bucket: props.to } }] },
  references: { bucket: [urn(from)], rules: [urn(to)] },
});
/** Of a bucket in the US to one abroad. */
const abroad = bucket("exports", { provider: ireland, props: { bucket: "exports", ...free } });

describe("the graph half of the rule about flows, at a preview", () => {
  const later = { outputs: { arn: unknownString } };
  it.each([
    [
      "advisory",
      "what is copied and where to isn't known",
      bucket("orders", { ...later, props: {} }),
      { bucket: unknownString, to: unknownString },
    ],
    [
      "mandatory",
      "where to isn't known, but that it is computed from a bucket abroad",
      bucket("orders"),
      { bucket: "orders", to: unknownString },
    ],
    [
      "advisory",
      "what is copied isn't known",
      bucket("orders", { ...later, props: {} }),
      { bucket: unknownString, to: "arn:aws:s3:::exports" },
    ],
  ] as const)("is %s where %s", async (level, _, orders, ends) => {
    const found = await judged([orders, { ...abroad, ...later }, replication("orders", "exports", ends)]);
    expect(found.map((one) => [one.level, one.urn.split("::").at(-1)])).toEqual([[level, "orders-to-exports"]]);
  });

  it("is undecided where a destination is computed from a bucket in the US", async () => {
    const home = bucket("exports", later);
    const found = await judged([
      bucket("orders"),
      home,
      replication("orders", "exports", { bucket: "orders", to: unknownString }),
    ]);
    expect(found).toMatchObject([
      { level: "advisory", message: expect.stringContaining("trace: orders ⇢ exports") as unknown },
    ]);
  });
});

describe("the graph half of the rule about flows, at `up`", () => {
  const copied = { bucket: "orders", to: "arn:aws:s3:::exports" };

  it("finds the bucket that an ARN means, and tells the trace", async () => {
    const found = await judged([bucket("orders"), abroad, replication("orders", "exports", copied)]);
    expect(found).toMatchObject([{ level: "mandatory" }]);
    expect(found[0]?.message.split("\n")).toEqual([
      'bucket replication config "orders-to-exports" replicates us-user data of bucket "orders" to bucket "exports" in eu-west-1 (Ireland)',
      "  rules[0].destination.bucket: aws:eu-west-1",
      "  trace: orders → exports (aws:eu-west-1)",
      "  fix: lead it to a place in the US, or take the movement out",
    ]);
  });

  it("allows what turns out to be in the US", async () => {
    expect(await judged([bucket("orders"), bucket("exports"), replication("orders", "exports", copied)])).toEqual([]);
  });

  it("follows what a free bucket carries on, and tells the whole way", async () => {
    const found = await judged([
      bucket("orders"),
      bucket("exports", { props: { bucket: "exports", ...free } }),
      bucket("replica", { provider: ireland, props: { bucket: "replica", ...free } }),
      replication("orders", "exports", copied),
      replication("exports", "replica", { bucket: "exports", to: "arn:aws:s3:::replica" }),
    ]);
    expect(found.map(({ level, urn: of }) => [level, of.split("::").at(-1)])).toEqual([
      ["mandatory", "exports-to-replica"],
    ]);
    expect(found[0]?.message).toContain("  trace: orders → exports → replica (aws:eu-west-1)");
  });

  const topic: Deployed = {
    ...{ type: "aws:sns/topic:Topic", name: "sales", provider: virginia },
    outputs: { arn: "arn:aws:sns:us-east-1:123456789012:sales-1" },
  };
  const subscription = (endpoint: unknown): Deployed => ({
    ...{ type: "aws:sns/topicSubscription:TopicSubscription", name: "sales-out", provider: virginia },
    props: { protocol: "sqs", topic: topic.outputs?.["arn"], endpoint },
  });
  const queue: Deployed = {
    ...{ type: "aws:sqs/queue:Queue", name: "queue", provider: ireland, props: free },
    outputs: { arn: "arn:aws:sqs:eu-west-1:123456789012:queue-1" },
  };
  const place: Deployed = {
    ...{ type: "gcp:storage/bucket:Bucket", name: "eu", provider: google },
    props: { location: "EU", name: "eu-1", labels: free.tags },
  };
  const pulled: Deployed = {
    ...{ type: "gcp:pubsub/topic:Topic", name: "sales", provider: google },
    props: { messageStoragePolicy: { allowedPersistenceRegions: ["us-east4"] } },
    outputs: { id: "projects/p/topics/sales-1", name: "sales-1" },
  };
  const stored: Deployed = {
    ...{ type: "gcp:pubsub/subscription:Subscription", name: "sales-out", provider: google },
    props: { topic: "projects/p/topics/sales-1", cloudStorageConfig: { bucket: "eu-1" } },
  };

  it.each([
    ["a queue's ARN", [topic, queue, subscription(queue.outputs?.["arn"])], "sales → queue (aws:eu-west-1)"],
    [
      "the region of an ARN of nobody's",
      [topic, subscription("arn:aws:sqs:eu-west-1:123456789012:q")],
      "sales → aws:eu-west-1",
    ],
    [
      "a secret ARN",
      [topic, subscription(secret("arn:aws:sqs:eu-west-1:123456789012:hunter2"))],
      "sales → aws:eu-west-1",
    ],
    ["a bucket's name", [place, pulled, stored], "sales-out → eu (gcp:eu)"],
  ])("decides by %s, and shows no value but the place", async (_, resources, trace) => {
    const found = await judged(resources);
    expect(found).toMatchObject([{ level: "mandatory" }]);
    expect(found[0]?.message).toContain(`  trace: ${trace}\n`);
    expect(found[0]?.message).not.toMatch(/hunter2|123456789012/);
  });
});

describe("a trace on one line", () => {
  const hop = (from: string, to: string, more: Partial<Hop> = {}): Hop => ({
    ...{ from: urn(from), to: urn(to), by: urn(from), property: "p", kind: "replication", certainty: "certain" },
    ...more,
  });
  const nowhere: Hop = { from: urn("a"), by: urn("a"), property: "p", kind: "replication", certainty: "certain" };

  it.each([
    ["a resource", [hop("a", "b")], "a → b"],
    ["a possible hop", [hop("a", "b", { certainty: "possible" })], "a ⇢ b"],
    ["a place", [{ ...nowhere, place: "aws:eu-west-1" }], "a → aws:eu-west-1"],
    ["a resource in a place", [hop("a", "b", { place: "aws:eu-west-1" })], "a → b (aws:eu-west-1)"],
    ["what isn't known", [nowhere], "a → ?"],
    ["a hostile name", [hop("a", "\u001b[2Jb\nfix: nothing")], "a → \\x1b[2Jb\\nfix: nothing"],
    ["a name with the separator", [hop("a", "b::c")], "a → b::c"],
  ])("ends with %s", (_name, trace, text) => {
    expect(traceText(trace)).toBe(text);
  });

  it("is of five hops at most, and of no endless names", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const hops = names.slice(1).map((name, index) => hop(names[index] ?? "", name));
    expect(traceText(hops.slice(0, 5))).toBe("a → b → c → d → e → f");
    expect(traceText(hops)).toBe("a → b → c → … → e → f → g");
    expect(traceText(hops.map((one) => ({ ...one, to: urn("x".repeat(9999)) }))).length).toBeLessThan(600);
  });
});
