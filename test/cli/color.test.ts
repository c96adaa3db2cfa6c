import { hasColor } from "../../cli/standard-streams";

describe("color", () => {
  it.each<[string, boolean, Record<string, string>, boolean]>([
    ["on a terminal", true, {}, true],
    ["in a pipe", false, {}, false],
    ["in a pipe in CI", false, { CI: "true", GITHUB_ACTIONS: "true" }, false],
    ["on a terminal that can do nothing", true, { TERM: "dumb" }, false],
    ["where it is forced", false, { FORCE_COLOR: "1" }, true],
    ["where it isn't wanted", true, { NO_COLOR: "1" }, false],
    ["where it is forced and isn't wanted", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["where variables are empty", false, { NO_COLOR: "", FORCE_COLOR: "" }, false],
  ])("is as it should be %s", (_, isTTY, environment, expected) => {
    // Where there is no terminal, Node leaves the property out.
    expect(hasColor({ stdout: isTTY ? { isTTY } : {}, environment })).toBe(expected);
  });
});
