import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseResult, readResult } from "../../cli/judge/saved-result";
import { renderJson } from "../../cli/reports/json";
import { UnreadableError } from "../../cli/unreadable-error";
import { goldenResult } from "./golden/result";
import { hostileResult } from "./hostile";

const golden = goldenResult();

function faults(text: string): readonly string[] {
  try {
    parseResult(text, "result.json");
  } catch (error) {
    if (error instanceof UnreadableError) return error.messages;
    throw error;
  }
  return [];
}

describe("a saved result", () => {
  it.each([
    ["one of everything", golden],
    ["hostile names", hostileResult()],
  ])("is read as it was written: %s", (_, result) => {
    const text = renderJson(result);
    expect(JSON.stringify(parseResult(text, "result.json"))).toEqual(JSON.stringify(JSON.parse(text)));
  });

  it("may have fields of a later version, which are left out", () => {
    expect(parseResult(JSON.stringify({ ...golden, later: 1 }), "result.json")).toEqual(golden);
  });

  it.each<[string, string, string]>([
    ["nothing", "", "it is empty"],
    ["blanks alone", " \n", "it is empty"],
    ["half of it", JSON.stringify(golden).slice(0, 1000), "it is not JSON, or not all of it is there"],
    ["something else", "null", "all of it: Invalid input: expected object, received null"],
    ["a deployed state", '{"version": 3, "deployment": {}}', "version: Invalid input: expected 1"],
    ["another version", JSON.stringify({ ...golden, version: 2 }), "version: Invalid input: expected 1"],
    [
      "a number for a name",
      JSON.stringify({ ...golden, mandate: { ...golden.mandate, name: 7 } }),
      "mandate.name: Invalid input: expected string, received number",
    ],
    [
      "a verdict that its findings don't give",
      JSON.stringify({ ...golden, verdict: "clean" }),
      "its verdict is clean, its findings say refused",
    ],
    [
      "findings that are said to be waived",
      JSON.stringify({ ...golden, findings: golden.findings.map((one) => ({ ...one, known: true })) }),
      "its verdict is refused, its findings say clean",
    ],
    ["nesting without end", "[".repeat(1_000_000), "it is not JSON, or not all of it is there"],
  ])("is refused with %s", (_, text, message) => {
    expect(faults(text)[0]).toBe(`\`result.json\` is no result of stateside: ${message}`);
  });

  it("takes no prototype from a file", () => {
    const text = JSON.stringify(golden).replace('"judged":{', '"judged":{"__proto__":{"polluted":true},');
    const { judged } = parseResult(text, "result.json");
    expect(Object.keys(judged)).toEqual(Object.keys(golden.judged));
    expect(Object.getPrototypeOf(judged)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });

  it("tells a few faults of many", () => {
    const findings = golden.findings.flatMap((one) => [{ ...one, rule: 1, severity: "worst", message: null }]);
    expect(faults(JSON.stringify({ ...golden, findings }))).toHaveLength(5);
  });

  it("is no folder, and has to be there", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-result-"));
    try {
      const advice = "use a JSON result of check or audit";
      await expect(readResult(folder, folder)).rejects.toEqual(
        new UnreadableError([`can't read \`.\`: it is a folder; ${advice}`]),
      );
      await expect(readResult(path.join(folder, "none.json"), folder)).rejects.toEqual(
        new UnreadableError([`can't read \`none.json\`: no such file or folder; ${advice}`]),
      );
      writeFileSync(path.join(folder, "result.json"), renderJson(golden));
      expect(await readResult(path.join(folder, "result.json"), folder)).toEqual(golden);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
