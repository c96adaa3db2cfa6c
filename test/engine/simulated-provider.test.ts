import path from "node:path";
import { describeEngine, type Run } from "./engine";

const program = path.join(__dirname, "programs/two-resources");
const requiredTag = path.join(__dirname, "programs/required-tag");
const refused = "the destination of a replication can't have versioning";
const made = ({ calls }: Run) => calls.map((call) => call.replace(/ .*::/, " ")).sort();

describeEngine("the simulated providers", (engine) => {
  it("refuse what two resources break together, though each has a provider and a process of its own", async () => {
    const directory = engine().copy(program);
    const preview = await engine().run(directory, "dev", ["preview"]);
    expect([preview.code, made(preview)]).toEqual([0, []]);

    const up = await engine().run(directory, "dev", ["up", "--skip-preview"]);
    expect(up.code).not.toBe(0);
    expect(up.stdout).toContain(refused);
    expect(made(up)).toEqual(["create copies", "create orders"]);

    const again = await engine().run(directory, "dev", ["preview"]);
    expect(again.code).not.toBe(0);
    expect(again.stdout).toContain(refused);
  });

  it("see what another operation changed and deleted", async () => {
    const directory = engine().copy(program);
    const versioning = (status: string) => ["--config", `two-resources:versioning=${status}`];
    const up = await engine().run(directory, "dev", ["up", "--skip-preview", ...versioning("Disabled")]);
    expect([up.code, made(up)]).toEqual([0, ["create copies", "create orders", "create to-phoenix"]]);

    const versioned = await engine().run(directory, "dev", ["up", "--skip-preview", ...versioning("Enabled")]);
    expect(versioned.code).not.toBe(0);
    expect(versioned.stdout).toContain(refused);

    const destroy = await engine().run(directory, "dev", ["destroy"]);
    expect([destroy.code, made(destroy)]).toEqual([0, ["delete copies", "delete orders", "delete to-phoenix"]]);
    const preview = await engine().run(directory, "dev", ["preview"]);
    expect([preview.code, preview.stdout.includes(refused)]).toEqual([0, false]);
  });

  it("refuse what another resource asks for, once both are there, and take it when it is given", async () => {
    const directory = engine().copy(requiredTag);
    const up = await engine().run(directory, "dev", ["up", "--skip-preview"]);
    expect(up.code).not.toBe(0);
    expect(up.stdout).toContain("a compartment's required tags are on what is made in it");
    expect(made(up)).toEqual(["create labels", "create owner", "create owner"]);

    const owner = ["--config", "required-tag:owner=shop"];
    const again = await engine().run(directory, "dev", ["up", "--skip-preview", ...owner]);
    expect([again.code, made(again)]).toEqual([0, ["create orders"]]);
  });
});
