import { bindPath } from "../../../policies/residency/flows/binding";

describe("the path of the member that was read", () => {
  it.each<[string, string, string, string]>([
    ["rules[].status", "rules[].destination.bucket", "rules[1].destination.bucket", "rules[1].status"],
    ["a[].b[].c", "a[].b[].d", "a[2].b[3].d", "a[2].b[3].c"],
    ["a[].c[].d", "a[].b[].d", "a[2].b[3].d", "a[2].c[].d"],
    ["a[].b[].c", "a[].d", "a[2].d", "a[2].b[].c"],
    ["enabled", "rules[].bucket", "rules[1].bucket", "enabled"],
    ["other[].x", "rules[].bucket", "rules[1].bucket", "other[].x"],
    ["rules[].status", "rules[].bucket", "rules", "rules[].status"],
    ["members[]", "members[]", "members[4]", "members[4]"],
    ["a[].b[].c", "a[].b[].d", "a[12].b[345].d", "a[12].b[345].c"],
    ["a[].b[].c[].d", "a[].b[].e", "a[1].b[2].e[3]", "a[1].b[2].c[].d"],
    ["a{}.b", "a{}.c", "a.x.c", "a{}.b"],
  ])("%s, read like %s at %s, is %s", (pattern, like, at, expected) => {
    expect(bindPath(pattern, like, at)).toBe(expected);
  });
});
