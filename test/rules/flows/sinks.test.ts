import type { Resource } from "../../../policies/residency/estate";
import type { Destination, Movement } from "../../../policies/residency/flows/movement";
import { lookUpPlace, type Place } from "../../../policies/residency/geography";
import { Unknown } from "../../../policies/residency/values";
import { sinkOf } from "../../../policies/rules/flows/sinks";
import { resource } from "../../support/estates";
import { aws, bucketIn, flowTerms, ireland, virginia } from "../../support/flows";
import { factsAbout } from "../../support/movements";

const terms = flowTerms();
const free = { tags: { "data-class": "operational" } };

const orders = bucketIn(virginia, "orders");
const copy = bucketIn(virginia, "copy");
const dublin = bucketIn(ireland, "dublin");
const somewhere = bucketIn(virginia, "somewhere", { region: new Unknown("not-yet-known") });
const anyClass = bucketIn(virginia, "any", { ...free, region: new Unknown("not-yet-known") });
const role = aws("iam/role:Role", "role");
const handler = aws("lambda/function:Function", "handler", {}, { provider: ireland });
const fleet = aws("lambda/function:Function", "fleet", {}, { provider: virginia });
const streams = aws("kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "streams", {}, { provider: ireland });
const nobody = aws("no/type:Type", "nobody");
const distribution = aws("cloudfront/distribution:Distribution", "cdn");
const archive = resource("gcp:storage/bucket:Bucket", "archive", { location: "EU" });
const lookedUp = aws("s3/bucket:Bucket", "seen", {}, { kind: "read", id: "seen", provider: ireland });
const lookedUpHere = aws("s3/bucket:Bucket", "here", {}, { kind: "read", id: "here", provider: virginia });
const lookedUpUnseen = aws("no/type:Type", "unseen", {}, { kind: "read", id: "unseen" });

const facts = factsAbout(
  [orders, copy, dublin, somewhere, anyClass, role, handler, fleet, streams, nobody, distribution, archive],
  terms,
);

function sink(to: Destination, more: Partial<Movement> = {}) {
  const movement: Movement = {
    ...{ by: orders, from: orders, to, property: "destination", kind: "replication" },
    ...{ spreads: true, isJudged: true },
    ...more,
  };
  return sinkOf(movement, "us-user", facts, terms.mandate);
}

function place(id: string): Place {
  const found = lookUpPlace("aws", id);
  if (found.kind !== "place") throw new Error(`\`${id}\` is not a place`);
  return found.place;
}

const placed = (id: string, secret = false) => ({ place: place(id), secret, property: "region" });
const at = (id: string, secret = false): Destination => ({ kind: "place", placed: placed(id, secret) });
const into = (to: Resource): Destination => ({ kind: "resource", resource: to });

const dublinWords = "eu-west-1 (Ireland)";

describe("a movement ends inside", () => {
  it.each<[string, Destination, readonly string[], string]>([
    ["in a bucket in the US", into(copy), ["aws:us-east-1"], 'to bucket "copy"'],
    ["in a region of the US", at("us-west-2"), ["aws:us-west-2"], "to aws:us-west-2"],
    [
      "in a secret region of the US",
      at("us-west-2", true),
      ["an allowed place (secret)"],
      "to an allowed place (secret)",
    ],
    [
      "where a bucket is named in a region of the US",
      { kind: "place", placed: placed("us-west-2"), resource: copy },
      ["aws:us-west-2"],
      'to bucket "copy" in aws:us-west-2',
    ],
    ["with a role, which holds nothing", { kind: "principal", resource: role }, [], 'with role "role"'],
    [
      "with compute in the US that is let in",
      { kind: "principal", resource: fleet },
      ["aws:us-east-1"],
      'to function "fleet"',
    ],
    [
      "with viewers in the US",
      { kind: "countries", countries: ["US"], secret: false },
      [],
      "to the countries of its class",
    ],
    ["with viewers nowhere", { kind: "countries", countries: [], secret: false }, [], "to the countries of its class"],
    ["with what is the estate's own", { kind: "inside", what: "an own account" }, [], "to an own account"],
    ["in what is looked up in the US", into(lookedUpHere), ["aws:us-east-1"], 'to bucket "here" in aws:us-east-1'],
  ])("%s", (_, to, places, what) => {
    expect(sink(to)).toEqual({ kind: "inside", places, what });
  });

  it.each<[string, Partial<Movement>, Destination]>([
    ["an address anywhere", {}, { kind: "anywhere", what: "worldwide" }],
    ["an unknown network", {}, { kind: "unknown", cause: "not-seen", what: "somewhere" }],
    ["a store whose place isn't known", {}, into(somewhere)],
  ])("when a network can reach %s, which moves nothing", (_, more, to) => {
    expect(sink(to, { ...more, kind: "network" })).toEqual({
      kind: "inside",
      places: [],
      what: "to a network whose place isn't told, which is no movement",
    });
  });

  it.each([role, fleet, nobody])("when what is open to everybody is $name, which is no store", (from) => {
    expect(sink({ kind: "anywhere", what: "worldwide" }, { kind: "public-exposure", from })).toEqual({
      kind: "inside",
      places: [],
      what: "to whoever can reach it, which is no movement",
    });
  });
});

describe("a movement ends outside", () => {
  it.each<[string, Destination, readonly string[], string, Resource | undefined, readonly string[]]>([
    [
      "in a bucket abroad",
      into(dublin),
      ["aws:eu-west-1"],
      `to bucket "dublin" in ${dublinWords}`,
      dublin,
      ["eu-west-1"],
    ],
    ["in a region abroad", at("eu-west-1"), ["aws:eu-west-1"], `to ${dublinWords}`, undefined, ["eu-west-1"]],
    [
      "in a secret region abroad",
      at("eu-west-1", true),
      ["outside the allowed places (secret)"],
      "to a place that its class doesn't allow (secret)",
      undefined,
      ["eu-west-1"],
    ],
    [
      "with compute abroad that is let in",
      { kind: "principal", resource: handler },
      ["aws:eu-west-1"],
      `to function "handler" in ${dublinWords}`,
      handler,
      ["eu-west-1"],
    ],
    [
      "with a transfer abroad that is let in",
      { kind: "principal", resource: streams },
      ["aws:eu-west-1"],
      `to firehose delivery stream "streams" in ${dublinWords}`,
      streams,
      ["eu-west-1"],
    ],
    [
      "with a store abroad that is let in",
      { kind: "principal", resource: dublin },
      ["aws:eu-west-1"],
      `to bucket "dublin" in ${dublinWords}`,
      dublin,
      ["eu-west-1"],
    ],
    [
      "in what is looked up abroad",
      into(lookedUp),
      ["aws:eu-west-1"],
      `to bucket "seen" in ${dublinWords}`,
      lookedUp,
      ["eu-west-1"],
    ],
    ["with anyone", { kind: "anywhere", what: "worldwide" }, ["worldwide"], "to anyone, anywhere", undefined, []],
    ["in no region", { kind: "anywhere", what: "global" }, ["global"], "to no particular region", undefined, []],
    [
      "with viewers abroad",
      { kind: "countries", countries: ["US", "DE", "FR"], secret: false },
      ["DE", "FR"],
      "to viewers in DE, FR",
      undefined,
      [],
    ],
    [
      "with viewers that are secret, some of them abroad",
      { kind: "countries", countries: ["US", "DE"], secret: true },
      ["outside the allowed places (secret)"],
      "to viewers in outside the allowed places (secret)",
      undefined,
      [],
    ],
  ])("%s", (_, to, places, what, destination, abroad) => {
    const found = sink(to);
    expect(found).toEqual({
      ...{ kind: "outside", places, what },
      abroad: abroad.map((id) => expect.objectContaining({ place: place(id) }) as unknown),
      ...(destination && { resource: destination }),
    });
  });

  it("for everybody where a store is open to them", () => {
    const found = sink({ kind: "anywhere", what: "worldwide" }, { kind: "public-exposure" });
    expect(found).toMatchObject({ kind: "outside", places: ["worldwide"] });
  });

  it("where a network leads to a place abroad", () => {
    expect(sink(at("eu-west-1"), { kind: "network" })).toMatchObject({ kind: "outside", places: ["aws:eu-west-1"] });
  });

  it("also when changes to its input are ignored", () => {
    expect(sink(at("eu-west-1"), { isIgnored: true })).toMatchObject({ kind: "outside", places: ["aws:eu-west-1"] });
  });
});

describe("where a movement ends isn't told", () => {
  it.each<[string, Destination, Partial<Movement>, string, string]>([
    ["when the type is in no table", into(nobody), {}, "not-seen", ', and where type "nobody" is, isn\'t seen'],
    [
      "when a store of free data is in a place to come",
      into(anyClass),
      {},
      "not-yet-known",
      ', and the place of bucket "any" is not known',
    ],
    [
      "when it is only computed from a bucket",
      { kind: "resource", resource: copy, doubt: "possible" },
      {},
      "possible",
      'to what is computed from bucket "copy"',
    ],
    [
      "when it is only computed from a bucket that is looked up",
      { kind: "resource", resource: lookedUpHere, doubt: "not-yet-known" },
      {},
      "not-yet-known",
      'to what is computed from bucket "here"',
    ],
    [
      "when what is looked up has no place",
      into(lookedUpUnseen),
      {},
      "not-seen",
      ', and type "unseen" is only looked up',
    ],
    [
      "when it has no place",
      { kind: "placeless", what: "a mailbox has no place" },
      {},
      "unresolvable",
      ", and a mailbox has no place",
    ],
    [
      "when what may be let in has no place",
      { kind: "placeless", what: "a stranger has no place" },
      { cause: "possible" },
      "possible",
      ", and a stranger has no place",
    ],
    [
      "when what has no place is in doubt for another reason",
      { kind: "placeless", what: "a mailbox has no place" },
      { cause: "not-yet-known" },
      "unresolvable",
      ", and a mailbox has no place",
    ],
    [
      "when it isn't known",
      { kind: "unknown", cause: "encrypted", what: "the name is encrypted" },
      {},
      "encrypted",
      ", and where to is not known (the name is encrypted)",
    ],
    [
      "when changes to the input are ignored, though it says a place in the US",
      at("us-west-2"),
      { isIgnored: true },
      "ignored",
      ", and changes to `destination` are ignored, so that it may lead elsewhere",
    ],
  ])("%s", (_, to, more, cause, what) => {
    expect(sink(to, more)).toEqual({ kind: "untold", cause, what });
  });

  it("is another rule's to say of a store of restricted data whose place isn't known", () => {
    expect(sink(into(somewhere))).toEqual({ kind: "elsewhere" });
  });
});
