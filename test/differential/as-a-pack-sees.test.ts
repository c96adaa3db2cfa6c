import type { Resource } from "../../policies/residency/estate";
import { ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, provider, resource, values } from "../support/estates";
import { asAPackSees } from "./as-a-pack-sees";

const bucket = "aws:s3/bucket:Bucket";
const found = resource(bucket, "found", {}, { kind: "read", id: "existing" });
const group = resource("shop:index:Group", "group", {}, { kind: "component" });
const other = resource(bucket, "other");
const later = new Unknown("not-yet-known");

function seen(subject: Resource) {
  return asAPackSees(estate(subject, found, group, other));
}

describe("the embedded engine's estate as a pack sees it", () => {
  it.each([
    ["an unknown of any cause", new Unknown("not-seen"), later],
    ["one that is known in part", new Unknown("not-yet-known", { text: "a", outputs: new Map() }), later],
    ["a secret, which it is still", new Secret([new Unknown("encrypted")]), new Secret([later])],
    ["what is looked up, as a value", new ResourceReference(found.urn), "existing"],
    ["a component, as a value", new ResourceReference(group.urn), group.urn],
    ["what a preview creates, as a value", new ResourceReference(other.urn), later],
    ["any other value", { list: [1, null, "a"] }, values({ list: [1, null, "a"] })],
  ])("has %s", (_, value, shown) => {
    const { inputs } = seen(resource(bucket, "orders", { note: value })).find(resource(bucket, "orders").urn) ?? {};
    expect(inputs).toEqual(values({ note: shown }));
  });

  it("has nothing that is only looked up, no gaps, no ignored changes and no remote component", () => {
    const ignoring = provider("aws", { region: new Unknown("ignored") }, { ignoreChanges: ["region"] });
    const orders = resource(bucket, "orders", {}, { ignoreChanges: ["tags"], provider: ignoring });
    const { find, gaps, resources } = seen(orders);
    expect([gaps, find(found.urn), resources.length]).toEqual([[], undefined, 3]);
    expect(find(orders.urn)).toMatchObject({ ignoreChanges: [], provider: { inputs: { region: later } } });
    expect(find(orders.urn)?.provider?.ignoreChanges).toBeUndefined();
    const remote = resource("shop:index:Site", "site", {}, { kind: "remote", provider: ignoring });
    expect(seen(remote).find(remote.urn)).toMatchObject({ kind: "component" });
  });
});
