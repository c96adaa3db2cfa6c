import { Asset, ResourceReference, Secret, Unknown } from "../../../policies/residency/values";
import { aws, from, ireland, output, virginia } from "../../support/flows";
import { movementsBy } from "../../support/movements";

const later = new Unknown("not-yet-known");
const dead = aws("sqs/queue:Queue", "dead", { name: "dead" });
const abroad = aws("sqs/queue:Queue", "abroad", { name: "abroad" }, { provider: ireland });

const redriven = (redrivePolicy: unknown, references = {}) =>
  movementsBy(aws("sqs/queue:Queue", "jobs", { redrivePolicy }, from(references)), dead, abroad);

/** JSON in which a string is what stands for an output. */
const json = (of: typeof dead) => output(of, "arn", '{"deadLetterTargetArn":"*","maxReceiveCount":4}');
const arn = "arn:aws:sqs:eu-west-1:123456789012:elsewhere";

describe("the destinations in a document", () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      "text of JSON",
      JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 4 }),
      ["jobs > eu-west-1 event-route"],
    ],
    ["JSON in JSON", JSON.stringify({ inner: JSON.stringify({ a: [arn] }) }), ["jobs > eu-west-1 event-route"]],
    ["an object", { deadLetterTargetArn: arn }, ["jobs > eu-west-1 event-route"]],
    ["JSON around an output", json(abroad), ["jobs > abroad event-route"]],
    ["an object with an output", { deadLetterTargetArn: output(dead) }, ["jobs > dead event-route"]],
    ["text that is no JSON", `target = ${arn}\nlimit = 4`, ["jobs > eu-west-1 event-route"]],
    ["the name of a place", { region: "eu-west-1", other: "words" }, ["jobs > eu-west-1 event-route"]],
    ["a secret", new Secret(JSON.stringify({ a: arn })), ["jobs > secret place event-route"]],
    [
      "a secret in an object",
      { a: new Secret(arn), b: "us-west-2" },
      ["jobs > secret place event-route", "jobs > us-west-2 event-route"],
    ],
    ["a secret region in an object", { a: new Secret("eu-west-1") }, ["jobs > secret place event-route"]],
    ["what isn't known in an object", { a: later }, ["jobs > unknown (not-yet-known) event-route"]],
    ["words", "nothing to see here", []],
    ["JSON without destinations", '{"maxReceiveCount":4}', []],
    ["broken JSON", '{"deadLetterTargetArn":', ["jobs > unknown (unreadable) event-route"]],
    ["JSON nested too deep", `${"[".repeat(100)}${"]".repeat(100)}`, ["jobs > unknown (unreadable) event-route"]],
    [
      "more strings than anybody writes",
      JSON.stringify(Array(10_001).fill("a")),
      ["jobs > unknown (unreadable) event-route"],
    ],
    ["an asset", new Asset("asset"), ["jobs > unknown (not-seen) event-route"]],
    ["a resource", new ResourceReference(dead.urn), ["jobs > dead event-route"]],
    ["an encrypted text", new Unknown("encrypted"), ["jobs > unknown (encrypted) event-route"]],
  ])("of %s", (_, document, expected) => {
    expect(redriven(document)).toEqual(expected);
  });

  it("may be what the document was computed from", () => {
    expect(redriven(later, { redrivePolicy: [abroad] })).toEqual(["jobs > abroad? (not-yet-known) event-route"]);
  });

  it("keeps a secret text with an output in it", () => {
    const text = output(dead, "name", '{"target":"arn:aws:sqs:eu-west-1:123456789012:*"}');
    expect(redriven(new Secret(text))).toEqual(["jobs > dead in secret place event-route"]);
    expect(redriven(text)).toEqual(["jobs > dead in eu-west-1 event-route"]);
  });

  it("doesn't take long over a hostile text", () => {
    const started = Date.now();
    for (const piece of ["arn:", "a://", "ocid1.", '"', "[", "a "]) redriven(piece.repeat(50_000));
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(virginia.inputs["region"]).toBe("us-east-1");
  });
});
