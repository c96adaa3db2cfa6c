import type { Resource } from "../../policies/residency/estate";
import { isMeant, resolve, sourcesOf, type Target } from "../../policies/residency/resolve";
import { read, ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, resource } from "../support/estates";
import { aws, bucketIn, from, ireland, output, virginia } from "../support/flows";

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
  ])("%s, for a %s: %s", (path, type, expected) => {
    expect(isMeant(resource(type, "x"), path)).toBe(expected);
  });
});
