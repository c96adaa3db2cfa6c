import type { Resource } from "../../policies/residency/estate";
import { isMeant, partReading, resolve, sourcesOf, type Target } from "../../policies/residency/resolve";
import { read, ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, resource, values } from "../support/estates";
import { aws, awsIn, bucketIn, from, ireland, output, virginia } from "../support/flows";

const bucket = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const unnamed = bucketIn(virginia, "unnamed");
const topic = aws("sns/topic:Topic", "events", { name: "events" });
const later = new Unknown("not-yet-known");
const stackReference = resource("pulumi:pulumi:StackReference", "other");
const gcpBucket = resource("gcp:storage/bucket:Bucket", "gcs", { name: "acme-gcs" });
const account = resource("gcp:serviceaccount/account:Account", "robot", { accountId: "robot" });
const repository = aws("ecr/repository:Repository", "images", { name: "images" });

function resolved(
  value: unknown,
  {
    path = "bucket",
    type = "aws:s3/bucketNotification:BucketNotification",
    computedFrom = [] as readonly Resource[],
  } = {},
): readonly Target[] {
  const [top = ""] = path.split(".");
  const mover = resource(type, "mover", { [top]: value }, { provider: virginia, ...from({ [top]: computedFrom }) });
  const reading = read(mover.inputs, top);
  if (reading === undefined) throw new Error("nothing stands there");
  const all = estate(bucket, unnamed, topic, stackReference, gcpBucket, account, repository, mover);
  return resolve(mover, reading, path, all);
}

describe("what an input names", () => {
  it.each<[string, Target[], Resource]>([
    ["a resource passed as a value", [...resolved(new ResourceReference(bucket.urn))], bucket],
    ["an output", [...resolved(output(unnamed, "id"))], unnamed],
    ["an ARN around an output", [...resolved(output(unnamed, "bucket", "arn:aws:s3:::*"))], unnamed],
    ["an ARN of objects", [...resolved(output(unnamed, "bucket", "arn:aws:s3:::*/in/*"))], unnamed],
    ["a URL around an output", [...resolved(output(unnamed, "bucket", "s3://*/in"))], unnamed],
    ["a host around an output", [...resolved(output(unnamed, "bucket", "*.s3.amazonaws.com"))], unnamed],
    [
      "an output and a tag",
      [...resolved(output(repository, "repositoryUrl", "*:latest"), { path: "image" })],
      repository,
    ],
    ["a literal name of the kind", [...resolved("acme-orders")], bucket],
    ["an ARN of a literal name", [...resolved("arn:aws:s3:::acme-orders")], bucket],
    ["a secret name", [...resolved(new Secret("acme-orders"))], bucket],
    [
      "a link of Google Cloud around an output",
      [
        ...resolved(output(gcpBucket, "name", "storage.googleapis.com/*"), {
          path: "destination",
          type: "gcp:logging/projectSink:ProjectSink",
        }),
      ],
      gcpBucket,
    ],
    [
      "a member around an e-mail",
      [
        ...resolved(output(account, "email", "serviceAccount:*"), {
          path: "member",
          type: "gcp:storage/bucketIAMMember:BucketIAMMember",
        }),
      ],
      account,
    ],
  ])("finds the resource of %s", (_, targets, found) => {
    expect(targets.map((target) => [target.kind, "resource" in target ? target.resource.urn : undefined])).toEqual([
      ["resource", found.urn],
    ]);
  });

  it.each<[string, readonly Target[], readonly string[]]>([
    ["a value that was computed from one", resolved(later, { computedFrom: [bucket] }), [bucket.urn]],
    ["a text that can't be taken apart", resolved(output(unnamed, "id", "x-*-y")), [unnamed.urn]],
    ["a value of two", resolved(later, { computedFrom: [bucket, topic] }), [bucket.urn, topic.urn]],
    [
      "a value of another stack's output beside one",
      resolved(later, { computedFrom: [stackReference, topic] }),
      [topic.urn],
    ],
  ])("says that %s may be these, or something else", (_, targets, candidates) => {
    expect(targets).toMatchObject([{ kind: "computed", cause: "not-yet-known" }]);
    const [target] = targets;
    expect(target?.kind === "computed" ? target.candidates.map(({ urn }) => urn) : []).toEqual(candidates);
  });

  it.each<[string, readonly Target[], Partial<Target>]>([
    ["a name that nothing has", resolved("somebody-elses"), { kind: "written", text: "somebody-elses", secret: false }],
    ["a secret name that nothing has", resolved(new Secret("x")), { kind: "written", secret: true }],
    ["a name of another kind", resolved("events"), { kind: "written" }],
    ["a name of another cloud", resolved("acme-gcs"), { kind: "written" }],
    ["a number", resolved(7), { kind: "none" }],
    ["a list", resolved(["acme-orders"]), { kind: "none" }],
    ["a resource that isn't seen", resolved(new ResourceReference("urn:x")), { kind: "unknown", cause: "not-seen" }],
    ["nothing that is known", resolved(later), { kind: "unknown", cause: "not-yet-known" }],
    ["what another stack says", resolved(later, { computedFrom: [stackReference] }), { kind: "unknown" }],
    ["what is encrypted", resolved(new Unknown("encrypted")), { kind: "unknown", cause: "encrypted" }],
  ])("finds no resource in %s", (_, targets, expected) => {
    expect(targets).toMatchObject([expected]);
  });

  it("believes the region of an ARN before the name in it", () => {
    const [target] = resolved("arn:aws:sns:eu-west-1:123456789012:events", { path: "topicArn" });
    expect(target).toMatchObject({ kind: "written", written: { place: "eu-west-1" }, resource: { urn: topic.urn } });
  });

  it("keeps that a text with an output in it is secret", () => {
    const text = output(topic, "name", "arn:aws:sns:eu-west-1:123456789012:*");
    expect(resolved(new Secret(text), { path: "topicArn" })).toMatchObject([{ kind: "written", secret: true }]);
    expect(resolved(text, { path: "topicArn" })).toMatchObject([{ kind: "written", secret: false }]);
  });

  it("doesn't take what only names a bucket for the bucket", () => {
    const grant = resource("gcp:storage/bucketIAMMember:BucketIAMMember", "grant", { bucket: "not-ours" });
    const policy = aws("s3/bucketPolicy:BucketPolicy", "policy", { bucket: "not-ours" });
    const mover = resource("gcp:storage/transferJob:TransferJob", "job", { bucketName: "not-ours" });
    const firehose = aws("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "hose", { bucket: "not-ours" });
    const all = estate(grant, policy, mover, firehose);
    for (const [one, path] of [
      [mover, "bucketName"],
      [firehose, "bucket"],
    ] as const) {
      const reading = read(one.inputs, path);
      expect(reading && resolve(one, reading, path, all)).toMatchObject([{ kind: "written" }]);
    }
  });

  it("takes the one of the same region for what several are called", () => {
    const here = aws("lambda/function:Function", "here", { name: "worker" });
    const there = aws("lambda/function:Function", "there", { name: "worker" }, { provider: ireland });
    const mapping = aws("lambda/eventSourceMapping:EventSourceMapping", "m", { functionName: "worker" });
    const reading = read(mapping.inputs, "functionName");
    expect(reading && resolve(mapping, reading, "functionName", estate(there, here, mapping))).toEqual([
      { kind: "resource", resource: here },
    ]);
  });

  it("takes the one of its own stack before that of another", () => {
    const other = bucketIn(ireland, "other", { bucket: "acme-orders" }, { stack: "prod" });
    const mover = aws("s3/bucketNotification:BucketNotification", "m", { bucket: "acme-orders" });
    const reading = read(mover.inputs, "bucket");
    expect(reading && resolve(mover, reading, "bucket", estate(other, bucket, mover))).toEqual([
      { kind: "resource", resource: bucket },
    ]);
  });
});

/** What a literal text of an input means in an estate, as kinds and names. */
function meant(value: unknown, path: string, mover: Resource, ...others: readonly Resource[]): string[] {
  const [top = ""] = path.split(/[.[]/);
  const by = { ...mover, inputs: resource("x", "x", { [top]: value }).inputs };
  const reading = read(by.inputs, top);
  if (reading === undefined) throw new Error("nothing stands there");
  return resolve(by, reading, path, estate(...others, by)).map((target) => {
    if (target.kind === "computed") return `computed ${target.candidates.map(({ name }) => name).join("+")}`;
    return "resource" in target ? `${target.kind} ${target.resource.name}` : target.kind;
  });
}

describe("of what a name may be", () => {
  const arn = "arn:aws:sns:us-east-1:123456789012:events";
  const mover = aws("s3/bucketNotification:BucketNotification", "mover");
  const called = (outputs: Readonly<Record<string, string>>) =>
    aws("sns/topic:Topic", "t", {}, { outputs: values(outputs) });

  it.each<[string, Resource, string]>([
    ["an ARN in the outputs", called({ arn }), arn],
    ["an id in the outputs", called({ id: arn }), arn],
    ["the id of an adopted resource", aws("sns/topic:Topic", "t", {}, { id: arn }), arn],
    ["a bare id of the cloud's", aws("sns/topic:Topic", "t", {}, { id: "t-0123abcd" }), "t-0123abcd"],
  ])("%s can be nothing else, whatever its place and the input's name", (_, topicOf, text) => {
    expect(meant(text, "target", mover, topicOf)).toEqual(["resource t"]);
  });

  it("a link of Google Cloud in the outputs can be nothing else", () => {
    const link = "https://www.googleapis.com/compute/v1/projects/p/zones/us-east1-b/disks/d";
    const disk = resource("gcp:compute/disk:Disk", "d", {}, { outputs: values({ selfLink: link }) });
    expect(meant(link, "target", resource("gcp:storage/transferJob:TransferJob", "job"), disk)).toEqual(["resource d"]);
  });

  it.each([
    ["a short one", "t-0123abc"],
    ["one that goes on", "t-0123abcdz"],
    ["one in capitals", "T-0123abcd"],
    ["one that begins otherwise", "1t-0123abcd"],
    ["a plain name", "worker"],
  ])("a bare id that could be anyone's name is only a name: %s", (_, id) => {
    const one = aws("sns/topic:Topic", "t", {}, { id });
    expect(meant(id, "target", mover, one)).toEqual(["written"]);
    expect(meant(id, "topic", mover, one)).toEqual(["resource t"]);
  });

  it("an ARN with a region is of that region, unless it is known to be a resource's", () => {
    const named = aws("sns/topic:Topic", "t", { name: "events" });
    expect(meant(arn, "topicArn", mover, named)).toEqual(["written t"]);
    expect(meant(arn, "topicArn", mover, { ...named, id: arn })).toEqual(["resource t"]);
  });

  it("the one that the input was computed from is meant before others", () => {
    const one = bucketIn(ireland, "one", { bucket: "acme" });
    const two = bucketIn(virginia, "two", { bucket: "acme" });
    expect(meant("acme", "bucket", mover, one, two)).toEqual(["resource two"]);
    expect(meant("acme", "bucket", { ...mover, ...from({ bucket: [one] }) }, one, two)).toEqual(["resource one"]);
    expect(meant("acme", "target", { ...mover, ...from({ target: [one, topic] }) }, one, two, topic)).toEqual([
      "resource one",
    ]);
  });

  it("one of exactly the input's kind is meant before others", () => {
    const cluster = aws("rds/cluster:Cluster", "cluster", { name: "main" });
    const group = aws("rds/clusterParameterGroup:ClusterParameterGroup", "group", { name: "main" });
    expect(meant("main", "clusterName", mover, group, cluster)).toEqual(["resource cluster"]);
    expect(meant("main", "targetClusterArn", mover, group, cluster)).toEqual(["resource cluster"]);
  });

  it("one of the same stack and project is meant before others", () => {
    const one = (more: Partial<Resource>) =>
      bucketIn(virginia, `in ${more.project ?? "shop"}`, { bucket: "acme" }, more);
    const [own, stack, project] = [one({}), one({ stack: "prod" }), one({ project: "other" })];
    expect(meant("acme", "bucket", mover, stack, project, own)).toEqual(["resource in shop"]);
    expect(meant("acme", "bucket", mover, project)).toEqual(["resource in other"]);
  });

  it("all are meant that a bare name can't tell apart, and those that an ARN names anywhere", () => {
    const here = aws("sns/topic:Topic", "here", { name: "events" });
    const there = aws("sns/topic:Topic", "there", { name: "events" }, { provider: ireland });
    const far = { ...mover, provider: awsIn("eu-west-3") };
    expect(meant("events", "topic", mover, there, here)).toEqual(["resource here"]);
    expect(meant("events", "topic", far, there, here)).toEqual(["resource there", "resource here"]);
    expect(meant("arn:aws:sns::123456789012:events", "topic", mover, there, here)).toEqual([
      "resource there",
      "resource here",
    ]);
  });

  it("a resource never means itself, nor one of another cloud", () => {
    const self = bucketIn(virginia, "self", { bucket: "acme" });
    expect(meant("acme", "bucket", self)).toEqual(["written"]);
    expect(meant("acme-gcs", "bucket", mover, gcpBucket)).toEqual(["written"]);
    expect(meant("acme-gcs", "bucket", resource("random:index/x:X", "r"), gcpBucket)).toEqual(["resource gcs"]);
    expect(meant("gs://acme-gcs", "bucket", mover, gcpBucket)).toEqual(["resource gcs"]);
  });

  it("an input that says no kind means what is of its resource's module", () => {
    const table = aws("dynamodb/table:Table", "table", { name: "main" });
    const item = aws("dynamodb/tableItem:TableItem", "item");
    expect(meant("main", "name", item, table)).toEqual(["resource table"]);
    expect(meant("main", "name", mover, table)).toEqual(["written"]);
    const vault = resource("oci:Kms/vault:Vault", "vault", { managementEndpoint: "x", name: "main" });
    expect(meant("main", "managementEndpoint", resource("oci:Kms/key:Key", "key"), vault)).toEqual(["resource vault"]);
    expect(meant("main", "managementEndpoint", resource("oci:Core/x:X", "x"), vault)).toEqual(["written"]);
  });
});

describe("of a text around outputs that aren't known yet", () => {
  const path = "target";
  const mover = aws("s3/bucketNotification:BucketNotification", "mover");
  const integration = resource("gcp:integrations/integration:Integration", "sync");
  const service = resource("gcp:cloudrun/service:Service", "api");

  it.each<[string, Resource, string]>([
    ["in the place of a host", service, "*"],
    ["as the host of an address", service, "https://*/path"],
    ["before a port", service, "*:8443"],
    ["before a digest", repository, "*@sha256:0123"],
    ["behind the host of an API", integration, "https://integrations.googleapis.com/*/run"],
    ["behind its own collection", integration, "x/integrations/*:run"],
  ])("it means the resource whose output stands %s", (_, of, around) => {
    expect(meant(output(of, "id", around), path, mover, integration, service, repository)).toEqual([
      `resource ${of.name}`,
    ]);
  });

  it.each<[string, Resource, string, string]>([
    ["behind another collection", integration, "x/locations/*:run", path],
    ["in the midst of a part", integration, "x/integrations/a*:run", path],
    ["behind another host", integration, "https://integrations.example.com/*/run", path],
    ["at the end of a path", topic, "x/y/*", path],
  ])("it may mean another where the output stands %s", (_, of, around, input) => {
    expect(meant(output(of, "id", around), input, mover, integration, topic)).toEqual([`computed ${of.name}`]);
  });

  it("an output of the input's kind is what is meant, wherever it stands", () => {
    expect(meant(output(topic, "id", "x/y/*"), "topicName", mover, topic)).toEqual(["resource events"]);
  });

  it("a placeholder and its host stand for the output, too", () => {
    const token = "stateside0123456789abcdef";
    const symbolic = (text: string, placeholder = "0c0ffee") =>
      new Unknown("not-yet-known", {
        text,
        outputs: new Map([[token, { urn: service.urn, name: "url", placeholder }]]),
      });
    expect(meant(symbolic(token), path, mover, service)).toEqual(["resource api"]);
    expect(meant(symbolic("0c0ffee"), path, mover, service)).toEqual(["resource api"]);
    expect(meant(symbolic(`${token}.stateside.invalid`), path, mover, service)).toEqual(["resource api"]);
    expect(meant(symbolic(`${token}.stateside.example`), path, mover, service)).toEqual(["computed api"]);
  });

  it("a place that stands there is believed, and one that doesn't isn't made up", () => {
    const text = (around: string) => output(topic, "name", around);
    expect(meant(text("arn:aws:sns:eu-west-1:123456789012:*"), path, mover, topic)).toEqual(["written events"]);
    expect(meant(text("arn:aws:sns:*:123456789012:other"), path, mover, topic)).toEqual(["computed events"]);
    expect(meant(text("arn:aws:sqs:eu-west-1:123456789012:a-*"), path, mover)).toEqual(["written"]);
  });

  it("a literal name beside an output is looked up", () => {
    const account = output(topic, "owner", "arn:aws:sqs::*:jobs");
    const jobs = aws("sqs/queue:Queue", "jobs", { name: "jobs" });
    expect(meant(account, path, mover, topic, jobs)).toEqual(["resource jobs"]);
  });

  it("nothing is seen where the estate lacks what it was made of", () => {
    expect(meant(output(topic, "name", "x-*-y"), path, mover)).toEqual(["unknown"]);
    expect(resolved(output(resource("a:b:C", "gone"), "name", "x-*-y"))).toEqual([
      { kind: "unknown", cause: "not-seen" },
    ]);
  });

  it("of what isn't seen, only what the input is named for may be to blame", () => {
    const unseen = { ...mover, ...from({ topicArn: [topic, bucket] }) };
    expect(meant(new Unknown("not-seen"), "topicArn", unseen, topic, bucket)).toEqual(["computed events"]);
    expect(meant(new Unknown("not-yet-known"), "topicArn", unseen, topic, bucket)).toEqual(["computed events+orders"]);
  });
});

describe("a part of a text", () => {
  const { text } = output(topic, "name", "a/*/b");

  it("is known where none of the outputs stands in it", () => {
    expect(partReading("a", "p", text?.outputs, true)).toEqual({ kind: "known", path: "p", value: "a", secret: true });
    expect(partReading("a", "p", undefined, false)).toEqual({ kind: "known", path: "p", value: "a", secret: false });
  });

  it("is unknown where one does, with that one alone", () => {
    const [token = ""] = text?.outputs.keys() ?? [];
    const outputs = new Map([...(text?.outputs ?? []), ["another", { urn: "u", name: "n", placeholder: "n" }]]);
    const part = { text: token, outputs: text?.outputs };
    const unknown = { kind: "unknown", path: "p", cause: "not-yet-known", text: part };
    expect(partReading(token, "p", outputs, false)).toEqual(unknown);
    expect(partReading(token, "p", outputs, true)).toEqual({ ...unknown, secret: true });
  });
});

describe("what an input was computed from", () => {
  it("leaves out the resource itself, other stacks' outputs and what the estate lacks", () => {
    const mover = aws(
      "sns/topic:Topic",
      "mover",
      {},
      {
        references: new Map([["policy", [bucket.urn, stackReference.urn, "urn:gone"]]]),
      },
    );
    const own = {
      ...mover,
      references: new Map([["policy", [mover.urn, bucket.urn, stackReference.urn, "urn:gone"]]]),
    };
    const all = estate(bucket, stackReference, own);
    expect(sourcesOf(own, "policy", all)).toEqual([bucket]);
    expect(sourcesOf(own, "policy[0].x", all)).toEqual([bucket]);
    expect(sourcesOf(own, "other", all)).toEqual([]);
  });
});

describe("what an input is named for", () => {
  it.each<[string, string, boolean]>([
    ["targetBucket", "aws:s3/bucket:Bucket", true],
    ["bucket", "aws:s3/bucketV2:BucketV2", true],
    ["settings.masterInstanceName", "gcp:sql/databaseInstance:DatabaseInstance", true],
    ["rules[].queueArn", "aws:sqs/queue:Queue", true],
    ["queueArn", "aws:sns/topic:Topic", false],
    ["targetBucket", "aws:s3/bucketPolicy:BucketPolicy", false],
    ["name", "aws:sns/topic:Topic", false],
    ["topics[0].topicArns", "aws:sns/topic:Topic", true],
    ["targets{}.queueIdentifier", "aws:sqs/queue:Queue", true],
    ["queueId", "aws:sqs/queue:Queue", true],
    ["queueIdentifiers", "aws:sqs/queue:Queue", true],
    ["sourceDbInstance2", "gcp:sql/databaseInstance2:DatabaseInstance2", true],
    ["theinstance", "gcp:sql/databaseInstance:DatabaseInstance", false],
  ])("%s, for a %s: %s", (path, type, expected) => {
    expect(isMeant(resource(type, "x"), path)).toBe(expected);
  });
});
