import { holdersOf, placeText, placeWords } from "../../policies/residency/holders";
import { lookUpPlace } from "../../policies/residency/geography";
import { estate, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, ireland, virginia } from "../support/flows";

describe("the holders of an estate", () => {
  it("are its stores, each with its class and its places", () => {
    const orders = bucketIn(virginia, "orders");
    const labeled = bucketIn(ireland, "labeled", { tags: { "data-class": "operational" } });
    const everywhere = resource("gcp:storage/bucket:Bucket", "everywhere", { location: "global" });
    const unplaced = aws("s3/bucket:Bucket", "unplaced", {}, { provider: { ...virginia, inputs: {} } });
    const others = [
      aws("lambda/function:Function", "f"),
      aws("iam/role:Role", "r"),
      bucketIn(virginia, "read", {}, { kind: "read" }),
      aws("no/type:Type", "x"),
    ];
    const holders = holdersOf(estate(orders, ...others, labeled, everywhere, unplaced), flowTerms());
    expect(holders).toEqual([
      { resource: orders, dataClass: "us-user", why: "default", holds: "content", places: ["aws:us-east-1"] },
      { resource: labeled, dataClass: "operational", why: "label", holds: "content", places: ["aws:eu-west-1"] },
      { resource: everywhere, dataClass: "us-user", why: "default", holds: "content", places: ["global"] },
      { resource: unplaced, dataClass: "us-user", why: "default", holds: "content", places: [] },
    ]);
  });
});

describe("a place as it is shown", () => {
  const found = lookUpPlace("aws", "eu-west-1");
  if (found.kind !== "place") throw new Error("eu-west-1 is not a place");
  const placed = { place: found.place, property: "region", secret: false };

  it("is named unless it is a secret, of which only is told whether it is allowed", () => {
    expect([placeText(placed, true), placeWords(placed, true)]).toEqual(["aws:eu-west-1", "eu-west-1 (Ireland)"]);
    const secret = { ...placed, secret: true };
    expect([placeText(secret, true), placeWords(secret, true)]).toEqual(Array(2).fill("an allowed place (secret)"));
    expect([placeText(secret, false), placeWords(secret, false)]).toEqual([
      "outside the allowed places (secret)",
      "a place that its class doesn't allow (secret)",
    ]);
  });
});
