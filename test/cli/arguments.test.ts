import { version } from "../../package.json";
import { stateside } from "./run";

const seeCheck = "see `stateside check --help`\n";
const options =
  "--program, --stack, --mandate, --trust, --date, --assume, --invokes, --timeout, --output, --quiet, --no-color, --help, --version";

const all = "check, audit, inventory, diff, explain, baseline, waivers, report, types, regions, doctor, completion";

describe("the command line", () => {
  it("tells its version", async () => {
    expect(await stateside(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("shows help with examples and exit codes", async () => {
    const general = await stateside(["--help"]);
    expect(general).toMatchObject({ code: 0, stderr: "" });
    expect(general.stdout).toContain("stateside check");
    const check = await stateside(["check", "--help"]);
    expect(check).toMatchObject({ code: 0, stderr: "" });
    expect(check.stdout).toContain("Examples:\n  stateside check\n      every stack");
    expect(check.stdout).toContain("Exit codes:");
    for (const option of options.split(", ")) expect(check.stdout).toContain(option);
  });

  it("keeps help within 80 columns", async () => {
    for (const args of [
      ["--help"],
      ["check", "--help"],
      ["explain", "--help"],
      ["waivers", "--help"],
      ["waivers", "lint", "--help"],
      ["waivers", "list", "--help"],
      ["waivers", "new", "--help"],
      ["waivers", "prune", "--help"],
      ["types", "--help"],
      ["regions", "--help"],
    ]) {
      const { stdout } = await stateside(args);
      expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it.each<[string, string[], string]>([
    ["no command", [], `error: no command; use ${all}\nsee \`stateside --help\`\n`],
    [
      "a misspelt command",
      ["chekc"],
      "error: unknown command `chekc`; did you mean `check`?\nsee `stateside --help`\n",
    ],
    ["an unknown command", ["deploy"], `error: unknown command \`deploy\`; use ${all}\nsee \`stateside --help\`\n`],
    ["a misspelt option", ["--stak", "a"], "error: unknown option `--stak`; did you mean `--stack`?\n"],
    ["camel case", ["--noColor"], "error: unknown option `--noColor`; did you mean `--no-color`?\n"],
    ["an unknown option", ["--frobnicate"], `error: unknown option \`--frobnicate\`; use ${options}\n`],
    ["an unknown short option", ["-x"], `error: unknown option \`-x\`; use ${options}\n`],
    [
      "a stray word",
      ["primary"],
      "error: unexpected argument `primary`; check takes options only, such as --program DIR\n",
    ],
    [
      "a word after --",
      ["--", "a"],
      "error: unexpected argument `a`; check takes options only, such as --program DIR\n",
    ],
    ["no value at the end", ["--date"], "error: `--date` has no value; write --date VALUE or --date=VALUE\n"],
    [
      "an option as value",
      ["--stack", "--quiet"],
      "error: `--stack` has no value; write --stack VALUE or --stack=VALUE\n",
    ],
    ["an empty value", ["--program="], "error: `--program` has no value; write --program VALUE or --program=VALUE\n"],
    ["an empty format", ["-o"], "error: `--output` has no value; write --output VALUE or --output=VALUE\n"],
    [
      "an option given twice",
      ["--date", "2026-01-01", "--date=2026-01-02"],
      "error: `--date` is given 2 times; give it once\n",
    ],
    [
      "an unclear date",
      ["--date", "22.11.2026"],
      "error: bad `--date 22.11.2026`; use a day that exists, as YYYY-MM-DD\n",
    ],
    [
      "hostile text",
      ["--date", "\u001b[2J\u202e"],
      "error: bad `--date \\x1b[2J\\u202e`; use a day that exists, as YYYY-MM-DD\n",
    ],
    [
      "an unknown format",
      ["-o", "yaml"],
      "error: unknown format `yaml` in `-o yaml`; use text, json, sarif, junit, markdown, github\n",
    ],
  ])("refuses %s", async (what, args, message) => {
    const run = await stateside(what.endsWith("command") ? args : ["check", ...args]);
    expect(run).toEqual({ code: 2, stdout: "", stderr: what.endsWith("command") ? message : message + seeCheck });
  });

  it.each(["--constructor", "--toString=1", "-valueOf", "--__proto__"])(
    "refuses what every object has: %s",
    async (arg) => {
      const name = /^-+([^=]+)/.exec(arg)?.[1] ?? "";
      expect(await stateside(["check", arg])).toEqual({
        ...{ code: 2, stdout: "" },
        stderr: `error: unknown option \`--${name}\`\nsee \`stateside --help\`\n`,
      });
    },
  );

  it.each<[string, string[], string]>([
    ["no finding", [], "error: no FINDING; name one, such as 7f3a91c2\n"],
    [
      "two findings",
      ["7f3a", "91c2"],
      "error: unexpected argument `91c2`; explain takes one FINDING, such as 7f3a91c2\n",
    ],
    [
      "a format",
      ["7f3a", "-o", "json"],
      `error: unknown option \`-o\`; use ${options.replace("--output, ", "").replace("--stack, ", "--stack, --state, --whole, ")}\n`,
    ],
    ["a misspelt option", ["7f3a", "--stak", "a"], "error: unknown option `--stak`; did you mean `--stack`?\n"],
    ...["7f3", "7f3a91c2b4d50e160", "bucket", "\u001b[2J"].map((id): [string, string[], string] => [
      `the id ${JSON.stringify(id)}`,
      [id],
      `error: bad finding \`${id.replace("\u001b", "\\x1b")}\`; use 4 to 16 hex digits, as a report of check shows them\n`,
    ]),
    [
      "all that is wrong",
      ["nothing", "--date", "today"],
      "error: bad `--date today`; use a day that exists, as YYYY-MM-DD\n" +
        "error: bad finding `nothing`; use 4 to 16 hex digits, as a report of check shows them\n",
    ],
  ])("of explain refuses %s", async (_, args, message) => {
    const run = await stateside(["explain", ...args]);
    expect(run).toEqual({ code: 2, stdout: "", stderr: `${message}see \`stateside explain --help\`\n` });
  });
});
