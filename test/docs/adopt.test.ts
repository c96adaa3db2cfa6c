import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "../..");
const section = readFileSync(path.join(root, "README.md"), "utf8").split("## Adopt it on your own program")[1] ?? "";
const [, block = ""] = /^```sh\n([\s\S]*?)^```$/m.exec(section) ?? [];
const [install = "", ...commands] = block.trimEnd().split("\n");

describe("adopting Stateside as README says", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-adopt-"));
  const program = path.join(folder, "shop");

  beforeAll(() => {
    cpSync(path.join(root, "test/fixtures/programs/bucket-abroad"), program, { recursive: true });
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.join(root, "node_modules/@pulumi"), path.join(folder, "node_modules/@pulumi"));
    symlinkSync(root, path.join(folder, "stateside"));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (command: string) =>
    spawnSync("sh", ["-c", command], {
      cwd: program,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], npm_config_update_notifier: "false" },
    });

  it("takes three commands, the first of which is the one that every clone begins with", () => {
    expect(install).toMatch(/^npm ci --prefix \.\.\/stateside\b/);
    expect(commands).toHaveLength(2);
  });

  it("finds what there is, accepts it, and passes then", () => {
    const [check = "", baseline = ""] = commands;
    expect(run(check)).toMatchObject({ status: 1 });
    expect(run(baseline)).toMatchObject({ status: 0 });
    expect(existsSync(path.join(program, "baseline.json"))).toBe(true);
    const again = run(check);
    expect(again.stdout).toContain("1 known (baseline)");
    expect(again).toMatchObject({ status: 0 });
  }, 60_000);
});
