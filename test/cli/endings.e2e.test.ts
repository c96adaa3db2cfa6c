import { spawn } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commandNames, commandOf, type CommandName } from "../../cli/command-line/commands";
import { exitCodes, type Ending } from "../../cli/exit-codes";
import { command, root, stateside } from "./run";

jest.setTimeout(120_000);

const programs = path.join(root, "test/fixtures/programs");

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-endings-"));
  for (const program of ["two-stacks", "bucket-abroad", "misspelt-region", "broken-syntax", "broken-never-ends"]) {
    cpSync(path.join(programs, program), path.join(folder, program), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
  };
  write("clean.state.json", JSON.stringify(stateOf([])));
  write("refused.state.json", JSON.stringify(stateOf([{ region: "eu-central-1" }])));
  write("undecided.state.json", JSON.stringify(stateOf([{ region: "us-esat-1" }])));
  write("broken.json", "{");
  const results = {
    clean: ["two-stacks", "--stack", "primary"],
    refused: ["bucket-abroad"],
    undecided: ["misspelt-region"],
  };
  for (const [name, args] of Object.entries(results)) {
    write(`${name}.json`, (await stateside(["check", "--program", ...args, "-o", "json"], { cwd: folder })).stdout);
  }
  cpSync(path.join(folder, "bucket-abroad"), path.join(folder, "waived"), { recursive: true });
  write("waived/mandate.yaml", "name: ours\napprovers: [board]\n");
  write("waived/waivers.yaml", "- finding: x\n");
  cpSync(path.join(folder, "waived"), path.join(folder, "unwaived"), { recursive: true });
  cpSync(path.join(folder, "unwaived"), path.join(folder, "void"), { recursive: true });
  write("void/waivers.yaml", voidWaiver);
  write("slow.yaml", "name: ours\napprovers: [board]\n");
});
beforeEach(() => {
  rmSync(path.join(folder, "unwaived/waivers.yaml"), { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Approved by its own owner, for 90 days that are over. */
const voidWaiver = `
- finding: c4f6c3fa9bbd07f1
  rule: us-data-stays-in-us
  stack: dev
  owner: board
  approver: board
  reason: a
  ticket: b
  created: 2020-01-01
  expires: 2020-01-02
`;

/** An exported state of buckets, each with a provider of its own. */
function stateOf(providers: readonly Record<string, string>[]) {
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
  const resources = providers.flatMap((inputs, at) => {
    const provider = {
      urn: urn("pulumi:providers:aws", `p${at}`),
      custom: true,
      id: "i",
      type: "pulumi:providers:aws",
    };
    const type = "aws:s3/bucket:Bucket";
    const bucket = { urn: urn(type, `b${at}`), custom: true, id: `b${at}`, type, inputs: {}, outputs: {} };
    return [
      { ...provider, inputs, outputs: inputs },
      { ...bucket, provider: `${provider.urn}::i` },
    ];
  });
  const manifest = { time: "2026-11-01T00:00:00Z", magic: "a", version: "v3.248.0" };
  return { version: 3, deployment: { manifest, resources } };
}

const finding = "33c5daee";
const waiver = "--owner a --approver board --reason c --ticket d";

/** How each command comes to each of its ends, but those that the table below makes of these. */
const rows: Readonly<Record<CommandName, Partial<Record<Ending, string>>>> = {
  check: {
    clean: "--program two-stacks --stack primary",
    refused: "--program bucket-abroad",
    undecided: "--program misspelt-region",
    usage: "--program nowhere",
    program: "--program broken-syntax",
  },
  audit: {
    clean: "--state clean.state.json",
    refused: "--state refused.state.json",
    undecided: "--state undecided.state.json",
    usage: "--frobnicate",
    program: "--state broken.json",
  },
  inventory: {
    clean: "--program bucket-abroad",
    usage: "--program nowhere",
    program: "--program broken-syntax",
  },
  diff: {
    clean: "--base clean.json --head clean.json",
    refused: "--base clean.json --head refused.json",
    undecided: "--base clean.json --head undecided.json",
    usage: "",
    program: "--base clean.json --program broken-syntax",
  },
  explain: {
    clean: `${finding} --program bucket-abroad`,
    usage: "0000 --program bucket-abroad",
    program: `${finding} --program broken-syntax`,
  },
  baseline: {
    clean: "--program bucket-abroad --dry-run",
    usage: "--program nowhere",
    program: "--program broken-syntax",
  },
  "waivers lint": {
    clean: "--program bucket-abroad",
    refused: "--program void",
    usage: "--program nowhere",
  },
  "waivers list": { clean: "--program unwaived", usage: "--program waived" },
  "waivers new": {
    clean: `${finding} --program unwaived ${waiver}`,
    usage: `${finding} --program unwaived`,
    program: `${finding} --program broken-syntax --mandate slow.yaml ${waiver}`,
  },
  "waivers prune": {
    clean: "--program void --dry-run",
    usage: "--program waived",
    program: "--program broken-syntax --mandate void/mandate.yaml",
  },
  report: {
    clean: "clean.json",
    refused: "refused.json",
    undecided: "undecided.json",
    usage: "",
    program: "broken.json",
  },
  types: { clean: "aws:s3/bucket:Bucket", usage: "aws:s3/bucket:Bukcet" },
  regions: { clean: "iad", usage: "atlantis" },
  doctor: { clean: "--program two-stacks", usage: "--program nowhere" },
  completion: { clean: "bash", usage: "fish" },
};

const argumentsOf = (name: CommandName, rest: string) =>
  [...name.split(" "), ...rest.split(" ")].filter((one) => one !== "");

/** Commands that preview, and so can be waited for: each with a program that never ends. */
const patient: Partial<Record<CommandName, string>> = {
  check: "",
  inventory: "",
  diff: "--base clean.json",
  explain: finding,
  baseline: "",
  "waivers new": `${finding} --mandate slow.yaml ${waiver}`,
  "waivers prune": "--mandate void/mandate.yaml",
};

const cases = commandNames.flatMap((name) =>
  Object.entries(rows[name]).map(
    ([ending, rest]) => [`stateside ${name} ${rest}`.trim(), ending as Ending, argumentsOf(name, rest)] as const,
  ),
);

describe("the ends of commands", () => {
  it("each have a row, and no other has", () => {
    const told = commandNames.map((name) => [name, Object.keys(rows[name]).sort()]);
    const expected = commandNames.map((name) => [name, ["clean", "usage", ...commandOf(name).ends].sort()]);
    expect(told).toEqual(expected);
    const previewing = commandNames.filter((name) => Object.hasOwn(commandOf(name).options, "timeout"));
    expect(Object.keys(patient)).toEqual(previewing);
  });

  it.each(cases)("`%s` ends as %s", async (_, ending, args) => {
    const { code, stdout, stderr } = await stateside(args, { cwd: folder });
    expect({ code, output: stdout + stderr }).toMatchObject({ code: exitCodes[ending].code });
    // What is wrong is told on standard error; doctor's faults are its report.
    if (ending === "usage" || ending === "program") expect(stderr === "" ? args[0] : "").toBe("");
  });

  it.each(commandNames)("`stateside %s` fails when its output can't be written", async (name) => {
    const args = argumentsOf(name, rows[name].clean ?? "");
    const full = openSync("/dev/full", "w");
    try {
      const child = spawn(process.execPath, [command, ...args], { cwd: folder, stdio: ["ignore", full, "pipe"] });
      let stderr = "";
      child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect({ code, stderr }).toEqual({
        code: exitCodes.internal.code,
        stderr: expect.stringMatching(
          /error: can't write to standard output: no space left on the device\n$/,
        ) as string,
      });
    } finally {
      closeSync(full);
    }
  });

  it.each(Object.keys(patient))(
    "`stateside %s` tells its progress in plain lines, and with --quiet none",
    async (name) => {
      // SAFETY: the keys are names of commands.
      const command = name as CommandName;
      const rest = name === "diff" ? "--base clean.json --program bucket-abroad" : (rows[command].clean ?? "");
      const told = await stateside(argumentsOf(command, rest), { cwd: folder });
      // `diff` and `waivers` have notes of their own, which aren't progress.
      expect(told.stderr).toMatch(/^(head: )?(dev|primary): previewing\n(head: )?(dev|primary): previewed\n/);
      rmSync(path.join(folder, "unwaived/waivers.yaml"), { force: true });
      const quiet = await stateside([...argumentsOf(command, rest), "--quiet"], { cwd: folder });
      expect(quiet).toMatchObject({ code: told.code, stderr: "" });
      for (const { stdout } of [told, quiet]) expect(stdout).not.toContain("\u001b");
    },
  );

  const interruptions = Object.entries(patient).flatMap(([name, rest]) =>
    (["interrupted", "terminated"] as const).map((ending) => [name, ending, rest] as const),
  );
  it.each(interruptions)("`stateside %s` is %s, and says what it leaves undone", async (name, ending, rest) => {
    // SAFETY: the keys are names of commands.
    const args = [...argumentsOf(name as CommandName, rest), "--program", "broken-never-ends"];
    const child = spawn(process.execPath, [command, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
      if (stderr.includes("previewing")) child.kill(ending === "interrupted" ? "SIGINT" : "SIGTERM");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, stderr }).toEqual({
      code: exitCodes[ending].code,
      stderr: expect.stringMatching(new RegExp(`(^|\\n)${ending}: not written: .+\\n$`)) as string,
    });
  });
});
