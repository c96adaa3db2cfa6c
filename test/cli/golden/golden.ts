import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Compares a report with its golden file, `test/cli/golden/NAME`, to the last character. `UPDATE_GOLDEN=1 npx jest FILE` writes
 * the file anew: look at what changed in it before it is committed.
 */
export function expectGolden(name: string, text: string): void {
  expectFile(path.join(__dirname, name), text);
}

/** As {@link expectGolden}, with a golden file elsewhere. */
export function expectFile(file: string, text: string): void {
  if (process.env["UPDATE_GOLDEN"] === "1") {
    // In CI, a golden file that writes itself would hold whatever the code does.
    if ((process.env["CI"] ?? "") !== "") throw new Error("UPDATE_GOLDEN is for a person's machine, not for CI");
    writeFileSync(file, text);
  }
  if (!existsSync(file))
    throw new Error(`no golden file \`${path.basename(file)}\`; write it with UPDATE_GOLDEN=1, and read it`);
  expect(text).toBe(readFileSync(file, "utf8"));
}
