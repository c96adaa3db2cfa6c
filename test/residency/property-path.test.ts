import { topInput } from "../../policies/residency/property-path";

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
