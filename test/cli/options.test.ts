import type { Given } from "../../cli/command-line/given";
import { parseReportOptions } from "../../cli/judge/options";
import { formats } from "../../cli/outputs";
import { escapeText } from "../../policies/residency/terminal-safe";
import { UsageError } from "../../cli/usage-error";

const nothing: Given<"check"> = {
  program: undefined,
  stack: [],
  mandate: undefined,
  trust: undefined,
  date: undefined,
  assume: [],
  invokes: undefined,
  timeout: undefined,
  output: [],
  quiet: false,
  noColor: false,
  words: [],
};
const parse = (given: Partial<Given<"check">>) =>
  parseReportOptions({ ...nothing, ...given }, formats, "/home/shop", "2026-11-22", "check");

function messages(given: Partial<Given<"check">>): readonly string[] {
  try {
    parse(given);
  } catch (error) {
    if (error instanceof UsageError) return error.messages;
    throw error;
  }
  return [];
}

describe("check's options", () => {
  it("have defaults", () => {
    expect(parse({})).toEqual({
      directory: "/home/shop",
      stacks: [],
      states: [],
      areWhole: false,
      date: "2026-11-22",
      assume: new Map(),
      timeout: 120,
      outputs: [{ format: "text" }],
      quiet: false,
      color: true,
    });
  });

  it("are taken as given", () => {
    const given = {
      program: "infra",
      stack: ["primary", "backup-virginia", "primary"],
      mandate: "../mandate.yaml",
      trust: "origin/main",
      date: "2028-02-29",
      assume: ["aws:region=us-east-1", "gcp:region=us-east4", "aws:region=us-east-1"],
      invokes: "/tmp/invokes.json",
      timeout: "2.5",
      output: ["text,json=out/result.json"],
      quiet: true,
      noColor: true,
    };
    expect(parse(given)).toEqual({
      directory: "/home/shop/infra",
      stacks: ["primary", "backup-virginia"],
      states: [],
      areWhole: false,
      mandateFile: "/home/mandate.yaml",
      trust: "origin/main",
      date: "2028-02-29",
      assume: new Map([
        ["aws:region", "us-east-1"],
        ["gcp:region", "us-east4"],
      ]),
      invokesFile: "/tmp/invokes.json",
      timeout: 2.5,
      outputs: [{ format: "text" }, { format: "json", file: "/home/shop/out/result.json" }],
      quiet: true,
      color: false,
    });
  });

  const day = "use a day that exists, as YYYY-MM-DD";
  const seconds = "use seconds above 0, at most 86400";
  const fact = "use <package>:region=<region>, such as aws:region=us-east-1";
  const stack = "use the name of a stack: letters, digits, `-`, `_` and `.`";
  it.each<[string, Partial<Given<"check">>, string]>([
    ["a day that doesn't exist", { date: "2026-02-30" }, `bad \`--date 2026-02-30\`; ${day}`],
    ["a leap day in an ordinary year", { date: "2026-02-29" }, `bad \`--date 2026-02-29\`; ${day}`],
    ["a time of day", { date: "2026-11-22T00:00Z" }, `bad \`--date 2026-11-22T00:00Z\`; ${day}`],
    ["a timeout of none", { timeout: "0" }, `bad \`--timeout 0\`; ${seconds}`],
    ["a negative timeout", { timeout: "-5" }, `bad \`--timeout -5\`; ${seconds}`],
    ["a timeout in words", { timeout: "2min" }, `bad \`--timeout 2min\`; ${seconds}`],
    ["a hexadecimal timeout", { timeout: "0x10" }, `bad \`--timeout 0x10\`; ${seconds}`],
    ["a timeout that a timer can't hold", { timeout: "86400.1" }, `bad \`--timeout 86400.1\`; ${seconds}`],
    ["an assumption without a region", { assume: ["aws:region="] }, `bad \`--assume aws:region=\`; ${fact}`],
    ["an assumption of something else", { assume: ["aws:profile=x"] }, `bad \`--assume aws:profile=x\`; ${fact}`],
    ["an assumption without a key", { assume: ["us-east-1"] }, `bad \`--assume us-east-1\`; ${fact}`],
    ["a stack with a space", { stack: ["dev", "my stack"] }, `bad \`--stack my stack\`; ${stack}`],
    ["a stack that is a path", { stack: ["../../etc/passwd/x"] }, `bad \`--stack ../../etc/passwd/x\`; ${stack}`],
    ...["-u", "--output=x", "main:mandate.yaml", "main..other", "a b", "main^{/x y}", "a".repeat(251)].map(
      (trust): [string, Partial<Given<"check">>, string] => [
        `the revision ${JSON.stringify(trust)}`,
        { trust },
        `bad \`--trust ${escapeText(trust)}\`; use a branch, tag or commit, such as origin/main`,
      ],
    ),
    [
      "an assumption that contradicts another",
      { assume: ["aws:region=us-east-1", "aws:region=us-west-2"] },
      "`--assume aws:region` is given as us-east-1 and as us-west-2; give it once",
    ],
    [
      "a misspelt region",
      { assume: ["aws:region=us-esat-1"] },
      "unknown region `us-esat-1` in `--assume aws:region`; did you mean `us-east-1` or `us-east-2` or `us-west-1`?",
    ],
    [
      "a region that no cloud has",
      { assume: ["gcp:region=atlantis"] },
      "unknown region `atlantis` in `--assume gcp:region`; use a region of gcp",
    ],
    [
      "an unknown format",
      { output: ["html"] },
      "unknown format `html` in `-o html`; use text, json, sarif, junit, markdown, github",
    ],
    [
      "a format without its file",
      { output: ["json="] },
      "no file in `-o json=`; use -o json for standard output, or -o json=FILE",
    ],
    [
      "two formats on standard output",
      { output: ["text", "json"] },
      "`-o text` and `-o json` both go to standard output; give all but one a file: -o FORMAT=FILE",
    ],
    [
      "two formats in one file",
      { output: ["text=a", "json=./a"] },
      "two formats go to `/home/shop/a`; give each a file of its own",
    ],
  ])("refuse %s", (_, given, message) => {
    expect(messages(given)).toEqual([message]);
  });

  it.each(["HEAD", "HEAD~2", "HEAD^", "origin/main", "v1.0.0", "@{upstream}", "0123abc", "fix#12", "a-b_c+d"])(
    "take the revision %s",
    (trust) => {
      expect(parse({ trust }).trust).toBe(trust);
    },
  );

  it("tell everything that is wrong at once", () => {
    expect(messages({ date: "today", timeout: "soon", output: ["pdf"] })).toEqual([
      `bad \`--date today\`; ${day}`,
      `bad \`--timeout soon\`; ${seconds}`,
      "unknown format `pdf` in `-o pdf`; use text, json, sarif, junit, markdown, github",
    ]);
  });
});
