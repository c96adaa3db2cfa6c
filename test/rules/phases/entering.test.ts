import type { Resource } from "../../../policies/residency/estate";
import { drainingTerms, drains, virginia } from "../../support/draining";
import { from, output } from "../../support/flows";
import { center, inRegion, mandate, phaseTerms, verdictsOf, type Inputs } from "../../support/phases";

const shop = inRegion("shop", "aws", "us-east-2");
const home = inRegion("primary", "oci", "us-phoenix-1");
const orders = shop("s3/bucket:Bucket", "orders", { bucket: "orders" });
const kept = virginia("s3/bucket:Bucket", "b", {
  bucket: "b",
  lifecycleRules: [{ enabled: true, expiration: { days: 57 }, abortIncompleteMultipartUploadDays: 1 }],
});
const replication = (more: Partial<Resource> = {}) =>
  shop(
    "s3/bucketReplicationConfig:BucketReplicationConfig",
    "copy",
    { bucket: "orders", rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::b" } }] },
    more,
  );
const reader = virginia("lambda/function:Function", "f", {}, from({ environment: [orders] }));
const worker = virginia("lambda/function:Function", "f");
const notifying = (inputs: Inputs) =>
  shop("s3/bucketNotification:BucketNotification", "notified", { bucket: "orders", ...inputs });
const topic = virginia("sns/topic:Topic", "t");
const logs = shop("cloudwatch/logGroup:LogGroup", "logs", { name: "logs" });
const stream = virginia("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream");
const subscription = shop("cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "sent", {
  logGroup: "logs",
  destinationArn: output(stream),
});
const table = (region: string) => shop("dynamodb/table:Table", "table", { replicas: [{ regionName: region }] });
const policy = home("ObjectStorage/replicationPolicy:ReplicationPolicy", "copy", {
  bucket: "invoices",
  namespace: "ns",
  destinationBucketName: "somebody",
  destinationRegionName: "us-ashburn-1",
});
const invoices = home("ObjectStorage/bucket:Bucket", "invoices", { name: "invoices", namespace: "ns" });

/** What isn't allowed of what comes in, without what stores keep. */
const entering = (resources: readonly Resource[], terms = drainingTerms()) =>
  drains(resources, terms).filter(({ verdict, evidence }) => verdict !== "allowed" && evidence.about === undefined);

describe("what comes into a draining center", () => {
  it.each<[string, readonly Resource[], readonly string[]]>([
    ["a copy to its bucket", [orders, kept, replication()], ["refused copy aws:us-east-1"]],
    [
      "a copy to a bucket of it, which may come to be elsewhere",
      [orders, kept, replication({ ignoreChanges: ["rules"] })],
      ["undecided ignored copy aws:us-east-1"],
    ],
    ["compute in it that may read", [orders, reader], ["undecided possible f aws:us-east-1"]],
    [
      "events to its compute",
      [
        orders,
        worker,
        notifying({ lambdaFunctions: [{ lambdaFunctionArn: output(worker), events: ["s3:ObjectCreated:*"] }] }),
      ],
      ["refused notified aws:us-east-1"],
    ],
    [
      "events to its topic",
      [orders, topic, notifying({ topics: [{ topicArn: output(topic), events: ["s3:ObjectCreated:*"] }] })],
      ["refused notified aws:us-east-1"],
    ],
    ["logs to its stream, which hands them on", [logs, stream, subscription], ["refused sent aws:us-east-1"]],
    ["a replica in its region, where nothing else is declared", [table("us-east-1")], ["refused table aws:us-east-1"]],
    ["a copy to its region, into a bucket that isn't seen", [invoices, policy], ["refused copy oci:us-ashburn-1"]],
  ])("is told of %s", (_, resources, expected) => {
    expect(verdictsOf(entering(resources))).toEqual(expected);
  });

  it.each<[string, readonly Resource[]]>([
    ["a replica in another region", [table("us-west-2")]],
    [
      "a role of it that may read",
      [
        orders,
        virginia("iam/role:Role", "r"),
        shop("s3/bucketPolicy:BucketPolicy", "p", {
          bucket: "orders",
          policy: JSON.stringify({
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::123456789012:role/r" },
                Action: "s3:GetObject",
                Resource: "*",
              },
            ],
          }),
        }),
      ],
    ],
    [
      "compute elsewhere that may read",
      [orders, shop("lambda/function:Function", "f", {}, from({ environment: [orders] }))],
    ],
  ])("isn't %s", (_, resources) => {
    expect(entering(resources)).toEqual([]);
  });

  it("isn't what may go to another that has the same region: the primary, or a center that receives", () => {
    const drainingAt = (cloud: string, region: string) => center("old", cloud, region, "draining");
    const both = phaseTerms(mandate(drainingAt("oci", "us-ashburn-1")), "2026-11-22");
    expect(entering([invoices, policy], both)).toEqual([]);
    const two = phaseTerms(mandate(drainingAt("aws", "us-east-1"), center("young", "aws", "us-east-1", "backup-only")));
    expect(entering([table("us-east-1")], two)).toEqual([]);
    const one = phaseTerms(mandate(drainingAt("aws", "us-east-1"), center("young", "aws", "us-west-2", "backup-only")));
    expect(verdictsOf(entering([table("us-east-1")], one))).toEqual(["refused table aws:us-east-1"]);
    expect(entering([table("us-west-2")], one)).toEqual([]);
  });

  it("isn't what comes to the stack of a center that receives, while another drains", () => {
    const terms = drainingTerms((text) => text.replace(/(virginia:.*)phase: draining/, "$1phase: backup-only"));
    expect(entering([orders, kept, replication()], terms)).toEqual([]);
  });

  it("is told with whose data comes where, by which way, and what to do", () => {
    expect(entering([orders, kept, replication()])).toMatchObject([
      {
        rule: "backups-drain-on-time",
        evidence: {
          message:
            'bucket replication config "copy" replicates us-user data of bucket "orders" into center `virginia`, which takes nothing in while it drains',
          places: ["aws:us-east-1"],
          property: "rules[0].destination.bucket",
          remedy: "take the movement out: what a draining center holds may only become less",
          trace: [{ place: "aws:us-east-1" }],
        },
      },
    ]);
  });

  it("names who reads as the one that brings it in", () => {
    expect(entering([orders, reader]).map(({ evidence }) => evidence.message)).toEqual([
      'function "f" may read us-user data of bucket "orders" into center `virginia`, which takes nothing in while it drains',
    ]);
  });
});
