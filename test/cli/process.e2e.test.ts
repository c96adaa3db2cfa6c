import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { command, root } from "./run";

const programs = path.join(root, "test/fixtures/programs");
const environment = { PATH: process.env["PATH"] };

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stateside-process-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a shell line in which `stateside` is the command; both streams in one. */
function shell(line: string): Promise<string> {
  return new Promise((resolve) => {
    const script = `stateside() { "${process.execPath}" "${command}" "$@"; }; ${line}`;
    const child = spawn("bash", ["--norc", "-c", script], { cwd: programs, env: { ...environment, OUT: folder } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    child.on("close", () => {
      resolve(output);
    });
  });
}

describe("output that can't be written whole", () => {
  const closed = "error: can't write to standard output: its reader has closed it before the end\n70\n";
  const full = "error: can't write to standard output: no space left on the device\n70\n";
  const tooLarge = "error: can't write to standard output: the file would be larger than is allowed\n70\n";
  const judged = "stateside check --quiet --program bucket-abroad";

  it.each([
    ["the reader of a verdict leaves", `${judged} | true; echo \${PIPESTATUS[0]}`, closed],
    ["the reader of a help leaves", "stateside check --help | true; echo ${PIPESTATUS[0]}", closed],
    ["the reader leaves after the first bytes", "stateside types ${TYPES} | head -c 0; echo ${PIPESTATUS[0]}", closed],
    ["a device is full", `${judged} > /dev/full; echo $?`, full],
    // Node says of such a write that it went well.
    ["a file takes a part only", "ulimit -f 1; stateside regions > $OUT/regions; echo $?", tooLarge],
    ["a file may take a part only", "trap '' XFSZ; ulimit -f 1; stateside regions > $OUT/regions; echo $?", tooLarge],
  ])("is an error: %s", async (_, line, expected) => {
    const types = "TYPES='aws:s3/bucket:Bucket oci:ObjectStorage/bucket:Bucket'";
    expect(await shell(`${types}; ${line}`)).toBe(expected);
  });

  it("keeps what a file held before, and leaves nothing beside it", async () => {
    writeFileSync(path.join(folder, "result.json"), "before");
    expect(await shell(`ulimit -f 1; ${judged} -o json=$OUT/result.json; echo $?`)).toBe(
      `error: can't write \`${folder}/result.json\`: the file would be larger than is allowed\n70\n`,
    );
    expect(readFileSync(path.join(folder, "result.json"), "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["result.json"]);
  });

  it("changes no verdict when it is only what is told on standard error", async () => {
    expect(await shell("stateside check --program broken-syntax 2> /dev/full; echo $?")).toBe("3\n");
    expect(await shell("stateside check --program bucket-abroad > /dev/null 2> /dev/full; echo $?")).toBe("1\n");
    expect(await shell("stateside check --frobnicate 2> /dev/full; echo $?")).toBe("2\n");
  });

  it("is refused before anything is previewed where that can be known", async () => {
    expect(await shell("stateside check --program bucket-abroad -o json=no/such/file; echo $?")).toBe(
      `error: can't write \`${programs}/no/such/file\`: no such file or folder; use a file in a folder that exists\n2\n`,
    );
  });
});

/** A program that has a child, and never ends. Both hold a connection for as long as they live. */
const endless = `
const { connect } = require("node:net");
const { spawn } = require("node:child_process");
if (process.argv[2] !== "child") spawn(process.execPath, [__filename, "child"], { stdio: "ignore" });
connect("alive").on("error", () => undefined);
setInterval(() => undefined, 1000);
`;

describe("an interruption", () => {
  let server: Server;
  let connections: Socket[];

  beforeEach(async () => {
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: endless\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "");
    writeFileSync(path.join(folder, "index.js"), endless);
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    mkdirSync(path.join(folder, "reports"));
    connections = [];
    server = createServer();
    await new Promise<void>((resolve) => server.listen(path.join(folder, "alive"), resolve));
  });
  afterEach(() => {
    server.close();
  });

  /** Sends the signals once the program and its child run; what is left of both then ends, or this never does. */
  async function interrupted(args: readonly string[], ...signals: readonly NodeJS.Signals[]) {
    const child = spawn(process.execPath, [command, ...args, "--quiet"], { cwd: folder, env: environment });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    const gone: Promise<unknown>[] = [];
    server.on("connection", (connection) => {
      connections.push(connection);
      gone.push(new Promise((resolve) => connection.on("error", resolve).on("close", resolve).resume()));
      if (connections.length === 2) for (const signal of signals) child.kill(signal);
    });
    // A process that a signal has ended has a shell's code for that.
    const code = await new Promise<number>((resolve) =>
      child.on("close", (own, signal) => {
        resolve(own ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      }),
    );
    await Promise.all(gone);
    return { code, output, ran: connections.length };
  }

  it.each([
    ["SIGINT", 130, "interrupted"],
    ["SIGTERM", 143, "terminated"],
    ["SIGHUP", 143, "terminated"],
  ] as const)("by %s ends the program and its children, and says what is not written", async (signal, code, word) => {
    const args = ["check", "-o", "text", "-o", "json=reports/result.json"];
    expect(await interrupted(args, signal)).toEqual({
      code,
      output: `${word}: not written: the text report, reports/result.json\n`,
      ran: 2,
    });
    expect(readdirSync(path.join(folder, "reports"))).toEqual([]);
  });

  it.each([
    ["explain", ["explain", "7f3a91c2"], "the report"],
    [
      "waivers new",
      [..."waivers new 7f3a91c2 --owner a --approver b --reason c --ticket d".split(" ")],
      "waivers.yaml",
    ],
  ])("of %s says what it leaves undone", async (_, args, what) => {
    writeFileSync(path.join(folder, "mandate.yaml"), "name: ours\napprovers: [b]\n");
    expect(await interrupted(args, "SIGINT")).toMatchObject({
      code: 130,
      output: `interrupted: not written: ${what}\n`,
    });
    expect(existsSync(path.join(folder, "waivers.yaml"))).toBe(false);
  });

  it("escapes the names that it says", async () => {
    const { output } = await interrupted(["check", "-o", "json=\u001b[31m\n\u202e"], "SIGINT");
    expect(output).toBe("interrupted: not written: \\x1b[31m\\n\\u202e\n");
  });

  it("asked for twice ends a read that nobody answers", async () => {
    // The shell waits in `exec` until the command has opened the pipe.
    const node = `"${process.execPath}" "${command}" report $OUT/fifo`;
    const line = `mkfifo $OUT/fifo; ${node} & exec 3> $OUT/fifo; kill -TERM $!; kill -HUP $!; wait $! 2> /dev/null; echo $?`;
    expect(await shell(line)).toContain("terminated: not written: the text report\n");
    expect((await shell(`rm $OUT/fifo; ${line}`)).endsWith("143\n")).toBe(true);
  });

  it("asked for twice ends at once, and still leaves no program", async () => {
    const run = await interrupted(["check"], "SIGINT", "SIGTERM");
    expect([130, 143]).toContain(run.code);
    expect(run.output).toMatch(/^(interrupted|terminated): not written: the text report\n$/);
  });
});
