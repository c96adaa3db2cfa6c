import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { stateside } from "./run";
import { commandsOf } from "./runner-commands";

jest.setTimeout(60_000);

const program = "test/fixtures/programs/bucket-abroad";

describe("what a pull request is shown", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stateside-annotations-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  // SAFETY: what the tests then look at is there or fails them
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Log;

  it("is on the lines of the program, by their paths from the repository's root", async () => {
    const outputs = ["-o", `sarif=${folder}/x.sarif`, "-o", "github", "-o", `json=${folder}/x.json`];
    const run = await stateside(["check", "--quiet", "--program", program, "--date", "2026-11-22", ...outputs]);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const [annotation, ...others] = commandsOf(run.stdout);
    expect(others).toEqual([]);
    expect(annotation).toMatchObject({
      name: "error",
      properties: { file: `${program}/index.ts`, line: "4", col: "17" },
    });
    expect(run.stdout).toMatch(/\n1 stack · 1 resource · 1 refused\n$/);
    expect(read("x.sarif").runs[0]).toMatchObject({
      automationDetails: { id: `stateside/program/${program}/` },
      results: [
        {
          ruleId: "us-data-stays-in-us",
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: `${program}/index.ts`, uriBaseId: "%SRCROOT%" },
                region: { startLine: 4, startColumn: 17 },
              },
            },
          ],
          relatedLocations: [{ physicalLocation: { artifactLocation: { uri: `${program}/providers.ts` } } }],
        },
      ],
    });
  });

  it("is the same of the saved result, but for paths, which are the program's", async () => {
    const run = await stateside(["report", `${folder}/x.json`, "-o", `sarif=${folder}/y.sarif`]);
    expect(run).toEqual({ code: 1, stdout: "", stderr: "" });
    const [before, after] = [read("x.sarif"), read("y.sarif")].map((log) => JSON.stringify(log));
    expect(after).toBe(before?.replaceAll(`${program}/`, ""));
  });
});
