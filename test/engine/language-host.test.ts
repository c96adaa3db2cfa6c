import path from "node:path";
import { describeEngine, root } from "./engine";

const own = (name: string) => path.join(__dirname, "programs", name);

describeEngine("the language host", (engine) => {
  it("tells a pack its stack and the stack's configuration, as Pulumi's own host does", async () => {
    const directory = engine().copy(own("ignored-region"));
    const policyPack = engine().copy(own("told-its-stack"));
    const run = await engine().run(directory, "dev", ["preview", "--config", "ignored-region:region=us-west-2"], {
      policyPack,
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("organization ignored-region dev true us-west-2");
  });

  it("passes on why a pack doesn't start", async () => {
    const directory = engine().copy(own("ignored-region"));
    const policyPack = engine().copy(path.join(root, "policies"), ["package.json", "PulumiPolicy.yaml"]);
    const run = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toMatch(/dist\/index\.js/);
  });

  it("passes on a program's error", async () => {
    const run = await engine().run(
      engine().copy(path.join(root, "test/fixtures/programs/broken-throws-string")),
      "dev",
      ["preview"],
    );
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain("failed with an unhandled exception");
  });
});
