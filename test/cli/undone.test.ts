import { owed } from "../../cli/command-line/owed";
import { Undone } from "../../cli/undone";

describe("what is left undone", () => {
  it("is nothing to speak of when all is done", () => {
    const undone = new Undone();
    undone.owe("written", "result.json");
    undone.settle("written", "result.json");
    expect(undone.toString()).toBe("");
  });

  it("is told by what would have become of it", () => {
    const undone = new Undone();
    undone.owe("removed", "/tmp/tree");
    undone.owe("written", "the text report");
    undone.owe("written", "result.json");
    expect(undone.toString()).toBe(": not written: the text report, result.json; not removed: /tmp/tree");
  });

  it.each([
    ["check", [], "the text report"],
    ["check", ["sarif=out/a.sarif", "json"], "out/a.sarif, the json report"],
    ["audit", ["json=/a"], "/a"],
    ["regions", [], "the report"],
    ["baseline", [], "baseline.json"],
    ["waivers prune", [], "waivers.yaml"],
  ] as const)("of %s with %j is %s", (name, output, what) => {
    expect(owed({ kind: "command", name, given: { words: [], output } }, "/here").join(", ")).toBe(what);
  });
});
