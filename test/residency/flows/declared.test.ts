import type { Resource } from "../../../policies/residency/estate";
import { Unknown } from "../../../policies/residency/values";
import { resource } from "../../support/estates";
import { aws, bucketIn, from, ireland, output, virginia } from "../../support/flows";
import { movementsBy } from "../../support/movements";

const later = new Unknown("not-yet-known");
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const copy = bucketIn(virginia, "copy", { bucket: "acme-copy" });
const dublin = bucketIn(ireland, "dublin", { bucket: "acme-dublin" });
const topic = aws("sns/topic:Topic", "topic");
const queue = aws("sqs/queue:Queue", "queue");

const rule = (destination: unknown, status: unknown = "Enabled") => ({ status, destination: { bucket: destination } });
const replicating = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  movementsBy(aws("s3/bucketReplicationConfig:BucketReplicationConfig", "r", inputs, more), orders, copy, dublin);

describe("the movements that inputs declare", () => {
  it("go from what an input names, and reach the transfer that makes them", () => {
    expect(replicating({ bucket: output(orders, "id"), rules: [rule(output(dublin))] })).toEqual([
      "orders > dublin replication",
      "orders > r replication",
    ]);
  });

  it("go from each that a source may be, when it isn't known", () => {
    const both = from({ bucket: [orders, copy] });
    expect(replicating({ bucket: later, rules: [rule(output(dublin))] }, both)).toEqual([
      "orders > dublin replication, not-yet-known",
      "copy > dublin replication, not-yet-known",
      "orders > r replication, not-yet-known",
      "copy > r replication, not-yet-known",
    ]);
  });

  it("go from the transfer itself when its source isn't seen", () => {
    expect(replicating({ bucket: "somebodys", rules: [rule(output(dublin))] })).toEqual(["r > dublin replication"]);
    expect(replicating({ bucket: later, rules: [rule(output(dublin))] })).toEqual(["r > dublin replication"]);
  });

  it("don't lead from a resource to itself, unless it is only computed from it", () => {
    const own = (destination: unknown, more: Partial<Resource> = {}) =>
      replicating({ bucket: output(orders, "id"), rules: [rule(destination)] }, more);
    expect(own(output(orders))).toEqual(["orders > r replication"]);
    expect(own(later, from({ rules: [orders] }))).toEqual([
      "orders > unknown (not-yet-known) replication",
      "orders > r replication",
    ]);
  });

  it("are as uncertain as their gate, and none where it is closed", () => {
    const gated = (status: unknown) =>
      replicating({ bucket: output(orders, "id"), rules: [rule(output(dublin), status)] });
    expect(gated(later)).toEqual([
      "orders > dublin replication, not-yet-known",
      "orders > r replication, not-yet-known",
    ]);
    expect(gated("Disabled")).toEqual([]);
    expect(gated(null)).toEqual([]);
  });

  it("come from every member of a list, known or computed", () => {
    const listed = resource("gcp:storage/bucket:Bucket", "logs", { location: "US" });
    expect(movementsBy(listed)).toEqual(["logs > inside public-exposure, possible"]);
    const mapping = aws(
      "cloudwatch/eventTarget:EventTarget",
      "t",
      { rule: later, eventBusName: output(aws("cloudwatch/eventBus:EventBus", "bus"), "name"), arn: output(queue) },
      from({ rule: [topic] }),
    );
    const bus = aws("cloudwatch/eventBus:EventBus", "bus");
    expect(movementsBy(mapping, bus, topic, queue).filter((text) => text.includes("queue"))).toEqual([
      "bus > queue event-route",
      "topic > queue event-route, not-yet-known",
    ]);
  });
});

describe("inputs of which changes are ignored", () => {
  const inputs = { bucket: output(orders, "id"), rules: [rule(output(copy))] };

  it.each<[string, Readonly<Record<string, unknown>>, readonly string[], readonly string[]]>([
    [
      "the destination",
      inputs,
      ["rules[0].destination"],
      ["orders > copy replication, ignored, may lead elsewhere", "orders > r replication, ignored"],
    ],
    [
      "all of it",
      inputs,
      ["*"],
      ["orders > copy replication, ignored, may lead elsewhere", "orders > r replication, ignored"],
    ],
    [
      "the gate",
      inputs,
      ["rules[*].status"],
      ["orders > copy replication, ignored", "orders > r replication, ignored"],
    ],
    [
      "a gate that is closed",
      { ...inputs, rules: [rule(output(copy), "Disabled")] },
      ["rules[0].status"],
      ["orders > copy replication, ignored", "orders > r replication, ignored"],
    ],
    ["the source", inputs, ["bucket"], ["orders > copy replication, ignored", "orders > r replication, ignored"]],
    [
      "a destination that is absent",
      { bucket: output(orders, "id") },
      ["rules"],
      [
        "orders > unknown (ignored) share-grant, ignored, may lead elsewhere",
        "orders > unknown (ignored) replication, ignored, may lead elsewhere",
        "orders > r replication, ignored",
      ],
    ],
    ["something else", inputs, ["token", "rules[1]"], ["orders > copy replication", "orders > r replication"]],
  ])("%s", (_, given, ignoreChanges, expected) => {
    const found = replicating(given, { ignoreChanges });
    for (const movement of expected) expect(found).toContain(movement);
    expect(found.filter((text) => text.includes("copy"))).toEqual(expected.filter((text) => text.includes("copy")));
  });

  it("aren't a question of a switch that leads nowhere else", () => {
    const traced = (more: Partial<Resource>) => movementsBy(aws("sns/topic:Topic", "t", {}, more));
    expect(traced({})).toEqual([]);
    expect(traced({ ignoreChanges: ["tracingConfig"] })).toEqual(["t > inside log-export, ignored"]);
  });

  it("are told once for all movements of a kind that they could be", () => {
    const found = movementsBy(bucketIn(virginia, "b", {}, { ignoreChanges: ["replicationConfiguration"] }));
    expect(found.filter((text) => text.includes(" replication"))).toEqual([
      "b > unknown (ignored) replication, ignored, may lead elsewhere",
    ]);
  });
});
