/**
 * Measures the policy pack in the real Pulumi CLI (`npm run engine` builds it), as ratios in one run. Returns the rows of
 * bench/RESULTS.md, or nothing where there is no CLI.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);
require("tsx/cjs");
const { Engine } = require("../test/engine/engine.ts");
const { hasCli } = require("../test/engine/cli.ts");

const root = path.resolve(import.meta.dirname, "..");
const stacks = ["landing", "primary", "backup-virginia", "backup-singapore"];

/** @param runs how often each is run; the median counts */
export async function measureEngine(runs) {
  if (!hasCli()) return undefined;
  const work = mkdtempSync(path.join(os.tmpdir(), "stateside-bench-"));
  const engine = new Engine();
  try {
    const empty = emptyPack(work);
    const pack = path.join(root, "policies");
    const start = await median(runs, () => packStart(pack));
    const emptyStart = await median(runs, () => packStart(empty));

    const program = engine.copy(manyBuckets(work, 1000));
    const preview = (policyPack) =>
      median(Math.min(runs, 3), () => timed(() => engine.run(program, "dev", ["preview"], { policyPack })));
    const withEmpty = await preview(empty);
    const withPack = await preview(pack);

    const project = engine.copy(root, [
      "Pulumi.yaml",
      "mandate.yaml",
      "package.json",
      "tsconfig.json",
      "stacks",
      "components",
      "policies",
    ]);
    // A preview of one stack reads the outputs of another, so each is there first.
    for (const stack of stacks) await engine.run(project, stack, ["up", "--skip-preview"]);
    const oneByOne = await timed(async () => {
      for (const stack of stacks) await engine.run(project, stack, ["preview"], { policyPack: pack });
    });
    const check = await median(runs, () =>
      timed(() =>
        spawnSync(process.execPath, [path.join(root, "dist/stateside.js"), "check", "--quiet"], { cwd: root }),
      ),
    );
    return [
      ["an empty pack starts", emptyStart, 1],
      ["this pack starts", start, start / emptyStart],
      ["preview of 1,000 buckets with an empty pack", withEmpty, 1],
      ["preview of 1,000 buckets with this pack", withPack, withPack / withEmpty],
      ["`stateside check` of this project's stacks", check, 1],
      ["`pulumi preview --policy-pack` of the same stacks, one by one", oneByOne, oneByOne / check],
    ];
  } finally {
    engine.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

async function median(runs, measure) {
  const samples = [];
  for (let run = 0; run < runs; run += 1) samples.push(await measure());
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];
}

/** From the start of the process to the port that it prints. */
function packStart(pack) {
  return timed(
    () =>
      new Promise((resolve, reject) => {
        const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
        const child = spawn(process.execPath, [runner, "127.0.0.1:1", pack], {
          cwd: pack,
          stdio: ["ignore", "pipe", "ignore"],
        });
        child.stdout.once("data", () => {
          child.kill("SIGKILL");
          resolve();
        });
        child.once("exit", () => reject(new Error(`the pack in ${pack} ended before it had a port`)));
      }),
  );
}

function emptyPack(work) {
  const folder = path.join(work, "empty");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(path.join(folder, "package.json"), '{ "name": "empty", "version": "0.0.1", "main": "index.js" }');
  writeFileSync(
    path.join(folder, "index.js"),
    'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
  );
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

function manyBuckets(work, count) {
  const folder = path.join(work, "many");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: many\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "config:\n  aws:region: us-east-1\n");
  writeFileSync(path.join(folder, "package.json"), '{ "name": "many", "main": "index.js" }');
  writeFileSync(
    path.join(folder, "index.js"),
    `const aws = require("@pulumi/aws");\nfor (let i = 0; i < ${count}; i += 1) new aws.s3.Bucket("bucket-" + i);\n`,
  );
  return folder;
}
