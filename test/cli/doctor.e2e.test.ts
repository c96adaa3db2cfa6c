import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, stateside } from "./run";

const programs = path.join(root, "test/fixtures/programs");

interface Report {
  readonly version: number;
  readonly checks: readonly { readonly name: string; readonly state: string; readonly message: string }[];
}

async function doctor(program: string, environment: Record<string, string> = {}) {
  const run = await stateside(["doctor", "--program", program, "-o", "json"], { cwd: programs, environment });
  // SAFETY: the command wrote it; the tests look at what it holds.
  const report = JSON.parse(run.stdout) as Report;
  const faults = report.checks.filter(({ state }) => state === "fault").map(({ name, message }) => [name, message]);
  return { ...run, report, faults };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-doctor-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("`stateside doctor`", () => {
  it("finds nothing wrong with a program that can be checked", async () => {
    const { code, stderr, faults, report } = await doctor("two-stacks");
    expect({ code, stderr, faults }).toEqual({ code: 0, stderr: "", faults: [] });
    expect(report.version).toBe(1);
    expect(report.checks.map(({ message }) => message)).toContain("2: backup, primary");
  });

  it.each<[string, string, readonly (readonly [string, string])[]]>([
    [
      "a folder without a project",
      "broken-no-project",
      [
        [
          "program",
          `no Pulumi.yaml in \`${programs}/broken-no-project\`; name the folder of a Pulumi project with --program`,
        ],
      ],
    ],
    ["an empty program", "broken-empty-program", [["entry", "the program `index.ts` is empty"]]],
    [
      "a bad mandate",
      "broken-mandate-class",
      [["mandate", "broken-mandate-class/mandate.yaml:5:15: unknown class `us-users`; use `us-user` or `operational`"]],
    ],
    [
      "declared configuration that is missing",
      "declared-configuration-missing",
      [["stack dev", expect.stringContaining("missing") as string]],
    ],
  ])("ends with 2 for %s, as check would fail", async (_, program, faults) => {
    expect(await doctor(program)).toMatchObject({ code: 2, stderr: "", faults });
    expect((await stateside(["check", "--quiet", "--program", program], { cwd: programs })).code).toBeGreaterThan(1);
  });

  it("tells packages that aren't installed, whatever their names", async () => {
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(path.join(folder, "index.js"), "");
    const dependencies = { "@pulumi/pulumi": "3", "../../../etc": "1", "\u001b[2J": "1", __proto__x: "1" };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ dependencies }));
    const { faults, stdout } = await doctor(folder);
    expect(faults).toContainEqual(["packages", "@pulumi/pulumi isn't installed"]);
    expect(stdout).not.toContain("\u001b");
  });

  it("shows no secret, and no value of a variable that could be one", async () => {
    const environment = {
      PULUMI_CONFIG_PASSPHRASE: "canary-1",
      NODE_OPTIONS: "--title=canary-2",
      AWS_SECRET_ACCESS_KEY: "canary-3",
    };
    const { stdout } = await doctor("configuration-encrypted", environment);
    expect(stdout).not.toContain("canary");
  });

  it("runs nothing of the program, and writes nothing into its folder", async () => {
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(path.join(folder, "index.js"), 'require("node:fs").writeFileSync("ran", "")');
    mkdirSync(path.join(folder, "node_modules/@pulumi/pulumi"), { recursive: true });
    const manifest = JSON.stringify({ name: "@pulumi/pulumi", version: "3.0.0", main: "ran.js" });
    writeFileSync(path.join(folder, "node_modules/@pulumi/pulumi/package.json"), manifest);
    const ran = 'require("node:fs").writeFileSync(__dirname + "/../../../ran", "")';
    writeFileSync(path.join(folder, "node_modules/@pulumi/pulumi/ran.js"), ran);
    await doctor(folder);
    expect(existsSync(path.join(folder, "ran"))).toBe(false);
  });

  it("tells as text what it tells as JSON", async () => {
    const { report } = await doctor("two-stacks");
    const { stdout } = await stateside(["doctor", "--program", "two-stacks"], { cwd: programs });
    for (const { message } of report.checks) expect(stdout).toContain(message);
    expect(stdout).toMatch(/\n\nnothing here would make a run fail\n$/);
  });
});
