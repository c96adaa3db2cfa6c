import { cut, cutResource, listMember, mentionsOf } from "../../policies/residency/cut";
import { buildEstate, type Resource } from "../../policies/residency/estate";
import { ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, resource, values } from "../support/estates";
import { bucketIn, from, output, virginia } from "../support/flows";

const orders = bucketIn(virginia, "orders");
const copy = bucketIn(virginia, "copy");

/** The inputs that are left; undefined where nothing is cut. */
function left(inputs: Readonly<Record<string, unknown>>, property: string) {
  const subject = resource("a:b:C", "c", inputs);
  const seen = estate(subject);
  const changed = cut(seen, subject.urn, property);
  return changed === seen ? undefined : changed.find(subject.urn)?.inputs;
}

describe("an input is cut out of", () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, Readonly<Record<string, unknown>>]>([
    ["a resource", { a: 1, b: 2 }, "a", { b: 2 }],
    ["an object", { a: { b: 1, c: 2 } }, "a.b", { a: { c: 2 } }],
    ["an object that is left empty", { a: { b: 1 } }, "a.b", { a: {} }],
    ["a list", { a: [1, 2, 3] }, "a[1]", { a: [1, null, 3] }],
    ["a list whose last member goes", { a: [1] }, "a[0]", { a: [] }],
    ["an object in a list", { a: [{ b: 1, c: 2 }, { b: 3 }] }, "a[0].b", { a: [{ c: 2 }, { b: 3 }] }],
    ["a list in a list", { a: [[1, 2], [3]] }, "a[0][1]", { a: [[1, null], [3]] }],
    ["a lone member where a list may stand", { a: { b: 1, c: 2 } }, "a[0].b", { a: { c: 2 } }],
    ["a key with a dot", { tags: { "a.b": 1, a: 2 } }, "tags.a.b", { tags: { a: 2 } }],
    ["a key with an index", { tags: { "a[0]": 1 } }, "tags.a[0]", { tags: {} }],
    ["a key that begins like another", { ab: { c: 1 }, a: { c: 2 } }, "a.c", { ab: { c: 1 }, a: {} }],
    [
      "all tens of a list",
      { a: Array.from({ length: 11 }, (_, index) => index) },
      "a[10]",
      {
        a: [...Array.from({ length: 10 }, (_, index) => index), null],
      },
    ],
  ])("%s", (_, inputs, property, expected) => {
    expect(left(inputs, property)).toEqual(values(expected));
  });

  it("a secret, which stays one", () => {
    const inputs = { a: new Secret(values({ b: 1, c: 2 })) };
    expect(left(inputs, "a.b")).toEqual(values({ a: new Secret(values({ c: 2 })) }));
    expect(left(inputs, "a")).toEqual(values({}));
    expect(left(inputs, "a.d")).toBeUndefined();
  });

  it("what is unknown, as a whole", () => {
    expect(left({ a: { b: new Unknown("not-seen"), c: 1 } }, "a.b.x[0]")).toEqual(values({ a: { c: 1 } }));
    expect(left({ a: [new Unknown("not-seen"), 1] }, "a[0].x")).toEqual(values({ a: [null, 1] }));
  });

  it.each([
    ["another key", "b"],
    ["a key below a text", "a.b"],
    ["a member that isn't there", "list[2]"],
    ["a key of a member that it lacks", "list[0].x"],
    ["the beginning of a key", "lis"],
    ["a key that goes on", "list2"],
  ])("nothing where there isn't %s", (_, property) => {
    expect(left({ a: "text", list: [{ y: 1 }, "x"] }, property)).toBeUndefined();
  });
});

describe("what is left of an estate", () => {
  const two = resource(
    "a:b:C",
    "c",
    { list: [output(orders), output(copy), output(copy)], other: output(orders) },
    from({ list: [orders, copy], other: [orders] }),
  );
  const references = (property: string) => cut(estate(orders, copy, two), two.urn, property).find(two.urn)?.references;

  it("refers no more to what only the cut part was computed from", () => {
    expect(references("list[0]")).toEqual(
      new Map([
        ["other", [orders.urn]],
        ["list", [copy.urn]],
      ]),
    );
    expect(references("list[1]")).toEqual(
      new Map([
        ["other", [orders.urn]],
        ["list", [orders.urn, copy.urn]],
      ]),
    );
    expect(references("list")).toEqual(new Map([["other", [orders.urn]]]));
  });

  it("keeps the references of an input of which nobody knows where they stand", () => {
    const hidden = { ...two, inputs: values({ list: [1, new Unknown("not-seen")] }) };
    const seen = estate(orders, copy, hidden);
    expect(cut(seen, two.urn, "list[0]").find(two.urn)?.references.get("list")).toEqual([orders.urn, copy.urn]);
  });

  it("keeps the order, the stacks, the gaps and where state is", () => {
    const gaps = [{ stack: "dev", kind: "invoke", what: "w" }] as const;
    const seen = buildEstate("organization", [{ name: "dev", project: "shop" }], [orders, two, copy], gaps, []);
    for (const changed of [cut(seen, two.urn, "other"), cutResource(seen, two.urn)])
      expect(changed).toMatchObject({
        scope: "organization",
        stacks: [{ name: "dev", project: "shop" }],
        gaps,
        states: [],
      });
    const urns = (all: readonly Resource[]) => all.map(({ urn }) => urn);
    expect(urns(cut(seen, two.urn, "other").resources)).toEqual(urns(seen.resources));
    expect(cutResource(seen, two.urn).resources).toEqual([orders, copy]);
    expect(cut(seen, two.urn, "none")).toBe(seen);
  });
});

describe("a list's member", () => {
  it.each([
    ["rules[0].destination.bucket", "rules[0]"],
    ["rules[0]", "rules[0]"],
    ["a[1].b[12].c", "a[1].b[12]"],
    ["rules", undefined],
    ["rules[].bucket", undefined],
    ["a[x].b", undefined],
  ])("is the nearest one that holds %s: %s", (property, member) => {
    expect(listMember(property)).toBe(member);
  });
});

describe("what is mentioned in inputs", () => {
  it("is found wherever it stands, with its path", () => {
    const subject = resource("a:b:C", "c", {
      plain: "text",
      whole: new ResourceReference(orders.urn),
      secret: new Secret(output(copy)),
      nested: { list: [1, { deep: output(orders) }] },
      nothing: null,
      unknown: new Unknown("not-seen"),
    });
    expect(mentionsOf(subject)).toEqual([
      { urn: orders.urn, path: "whole" },
      { urn: copy.urn, path: "secret" },
      { urn: orders.urn, path: "nested.list[1].deep" },
    ]);
  });

  it("is told once of a text that has two outputs of one resource", () => {
    const text = new Unknown("not-yet-known", {
      text: "ab",
      outputs: new Map([
        ["a", { urn: orders.urn, name: "arn", placeholder: "x" }],
        ["b", { urn: orders.urn, name: "id", placeholder: "y" }],
      ]),
    });
    expect(mentionsOf(resource("a:b:C", "c", { text }))).toEqual([{ urn: orders.urn, path: "text" }]);
  });
});
