/**
 * Measures what people wait for, and writes bench/RESULTS.md. Each number is the median of several runs, beside a reference
 * from the same run: machines and their moods differ, ratios less so.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { measureAudit } from "./audit.mjs";
import { measureEngine } from "./engine.mjs";
import { measureEstates } from "./estates.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const command = path.join(root, "dist/stateside.js");
const runs = Number(process.env.BENCH_RUNS ?? 5);

/** Milliseconds of the median run of a Node process, and the most memory that it had. */
function time(args, expected = 0) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    if (status !== expected) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
    times.push(performance.now() - start);
  }
  return median(times);
}

/**
 * Milliseconds of the kernel's first use in a process: every table read for a type of each, then every type looked up with
 * its movements, then the regions read for one place.
 */
function kernelLoad() {
  const script = `
    require("tsx/cjs");
    const { loadCatalog } = require("./policies/residency/catalog.ts");
    const { loadMovements } = require("./policies/residency/movements.ts");
    const { lookUpPlace } = require("./policies/residency/geography.ts");
    const { readFileSync } = require("node:fs");
    const all = ["oci", "aws", "gcp"].flatMap((cloud) =>
      readFileSync("policies/residency/data/types/" + cloud + ".tsv", "utf8").trimEnd().split("\\n").slice(1)
        .map((line) => line.split("\\t")[0]));
    const types = ["oci:Core/vcn:Vcn", "aws:s3/bucket:Bucket", "gcp:storage/bucket:Bucket", "random:index/randomId:RandomId"];
    const start = performance.now();
    const { find } = loadCatalog();
    const { of } = loadMovements();
    if (!types.every((type) => find(type) && of(type))) throw new Error("a type is missing");
    const catalog = performance.now();
    for (const type of all) if (!find(type) || !of(type)) throw new Error("no " + type);
    const found = performance.now();
    lookUpPlace("aws", "us-east-1");
    console.log(JSON.stringify([catalog - start, found - catalog, performance.now() - found, all.length]));`;
  const samples = [];
  for (let run = 0; run < runs; run += 1) {
    samples.push(JSON.parse(spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" }).stdout));
  }
  return {
    catalog: median(samples.map(([catalog]) => catalog)),
    lookUps: median(samples.map(([, found]) => found)),
    geography: median(samples.map(([, , places]) => places)),
    types: samples[0][3],
  };
}

/** Milliseconds of judging estates of 1,000 and of 10,000 buckets by all rules, and the first by one of them alone. */
function judging() {
  const script = `
    require("tsx/cjs");
    const { estate, provider, resource } = require("./test/support/estates.ts");
    const { termsOf } = require("./test/support/terms.ts");
    const { loadCatalog } = require("./policies/residency/catalog.ts");
    const { rules } = require("./policies/rules/index.ts");
    const { judge } = require("./policies/rules/judge.ts");
    const { loadMovements } = require("./policies/residency/movements.ts");
    const terms = { ...termsOf(), catalog: loadCatalog(), movements: loadMovements() };
    const aws = provider("aws", { region: "us-east-1" });
    const buckets = (count) => estate(...Array.from({ length: count }, (_, n) =>
      resource("aws:s3/bucket:Bucket", "b" + n, { tags: { n: String(n) } }, { provider: aws })));
    const time = (of, by) => {
      const samples = Array.from({ length: 7 }, () => {
        const start = performance.now();
        judge(of, by, terms);
        return performance.now() - start;
      });
      return samples.toSorted((a, b) => a - b)[3];
    };
    const [few, many] = [buckets(1000), buckets(10000)];
    time(few, rules);
    console.log(JSON.stringify([time(few, rules), time(few, rules.slice(0, 1)), time(many, rules)]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const fixture = "test/fixtures/programs/bucket-abroad";
const node = time(["-e", "0"]);
const sdk = time(["-e", 'require("@pulumi/pulumi"); require("@pulumi/oci")']);
const start = time([command, "--version"]);
const one = time([command, "check", "--quiet", "--program", fixture], 1);
const all = time([command, "check", "--quiet"]);
const kernel = kernelLoad();
const [everyRule, oneRule, tenfold] = judging();
const { stacks } = JSON.parse(
  spawnSync(process.execPath, [command, "check", "--quiet", "-o", "json"], { cwd: root, encoding: "utf8" }).stdout,
);
const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);

const rows = [
  ["Node starts and does nothing", node, 1],
  ["Node loads @pulumi/pulumi and @pulumi/oci", sdk, 1],
  ["`stateside --version`", start, start / node],
  ["kernel: reading the tables of types and movements", kernel.catalog, kernel.catalog / node],
  [
    `kernel: looking up ${kernel.types.toLocaleString("en-US")} types and their movements`,
    kernel.lookUps,
    kernel.lookUps / node,
  ],
  ["kernel: reading the regions", kernel.geography, kernel.geography / node],
  ["`check` of one stack with two resources", one, one / sdk],
  [`\`check\` of this project: ${stacks.length} stacks, ${resources} resources`, all, all / sdk],
  ["kernel: judging 1,000 buckets by one rule", oneRule, 1],
  ["kernel: judging 1,000 buckets by every rule", everyRule, everyRule / oneRule],
  ["kernel: judging 10,000 buckets by every rule", tenfold, tenfold / oneRule],
];
const estates = measureEstates(runs);
const audited = await measureAudit(Math.min(runs, 3));
const engineRows = await measureEngine(runs);
const version = (name) => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version;

function table(lines) {
  const shown = lines.map(([what, ms, ratio]) => {
    const times = ratio === 1 ? "" : `${ratio.toFixed(ratio < 1 ? 2 : 1)}×`;
    return `| ${what} | ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} | ${times} |`;
  });
  return ["| what | ms | ratio |", "| --- | ---: | ---: |", ...shown].join("\n");
}

function estateTable() {
  const number = (value) => Math.round(value).toLocaleString("en-US");
  const lines = estates.map(({ size, movements, build, trace, judge, ratio, full, memory }) => {
    const times = ratio === 1 ? "" : `${ratio.toFixed(1)}×`;
    return `| ${[size, movements, build, trace, judge, build + trace + judge].map(number).join(" | ")} | ${times} | ${number(full)} | ${number(memory)} |`;
  });
  const header =
    "| resources | movements | build, ms | trace, ms | judge, ms | all, ms | ratio | under a full mandate, ms | memory, MB |";
  return [header, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", ...lines].join("\n");
}

function auditTable() {
  const lines = audited.rows.map(({ what, ms, memory, ratio }) => {
    const times = ratio === 1 ? "" : `${ratio.toFixed(1)}×`;
    return `| ${what} | ${Math.round(ms)} | ${times} | ${Math.round(memory)} |`;
  });
  return ["| what | ms | ratio | memory, MB |", "| --- | ---: | ---: | ---: |", ...lines].join("\n");
}

const day = new Date().toISOString().slice(0, 10);
const machine = `${os.availableParallelism()} cores (${os.cpus()[0].model}), ${os.type()}, Node ${process.versions.node}`;
const text = `# Benchmarks

Written by \`npm run bench\` on ${day}: the median of ${runs} runs on ${machine},
@pulumi/pulumi ${version("@pulumi/pulumi")}, @pulumi/oci ${version("@pulumi/oci")}.
A ratio is to the nearest line above that has none: Node's start for what needs no SDK, the SDKs' load for what runs programs.

${table(rows)}

## Large estates

Mixed types of three clouds with a chain of replication through all of them and fans of a hundred; a ratio is to the first line.

${estateTable()}

## A large deployed state

One exported state of ${audited.size.toLocaleString("en-US")} resources, ${Math.round(audited.megabytes)} MB, of the same mix; a ratio is to the
first line. OPA and conftest are given bench/place.rego, which compares places and follows no data.

${auditTable()}

## The pack in the real Pulumi CLI

${engineRows === undefined ? "Not measured: there was no Pulumi CLI (\`npm run engine\` builds it)." : table(engineRows)}
`;
writeFileSync(path.join(root, "bench/RESULTS.md"), text);
console.log(text);
