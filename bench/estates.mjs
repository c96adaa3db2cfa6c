/**
 * Measures building, tracing and judging large estates: mixed types of three clouds, one and a half movements a resource,
 * long chains and wide fans. Each size runs in a process of its own, which also tells its memory.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const sizes = [1_000, 10_000, 100_000];

/** Rows of the table of results: what, milliseconds, ratio to the smallest size; and megabytes. */
export function measureEstates(runs) {
  const measured = sizes.map((size) => ({ size, ...measure(size, runs) }));
  const [first] = measured;
  return measured.map(({ size, movements, build, trace, judge, full, memory }) => {
    const ratio = (build + trace + judge) / (first.build + first.trace + first.judge);
    return { size, movements, build, trace, judge, ratio, full, memory };
  });
}

function measure(size, runs) {
  const script = `
    require("tsx/cjs");
    const { bigEstate, phases } = require("./test/support/big-estate.ts");
    const given = bigEstate(${size});
    const samples = Array.from({ length: ${runs} }, () => phases(given));
    const median = (key) => samples.map((one) => one[key]).toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];
    console.log(JSON.stringify({
      movements: samples[0].movements, build: median("build"), trace: median("trace"), judge: median("judge"), full: median("full"),
      memory: process.resourceUsage().maxRSS / 1024,
    }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}
