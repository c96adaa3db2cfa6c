import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Result } from "../../cli/judge/result";
import { root, stateside, type Run } from "./run";

jest.setTimeout(180_000);

const date = "2026-11-22";
const mandate = `name: ours
approvers: [privacy-board, counsel]
`;
const abroad = `
centers:
  germany:
    kind: backup
    stack: dev
    cloud: aws
    regions: [eu-central-1]
    phase: dual-run
    until: 2027-06-01
    exception:
      { owner: data, approver: counsel, reason: moving, ticket: P-9, created: 2026-10-01, expires: 2026-11-21 }
`;
/** What somebody has to say of a waiver. */
const said = [
  "--owner",
  "data-platform",
  "--approver",
  "privacy-board",
  "--reason",
  "rehearsal",
  "--ticket",
  "PRIV-312",
];

const folder = mkdtempSync(path.join(tmpdir(), "stateside-waivers-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A copy of a program that places a bucket in Frankfurt, with files of its own. */
function program(files: Readonly<Record<string, string>> = { "mandate.yaml": mandate }): string {
  const directory = mkdtempSync(path.join(folder, "p-"));
  cpSync(path.join(root, "test/fixtures/programs/bucket-abroad"), directory, { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
  return directory;
}

const run = (cwd: string, ...args: string[]) => stateside(args, { cwd });
const check = (cwd: string, on = date) => run(cwd, "check", "--quiet", "--date", on);
const waivers = (cwd: string, name: string, ...args: string[]) => run(cwd, "waivers", name, ...args, "--date", date);
const read = (cwd: string) => readFileSync(path.join(cwd, "waivers.yaml"), "utf8");
const ended = ({ code, stderr }: Run) => ({ code, stderr });

async function result(cwd: string): Promise<Result> {
  const { stdout } = await run(cwd, "check", "--quiet", "--date", date, "-o", "json");
  // SAFETY: the command has just written its own result.
  return JSON.parse(stdout) as Result;
}

let id = "";
let hash = "063bc25987dbc4d4";
const entry = (changes: Readonly<Record<string, string>> = {}) =>
  `- ${Object.entries({
    finding: id,
    rule: "us-data-stays-in-us",
    stack: "dev",
    traceHash: hash,
    owner: "data-platform",
    approver: "privacy-board",
    reason: "rehearsal",
    ticket: "PRIV-312",
    created: "2026-11-20",
    expires: "2026-12-04",
    ...changes,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n  ")}\n`;

beforeAll(async () => {
  const [finding] = (await result(program())).findings;
  id = finding?.fingerprint ?? "";
  hash = finding?.traceHash ?? "";
  expect(`${id} ${hash}`).toMatch(/^[0-9a-f]{16} [0-9a-f]{16}$/);
});

describe("stateside check with waivers", () => {
  it("shows a waived finding, doesn't count it, and puts the waiver into the result", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": entry() });
    const { code, stdout } = await check(directory);
    expect(code).toBe(0);
    expect(stdout).toContain(`○ us-data-stays-in-us                                                 waived
  bucket "exports" holds us-user data in eu-central-1 (Frankfurt, Germany)
  waived   until 2026-12-04 (12 days left) by privacy-board for data-platform: rehearsal, PRIV-312
`);
    expect(stdout).toMatch(/1 stack · 1 resource · clean · 1 waived \(12 days left\) +\d+\.\d s\n$/);
    expect(await result(directory)).toMatchObject({
      verdict: "clean",
      findings: [{ verdict: "refused", waiver: { owner: "data-platform", expires: "2026-12-04", daysLeft: 12 } }],
      waivers: { source: "waivers.yaml", count: 1 },
    });
    const told = await run(directory, "explain", id, "--quiet", "--date", date);
    expect(told.stdout).toContain("  waived   until 2026-12-04 (12 days left)");
  });

  it("refuses, with the waiver that lapsed", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": entry() });
    const { code, stdout } = await check(directory, "2026-12-05");
    expect(code).toBe(1);
    expect(stdout).toContain(`✖ waivers-are-valid                                                   medium
  the waiver of finding ${id} for stack \`dev\` lapsed on 2026-12-04
    waivers.yaml:1:3  expires
`);
  });

  it("reads the waivers beside the mandate that it is given", async () => {
    const other = program({ "mandate.yaml": mandate, "waivers.yaml": entry() });
    const directory = program({});
    const args = ["check", "--quiet", "--date", date, "--mandate", path.join(other, "mandate.yaml")];
    expect((await run(directory, ...args)).code).toBe(0);
    expect((await check(directory)).code).toBe(1);
  });

  it("takes no waiver under the built-in mandate, which names no approvers", async () => {
    const { code, stdout } = await check(program({ "waivers.yaml": entry() }));
    expect(code).toBe(1);
    expect(stdout).toContain("can't be approved: the mandate's `approvers` names nobody");
  });

  it.each([
    [
      "that isn't valid",
      { "waivers.yaml": entry({ finding: "0000aaaa0000aaaa", rule: "us-data" }) + "  colour: red\n" },
      "error: waivers.yaml:2:9: unknown rule `us-data`; use `us-data-stays-in-us`, `data-is-classed` or `types-are-known`\n" +
        "error: waivers.yaml:11:3: unknown key `colour`; use `owner`\n",
    ],
    ["of another name", { "waivers.yml": "[]\n" }, "error: `waivers.yml` is not read; name it waivers.yaml\n"],
  ])("refuses a file %s", async (_, files, stderr) => {
    expect(await check(program({ "mandate.yaml": mandate, ...files }))).toEqual({ code: 2, stdout: "", stderr });
  });
});

describe("the clock", () => {
  const on = (directory: string, clock: string, TZ: string) =>
    stateside(["waivers", "lint"], {
      cwd: directory,
      environment: {
        TZ,
        FROZEN_CLOCK: clock,
        NODE_OPTIONS: `--require ${path.join(root, "test/fixtures/frozen-clock.cjs")}`,
      },
    });

  it.each([
    ["the last second of its last day", "2026-12-04T23:59:59.999Z", 0],
    ["the first of the next", "2026-12-05T00:00:00.000Z", 1],
    ["the last second before its first day", "2026-11-19T23:59:59.999Z", 1],
    ["the first second of its first day", "2026-11-20T00:00:00.000Z", 0],
  ])("lets a waiver count by the day in UTC, at %s, wherever the machine is", async (_, clock, code) => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": entry() });
    const runs = await Promise.all(
      ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"].map((zone) => on(directory, clock, zone)),
    );
    expect(runs.map((one) => one.code)).toEqual([code, code, code]);
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(runs[0]?.stdout).toContain(` on ${clock.slice(0, 10)}\n`);
  });
});

describe("stateside waivers lint", () => {
  it("is clean where there are none", async () => {
    expect(await waivers(program({}), "lint")).toEqual({
      code: 0,
      stdout: "0 waivers · 0 exceptions · clean on 2026-11-22\n",
      stderr: "",
    });
  });

  it("is clean when all are valid, a leap day and 90 days included", async () => {
    const text =
      entry() +
      entry({ stack: "a", created: "2026-09-02", expires: "2026-12-01" }) +
      entry({ stack: "b", created: "2026-11-22", expires: "2027-02-20" });
    expect(await waivers(program({ "mandate.yaml": mandate, "waivers.yaml": text }), "lint")).toEqual({
      code: 0,
      stdout: "3 waivers · 0 exceptions · clean on 2026-11-22\n",
      stderr: "",
    });
    const leap = entry({ created: "2024-02-29", expires: "2024-05-29" });
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": leap });
    expect((await run(directory, "waivers", "lint", "--date", "2024-02-29")).code).toBe(0);
    expect((await run(directory, "waivers", "lint", "--date", "2024-02-28")).code).toBe(1);
  });

  it("tells each that isn't, with its place and why", async () => {
    const text = [
      entry({ stack: "a", expires: "2027-02-19" }),
      entry({ stack: "b", approver: "Data-Platform" }),
      entry({ stack: "c", approver: "me" }),
      entry({ stack: "d", created: "2026-10-01", expires: "2026-11-21" }),
      entry({ stack: "e", created: "2026-11-23" }),
    ].join("");
    const what = (stack: string) => `the waiver of finding ${id} for stack \`${stack}\``;
    expect(await waivers(program({ "mandate.yaml": mandate + abroad, "waivers.yaml": text }), "lint")).toEqual({
      code: 1,
      stdout: `mandate.yaml:13:7: the exception of center \`germany\` lapsed on 2026-11-21
waivers.yaml:1:3: ${what("a")} runs 91 days; at most 90 are allowed
waivers.yaml:11:3: ${what("b")} was approved by its own owner, \`data-platform\`
waivers.yaml:21:3: ${what("c")} was approved by \`me\`, who is none of the mandate's \`approvers\`
waivers.yaml:31:3: ${what("d")} lapsed on 2026-11-21
waivers.yaml:41:3: ${what("e")} is not in force before 2026-11-23
5 waivers · 1 exception · 6 faults on 2026-11-22
`,
      stderr: "",
    });
  });

  it("ends with 1 for what has the wrong form", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": entry({ expires: "2026-11-31" }) + entry() });
    expect(await waivers(directory, "lint")).toEqual({
      code: 1,
      stdout:
        "waivers.yaml:10:12: unknown date `2026-11-31`; use a day that exists, as YYYY-MM-DD\n" +
        "waivers not read · 0 exceptions · 1 fault on 2026-11-22\n",
      stderr: "",
    });
  });

  it.each([
    ["no YAML", { "waivers.yaml": "a: [\n" }, /^error: waivers\.yaml:2:1: unreadable YAML: .*\n$/],
    [
      "binary",
      { "waivers.yaml": "\u0000" },
      /^error: waivers\.yaml:1:1: unprintable character `\\u\{0\}`; use plain UTF-8 text\n$/,
    ],
    ["of another name", { "waivers.yml": "" }, /^error: `waivers\.yml` is not read; name it waivers\.yaml\n$/],
    ["beside a mandate that isn't valid", { "mandate.yaml": "names: a\n" }, /^error: mandate\.yaml:1:1: /],
  ])("ends with 2 for a file that is %s", async (_, files, stderr) => {
    const lint = await waivers(program({ "mandate.yaml": mandate, ...files }), "lint");
    expect({ code: lint.code, stdout: lint.stdout }).toEqual({ code: 2, stdout: "" });
    expect(lint.stderr).toMatch(stderr);
  });
});

describe("stateside waivers list", () => {
  const text = () => entry() + entry({ stack: "'*-eu'", expires: "2027-02-19", reason: '"a\\u202eb"' });

  it("lists every waiver and exception with its state", async () => {
    const list = await waivers(program({ "mandate.yaml": mandate + abroad, "waivers.yaml": text() }), "list");
    expect(list).toEqual({
      code: 0,
      stdout: `✖ exception of center germany in stack dev: void: it lapsed on 2026-11-21
    2026-10-01 to 2026-11-21, by counsel for data: moving, P-9
    mandate.yaml:13:7
○ waiver of finding ${id} of us-data-stays-in-us in stack dev: in force, 12 days left
    2026-11-20 to 2026-12-04, by privacy-board for data-platform: rehearsal, PRIV-312
    waivers.yaml:1:3
✖ waiver of finding ${id} of us-data-stays-in-us in stack *-eu: void: it runs 91 days; at most 90 are allowed
    2026-11-20 to 2027-02-19, by privacy-board for data-platform: a\\u202eb, PRIV-312
    waivers.yaml:11:3
`,
      stderr: "",
    });
  });

  it("says so when there are none", async () => {
    expect((await waivers(program(), "list")).stdout).toBe("no waivers, no exceptions\n");
  });

  it("writes JSON, too", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": text() });
    const { stdout } = await waivers(directory, "list", "-o", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      date,
      mandate: { name: "ours", source: "mandate.yaml" },
      source: "waivers.yaml",
      exemptions: [
        { kind: "waiver", finding: id, center: null, state: "in-force", daysLeft: 12, because: null },
        { kind: "waiver", state: "too-long", daysLeft: null, because: "runs 91 days; at most 90 are allowed" },
      ],
    });
    expect(stdout).toContain('"reason": "a\\u202eb"');
  });

  it("refuses what isn't valid", async () => {
    const list = await waivers(program({ "mandate.yaml": mandate, "waivers.yaml": "- 1\n" }), "list");
    expect(ended(list)).toEqual({
      code: 2,
      stderr: "error: waivers.yaml:1:3: a member of the list of waivers is `1`, a number; use a mapping\n",
    });
  });
});

describe("stateside waivers new", () => {
  const add = (cwd: string, ...args: string[]) => waivers(cwd, "new", ...args, "--quiet");

  it("writes a file that lets the finding pass", async () => {
    const directory = program();
    expect(await add(directory, id.slice(0, 6).toUpperCase(), ...said)).toEqual({
      code: 0,
      stdout: `waivers.yaml: added a waiver of finding ${id} of us-data-stays-in-us for stack dev until 2026-12-06 (14 days left)\n`,
      stderr: "",
    });
    expect(read(directory)).toBe(
      "# Dated exceptions to single findings. `stateside waivers` checks, lists, adds and removes them.\n" +
        entry({ created: "2026-11-22", expires: "2026-12-06" }),
    );
    expect((await check(directory)).code).toBe(0);
    expect(ended(await add(directory, id, ...said))).toEqual({
      code: 2,
      stderr: `error: this finding is waived already, in stack \`dev\` until 2026-12-06: waivers.yaml:2:3; take that out first, or cover other stacks\n`,
    });
  });

  it("names the schema to editors where there is one", async () => {
    const directory = program();
    mkdirSync(path.join(directory, "schemas"));
    writeFileSync(path.join(directory, "schemas/waivers.schema.json"), "{}");
    expect((await add(directory, id, ...said)).code).toBe(0);
    expect(read(directory)).toMatch(/^# yaml-language-server: \$schema=\.\/schemas\/waivers\.schema\.json\n# /);
  });

  it("keeps what the file says, and replaces the entry that no longer counts", async () => {
    const lapsed = entry({ created: "2026-10-01", expires: "2026-11-21" });
    const other = entry({ finding: "0000aaaa0000aaaa" });
    const directory = program({
      "mandate.yaml": mandate,
      "waivers.yaml": `# ours\n\n${lapsed}# between   them\n${other}`,
    });
    const { code, stdout } = await add(directory, id, ...said, "--days", "90", "--covers", "d*");
    expect(code).toBe(0);
    expect(stdout).toBe(
      "waivers.yaml: replaced the entry of line 3, which no longer counts\n" +
        `waivers.yaml: added a waiver of finding ${id} of us-data-stays-in-us for stack d* until 2027-02-20 (90 days left)\n`,
    );
    const added = entry({ stack: "d*", created: "2026-11-22", expires: "2027-02-20" });
    expect(read(directory)).toBe(`# ours\n\n# between   them\n${other}${added}`);
  });

  it.each<[string, string[], string]>([
    [
      "nothing said",
      [],
      "error: no `--owner`; say who answers for it\nerror: no `--approver`; say who of the mandate's `approvers` lets it pass\nerror: no `--reason`; say why it may pass for a while\nerror: no `--ticket`; say where it is followed up\nsee `stateside waivers new --help`\n",
    ],
    [
      "91 days",
      [...said, "--days", "91"],
      "error: bad `--days 91`; use a number from 0 to 90\nsee `stateside waivers new --help`\n",
    ],
    [
      "a part of a day",
      [...said, "--days", "1.5"],
      "error: bad `--days 1.5`; use a number from 0 to 90\nsee `stateside waivers new --help`\n",
    ],
    [
      "an end 91 days later",
      [...said, "--expires", "2027-02-21"],
      "error: bad `--expires 2027-02-21`; use a day from 2026-11-22 to 2027-02-20, 90 days later\nsee `stateside waivers new --help`\n",
    ],
    [
      "an end that is past",
      [...said, "--expires", "2026-11-21"],
      "error: bad `--expires 2026-11-21`; use a day from 2026-11-22 to 2027-02-20, 90 days later\nsee `stateside waivers new --help`\n",
    ],
    [
      "an end that is no day",
      [...said, "--expires", "soon"],
      "error: bad `--expires soon`; use a day that exists, as YYYY-MM-DD\nsee `stateside waivers new --help`\n",
    ],
    [
      "two ends",
      [...said, "--expires", "2026-11-23", "--days", "1"],
      "error: `--days` and `--expires` both say when it ends; give one of them\nsee `stateside waivers new --help`\n",
    ],
    [
      "a glob that can't be",
      [...said, "--covers", "a\u001bb"],
      "error: bad `--covers a\\x1bb`; use a stack's name, or a glob such as `eu-*`, of at most 100 characters\nsee `stateside waivers new --help`\n",
    ],
    [
      "the owner as approver",
      [...said, "--approver=counsel", "--owner=Counsel"],
      "error: `--owner` is given 2 times; give it once\nerror: `--approver` is given 2 times; give it once\nsee `stateside waivers new --help`\n",
    ],
    [
      "its owner's approval",
      ["--owner", "Counsel", "--approver", "counsel", ...said.slice(4)],
      "error: bad `--approver counsel`: the owner can't approve; use another of the mandate's `approvers`: `privacy-board`, `counsel`\n",
    ],
    [
      "an approver of its own choice",
      ["--owner", "a", "--approver", "me", ...said.slice(4)],
      "error: bad `--approver me`; use one of the mandate's `approvers`: `privacy-board`, `counsel`\n",
    ],
    [
      "a revision to trust",
      [...said, "--trust", "main"],
      "error: unknown option `--trust`; use --owner, --approver, --reason, --ticket, --days, --expires, --covers, --program, --stack, --mandate, --date, --assume, --invokes, --timeout, --quiet, --no-color, --help, --version\nsee `stateside waivers new --help`\n",
    ],
  ])("refuses %s, and writes nothing", async (_, args, stderr) => {
    const directory = program();
    expect(await add(directory, "7f3a91c2", ...args)).toEqual({ code: 2, stdout: "", stderr });
    expect(existsSync(path.join(directory, "waivers.yaml"))).toBe(false);
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    [
      "a finding that there isn't",
      { "mandate.yaml": mandate },
      ["dead0000", ...said],
      /^error: no finding `dead0000`; use one of these\n {2}[0-9a-f]{8} {2}us-data-stays-in-us: .*\n$/,
    ],
    [
      "a mandate that names nobody",
      {},
      ["7f3a", ...said],
      /^error: nobody can approve a waiver: the mandate's `approvers` names nobody; add who may\n$/,
    ],
  ])("refuses %s", async (_, files, args, stderr) => {
    const { code, stderr: told } = await add(program(files), ...args);
    expect(code).toBe(2);
    expect(told).toMatch(stderr);
  });

  it("refuses stacks that don't have the finding, and a finding about waivers", async () => {
    const lapsed = entry({ created: "2026-10-01", expires: "2026-11-21" });
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": lapsed });
    expect(ended(await add(directory, id, ...said, "--covers", "prod*"))).toEqual({
      code: 2,
      stderr: "error: `--covers prod*` has no such finding; use a glob over `dev`\n",
    });
    const about =
      (await result(directory)).findings.find(({ rule }) => rule === "waivers-are-valid")?.fingerprint ?? "";
    expect(ended(await add(directory, about, ...said))).toEqual({
      code: 2,
      stderr: "error: findings of waivers-are-valid can't be waived; mend the waiver or exception that it refuses\n",
    });
    expect(read(directory)).toBe(lapsed);
  });

  it("asks for the stacks where several have the finding, and covers them with one entry", async () => {
    const stacks = { "Pulumi.eu-a.yaml": "config: {}\n", "Pulumi.eu-b.yaml": "config: {}\n" };
    const directory = program({ "mandate.yaml": mandate, ...stacks });
    expect(ended(await add(directory, id, ...said))).toEqual({
      code: 2,
      stderr: `error: finding ${id} is in stacks \`eu-a\`, \`eu-b\`; give \`--covers\`, one of them or a glob\n`,
    });
    expect((await add(directory, id, ...said, "--covers", "eu-a")).code).toBe(0);
    expect(read(directory)).toContain("  stack: eu-a\n");
    expect((await check(directory)).code).toBe(1);
    expect(ended(await add(directory, id, ...said, "--covers", "eu-*"))).toEqual({
      code: 2,
      stderr: `error: this finding is waived already, in stack \`eu-a\` until 2026-12-06: waivers.yaml:2:3; take that out first, or cover other stacks\n`,
    });
    rmSync(path.join(directory, "waivers.yaml"));
    expect((await add(directory, id, ...said, "--covers", "eu-*")).code).toBe(0);
    expect((await check(directory)).stdout).toMatch(/ · clean · 2 waived \(14 days left\)/);
    const one = await run(directory, "check", "--quiet", "--date", date, "--stack", "eu-b");
    expect(one.code).toBe(0);
    expect(one.stdout).toContain(
      "not judged waivers-are-valid: whether each waiver and exception is still used: needs every stack of the program\n",
    );
  });

  it("fails as check does when the program can't be previewed", async () => {
    const directory = program({ "mandate.yaml": mandate, "index.ts": "throw new Error('no database')\n" });
    expect((await add(directory, id, ...said)).code).toBe(3);
  });
});

describe("stateside waivers prune", () => {
  const prune = (cwd: string, ...args: string[]) => waivers(cwd, "prune", ...args, "--quiet");
  const used = () => entry();
  const lapsed = () => entry({ stack: "old", created: "2026-10-01", expires: "2026-11-21" });
  const unused = () => entry({ finding: "0000aaaa0000aaaa" });
  const changed = () => entry({ traceHash: "0000aaaa0000aaaa" });
  const all = () => `# ours\n${lapsed()}\n# about the next\n${used()}${unused()}# end\n${changed()}`;

  it("removes what lapsed, what is for nothing and what was for another trace, and says so", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": all() });
    const what = (line: number, verb: string, finding: string, stack: string, because: string) =>
      `waivers.yaml:${line}:3: ${verb} the waiver of finding ${finding} for stack \`${stack}\`: it ${because}\n`;
    const told = (verb: string) =>
      what(2, verb, id, "old", "lapsed on 2026-11-21") +
      what(24, verb, "0000aaaa0000aaaa", "dev", "is for nothing: no stack has such a finding") +
      what(35, verb, id, "dev", "was approved for another trace, or class of data, than the finding has now");
    expect(await prune(directory, "--dry-run")).toEqual({
      code: 0,
      stdout: `${told("would remove")}4 waivers · 3 to remove · 1 left\n`,
      stderr: "",
    });
    expect(read(directory)).toBe(all());
    expect(await prune(directory)).toEqual({
      code: 0,
      stdout: `${told("removed")}4 waivers · 3 removed · 1 left\n`,
      stderr: "",
    });
    expect(read(directory)).toBe(`# ours\n\n# about the next\n${used()}# end\n`);
    expect((await prune(directory)).stdout).toBe("1 waiver · 0 removed · 1 left\n");
    expect((await check(directory)).code).toBe(0);
  });

  it("keeps what somebody has to mend", async () => {
    const directory = program({ "mandate.yaml": mandate, "waivers.yaml": entry({ approver: "me" }) });
    expect((await prune(directory)).stdout).toBe("1 waiver · 0 removed · 1 left\n");
  });

  it("has nothing to do without a file", async () => {
    expect(await prune(program())).toEqual({ code: 0, stdout: "no waivers.yaml: nothing to remove\n", stderr: "" });
  });

  it("removes nothing where it can't see what is needed", async () => {
    const broken = { "mandate.yaml": mandate, "waivers.yaml": lapsed(), "index.ts": "throw new Error('no')\n" };
    const directory = program(broken);
    expect((await prune(directory)).code).toBe(3);
    expect(read(directory)).toBe(lapsed());
    expect(ended(await prune(program({ "mandate.yaml": mandate, "waivers.yaml": "- 1\n" }))).code).toBe(2);
  });

  it("takes no stacks: it has to see all", async () => {
    expect((await prune(program(), "--stack", "dev")).stderr).toContain("error: unknown option `--stack`; ");
  });
});

describe("stateside waivers", () => {
  it.each([
    [[], "error: no command after `waivers`; use lint, list, new, prune\n"],
    [["lnt"], "error: unknown command of waivers `lnt`; did you mean `lint`?\n"],
    [["remove"], "error: unknown command of waivers `remove`; use lint, list, new, prune\n"],
  ])("refuses %j", async (words, stderr) => {
    const told = await stateside(["waivers", ...words]);
    expect(told).toEqual({ code: 2, stdout: "", stderr: `${stderr}see \`stateside waivers --help\`\n` });
  });
});
