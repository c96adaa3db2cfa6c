import { randomUUID } from "node:crypto";
import { access, chmod, constants, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemMessage } from "./system-message";
import { UsageError } from "./usage-error";

/** The names that `-o` takes. */
export const formats = ["text", "json"] as const;
export type Format = (typeof formats)[number];

/** One report that was asked for: to a file, or to standard output. */
export interface Output {
  readonly format: Format;
  /** Absolute; absent for standard output. */
  readonly file?: string;
}

/** A report couldn't be written although everything before went well. */
export class WriteError extends Error {
  override readonly name = "WriteError";
}

/**
 * Reads the values of `-o`, such as `text`, `json=result.json` or `text,json=result.json`; none: text to standard output.
 * Returns what is wrong with them instead of throwing, so that all bad options are told at once.
 */
export function parseOutputs(values: readonly string[], cwd: string): { outputs: Output[]; problems: string[] } {
  const outputs: Output[] = [];
  const problems: string[] = [];
  for (const item of values.flatMap((value) => value.split(","))) {
    const [name = "", ...rest] = item.split("=");
    const format = formats.find((known) => known === name);
    if (format === undefined) {
      problems.push(`unknown format \`${name}\` in \`-o ${item}\`; use ${formats.join(", ")}`);
    } else if (rest.length === 0) {
      outputs.push({ format });
    } else if (rest.join("=") === "") {
      problems.push(`no file in \`-o ${item}\`; use -o ${format} for standard output, or -o ${format}=FILE`);
    } else {
      outputs.push({ format, file: path.resolve(cwd, rest.join("=")) });
    }
  }
  if (values.length === 0) outputs.push({ format: "text" });
  return { outputs, problems: [...problems, ...clashes(outputs)] };
}

function clashes(outputs: readonly Output[]): string[] {
  const problems: string[] = [];
  const toStandardOutput = outputs.filter(({ file }) => file === undefined);
  if (toStandardOutput.length > 1) {
    const names = toStandardOutput.map(({ format }) => `\`-o ${format}\``).join(" and ");
    problems.push(`${names} both go to standard output; give all but one a file: -o FORMAT=FILE`);
  }
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [file]));
  for (const file of new Set(files.filter((one, index) => files.indexOf(one) !== index))) {
    problems.push(`two formats go to \`${file}\`; give each a file of its own`);
  }
  return problems;
}

/** Finds out before the work, not after it, that a report has nowhere to go. */
export async function assertWritable(outputs: readonly Output[]): Promise<void> {
  const problems: string[] = [];
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const existing = await stat(file).catch(() => undefined);
    try {
      if (existing?.isDirectory() === true) throw new Error("it is a folder");
      if (existing !== undefined) await access(file, constants.W_OK);
      if (existing === undefined || existing.isFile()) await access(path.dirname(file), constants.W_OK);
    } catch (error) {
      problems.push(`can't write \`${file}\`: ${systemMessage(error)}; use a file in a folder that exists`);
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
}

/**
 * Writes a report whole or not at all: to a temporary file in the same folder, which then takes the file's name. What isn't
 * an ordinary file (a pipe, `/dev/stderr`) is written to directly.
 * @throws {@link WriteError}
 */
export async function writeReport(file: string, text: string): Promise<void> {
  try {
    const existing = await stat(file).catch(() => undefined);
    if (existing !== undefined && !existing.isFile()) {
      await writeFile(file, text);
      return;
    }
    // A symbolic link keeps pointing where it did: its target is replaced.
    const target = existing === undefined ? file : await realpath(file);
    await replace(target, text, existing?.mode);
  } catch (error) {
    throw new WriteError(`can't write \`${file}\`: ${systemMessage(error)}`);
  }
}

async function replace(target: string, text: string, mode: number | undefined): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(temporary, mode & 0o7777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
