import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sourceReader } from "../../cli/source-lines";
import { at } from "./checked";

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-lines-"));
  program = path.join(folder, "program");
  mkdirSync(path.join(program, "node_modules/package"), { recursive: true });
  mkdirSync(path.join(program, "src"));
  writeFileSync(path.join(folder, "outside.ts"), "outside();\n");
  writeFileSync(path.join(program, "node_modules/package/index.js"), "package();\n");
  writeFileSync(path.join(program, "Pulumi.dev.yaml"), "config: value\n");
  writeFileSync(
    path.join(program, "src/index.ts"),
    [
      'const a = new Bucket("a", {',
      'const b = new Database("b", { password: "hunter2" });\r',
      "  for (const c of all) { new Bucket(`of-${c}`, {});",
      'new Secret("s", { value: "hunter2" }), new Bucket("d");',
      "new Bucket(name, inputs);",
      'new Bucket("a", inputs("hunter2"), "hunter2");',
      "new Bucket('a'); // hunter2",
      'new Bucket(/* hunter2 */ "a");',
      "/* hunter2 */ new Bucket(name);",
      "new Bucket(`of-${c}`, `hunter2`);",
      'new Bucket("a \\" b", { password });',
      'bucketOf({ password: "hunter2" });',
    ].join("\n"),
  );
  symlinkSync("../../outside.ts", path.join(program, "src/link.ts"));
  symlinkSync(".", path.join(program, "src/self.ts"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("a source line", () => {
  it.each([
    ["is shown as it stands", 1, 11, 'const a = new Bucket("a", {'],
    ["is shown without the values of inputs", 2, 11, 'const b = new Database("b", {…'],
    ["keeps a name that is put together", 3, 26, "…new Bucket(`of-${c}`, {…"],
    ["leaves out what stands before the declaration, if that holds texts", 4, 40, '…new Bucket("d");'],
    ["is shown whole where nothing in it is a value", 5, 1, "new Bucket(name, inputs);"],
    ["has no text but the name", 6, 1, 'new Bucket("a", inputs(…'],
    ["has no comment", 7, 1, "new Bucket('a'); …"],
    ["has no comment where the name would be", 8, 1, "new Bucket(…"],
    ["has no comment before it", 9, 15, "…new Bucket(name);"],
    ["has no text that is put together, but the name", 10, 1, "new Bucket(`of-${c}`, …"],
    ["has a name with quotes in it", 11, 1, 'new Bucket("a \\" b", {…'],
    ["has nothing of an object that is its first argument", 12, 1, "bucketOf({…"],
  ])("%s", (_, line, column, text) => {
    expect(sourceReader(program)(at("src/index.ts", line, column))).toBe(text);
  });

  it.each([
    ["of a file outside the program's folder", "../outside.ts"],
    ["of a file that a link leads out to", "src/link.ts"],
    ["of a package", "node_modules/package/index.js"],
    ["of a stack's configuration", "Pulumi.dev.yaml"],
    ["of a folder", "src/self.ts"],
    ["of a file that isn't there", "src/none.ts"],
    ["of a name that is no file's", "\0"],
  ])("isn't shown: %s", (_, file) => {
    expect(sourceReader(program)(at(file, 1, 1))).toBeUndefined();
  });

  it("isn't shown beyond the file's end", () => {
    expect(sourceReader(program)(at("src/index.ts", 99, 1))).toBeUndefined();
  });
});
