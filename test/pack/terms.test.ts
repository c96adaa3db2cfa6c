import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { RunError } from "@pulumi/pulumi";
import { loadMandate, loadTerms } from "../../policies/pack/terms";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-pack-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("what the pack judges by", () => {
  it("is the built-in mandate where none ships with the bundle", () => {
    expect(loadMandate(folder).source).toBe("built-in");
  });

  it("is the mandate beside the bundle", () => {
    writeFileSync(path.join(folder, "mandate.yaml"), "name: ours\n");
    expect(loadMandate(folder)).toMatchObject({ name: "ours", source: "mandate.yaml" });
  });

  it("is nothing while that mandate is wrong, which is told with line and column", () => {
    writeFileSync(path.join(folder, "mandate.yaml"), "name: ours\ndefaultClass: us-usr\n");
    const shown = path.relative(process.cwd(), path.join(folder, "mandate.yaml"));
    expect(() => loadMandate(folder)).toThrow(`${shown}:2:15: unknown class \`us-usr\``);
    expect(() => loadMandate(folder)).toThrow(RunError);
  });

  it("is today in UTC", () => {
    expect(loadTerms(folder).date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
