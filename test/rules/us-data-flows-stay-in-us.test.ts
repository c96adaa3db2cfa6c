import type { Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { causes, Secret, Unknown, type Cause } from "../../policies/residency/values";
import { usDataFlowsStayInUs } from "../../policies/rules/us-data-flows-stay-in-us";
import { resource } from "../support/estates";
import { aws, bucketIn, flowsOf, flowTerms, from, ireland, ociIn, output, verdictOf, virginia } from "../support/flows";

const later = new Unknown("not-yet-known");
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const copy = bucketIn(virginia, "copy", { bucket: "acme-copy" });
const dublin = bucketIn(ireland, "dublin", { bucket: "acme-dublin", tags: { "data-class": "operational" } });
const free = { tags: { "data-class": "operational" } };

const rules = (bucket: unknown) => ({ rules: [{ status: "Enabled", destination: { bucket } }] });
const replicates = (bucket: unknown, more: Partial<Resource> = {}, inputs = {}) =>
  bucketIn(virginia, "source", { replicationConfiguration: rules(bucket), ...inputs }, more);
const secret = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  aws("secretsmanager/secret:Secret", "secret", inputs, more);

const flows = (...resources: readonly Resource[]) => flowsOf(resources).map(verdictOf);

function alone(subject: Resource, terms = flowTerms(), ...ancestors: readonly Resource[]): Judgement[] {
  return [...(usDataFlowsStayInUs.judgeResource?.({ resource: subject, ancestors, ...terms }) ?? [])];
}

describe("us-data-flows-stay-in-us", () => {
  it.each<[string, readonly Resource[], string]>([
    ["a bucket of the estate abroad", [replicates(output(dublin)), dublin], "refused aws:eu-west-1"],
    ["a region", [secret({ replicas: [{ region: "eu-west-1" }] })], "refused aws:eu-west-1"],
    [
      "a secret region",
      [secret({ replicas: [{ region: new Secret("eu-west-1") }] })],
      "refused outside the allowed places (secret)",
    ],
    [
      "what may be a bucket abroad",
      [replicates(later, from({ replicationConfiguration: [dublin] })), dublin],
      "refused aws:eu-west-1",
    ],
  ])("refuses a way to %s", (_, resources, expected) => {
    expect(flows(...resources)).toEqual([expected]);
  });

  it.each<[string, readonly Resource[]]>([
    ["to a bucket of the estate in the US", [replicates(output(copy)), copy]],
    ["to a region in the US", [secret({ replicas: [{ region: "us-west-2" }] })]],
    [
      "that is switched off",
      [
        bucketIn(virginia, "b", {
          replicationConfiguration: { rules: [{ status: "Disabled", destination: { bucket: "x" } }] },
        }),
      ],
    ],
    ["of a class that may be anywhere", [replicates(output(dublin), {}, free), dublin]],
    ["of what is only looked up", [replicates(output(dublin), { kind: "read" }), dublin]],
  ])("finds nothing wrong with a way %s", (_, resources) => {
    expect(flows(...resources)).toEqual([]);
  });

  const attached = aws("lambda/function:Function", "f", {}, from({ environment: [orders, dublin] }));
  const undecided: Readonly<Record<Cause, readonly Resource[]>> = {
    "not-yet-known": [replicates(later)],
    possible: [orders, dublin, { ...attached, inputs: dublin.inputs }],
    unreadable: [aws("sqs/queue:Queue", "q", { redrivePolicy: '{"deadLetterTargetArn"' })],
    unresolvable: [replicates("arn:aws:s3:::somebody")],
    "not-stated": [replicates(new Unknown("not-stated"))],
    "not-seen": [replicates(new Unknown("not-seen"))],
    ignored: [replicates(output(copy), { ignoreChanges: ["replicationConfiguration.rules[0].destination"] }), copy],
    encrypted: [replicates(new Unknown("encrypted"))],
  };
  it.each(causes)("leaves a way undecided: %s", (cause) => {
    const found = flows(...undecided[cause]).filter((text) => text.includes(`undecided ${cause}`));
    expect(found.length).toBeGreaterThan(0);
    expect(flows(...undecided[cause]).filter((text) => text.startsWith("refused"))).toEqual([]);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    [
      "a destination abroad",
      [replicates(output(dublin), { ignoreChanges: ["replicationConfiguration"] }), dublin],
      ["undecided ignored aws:eu-west-1"],
    ],
    [
      "a destination without a place",
      [replicates("arn:aws:s3:::x", { ignoreChanges: ["replicationConfiguration"] })],
      ["undecided ignored"],
    ],
    [
      "a destination that isn't known",
      [replicates(later, { ignoreChanges: ["replicationConfiguration"] })],
      ["undecided ignored"],
    ],
    ["a destination that is absent", [secret({}, { ignoreChanges: ["replicas"] })], ["undecided ignored"]],
    ["everything", [secret({}, { ignoreChanges: ["replicas", "name"] })], ["undecided ignored"]],
    [
      "a switch that is off and leads nowhere else",
      [aws("sns/topic:Topic", "t", {}, { ignoreChanges: ["tracingConfig"] })],
      [],
    ],
    ["what a network is a way to", [aws("ec2/vpc:Vpc", "v", {}, { ignoreChanges: ["*"] })], []],
    ["an input that decides nothing", [replicates(output(copy), { ignoreChanges: ["tags", "versioning"] }), copy], []],
  ])("says `ignored` where changes are ignored to %s", (_, resources, expected) => {
    const isShare = /share-grant|public-exposure/;
    const found = flowsOf(resources).filter(({ evidence }) => !isShare.test(evidence.trace?.at(-1)?.kind ?? ""));
    expect(found.map(verdictOf)).toEqual(expected);
  });

  it("says no property value, wherever it stands", () => {
    const words = "hush-arn:aws:s3:::hush-eu-north-1-ocid1.hush";
    const estates: readonly (readonly Resource[])[] = [
      [replicates(words)],
      [replicates(new Secret("arn:aws:sqs:eu-north-1:123456789012:hush"))],
      [secret({ replicas: new Secret([{ region: "eu-north-1" }]) })],
      [secret({ replicas: [{ region: words }] })],
      [aws("sqs/queue:Queue", "q", { redrivePolicy: new Secret('{"a":"arn:aws:sqs:eu-north-1:123456789012:hush"}') })],
      [aws("sqs/queue:Queue", "q", { redrivePolicy: { a: new Secret("eu-north-1") } })],
      [aws("sqs/queue:Queue", "q", { policy: `{"hush"` })],
      [
        resource(
          "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
          "p",
          { destinationRegionName: new Secret("hush") },
          { provider: ociIn("us-ashburn-1") },
        ),
      ],
    ];
    for (const resources of estates) {
      const found = flowsOf(resources);
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toMatch(/hush|eu-north-1|Stockholm/);
    }
  });

  it("judges a way once, by its worst: what blocks before what warns, whatever the order", () => {
    const known = bucketIn(virginia, "known");
    const may = aws("lambda/function:Function", "may", {}, from({ environment: [known] }));
    const target = (source: Resource) =>
      aws("s3/bucketNotification:BucketNotification", "n", {
        bucket: output(source, "id"),
        queues: [{ queueArn: "arn:aws:sqs:eu-west-1:123456789012:q" }],
      });
    for (const resources of [
      [known, may, target(known)],
      [target(known), may, known],
    ])
      expect(flows(...resources)).toEqual(["refused aws:eu-west-1"]);
  });

  it("follows data over several resources, and shows the way", () => {
    const topic = aws("sns/topic:Topic", "topic", free);
    const notification = aws("s3/bucketNotification:BucketNotification", "n", {
      bucket: output(orders, "id"),
      topics: [{ topicArn: output(topic) }],
    });
    const queue = aws("sqs/queue:Queue", "abroad", free, { provider: ireland });
    const subscription = aws("sns/topicSubscription:TopicSubscription", "s", {
      topic: output(topic),
      protocol: "sqs",
      endpoint: output(queue),
    });
    const [found, ...more] = flowsOf([subscription, queue, notification, topic, orders]);
    expect(more).toEqual([]);
    expect(found?.subject).toBe(subscription.urn);
    expect(found?.evidence.trace?.map(({ from, to }) => [from, to])).toEqual([
      [orders.urn, topic.urn],
      [topic.urn, queue.urn],
    ]);
    const ended = flowTerms(
      `name: t\ndeclassify:\n  - { from: us-user, at: "${topic.urn}", to: operational, owner: o, reason: r }`,
    );
    expect(flowsOf([subscription, queue, notification, topic, orders], ended)).toEqual([]);
  });
});

describe("us-data-flows-stay-in-us, before a resource is created", () => {
  const component = resource("my:C", "c", { dataClass: "operational" }, { kind: "component" });

  it.each<[string, Resource, string]>([
    ["a region abroad", secret({ replicas: [{ region: "eu-west-1" }] }), "refused aws:eu-west-1"],
    [
      "a secret region abroad",
      secret({ replicas: [{ region: new Secret("eu-west-1") }] }),
      "refused outside the allowed places (secret)",
    ],
    [
      "an ARN abroad",
      aws("sqs/queue:Queue", "q", { redrivePolicy: '{"x":"arn:aws:sqs:eu-west-1:123456789012:q"}' }),
      "refused aws:eu-west-1",
    ],
  ])("refuses %s, in the words of the estate half", (_, subject, expected) => {
    expect(alone(subject).map(verdictOf)).toEqual([expected]);
    expect(alone(subject).map(({ evidence }) => evidence.message)).toEqual(
      flowsOf([subject]).map(({ evidence }) => evidence.message),
    );
  });

  it.each<[string, Resource, ...Resource[]]>([
    ["a region in the US", secret({ replicas: [{ region: "us-west-2" }] })],
    ["a region to come", secret({ replicas: [{ region: later }] })],
    [
      "a region of which changes are ignored",
      secret({ replicas: [{ region: "eu-west-1" }] }, { ignoreChanges: ["replicas"] }),
    ],
    ["a resource that others know", replicates(output(dublin))],
    ["a place that isn't told", replicates("arn:aws:s3:::somebody")],
    ["a class that may be anywhere", secret({ replicas: [{ region: "eu-west-1" }], ...free })],
    ["a class of its component", secret({ replicas: [{ region: "eu-west-1" }] }, { parent: component.urn }), component],
    ["a possible way", bucketIn(virginia, "b", { acl: "public-read" })],
    [
      "compute whose class may be another",
      aws("lambda/function:Function", "f", { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:123456789012:q" } }),
    ],
    [
      "what goes from another resource",
      aws("s3/bucketReplicationConfig:BucketReplicationConfig", "r", {
        bucket: output(orders, "id"),
        ...rules("arn:aws:s3:eu-west-1:123456789012:accesspoint/x"),
      }),
    ],
    [
      "what may lie in a container of another class",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId: later }, { provider: ociIn("us-ashburn-1") }),
    ],
    ["what is only looked up", secret({ replicas: [{ region: "eu-west-1" }] }, { kind: "read" })],
    ["a type that nobody knows", aws("no/type:Type", "x", { region: "eu-west-1" })],
  ])("leaves %s to the estate half", (_, subject, ...ancestors) => {
    expect(alone(subject, flowTerms(), ...ancestors)).toEqual([]);
  });

  it("leaves what the mandate declassifies, and what an exception may excuse", () => {
    const subject = secret({ replicas: [{ region: "eu-west-1" }] });
    const ended = `name: t\ndeclassify:\n  - { from: us-user, at: "*::secret", to: operational, owner: o, reason: r }`;
    expect(alone(subject, flowTerms(ended))).toEqual([]);
    expect(flowsOf([subject], flowTerms(ended))).toEqual([]);
  });
});
