import { writeFileSync } from "node:fs";
import path from "node:path";
import { describeEngine, root, type Engine, type Run } from "./engine";

const policyPack = path.join(root, "policies");
const refused = "us-data-stays-in-us";

async function deployed(engine: Engine, program: string): Promise<string> {
  const directory = engine.copy(path.join(__dirname, "programs", program));
  const up = await engine.run(directory, "dev", ["up", "--skip-preview"]);
  expect(up.code).toBe(0);
  writeFileSync(path.join(directory, "state.json"), await engine.export(directory, "dev"));
  return directory;
}

function analyze(engine: Engine, directory: string, environment = {}): Promise<Run> {
  return engine.run(directory, "dev", ["policy", "analyze", "--file", "state.json"], { policyPack, environment });
}

describeEngine("`policy analyze` with the pack", (engine) => {
  it.each([
    ["a value that only `up` knew", "known-only-at-up", 'bucket "abroad" holds us-user data in europe-west3'],
    ["what is in a plugin's component", "remote-component", 'bucket "shop-orders" holds us-user data in eu-central-1'],
    ["a secret that it can decrypt", "secret-region", 'bucket "abroad" holds us-user data in eu-central-1'],
  ])("decides %s", async (_, program, sentence) => {
    const run = await analyze(engine(), await deployed(engine(), program));
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain(`[mandatory] [severity: critical]  ${refused}`);
    expect(run.stdout).toContain(sentence);
  });

  it("can't place what a secret that it can't decrypt says, and blocks", async () => {
    const directory = await deployed(engine(), "secret-location");
    expect(await analyze(engine(), directory)).toMatchObject({ code: 0 });
    const run = await analyze(engine(), directory, { PULUMI_CONFIG_PASSPHRASE: "another" });
    expect(run.code).not.toBe(0);
    expect(run.stdout).toContain("[mandatory] [severity: high]  places-are-known");
    expect(run.stdout).not.toContain(refused);
  });
});

describeEngine("an empty asset", (engine) => {
  it("fails in Pulumi's SDK, and with it the operation, rather than to be waited for", async () => {
    const directory = engine().copy(path.join(__dirname, "programs/empty-asset"));
    const run = await engine().run(directory, "dev", ["preview"], { policyPack });
    expect(run.code).toBeGreaterThan(0);
    expect(run.stdout).toContain("Invalid asset encountered when unmarshaling resource property");
    expect(run.stdout).toMatch(/@pulumi\/policy/);
  });
});
