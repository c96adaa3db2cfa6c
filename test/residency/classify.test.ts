import { declaredClass, mayBeLowered } from "../../policies/residency/classify";
import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const free = { "data-class": "operational" };
const component = resource("stateside:aws:Backup", "c", { dataClass: "operational" }, { kind: "component" });
const outer = resource("my:Outer", "o", { dataClass: "us-user" }, { kind: "component" });
const inner = resource("my:Inner", "i", { dataClass: "operational" }, { kind: "component", parent: outer.urn });
const plain = resource("my:Plain", "p", {}, { kind: "component", parent: inner.urn });
const freeBucket = resource("aws:s3/bucket:Bucket", "free", { tags: free });
const freeCompartment = resource("oci:Identity/compartment:Compartment", "free", { freeformTags: free });

function classOf(subject: Resource, ...others: readonly Resource[]) {
  return declaredClass(subject, { ...termsOf(), find: estate(subject, ...others).find });
}

const bucket = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucket:Bucket", "b", inputs, more);

describe("a resource's declared class", () => {
  it.each<[string, Resource, readonly Resource[], string, string]>([
    ["its own AWS tag", bucket({ tags: free }), [], "operational", "label"],
    ["a tag that is a secret", bucket({ tags: new Secret(null) }), [], "us-user", "default"],
    [
      "the tags of its AWS provider",
      bucket({}, { provider: provider("aws", { defaultTags: { tags: free } }) }),
      [],
      "operational",
      "label",
    ],
    [
      "its own tag before its provider's",
      bucket({ tags: { "data-class": "us-user" } }, { provider: provider("aws", { defaultTags: { tags: free } }) }),
      [],
      "us-user",
      "label",
    ],
    ["its own Google label", resource("gcp:storage/bucket:Bucket", "b", { labels: free }), [], "operational", "label"],
    [
      "the labels of its Google provider",
      resource("gcp:storage/bucket:Bucket", "b", {}, { provider: provider("gcp", { defaultLabels: free }) }),
      [],
      "operational",
      "label",
    ],
    [
      "its own free-form tag",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { freeformTags: free }),
      [],
      "operational",
      "label",
    ],
    [
      "a defined tag of any namespace",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { definedTags: { "Enclave.data-class": "operational" } }),
      [],
      "operational",
      "label",
    ],
    ["the component that it is in", bucket({}, { parent: component.urn }), [component], "operational", "component"],
    [
      "the nearest of several components",
      bucket({}, { parent: plain.urn }),
      [outer, inner, plain],
      "operational",
      "component",
    ],
    [
      "its label before its component",
      bucket({ tags: { "data-class": "us-user" } }, { parent: component.urn }),
      [component],
      "us-user",
      "label",
    ],
    [
      "its bucket, for an object",
      resource(
        "aws:s3/bucketObject:BucketObject",
        "o",
        { bucket: "free" },
        { references: new Map([["bucket", [freeBucket.urn]]]) },
      ),
      [freeBucket],
      "operational",
      "container",
    ],
    [
      "its compartment, on Oracle Cloud",
      resource(
        "oci:ObjectStorage/bucket:Bucket",
        "b",
        { compartmentId: new Unknown("not-yet-known") },
        { references: new Map([["compartmentId", [freeCompartment.urn]]]) },
      ),
      [freeCompartment],
      "operational",
      "container",
    ],
    ["the default, where nothing declares one", bucket({}), [], "us-user", "default"],
    [
      "the default, for a name that is no class",
      bucket({ tags: { "data-class": "operatonal" } }),
      [],
      "us-user",
      "default",
    ],
    [
      "the default, for a label not yet known",
      bucket({ tags: { "data-class": new Unknown("not-yet-known") } }),
      [],
      "us-user",
      "default",
    ],
    [
      "the default, for tags that are unknown as a whole",
      bucket({ tags: new Unknown("not-yet-known") }, { parent: component.urn }),
      [component],
      "us-user",
      "default",
    ],
    [
      "the default, where its type carries no label",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", { tags: free }),
      [],
      "us-user",
      "default",
    ],
    [
      "the default, where a class is named like a method",
      bucket({ tags: { "data-class": "constructor" } }),
      [],
      "us-user",
      "default",
    ],
  ])("comes from %s", (_, subject, others, name, why) => {
    expect(classOf(subject, ...others)).toEqual({ name, why });
  });

  it("ends where containers contain each other", () => {
    const one = resource(
      "gcp:firestore/document:Document",
      "one",
      { database: "two" },
      { references: new Map([["database", ["urn:pulumi:dev::shop::gcp:firestore/document:Document::two"]]]) },
    );
    const two = resource(
      "gcp:firestore/document:Document",
      "two",
      { database: "one" },
      { references: new Map([["database", [one.urn]]]) },
    );
    expect(classOf(one, two)).toEqual({ name: "us-user", why: "default" });
  });
});

describe("one resource alone", () => {
  const alone = (subject: Resource) => mayBeLowered(subject, { ...termsOf(), find: () => undefined });

  it.each<[string, Resource, boolean]>([
    [
      "can't be sure of what lies in a compartment",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId: "ocid1.compartment.oc1..x" }),
      true,
    ],
    [
      "can't be sure of an object in a bucket",
      resource("aws:s3/bucketObject:BucketObject", "o", { bucket: "b" }),
      true,
    ],
    [
      "is sure of its own label",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId: "x", freeformTags: free }),
      false,
    ],
    ["is sure of what lies in nothing", bucket({}), false],
  ])("%s", (_, subject, expected) => {
    expect(alone(subject)).toBe(expected);
  });
});
