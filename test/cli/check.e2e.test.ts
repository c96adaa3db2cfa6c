import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { root, stateside } from "./run";

const programs = path.join(root, "test/fixtures/programs");
/** Runs where the programs are, so that paths in messages are short. */
const check = (program: string, ...args: string[]) =>
  stateside(["check", "--quiet", "--program", program, "--date", "2026-11-22", ...args], { cwd: programs });

jest.setTimeout(60_000);

describe("a program or configuration that is bad", () => {
  it.each<[string, string, string[], number, string]>([
    [
      "a folder without Pulumi.yaml",
      "broken-no-project",
      [],
      2,
      `error: no Pulumi.yaml in \`${programs}/broken-no-project\`; name the folder of a Pulumi project with --program\n`,
    ],
    [
      "a folder that doesn't exist",
      "broken-nowhere",
      [],
      2,
      "error: can't read `--program broken-nowhere`: no such file or folder; use a folder that holds Pulumi.yaml\n",
    ],
    [
      "a folder whose name would act on the terminal",
      "no\u001b[31m\u202e",
      [],
      2,
      "error: can't read `--program no\\x1b[31m\\u202e`: no such file or folder; use a folder that holds Pulumi.yaml\n",
    ],
    [
      "a syntax error",
      "broken-syntax",
      [],
      3,
      'error: dev: syntax error: Expected identifier but found ";"\n  at broken-syntax/index.ts:3:45\n',
    ],
    [
      "a program that throws a string",
      "broken-throws-string",
      [],
      3,
      "error: dev: the program threw a string: no database (only an Error carries its line)\n  in broken-throws-string\n",
    ],
    [
      "a missing configuration value",
      "broken-missing-configuration",
      [],
      2,
      "error: dev: missing configuration value `broken-missing-configuration:retentionDays`; set it with " +
        "`pulumi config set broken-missing-configuration:retentionDays <value> --stack dev`\n" +
        "  at broken-missing-configuration/index.ts:4:33\n",
    ],
    [
      "a program that never ends",
      "broken-never-ends",
      ["--timeout", "2"],
      3,
      "error: dev: the program did not end within 2 s; raise the limit with --timeout\n  in broken-never-ends\n",
    ],
    [
      "a mandate with an unknown class",
      "broken-mandate-class",
      [],
      2,
      "error: broken-mandate-class/mandate.yaml:5:15: unknown class `us-users`; use `us-user` or `operational`\n",
    ],
    [
      "a mandate with a misspelt region",
      "broken-mandate-region",
      [],
      2,
      "error: broken-mandate-region/mandate.yaml:2:50: unknown oci region `us-ashbrn-1`; use `us-ashburn-1`\n",
    ],
    [
      "an empty mandate",
      "broken-empty-mandate",
      [],
      2,
      "error: broken-empty-mandate/mandate.yaml:1:1: the mandate is empty; use a mapping\n",
    ],
    [
      "a binary file as mandate",
      "broken-binary-mandate",
      [],
      2,
      "error: broken-binary-mandate/mandate.yaml:1:1: unprintable character `\\u{7f}`; use plain UTF-8 text\n",
    ],
    [
      "an empty Pulumi.yaml",
      "broken-empty-project",
      [],
      3,
      "error: `Pulumi.yaml` is empty; it must be a YAML mapping\n  in broken-empty-project\n",
    ],
    [
      "a binary file as Pulumi.yaml",
      "broken-binary-project",
      [],
      3,
      "error: `Pulumi.yaml` is a binary file; it must be YAML text\n  in broken-binary-project\n",
    ],
    [
      "a binary file as program",
      "broken-binary-program",
      [],
      3,
      "error: dev: the program `index.ts` is a binary file; it must be source text\n  in broken-binary-program\n",
    ],
    [
      "an empty file as program",
      "broken-empty-program",
      [],
      3,
      "error: dev: the program `index.ts` is empty\n  in broken-empty-program\n",
    ],
    [
      "a stack that doesn't exist",
      "two-stacks",
      ["--stack", "prod"],
      2,
      "error: no stack `prod` in project `two-stacks`; use `backup`, `primary`\n  in two-stacks\n",
    ],
    [
      "a region that its cloud doesn't have",
      "two-stacks",
      ["--assume", "aws:region=us-esat-1"],
      2,
      "error: unknown region `us-esat-1` in `--assume aws:region`; " +
        "did you mean `us-east-1` or `us-east-2` or `us-west-1`?\nsee `stateside check --help`\n",
    ],
  ])("is told exactly: %s", async (_, program, args, code, stderr) => {
    expect(await check(program, ...args)).toEqual({ code, stdout: "", stderr });
  });

  it("puts nothing on standard output for a machine to misread", async () => {
    expect(await check("broken-syntax", "-o", "json")).toMatchObject({ code: 3, stdout: "" });
  });

  it("answers, and doesn't stall, when a configuration value is missing", async () => {
    // A program that runs out of time ends with 3.
    expect(await check("broken-missing-configuration", "--timeout", "15")).toMatchObject({ code: 2 });
  });
});

describe("a program that can be judged", () => {
  /** The time that the check took is the one thing that differs from run to run. */
  const withoutTime = (text: string) => text.replace(/ +\d+\.\d s$/m, "");

  it("is refused for a bucket abroad, with its rule, resource, region, both source lines and a fix", async () => {
    const run = await check("bucket-abroad");
    expect({ ...run, stdout: withoutTime(run.stdout) }).toEqual({
      code: 1,
      stderr: "",
      stdout: `\
✖ us-data-stays-in-us                                               critical
  bucket "exports" holds us-user data in eu-central-1 (Frankfurt, Germany)
    bucket-abroad/index.ts:4:17      aws:s3/bucket:Bucket in stack dev
    bucket-abroad/providers.ts:3:26  region of provider "frankfurt": aws:eu-central-1
  fix      move it to a US region, or declare the class of its data if that is free to move
  id       33c5daee

not judged state-stays-in-us: no stack states its backend
not judged primary-is-oracle, backups-stay-in-declared-centers, backups-only-receive, backups-drain-on-time, deletion-is-irretrievable, us-data-has-a-second-us-region: the mandate has neither \`primary\` nor \`centers\`
mandate    built in, as there is no mandate.yaml beside Pulumi.yaml; judged for 2026-11-22
           write your own there: one that has \`name: ours\` alone says the same, and is the place for more

✖ dev  1 resource  1 refused
1 stack · 1 resource · 1 refused
`,
    });
  });

  it("is undecided for a misspelt region, which blocks", async () => {
    const run = await check("misspelt-region");
    expect({ ...run, stdout: withoutTime(run.stdout) }).toEqual({
      code: 4,
      stderr: "",
      stdout: `\
? places-are-known                                                    blocks
  bucket "exports": region of provider "virginia" is \`us-esat-1\`: no aws place has this name; did you mean \`us-east-1\`?
    misspelt-region/index.ts:4:1   aws:s3/bucket:Bucket in stack dev
    misspelt-region/index.ts:3:18  region of provider "virginia"
  fix      name a region that stateside knows, or a resource of the program
  id       40f21b48

not judged state-stays-in-us: no stack states its backend
not judged primary-is-oracle, backups-stay-in-declared-centers, backups-only-receive, backups-drain-on-time, deletion-is-irretrievable, us-data-has-a-second-us-region: the mandate has neither \`primary\` nor \`centers\`
mandate    built in, as there is no mandate.yaml beside Pulumi.yaml; judged for 2026-11-22
           write your own there: one that has \`name: ours\` alone says the same, and is the place for more

? dev  1 resource  1 undecided (blocks)
1 stack · 1 resource · 1 undecided (blocks)
`,
    });
  });

  it("has a line for each stack, and is judged by the mandate that was given", async () => {
    const run = await check("two-stacks", "--mandate", "two-stacks/lenient.yaml");
    expect({ ...run, stdout: withoutTime(run.stdout) }).toEqual({
      code: 0,
      stderr: "",
      stdout: `\
not judged state-stays-in-us: no stack states its backend
not judged primary-is-oracle, backups-stay-in-declared-centers, backups-only-receive, backups-drain-on-time, deletion-is-irretrievable, us-data-has-a-second-us-region: the mandate has neither \`primary\` nor \`centers\`
mandate    anywhere (two-stacks/lenient.yaml); judged for 2026-11-22

✔ backup   1 resource  clean
✔ primary  1 resource  clean
2 stacks · 2 resources · clean
`,
    });
  });

  it("is judged for the chosen stacks only", async () => {
    const run = await check("two-stacks", "--stack", "primary");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("\n1 stack · 1 resource · clean ");
  });

  it("says what was assumed", async () => {
    const unstated = await check("region-not-stated");
    expect(unstated.code).toBe(4);
    const assumed = await check("region-not-stated", "--assume", "aws:region=us-east-1");
    expect(assumed).toMatchObject({ code: 0, stderr: "" });
    expect(assumed.stdout).toContain("assumed    aws:region=us-east-1\n");
  });

  it("writes several formats at once, and the same JSON each time", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "stateside-check-"));
    try {
      const file = path.join(folder, "result.json");
      const both = await check("two-stacks", "-o", "text", "-o", `json=${file}`);
      expect(both.code).toBe(1);
      expect(both.stdout).toContain("✖ us-data-stays-in-us");
      const written = readFileSync(file, "utf8");
      const json = await check("two-stacks", "-o", "json");
      expect(json).toEqual({ code: 1, stdout: written, stderr: "" });
      // SAFETY: the result was just written by the command; the test looks at some of its fields.
      const result = JSON.parse(written) as Result;
      expect(result).toMatchObject({ version: 1, verdict: "refused", date: "2026-11-22" });
      expect(result.findings.map(({ places, source, placeSource }) => [places, source, placeSource])).toEqual([
        [
          ["aws:eu-west-1"],
          { file: "index.ts", line: 3, column: 18 },
          { file: "Pulumi.backup.yaml", line: 2, column: 15 },
        ],
      ]);
      expect(written).not.toContain(root);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("tells its progress on standard error only", async () => {
    const run = await stateside(["check", "--program", "bucket-abroad"], { cwd: programs });
    expect(run.stderr).toBe("dev: previewing\ndev: previewed\n");
  });
});
