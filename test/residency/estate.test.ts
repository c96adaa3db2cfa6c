import { ancestors, buildEstate } from "../../policies/residency/estate";
import { nameIn, stackIn } from "../../policies/residency/urns";
import { resource } from "../support/estates";

describe("an estate", () => {
  const dev = { name: "dev", project: "shop" };
  const prod = { name: "prod", project: "shop" };
  const other = { name: "dev", project: "other" };
  const one = resource("a:b:C", "one");
  const resources = [
    one,
    resource("a:b:C", "two", {}, { kind: "read" }),
    resource("my:C", "component", {}, { kind: "component" }),
    resource("pulumi:pulumi:Stack", "shop-dev", {}, { kind: "stack" }),
    resource("pulumi:providers:aws", "aws", {}, { kind: "provider" }),
    resource("a:b:C", "three", {}, { stack: "prod" }),
    resource("a:b:C", "four", {}, { project: "other" }),
  ];

  it("counts the resources of each stack, without the stack itself and providers", () => {
    const { stacks } = buildEstate(
      "organization",
      [dev, prod, other, { name: "empty", project: "shop" }],
      resources,
      [],
    );
    expect(stacks).toEqual([
      { ...dev, resources: 3 },
      { ...prod, resources: 1 },
      { ...other, resources: 1 },
      { name: "empty", project: "shop", resources: 0 },
    ]);
  });

  it("finds its resources by their URNs, and has where state is if that is told", () => {
    const seen = buildEstate("stack", [dev], resources, [], []);
    expect(seen.find(one.urn)).toBe(one);
    expect(seen.find("urn:none")).toBeUndefined();
    expect(seen).toMatchObject({ scope: "stack", resources, gaps: [], states: [] });
    expect(buildEstate("stack", [dev], resources, [])).not.toHaveProperty("states");
  });
});

describe("the ancestors of a resource", () => {
  const family = (name: string, parent?: string) =>
    resource("my:C", name, {}, { kind: "component", ...(parent !== undefined && { parent: urnOf(parent) }) });
  const urnOf = (name: string) => resource("my:C", name).urn;
  const named = (...all: readonly ReturnType<typeof family>[]) => {
    const seen = buildEstate("stack", [], all, []);
    return ancestors(all[0] ?? family("none"), seen.find).map(({ name }) => name);
  };

  it("are told nearest first", () => {
    expect(named(family("child", "parent"), family("parent", "grandparent"), family("grandparent"))).toEqual([
      "parent",
      "grandparent",
    ]);
    expect(named(family("child"))).toEqual([]);
  });

  it("end at one that isn't known, and where parents run in a circle", () => {
    expect(named(family("child", "parent"), family("parent", "gone"))).toEqual(["parent"]);
    expect(named(family("child", "parent"), family("parent", "child"))).toEqual(["parent"]);
    expect(named(family("child", "child"))).toEqual([]);
  });
});

describe("a URN", () => {
  it.each([
    ["urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders", "dev", "orders"],
    ["urn:pulumi:dev::shop::my:C$aws:s3/bucket:Bucket::a::b", "dev", "a::b"],
    ["urn:pulumi:dev::shop::t", "dev", ""],
    ["xurn:pulumi:dev::shop::t::n", "xurn:pulumi:dev", "n"],
    ["", "", ""],
  ])("%s tells its stack and its name", (urn, stack, name) => {
    expect(stackIn(urn)).toBe(stack);
    expect(nameIn(urn)).toBe(name);
  });
});
