import { OfEach } from "../../policies/residency/of-each";

/** What is made is numbered in the order of its making. */
function numbered(...things: readonly string[]): OfEach<string, { readonly number: number }> {
  let next = 0;
  return new OfEach(things, () => ({ number: next++ }));
}

describe("something of each thing", () => {
  it.each<[string, readonly string[]]>([
    ["in the order of the list", ["a", "a", "b", "c"]],
    ["backwards", ["c", "b", "b", "a"]],
    ["back and forth", ["b", "c", "a", "b", "a", "c", "c", "b"]],
    ["with others between", ["a", "x", "b", "y", "x", "c", "a", "y"]],
  ])("is its own and stays the same, asked %s", (_, asked) => {
    const all = numbered("a", "b", "c");
    const first = new Map<string, unknown>();
    for (const thing of asked) {
      const found = all.of(thing);
      if (!first.has(thing)) first.set(thing, found);
      expect(found).toBe(first.get(thing));
    }
    expect(new Set(first.values()).size).toBe(new Set(asked).size);
  });

  it("is made for what the list doesn't have, too", () => {
    const all = numbered();
    expect([all.of("x"), all.of("y"), all.of("x")]).toEqual([{ number: 0 }, { number: 1 }, { number: 0 }]);
  });
});
