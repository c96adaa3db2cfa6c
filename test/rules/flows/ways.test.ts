import type { Destination, Movement } from "../../../policies/residency/flows/movement";
import { lookUpPlace } from "../../../policies/residency/geography";
import type { Hop, Judgement } from "../../../policies/residency/judgement";
import { builtInMandate } from "../../../policies/residency/mandate";
import type { Cause } from "../../../policies/residency/values";
import { worstOfWays } from "../../../policies/rules/flows/ways";
import { bucketIn, ireland, virginia } from "../../support/flows";

const orders = bucketIn(virginia, "orders");
const invoices = bucketIn(virginia, "invoices");
const dublin = bucketIn(ireland, "dublin");
const cork = bucketIn(ireland, "cork");

const movement: Movement = {
  ...{ by: orders, from: orders, to: into(dublin), property: "destination", kind: "replication" },
  ...{ spreads: true, isJudged: true },
};

function into(resource: typeof orders): Destination {
  return { kind: "resource", resource };
}

function place(id: string, resource?: typeof orders): Destination {
  const found = lookUpPlace("aws", id);
  if (found.kind !== "place") throw new Error(`\`${id}\` is not a place`);
  return { kind: "place", placed: { place: found.place, secret: false, property: "p" }, ...(resource && { resource }) };
}

const hop: Hop = { from: "a", by: "b", property: "p", kind: "replication", certainty: "certain" };

/** `verdict [cause] places/length of the trace`. */
function judgement(text: string): Judgement {
  const [verdict, ...rest] = text.split(" ");
  const [places = "", length = "1"] = rest.at(-1)?.split("/") ?? [];
  const evidence = {
    message: text,
    places: places.split("+"),
    trace: Array.from({ length: Number(length) }, () => hop),
  };
  const judged = { rule: "r", subject: orders.urn, evidence };
  return verdict === "undecided"
    ? { ...judged, verdict, cause: rest[0] as Cause }
    : { ...judged, verdict: verdict as "refused" | "allowed" };
}

function worst(...ways: readonly (readonly [Movement, ...string[]])[]): string[] {
  const said = new Map(ways.map(([one, ...texts]) => [one, texts]));
  const all = worstOfWays([...said.keys()], builtInMandate(), (one) => (said.get(one) ?? []).map(judgement));
  return [...all].map(({ evidence }) => evidence.message);
}

describe("of one way", () => {
  it.each([
    ["a refusal before a doubt", "refused b/3", "undecided not-seen a/1"],
    ["a doubt before what is allowed", "undecided possible b/3", "allowed a/1"],
    ["what blocks before what warns", "undecided ignored b/3", "undecided possible a/1"],
    ["the shorter trace", "refused b/1", "refused a/2"],
    ["the shorter trace of what warns", "undecided possible b/1", "undecided not-yet-known a/2"],
    ["the cause that is named first", "undecided unreadable b/1", "undecided not-seen a/1"],
    ["the places that come first", "refused a/1", "refused b/1"],
    ["the places that come first, all of them", "refused a+b/1", "refused a+c/1"],
  ])("%s is told, whatever the order", (_, told, other) => {
    const again = { ...movement, from: invoices };
    expect(worst([movement, told, other])).toEqual([told]);
    expect(worst([movement, other, told])).toEqual([told]);
    expect(worst([movement, told], [again, other])).toEqual([told]);
    expect(worst([movement, other], [again, told])).toEqual([told]);
  });

  it("the first of two alike is told", () => {
    const once = worstOfWays([movement], builtInMandate(), () => [judgement("refused a/1"), judgement("refused a/1")]);
    expect([...once]).toHaveLength(1);
  });

  it("nothing is told where nothing is judged", () => {
    expect(worst([movement], [{ ...movement, from: invoices }])).toEqual([]);
  });
});

describe("of two ways, each is told", () => {
  it.each<[string, Movement, Movement]>([
    ["by what declares them", movement, { ...movement, by: invoices }],
    ["by their input", movement, { ...movement, property: "other" }],
    ["by their kind", movement, { ...movement, kind: "transfer" }],
    ["by where they lead", movement, { ...movement, to: into(cork) }],
    ["by the kind of what they lead to", movement, { ...movement, to: { kind: "principal", resource: dublin } }],
    ["by their place", { ...movement, to: place("eu-west-1") }, { ...movement, to: place("eu-west-2") }],
    [
      "by what is named in a place",
      { ...movement, to: place("eu-west-1", dublin) },
      { ...movement, to: place("eu-west-1", cork) },
    ],
    [
      "by whether something is named in a place",
      { ...movement, to: place("eu-west-1", dublin) },
      { ...movement, to: place("eu-west-1") },
    ],
  ])("%s", (_, one, other) => {
    expect(worst([one, "refused a/1"], [other, "refused b/1"])).toEqual(["refused a/1", "refused b/1"]);
  });

  it("once, whatever is between them", () => {
    const [first, second] = [movement, { ...movement, property: "other" }];
    const again = { ...movement, from: invoices };
    const byAnother = { ...movement, by: invoices };
    expect(
      worst(
        [first, "undecided not-seen a/1"],
        [second, "refused b/1"],
        [again, "refused c/1"],
        [byAnother, "refused d/1"],
      ),
    ).toEqual(["refused c/1", "refused b/1", "refused d/1"]);
  });
});
