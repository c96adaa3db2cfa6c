import { inOrder } from "../../policies/residency/circles";

const order = (ways: Readonly<Record<string, string>>, nodes = Object.keys(ways)) =>
  inOrder(nodes, (node) => ways[node] ?? "").map((group) => group.sort().join(""));

describe("the order of what leads to what", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["nothing", {}, []],
    ["a way", { c: "", b: "c", a: "b" }, ["a", "b", "c"]],
    ["a circle", { a: "b", b: "c", c: "a" }, ["abc"]],
    ["a circle that something leads to, and that leads on", { d: "", b: "c", c: "bd", a: "b" }, ["a", "bc", "d"]],
    ["a way to itself", { a: "a" }, ["a"]],
    ["two circles", { c: "d", d: "c", a: "b", b: "ac" }, ["ab", "cd"]],
  ])("of %s", (_, ways, expected) => {
    expect(order(ways)).toEqual(expected);
    expect(order(ways, Object.keys(ways).reverse())).toEqual(expected);
  });

  it("has what is only reached, too", () => {
    expect(order({ a: "b", b: "" }, ["a"])).toEqual(["a", "b"]);
  });

  it("is found along a way of any length", () => {
    const length = 100_000;
    const groups = inOrder([0], (node) => (node + 1 < length ? [node + 1] : []));
    expect(groups).toHaveLength(length);
    expect(groups[0]).toEqual([0]);
  });
});
