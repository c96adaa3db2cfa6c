/**
 * Bundles the command to dist/stateside.js and, once there is one, the policy pack to policies/dist/index.js, each with the
 * data files that its kernel reads beside it. Runs at every install: quiet, and the same output for the same sources.
 * Every file is put in place whole, so that a build may run while the command does.
 */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
  write: false,
};

async function buildCommand() {
  await bundle({
    ...shared,
    entryPoints: ["cli/main.ts"],
    outfile: "dist/stateside.js",
    // The child that runs a program finds its loader by path.
    external: ["tsx"],
    // yargs is an ES module and asks where it is.
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: '#!/usr/bin/env node\nconst importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
  });
  await copy("policies/residency/data", "dist/data");
  await copy("doors/program/child", "dist/child", ".cjs");
}

async function buildPack() {
  if (!existsSync(path.join(root, "policies/index.ts"))) return;
  await bundle({
    ...shared,
    entryPoints: ["policies/index.ts"],
    outfile: "policies/dist/index.js",
    external: ["@pulumi/policy", "@pulumi/pulumi"],
  });
  await copy("policies/residency/data", "policies/dist/data");
  await copy("schemas", "policies/dist/schemas");
  await copyBeside("mandate.yaml");
  await copyBeside("waivers.yaml");
  await copyBeside("baseline.json");
}

/** The pack judges by the project's mandate, waivers and baseline; without a mandate, by the built-in. */
async function copyBeside(name) {
  const target = path.join(root, "policies/dist", name);
  const source = path.join(root, name);
  if (existsSync(source)) await put(target, await readFile(source), 0o644);
  else await rm(target, { force: true });
}

async function bundle(options) {
  const { outputFiles } = await build(options);
  for (const { path: file, contents } of outputFiles) await put(file, contents, 0o755);
}

/** Makes `to` hold exactly the files of `from`, those in folders included, whose names end with `ending`. */
async function copy(from, to, ending = "") {
  const source = path.join(root, from);
  const target = path.join(root, to);
  const wanted = (await files(source)).filter((file) => file.endsWith(ending));
  for (const file of await files(target)) if (!wanted.includes(file)) await rm(path.join(target, file));
  for (const file of wanted) await put(path.join(target, file), await readFile(path.join(source, file)), 0o644);
}

async function files(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function put(file, contents, mode) {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  await chmod(temporary, mode);
  await rename(temporary, file);
}

try {
  await Promise.all([buildCommand(), buildPack()]);
} catch (error) {
  // esbuild has told its errors already.
  if (!("errors" in error)) console.error(error);
  process.exitCode = 1;
}
