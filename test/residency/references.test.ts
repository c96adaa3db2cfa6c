import type { Resource } from "../../policies/residency/estate";
import { areOfOneService, referred } from "../../policies/residency/references";
import { Unknown } from "../../policies/residency/values";
import { estate, resource } from "../support/estates";
import { from, output } from "../support/flows";

const ring = resource("gcp:kms/keyRing:KeyRing", "ring", { name: "ring" });
const other = resource("gcp:kms/keyRing:KeyRing", "other", { name: "other" });
const topic = resource("gcp:pubsub/topic:Topic", "topic", { name: "topic" });
const later = new Unknown("not-yet-known");

/** What `keyRing` of a key refers to. */
function told(
  value: unknown,
  computedFrom: readonly Resource[] = [],
  references?: ReadonlyMap<string, readonly string[]>,
) {
  const key = resource(
    "gcp:kms/cryptoKey:CryptoKey",
    "key",
    { keyRing: value },
    {
      ...from({ keyRing: computedFrom }),
      ...(references && { references }),
    },
  );
  return referred(key, "keyRing", estate(ring, other, topic, key)).map((found) => {
    if (found.kind === "resource") return found.resource.name;
    if (found.kind === "computed") return `computed ${found.candidates.map(({ name }) => name).join("+")}`;
    return found.kind === "name" ? `name, ${found.secret ? "secret" : "plain"}` : found.kind;
  });
}

describe("what an input that names a parent refers to", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["the resource that it is", told(output(ring, "id")), ["ring"]],
    ["the one of a name", told("ring"), ["ring"]],
    ["a name that nothing has", told("nobody"), ["name, plain"]],
    ["nothing where it is no text", told(7), ["unknown"]],
    ["nothing where nothing is known", told(later), ["unknown"]],
    ["the one of its kind that it was computed from alone", told(later, [ring]), ["ring"]],
    ["any of several", told(later, [ring, other]), ["computed ring+other"]],
    ["maybe one of another kind", told(later, [topic]), ["computed topic"]],
    ["maybe one that only a part of it is", told(output(ring, "id", "x-*-y")), ["computed ring"]],
  ])("is %s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("isn't taken for one of those of which the estate lacks another", () => {
    const urns = [ring.urn, "urn:gone"];
    expect(told(later, [], new Map([["keyRing", urns]]))).toEqual(["computed ring"]);
  });

  it("may have been computed from the resource itself, too", () => {
    const self = resource("gcp:kms/cryptoKey:CryptoKey", "key").urn;
    expect(told(later, [], new Map([["keyRing", [self, ring.urn]]]))).toEqual(["ring"]);
  });
});

describe("two types", () => {
  it.each([
    ["aws:s3tables/table:Table", "aws:s3/bucket:Bucket", true],
    ["aws:s3/bucket:Bucket", "aws:s3tables/table:Table", true],
    ["aws:sqs/queue:Queue", "aws:sns/topic:Topic", false],
  ])("%s and %s are of one service: %s", (one, another, expected) => {
    expect(areOfOneService(one, another)).toBe(expected);
  });
});
