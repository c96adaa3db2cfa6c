import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { acting } from "./readers/acting";
import { readMarkdown, xmlProblems } from "./readers/readers";
import { root, stateside } from "./run";

const program = path.join(root, "test/fixtures/programs/bucket-abroad");
const schema = readFileSync(path.join(__dirname, "junit/dialect.xsd"), "utf8");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-reports-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("reports for a pull request", () => {
  it("are written in several formats by one check", async () => {
    const args = ["check", "--quiet", "--program", program, "-o", "markdown", "-o", `junit=${folder}/result.xml`];
    const { code, stdout } = await stateside(args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^<!-- stateside -->\n\n## ✖ Stateside: refused\n\n1 stack · 1 resource · 1 refused\n\n/);
    expect(readMarkdown([stdout]).flatMap(acting)).toEqual([]);
    const xml = readFileSync(path.join(folder, "result.xml"), "utf8");
    expect(xml).toContain(
      '<testcase classname="bucket-abroad.dev" name="us-data-stays-in-us" time="0">\n      <failure ',
    );
    expect(xmlProblems(schema, [xml])).toEqual([null]);
  });
});
