import { deployerOf, parseDeployers } from "../../policies/residency/deployers";

const header = "type\tdeploys\tinline\tgate\tbecause";
const parsed = (...rows: readonly string[]) => parseDeployers([header, ...rows].join("\n"), "deployers.tsv");

describe("a table of deployers", () => {
  it("says what a type deploys, in which input, and without which it deploys nothing", () => {
    expect(parsed("a:b:C\ttemplate\tbody\ton\ta reason", "a:b:D\tone\t-\t-\tanother")).toStrictEqual([
      { type: "a:b:C", deploys: "template", inline: "body", gate: "on", because: "a reason" },
      { type: "a:b:D", deploys: "one", because: "another" },
    ]);
  });

  it.each([
    ["no reason", "a:b:C\tone\t-\t-\t", "deployers.tsv:2: `a:b:C` has no reason"],
    [
      "an unknown word",
      "a:b:C\tstacks\t-\t-\ta reason",
      "deployers.tsv:2: unknown deploys `stacks`; use template, setup",
    ],
  ])("is refused with %s", (_, row, message) => {
    expect(() => parsed(row)).toThrow(message);
  });

  it("that ships says the same of a type", () => {
    expect(deployerOf("aws:cloudformation/stack:Stack")).toMatchObject({ deploys: "template", inline: "templateBody" });
    expect(Object.keys(deployerOf("aws:controltower/baseline:Baseline") ?? {})).toEqual(["type", "deploys", "because"]);
    expect(deployerOf("aws:s3/bucket:Bucket")).toBeUndefined();
  });
});
