import type { Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { Secret, Unknown } from "../../policies/residency/values";
import { dataIsClassed } from "../../policies/rules/data-is-classed";
import { estate, provider, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, from, ociIn, output, virginia } from "../support/flows";

const free = { "data-class": "operational" };
const refuse = "name: t\nloweringLabels: refuse";

function judged(resources: readonly Resource[], mandate?: string): Judgement[] {
  return [...(dataIsClassed.judgeEstate?.({ estate: estate(...resources), ...flowTerms(mandate) }) ?? [])];
}
const labeled = (label: unknown) => bucketIn(virginia, "b", { tags: { "data-class": label } });
const oci = (inputs: Readonly<Record<string, unknown>>) =>
  resource("oci:ObjectStorage/bucket:Bucket", "b", inputs, { provider: ociIn("us-ashburn-1") });
const component = (dataClass: unknown) => resource("my:C", "c", { dataClass }, { kind: "component" });

describe("data-is-classed", () => {
  it.each<[string, Resource, string, string]>([
    ["a class that the mandate lacks", labeled("operatonal"), "tags.data-class", "the class `operatonal`"],
    ["a secret one", labeled(new Secret("hush")), "tags.data-class", "a class that the mandate doesn't have"],
    ["what is no name", labeled(7), "tags.data-class", "a class that the mandate doesn't have"],
    ["a key of every object", labeled("constructor"), "tags.data-class", "a class that the mandate doesn't have"],
    ["a component's", component("us-users"), "dataClass", "the class `us-users`"],
    ["a defined tag's", oci({ definedTags: { "acme.data-class": "us-users" } }), "data-class", "the class `us-users`"],
    [
      "a provider's",
      bucketIn(provider("aws", { region: "us-east-1", defaultTags: { tags: { "data-class": "us-users" } } }), "b"),
      "defaultTags.tags.data-class",
      "the class `us-users`",
    ],
  ])("refuses %s", (_, subject, property, shown) => {
    const [found, ...more] = judged([subject]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ verdict: "refused", subject: subject.urn });
    expect(found?.evidence.property).toContain(property);
    expect(found?.evidence.message).toContain(shown);
    expect(JSON.stringify(found)).not.toContain("hush");
  });

  it("doesn't print a long name in full", () => {
    const [found] = judged([labeled("x".repeat(5_000))]);
    expect(found?.evidence.message.length).toBeLessThan(300);
  });

  it.each<[string, Resource, string]>([
    ["a label", labeled(new Unknown("not-yet-known")), "not-yet-known"],
    ["an encrypted label", labeled(new Unknown("encrypted")), "encrypted"],
    ["all tags", bucketIn(virginia, "b", { tags: new Unknown("not-seen") }), "not-seen"],
    ["a component's", component(new Unknown("not-yet-known")), "not-yet-known"],
    ["all defined tags", oci({ definedTags: new Unknown("not-yet-known") }), "not-yet-known"],
  ])("leaves %s undecided that isn't known", (_, subject, cause) => {
    expect(judged([subject])).toMatchObject([{ verdict: "undecided", cause }]);
  });

  it.each<[string, Resource]>([
    ["a class of the mandate", labeled("us-user")],
    ["a secret one of the mandate", labeled(new Secret("operational"))],
    ["a component's", component("operational")],
  ])("allows %s", (_, subject) => {
    expect(judged([subject])).toMatchObject([{ verdict: "allowed" }]);
  });

  it("says nothing where nothing is declared, or nobody knows the type", () => {
    expect(judged([bucketIn(virginia, "b"), aws("no/type:Type", "x", { tags: { "data-class": "x" } })])).toEqual([]);
    expect(judged([{ ...labeled("x"), kind: "read" }])).toEqual([]);
  });
});

describe("data-is-classed, where the mandate refuses labels that lower", () => {
  const outcome = (subject: Resource, mandate?: string) => judged([subject], mandate).map(({ verdict }) => verdict);

  it.each<[string, Resource, readonly string[]]>([
    ["a label", labeled("operational"), ["allowed", "refused"]],
    [
      "a provider's",
      bucketIn(provider("aws", { region: "us-east-1", defaultTags: { tags: free } }), "b"),
      ["allowed", "refused"],
    ],
    ["a free-form tag", oci({ freeformTags: free }), ["allowed", "refused"]],
    ["not a defined tag", oci({ definedTags: { "acme.data-class": "operational" } }), ["allowed"]],
    ["not a component", component("operational"), ["allowed"]],
    ["not the default itself", labeled("us-user"), ["allowed"]],
    ["not what is no class", labeled("users"), ["refused"]],
    ["not a label of what holds nothing", aws("iam/role:Role", "r", { tags: free }), ["allowed"]],
  ])("refuses %s", (_, subject, expected) => {
    expect(outcome(subject, refuse)).toEqual(expected);
    expect(outcome(subject).filter((verdict) => verdict === "refused")).toEqual(
      subject.inputs["tags"] !== undefined && expected[0] === "refused" ? ["refused"] : [],
    );
  });
});

describe("data-is-classed, where labels may not lower and classes are of different countries", () => {
  const classes = `${refuse}\nclasses:\n  ca-user: { countries: [CA] }\n  us-user: { countries: [US] }\n  narrow: { countries: [US] }`;

  it.each([
    ["ca-user", ["allowed", "refused"]],
    ["narrow", ["allowed"]],
  ])("takes a label for what it lets be elsewhere: %s", (label, expected) => {
    const found = judged([labeled(label)], classes);
    expect(found.map(({ verdict }) => verdict)).toEqual(expected);
  });
});

describe("data-is-classed, of what is declared free and carries other data", () => {
  const orders = bucketIn(virginia, "orders");
  const queue = aws("sqs/queue:Queue", "queue", { tags: free });
  const notification = (queueArn: unknown, more: Partial<Resource> = {}) =>
    aws(
      "s3/bucketNotification:BucketNotification",
      "n",
      { bucket: output(orders, "id"), queues: [{ queueArn }] },
      more,
    );

  it("refuses it once on the holder, with the way", () => {
    const found = judged([queue, notification(output(queue)), orders]).filter(({ verdict }) => verdict === "refused");
    expect(found).toMatchObject([{ subject: queue.urn }]);
    expect(found[0]?.evidence.message).toBe(
      'queue "queue" is declared operational, and carries us-user data of bucket "orders"',
    );
    expect(found[0]?.evidence.trace?.map(({ from, to }) => [from, to])).toEqual([[orders.urn, queue.urn]]);
  });

  it("doesn't where the data may not come, or the mandate ends its class", () => {
    const refused = (resources: readonly Resource[], mandate?: string) =>
      judged(resources, mandate).filter(({ verdict }) => verdict === "refused");
    const maybe = notification(new Unknown("not-yet-known"), from({ queues: [queue] }));
    expect(refused([queue, maybe, orders])).toEqual([]);
    const ends = `name: t\ndeclassify:\n  - { from: us-user, at: "*::queue", to: operational, owner: o, reason: r }`;
    expect(refused([queue, notification(output(queue)), orders], ends)).toEqual([]);
    expect(refused([{ ...queue, inputs: {} }, notification(output(queue)), orders])).toEqual([]);
  });
});

describe("data-is-classed says what it judged", () => {
  const rule = "data-is-classed";

  it("of a class of the mandate", () => {
    const subject = labeled("us-user");
    const evidence = { message: 'bucket "b" declares a class of the mandate', places: [], property: "tags.data-class" };
    expect(judged([subject])).toEqual([{ rule, subject: subject.urn, verdict: "allowed", evidence }]);
  });

  it("of a class that it lacks, and which there are", () => {
    const subject = labeled("us-usr");
    const message =
      'bucket "b" declares the class `us-usr`, which the mandate doesn\'t have; use `us-user`, `operational`';
    const evidence = { message, places: [], property: "tags.data-class" };
    expect(judged([subject])).toEqual([{ rule, subject: subject.urn, verdict: "refused", evidence }]);
  });

  it("of a class that isn't known", () => {
    const subject = component(new Unknown("not-yet-known"));
    const evidence = { message: 'the class that c "c" declares is not known', places: [], property: "dataClass" };
    expect(judged([subject])).toEqual([
      { rule, subject: subject.urn, verdict: "undecided", cause: "not-yet-known", evidence },
    ]);
  });

  it("of a label that lowers", () => {
    const subject = labeled("operational");
    expect(judged([subject], refuse)[1]).toEqual({
      ...{ rule, subject: subject.urn, verdict: "refused" },
      evidence: {
        message: 'bucket "b" lowers the class of its data by a label, which the mandate refuses',
        places: [],
        property: "tags.data-class",
        remedy: "declare the class on a component, by a defined tag of Oracle Cloud, or in the mandate's `scope`",
      },
    });
  });

  it.each([
    ["two letters off, of seven", "us-usexy", true],
    ["three letters off, of seven", "us-usexyz", false],
    ["three letters off, of eleven", "operatinalxy", true],
    ["five letters off, of eleven", "operatinalxyzu", false],
    ["one letter off", "us-use", true],
  ])("with the name when it is nearly a class's: %s", (_, label, isShown) => {
    const [found] = judged([labeled(label)]);
    expect(found?.verdict).toBe("refused");
    expect(found?.evidence.message.includes(label)).toBe(isShown);
  });

  it("of a name that is nearly one that has a third of its letters off, and no more", () => {
    const mandate = "name: t\ndefaultClass: us-people\nclasses: { us-people: { countries: [US] } }";
    expect(judged([labeled("us-peoplexyz")], mandate)[0]?.evidence.message).toContain("`us-peoplexyz`");
    expect(judged([labeled("us-peoplexyzu")], mandate)[0]?.evidence.message).not.toContain("us-peoplexyzu");
  });
});

describe("data-is-classed, of what holds no data itself", () => {
  const unknown = { tags: { "data-class": new Unknown("not-yet-known") } };

  it.each([
    ["compute", aws("lambda/function:Function", "f", unknown)],
    ["a transfer", aws("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "s", unknown)],
  ])("leaves a class undecided that isn't known: %s", (_, subject) => {
    expect(judged([subject])).toMatchObject([{ verdict: "undecided" }]);
  });

  it("says nothing where neither holds nor moves it any", () => {
    expect(judged([aws("iam/role:Role", "r", unknown)])).toEqual([]);
  });

  it("says nothing of a component that declares none", () => {
    expect(judged([resource("my:C", "c", {}, { kind: "component" })])).toEqual([]);
  });

  it("refuses nothing that carries another class which is promised too", () => {
    const minors = "name: t\nclasses: { us-user: { countries: [US] }, minor: { countries: [US] } }";
    const orders = bucketIn(virginia, "orders");
    const queue = aws("sqs/queue:Queue", "queue", { tags: { "data-class": "minor" } });
    const inputs = { bucket: output(orders, "id"), queues: [{ queueArn: output(queue) }] };
    const notification = aws("s3/bucketNotification:BucketNotification", "n", inputs);
    expect(judged([orders, queue, notification], minors).map(({ verdict }) => verdict)).toEqual(["allowed"]);
  });

  it("names no place where it refuses what carries more than it declares", () => {
    const orders = bucketIn(virginia, "orders");
    const queue = aws("sqs/queue:Queue", "queue", { tags: free });
    const inputs = { bucket: output(orders, "id"), queues: [{ queueArn: output(queue) }] };
    const notification = aws("s3/bucketNotification:BucketNotification", "n", inputs);
    const compute = aws("lambda/function:Function", "f", { tags: free });
    const called = { bucket: output(orders, "id"), lambdaFunctions: [{ lambdaFunctionArn: output(compute) }] };
    const calls = aws("s3/bucketNotification:BucketNotification", "calls", called);
    const refused = judged([orders, queue, notification, compute, calls]).filter(
      ({ verdict }) => verdict === "refused",
    );
    expect(refused.map(({ subject, evidence }) => [subject, evidence.places])).toEqual([[queue.urn, []]]);
  });
});
