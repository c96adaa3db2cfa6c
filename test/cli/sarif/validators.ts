import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Ajv from "ajv/dist/2020";
import type { Log } from "sarif";

/** Microsoft's validator comes as a program for x86-64 alone. */
export const hasMultitool = process.arch === "x64";
/** A test that needs it: where there is no such program, the test is skipped. */
export const itMultitool = hasMultitool ? it : it.skip;

/** Where the validator's program is. */
function multitool(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- SAFETY: it loads another package on each system, or fails
  const file: unknown = require("@microsoft/sarif-multitool");
  if (typeof file !== "string") throw new Error("sarif-multitool doesn't name its program");
  return file;
}

/** What Microsoft's validator finds, by its own rules and by those of GitHub's ingestion: `error GH1015: …`. */
export function multitoolFaults(text: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "stateside-sarif-"));
  try {
    const file = path.join(folder, "log.sarif");
    writeFileSync(file, text);
    const args = ["validate", file, "--rule-kind", "Sarif;Gh", "--output", path.join(folder, "out"), "--threads", "1"];
    // It needs no languages of its own.
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
    const { stdout, stderr, error } = spawnSync(multitool(), args, { encoding: "utf8", env, maxBuffer: 1 << 28 });
    if (error !== undefined) throw error;
    if (!stdout.includes("Analysis completed successfully.")) throw new Error(`no analysis: ${stdout}${stderr}`);
    return [...stdout.matchAll(/^.*?\(\d+,\d+\): ((?:error|warning|note) .*)$/gm)].map(([, fault = ""]) => fault);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let schema: ReturnType<Ajv["compile"]> | undefined;

/** What the SARIF 2.1.0 schema says, which comes with the validator. */
export function schemaFaults(text: string): string[] {
  const data: unknown = JSON.parse(text);
  if (schema === undefined) {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const file = path.join(path.dirname(multitool()), "sarif-2.1.0.json");
    // SAFETY: the schema of a published package
    schema = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
  }
  return schema(data)
    ? []
    : (schema.errors ?? []).map(({ instancePath, message = "" }) => `${instancePath} ${message}`);
}

/** A log with something wrong in it. */
export function changed(text: string, change: (log: Log) => void): string {
  // SAFETY: what changes is planted on purpose
  const log = JSON.parse(text) as Log;
  change(log);
  return JSON.stringify(log);
}
