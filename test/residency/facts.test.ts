import { factsOf } from "../../policies/residency/facts";
import { Unknown } from "../../policies/residency/values";
import { estate } from "../support/estates";
import { aws, bucketIn, flowTerms, from, ireland, output, virginia } from "../support/flows";
import { factsAbout } from "../support/movements";

const free = { "data-class": "operational" };
const later = new Unknown("not-yet-known");

describe("what is known of an estate", () => {
  const orders = bucketIn(virginia, "orders");
  const notes = bucketIn(virginia, "notes", { tags: free });

  it("is found once for one estate and its terms, and anew for others", () => {
    const all = estate(orders);
    const terms = flowTerms();
    const facts = factsOf(all, terms);
    expect(factsOf(all, { ...terms })).toBe(facts);
    expect(factsOf(all, flowTerms())).not.toBe(facts);
    expect(factsOf(estate(orders), terms)).not.toBe(facts);
    expect(facts.movements()).toBe(facts.movements());
  });

  it("has rows of what is created alone", () => {
    const facts = factsAbout([orders]);
    expect(facts.rowOf(orders)?.role).toBe("store");
    for (const kind of ["read", "component", "provider", "remote", "stack"] as const)
      expect(facts.rowOf({ ...orders, kind })).toBeUndefined();
    expect(facts.rowOf(aws("no/type:Type", "x"))).toBeUndefined();
  });

  it("tells the classes that are carried from those of which something was promised", () => {
    const queue = aws("sqs/queue:Queue", "queue");
    const notification = (bucket: typeof orders) =>
      aws("s3/bucketNotification:BucketNotification", bucket.name, {
        bucket: output(bucket, "id"),
        queues: [{ queueArn: output(queue) }],
      });
    const facts = factsAbout([
      orders,
      notes,
      { ...queue, inputs: notes.inputs },
      notification(orders),
      notification(notes),
    ]);
    const [, , tagged] = facts.estate.resources;
    if (tagged === undefined) throw new Error("no queue");
    expect([...facts.carriedBy(tagged).keys()].sort()).toEqual(["operational", "us-user"]);
    expect([...facts.restrictedOn(tagged).keys()]).toEqual(["us-user"]);
    expect(facts.carriedBy(aws("sqs/queue:Queue", "stranger"))).toEqual(new Map());
    expect(facts.traceTo(tagged, "us-user").map(({ by }) => by.name)).toEqual(["orders"]);
  });

  it("places stores by what they declare, compute by what certainly reaches it", () => {
    const reader = (computedFrom: typeof orders) =>
      aws(
        "lambda/function:Function",
        "f",
        { s3Bucket: output(computedFrom, "id"), s3Key: "f.zip" },
        { provider: ireland },
      );
    for (const [bucket, dataClass] of [
      [orders, "us-user"],
      [notes, "operational"],
    ] as const) {
      const compute = reader(bucket);
      const facts = factsAbout([bucket, compute]);
      const row = facts.rowOf(compute);
      expect(row && facts.classesToPlace(compute, row)).toEqual([dataClass]);
      const stored = facts.rowOf(bucket);
      expect(stored && facts.classesToPlace(bucket, stored)).toEqual([dataClass]);
    }
    const may = aws("lambda/function:Function", "f", {}, from({ environment: [notes] }));
    const facts = factsAbout([notes, may]);
    const row = facts.rowOf(may);
    expect(row && facts.classesToPlace(may, row)).toEqual(["us-user"]);
  });

  it("places what is only looked up by its id, else by the region where it is looked for", () => {
    const read = bucketIn(ireland, "read", {}, { kind: "read", id: "somebody" });
    const facts = factsAbout([read]);
    const placed = (resource: typeof read, name = {}) =>
      facts.lookedUpPlacement(resource, name)?.places.map(({ place }) => place.id);
    expect(placed(read)).toEqual(["eu-west-1"]);
    expect(placed(read, { place: "us-west-2", cloud: "aws" })).toEqual(["us-west-2"]);
    expect(placed(bucketIn(virginia, "x", { region: later }, { kind: "read" }))).toBeUndefined();
    expect(placed(aws("no/type:Type", "x"))).toBeUndefined();
  });
});

describe("an ignored input that isn't there", () => {
  const bucket = bucketIn(virginia, "orders", { bucket: "orders" }, { ignoreChanges: ["replicationConfiguration"] });
  const apart = aws("s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {
    bucket: "orders",
    rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::copies" } }],
  });
  const ignored = (...others: readonly (typeof bucket)[]) =>
    factsAbout([bucket, ...others])
      .movements()
      .filter(({ by, kind, isIgnored }) => by === bucket && kind === "replication" && isIgnored === true);

  it("may move data in reality", () => {
    expect(ignored()).not.toEqual([]);
  });

  it("is explained by a resource that declares the like", () => {
    expect(ignored(apart)).toEqual([]);
  });
});

describe("the movements of an estate", () => {
  const routeTable = aws("ec2/routeTable:RouteTable", "table");
  const vpc = aws("ec2/vpc:Vpc", "vpc");
  const gateway = aws("ec2/natGateway:NatGateway", "gateway");
  const told = (...resources: readonly (typeof vpc)[]) =>
    factsAbout(resources)
      .movements()
      .map(({ by, from: source, to, kind }) => {
        const target = to.kind === "resource" ? to.resource.name : to.kind;
        return `${by.name}: ${source.name} > ${target} ${kind}`;
      });

  it("by a route of a table in a network are the network's, too, unless they lead to it", () => {
    const inVpc = { ...routeTable, ...from({ vpcId: [vpc] }) };
    const route = (target: typeof vpc, input: string) =>
      aws("ec2/route:Route", "route", { routeTableId: output(inVpc, "id"), [input]: output(target, "id") });
    expect(told(vpc, gateway, inVpc, route(gateway, "natGatewayId"))).toEqual([
      "table: table > vpc attaches",
      "route: table > gateway network",
      "route: vpc > gateway network",
    ]);
    expect(told(vpc, gateway, routeTable, route(gateway, "natGatewayId"))).toEqual(["route: table > gateway network"]);
  });

  it("are told as what inputs declare, not as what compute may do besides", () => {
    const orders = bucketIn(virginia, "orders");
    const queue = aws("sqs/queue:Queue", "queue");
    const inputs = { deadLetterConfig: { targetArn: output(queue) } };
    const knows = from({ deadLetterConfig: [queue], environment: [orders] });
    expect(told(orders, queue, aws("lambda/function:Function", "f", inputs, knows))).toEqual([
      "f: f > queue event-route",
      "f: orders > f reads",
      "f: f > orders writes",
    ]);
  });
});

describe("what is only looked up", () => {
  const facts = factsAbout([]);
  const placed = (type: string, name: Parameters<typeof facts.lookedUpPlacement>[1], provider = ireland) =>
    facts.lookedUpPlacement(aws(type, "x", {}, { kind: "read", provider }), name);

  it("is where its id says, which no other input could", () => {
    expect(placed("s3/bucket:Bucket", { place: "us-west-2" })).toMatchObject({
      places: [{ property: "id", secret: false, place: { id: "us-west-2" } }],
      unknowns: [],
      isGlobal: false,
    });
    expect(placed("s3/bucket:Bucket", { place: "us-east4", cloud: "gcp" })?.places[0]?.place.id).toBe("us-east4");
    expect(placed("s3/bucket:Bucket", { place: "nowhere" })?.places[0]?.place.id).toBe("eu-west-1");
  });

  it("is in its provider's region, where its type may only be put on hardware by an input", () => {
    expect(placed("ebs/snapshot:Snapshot", {})?.places[0]?.place.id).toBe("eu-west-1");
  });

  it("is nowhere that is known where its type isn't of its provider's region", () => {
    expect(placed("iam/role:Role", {})).toBeUndefined();
    const gcs = { ...aws("x", "gcs"), type: "gcp:storage/bucket:Bucket", kind: "read" as const };
    expect(facts.lookedUpPlacement(gcs, {})).toBeUndefined();
    const subnet = aws("ec2/subnet:Subnet", "s", { availabilityZone: "us-east-1a" }, { kind: "read" });
    expect(facts.lookedUpPlacement(subnet, {})).toBeUndefined();
  });
});
