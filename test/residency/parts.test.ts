import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { containersOf } from "../../policies/residency/parts";
import { Unknown } from "../../policies/residency/values";
import { aws, flowTerms, output } from "../support/flows";
import { estate, provider, resource } from "../support/estates";

const catalog = loadCatalog();
const bucket = aws("s3/bucket:Bucket", "b", { bucket: "b" });
const object = (of: unknown) => aws("s3/bucketObject:BucketObject", "o", { bucket: of, key: "k" });
const compute = aws("lambda/function:Function", "f");
const table = aws("dynamodb/table:Table", "t");
const item = (of: unknown) => aws("dynamodb/tableItem:TableItem", "item", { tableName: of });
const ociBucket = (compartmentId: unknown) =>
  resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId }, { provider: provider("oci", {}) });

/** `store b`, `not-seen`. */
function containers(one: Resource, ...others: readonly Resource[]): string[] {
  const row = catalog.find(one.type);
  if (row === undefined) throw new Error(`${one.type} has no row`);
  const all = containersOf(one, row, { ...flowTerms(), ...estate(one, ...others) });
  return all.map((container) => (container.kind === "store" ? `store ${container.resource.name}` : container.cause));
}

describe("what content is a part of", () => {
  it.each<[string, readonly [Resource, ...Resource[]], readonly string[]]>([
    ["the bucket that an object names", [object("b"), bucket], ["store b"]],
    ["the bucket whose output an object has", [object(output(bucket, "id")), bucket], ["store b"]],
    ["a bucket that isn't seen", [object("elsewhere"), bucket], ["not-seen"]],
    ["a bucket that isn't known", [object(new Unknown("not-yet-known"))], ["not-yet-known"]],
    ["a bucket of which the text can't be read", [object(new Unknown("unreadable"))], ["unreadable"]],
    [
      "a bucket that is looked up, and not managed",
      [object(output(bucket, "id")), { ...bucket, kind: "read" }],
      ["not-seen"],
    ],
    ["what is no store", [object(output(compute, "id")), compute], []],
    ["a store of another service", [item(output(bucket, "id")), bucket], []],
    ["a store of its service", [item(output(table, "name")), table], ["store t"]],
    ["a compartment, which only groups", [ociBucket("ocid1.compartment.oc1..aaaaaaaaaaaaaaaaaaaaaaaa")], []],
    ["a compartment that isn't known", [ociBucket(new Unknown("not-yet-known"))], []],
    ["nothing", [bucket], []],
  ])("is found where it is %s", (_, [one, ...others], expected) => {
    expect(containers(one, ...others)).toEqual(expected);
  });
});
