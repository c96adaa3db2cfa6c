import type { Destination, Movement } from "../../../policies/residency/flows/movement";
import { lookUpPlace } from "../../../policies/residency/geography";
import { Unknown } from "../../../policies/residency/values";
import { endOf } from "../../../policies/rules/flows/ends";
import { resource } from "../../support/estates";
import { aws, bucketIn, ireland, virginia } from "../../support/flows";
import { factsAbout } from "../../support/movements";

const dublin = bucketIn(ireland, "dublin");
const somewhere = bucketIn(virginia, "somewhere", { region: new Unknown("not-yet-known") });
const role = aws("iam/role:Role", "role");
const archive = resource("gcp:storage/bucket:Bucket", "archive", { location: "global" });
const lookedUp = bucketIn(ireland, "seen", {}, { kind: "read", id: "seen" });
const unseen = aws("no/type:Type", "unseen", {}, { kind: "read" });
const facts = factsAbout([dublin, somewhere, role, archive, lookedUp, unseen]);

function end(to: Destination) {
  const movement: Movement = {
    ...{ by: dublin, from: dublin, to, property: "p", kind: "replication", spreads: true, isJudged: true },
  };
  return endOf(movement, facts);
}

const found = lookUpPlace("aws", "eu-west-1");
if (found.kind !== "place") throw new Error("eu-west-1 is not a place");
const placed = { place: found.place, secret: false, property: "region" };
const inIreland = [expect.objectContaining({ place: found.place }) as unknown];

describe("a movement ends", () => {
  it.each<[string, Destination, unknown]>([
    [
      "in a store",
      { kind: "resource", resource: dublin },
      { kind: "placed", resource: dublin, places: inIreland, isGlobal: false },
    ],
    [
      "with whom it lets in",
      { kind: "principal", resource: dublin },
      { kind: "placed", resource: dublin, places: inIreland, isGlobal: false },
    ],
    [
      "in a store whose place isn't known",
      { kind: "resource", resource: somewhere },
      { kind: "placed", resource: somewhere, places: [], isGlobal: false, unknown: "not-yet-known" },
    ],
    [
      "in a store that is in no region",
      { kind: "resource", resource: archive },
      { kind: "placed", resource: archive, places: [], isGlobal: true },
    ],
    [
      "in what is looked up",
      { kind: "resource", resource: lookedUp },
      { kind: "placed", resource: lookedUp, places: inIreland, isGlobal: false },
    ],
    ["in what isn't seen", { kind: "resource", resource: unseen }, { kind: "untold", cause: "not-seen" }],
    ["in a place", { kind: "place", placed }, { kind: "placed", places: [placed], isGlobal: false }],
    [
      "in what is named in a place",
      { kind: "place", placed, resource: somewhere },
      { kind: "placed", places: [placed], isGlobal: false, resource: somewhere },
    ],
    ["with viewers", { kind: "countries", countries: ["US"], secret: false }, { kind: "viewers" }],
    ["with anyone", { kind: "anywhere", what: "worldwide" }, { kind: "viewers" }],
    ["in no region", { kind: "anywhere", what: "global" }, { kind: "placed", places: [], isGlobal: true }],
    ["inside", { kind: "inside", what: "w" }, { kind: "inside" }],
    ["with what has no place", { kind: "placeless", what: "w" }, { kind: "untold", cause: "unresolvable" }],
    ["nobody knows where", { kind: "unknown", cause: "encrypted", what: "w" }, { kind: "untold", cause: "encrypted" }],
  ])("%s", (_, to, expected) => {
    expect(end(to)).toEqual(expected);
  });
});
