import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, stateside } from "./run";

const program = path.join(root, "test/fixtures/programs/bucket-abroad");
let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-report-"));
  await stateside([
    "check",
    "--quiet",
    "--program",
    program,
    "-o",
    `json=${folder}/result.json`,
    "--date",
    "2026-11-22",
  ]);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("stateside report", () => {
  it("writes the result again and ends as the check did", async () => {
    const run = await stateside(["report", "result.json", "-o", "json"], { cwd: folder });
    expect(run).toEqual({ code: 1, stderr: "", stdout: readFileSync(path.join(folder, "result.json"), "utf8") });
  });

  it("writes text by itself, and several formats at once", async () => {
    const text = await stateside(["report", "result.json"], { cwd: folder });
    expect(text.stdout).toContain("✖ us-data-stays-in-us");
    const args = ["report", "result.json", "-o", "text", "-o", "json=again.json"];
    expect(await stateside(args, { cwd: folder })).toMatchObject({ code: 1 });
    expect(readFileSync(path.join(folder, "again.json"), "utf8")).toBe(
      readFileSync(path.join(folder, "result.json"), "utf8"),
    );
  });

  it("shows files as they are from here, given the folder that they are relative to", async () => {
    const args = ["report", path.join(folder, "result.json"), "--program", "test/fixtures/programs/bucket-abroad"];
    const { stdout } = await stateside([...args, "-o", "github"]);
    expect(stdout).toContain("file=test/fixtures/programs/bucket-abroad/");
    const other = await stateside([...args.slice(0, 2), "--program", "nowhere"]);
    expect(other).toMatchObject({ code: 2, stdout: "" });
  });

  it("ends with 3 for what is no result, and says why", async () => {
    writeFileSync(path.join(folder, "bad.json"), "{}");
    const run = await stateside(["report", "bad.json"], { cwd: folder });
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toMatch(/^error: `bad\.json` is no result of stateside: version: /);
  });

  it.each([
    [[], "error: no RESULT; name one, such as result.json"],
    [["a.json", "b.json"], "error: unexpected argument `b.json`; report takes one RESULT, such as result.json"],
    [["a.json", "-o", "pdf"], "error: unknown format `pdf` in `-o pdf`; use "],
  ])("ends with 2 for %j", async (args, message) => {
    const run = await stateside(["report", ...args], { cwd: folder });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
  });
});
