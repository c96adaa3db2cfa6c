import { Lines, Problems } from "../../policies/residency/problems";
import { refuseHostile } from "../../policies/residency/yaml-source";

describe("a file that the parser shouldn't be given", () => {
  it.each([
    ["too deep", "a: ".concat("[".repeat(40)), "`Pulumi.dev.yaml` nests deeper here; at most 32 levels are read"],
    ["too long", "a".repeat(1_000_001), "`Pulumi.dev.yaml` has 1000001 bytes; at most 1000000 are read"],
    ["too full", "[]".repeat(60_000), "`Pulumi.dev.yaml` goes on; at most 100000 YAML tokens are read"],
  ])("is told what it is and what the limit is: %s", (_, source, message) => {
    const problems = new Problems();
    refuseHostile(source, "`Pulumi.dev.yaml`", problems);
    expect(problems.inOrder(new Lines(source)).map((one) => one.message)).toEqual([message]);
  });
});
