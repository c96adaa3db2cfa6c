import { overlaps, topInput } from "../../policies/residency/property-path";

describe("the input that a property path starts with", () => {
  it.each([
    ["location", "location"],
    ["rules[0].bucket", "rules"],
    ["a.b.c", "a"],
    ['["location"]', "location"],
    ['["a.b"].c', "a.b"],
    ['["a\\"b"]', 'a"b'],
    ['tags["x"]', "tags"],
    ["*", "*"],
    ["[*]", "*"],
    ["[*].x", "*"],
    ["", ""],
  ])("%s starts with %s", (path, top) => {
    expect(topInput(path)).toBe(top);
  });
});

describe("two paths", () => {
  it.each([
    ["rules", "rules[].status", true],
    ["rules[0].status", "rules", true],
    ["rules[0].status", "rules[].status", true],
    ["rules[0].status", "rules[1].status", false],
    ["rules[*].status", "rules[1].status", true],
    ["rules[0].status", "rules[].bucket", false],
    ["*", "anything.at[].all", true],
    ['a["b"].c', "a.b.d", false],
    ['a["b"]', "a.b.d", true],
    ['["a"]', "a", true],
    ['a["b.c"]', "a.b.c", false],
    ["endpoints.x", "endpoints{}", true],
    ["rule", "rules", false],
  ])("%s and %s overlap: %s", (one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected);
    expect(overlaps(other, one)).toBe(expected);
  });
});
