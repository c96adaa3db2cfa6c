import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

const root = path.resolve(__dirname, "../../..");
const compiled = new Map<string, string>();

/**
 * Writes a plugin of ours as the Pulumi CLI looks for it. It is compiled here and not by a loader: one run of the CLI starts
 * many.
 * @param folder from where Node finds this project's packages
 */
export function writePlugin(folder: string, name: string, script: string, ...args: readonly string[]) {
  const file = path.join(folder, `${path.basename(script, ".ts")}.cjs`);
  writeFileSync(file, compile(path.join(root, script)));
  writeCommand(folder, name, [file, ...args]);
}

/** Writes an executable that runs Node with these arguments and its own. */
export function writeCommand(folder: string, name: string, args: readonly string[]) {
  const file = path.join(folder, name);
  const command = [process.execPath, ...args].map((part) => `'${part}'`).join(" ");
  writeFileSync(file, `#!/bin/sh\nexec ${command} "$@"\n`);
  chmodSync(file, 0o755);
}

function compile(script: string): string {
  const known = compiled.get(script);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    ...{ entryPoints: [script], bundle: true, write: false, packages: "external" },
    ...{ platform: "node", format: "cjs", target: "node20" },
    define: { __dirname: JSON.stringify(tablesOf(script)) },
  });
  const text = outputFiles.map((output) => output.text).join("");
  compiled.set(script, text);
  return text;
}

/** In one bundle there is one folder for tables: a plugin of the comparison reads the kernel's, others those beside them. */
function tablesOf(script: string): string {
  const isOfComparison = script.startsWith(path.join(root, "test/differential") + path.sep);
  return isOfComparison ? path.join(root, "policies/residency") : path.dirname(script);
}
