/**
 * Measures `stateside audit` of a large deployed state, beside what merely parses the same file, and OPA and conftest with a
 * plain check of places. Memory is the highest that a process had, as Linux tells it.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { peer, versionOf } from "./peers.mjs";

const require = createRequire(import.meta.url);
require("tsx/cjs");
const { writeBigState } = require("../test/support/big-state.ts");

const root = path.resolve(import.meta.dirname, "..");
const command = path.join(root, "dist/stateside.js");
const rego = path.join(root, "bench/place.rego");
const parse = `JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))`;

/**
 * Rows of the table of results: what, milliseconds, megabytes, ratio to parsing; and how large the file was.
 * @param runs how often each is run; the median counts
 */
export async function measureAudit(runs, size = 100_000) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "stateside-bench-"));
  try {
    const file = path.join(folder, "state.json");
    await writeBigState(file, size);
    const candidates = [
      ["Node reads and parses the file", process.execPath, ["-e", parse, file], [0]],
      [
        "`stateside audit`: traces and judges, by every rule",
        process.execPath,
        [command, "audit", "--state", file],
        [1],
      ],
      ...peerRow("opa", ["eval", "--data", rego, "--input", file, "count(data.main.deny)"]),
      ...peerRow("conftest", ["test", "--policy", rego, file]),
    ];
    const rows = [];
    for (const [what, program, args, endings] of candidates) {
      const samples = [];
      for (let run = 0; run < runs; run += 1) samples.push(await measure(program, args, endings));
      const ms = median(samples.map((sample) => sample.ms));
      rows.push({ what, ms, memory: median(samples.map((sample) => sample.memory)), ratio: ms / (rows[0]?.ms ?? ms) });
    }
    return { size, megabytes: statSync(file).size / 1e6, rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function peerRow(name, args) {
  const program = peer(name);
  return program === undefined ? [] : [[`${name} ${versionOf(name)}: places alone`, program, args, [0]]];
}

function measure(program, args, endings) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { cwd: os.tmpdir(), stdio: ["ignore", "ignore", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += chunk));
    let memory = 0;
    const timer = setInterval(() => (memory = Math.max(memory, highest(child.pid))), 10);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearInterval(timer);
      const ms = performance.now() - start;
      if (endings.includes(code)) resolve({ ms, memory });
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}: ${errors}`));
    });
  });
}

/** In megabytes; 0 where the system doesn't tell. */
function highest(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
