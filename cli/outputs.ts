import { randomUUID } from "node:crypto";
import { access, chmod, constants, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { print, type Io } from "./standard-streams";
import { systemMessage } from "./system-message";
import { UsageError } from "./usage-error";
import { WriteError } from "./write-error";

/** What `-o` takes for a result. */
export const formats = ["text", "json", "sarif", "junit", "markdown", "github"] as const;
/** For an inventory, a comparison, and for lists. */
export const inventoryFormats = ["text", "csv", "json"] as const;
export const diffFormats = ["text", "json", "markdown"] as const;
export const listFormats = ["text", "json"] as const;

export type ResultFormat = (typeof formats)[number];
export type InventoryFormat = (typeof inventoryFormats)[number];
export type DiffFormat = (typeof diffFormats)[number];
export type ListFormat = (typeof listFormats)[number];
export type Format = ResultFormat | InventoryFormat | DiffFormat | ListFormat;

/** One report that was asked for: to a file, or to standard output. */
export interface Output<Name extends Format = Format> {
  readonly format: Name;
  /** Absolute; absent for standard output. */
  readonly file?: string;
}

/**
 * Reads the values of `-o`, such as `text`, `json=result.json` or `text,json=result.json`; none: text to standard output.
 * Returns what is wrong with them instead of throwing, so that all bad options are told at once.
 */
export function parseOutputs<Name extends Format>(
  values: readonly string[],
  cwd: string,
  allowed: readonly Name[],
): { outputs: Output<Name>[]; problems: string[] } {
  const outputs: Output<Name>[] = [];
  const problems: string[] = [];
  for (const item of values.flatMap((value) => value.split(","))) {
    const [name = "", ...rest] = item.split("=");
    const format = allowed.find((known) => known === name);
    if (format === undefined) {
      problems.push(`unknown format \`${name}\` in \`-o ${item}\`; use ${allowed.join(", ")}`);
    } else if (rest.length === 0) {
      outputs.push({ format });
    } else if (rest.join("=") === "") {
      problems.push(`no file in \`-o ${item}\`; use -o ${format} for standard output, or -o ${format}=FILE`);
    } else {
      outputs.push({ format, file: path.resolve(cwd, rest.join("=")) });
    }
  }
  if (values.length === 0) outputs.push(...allowed.filter((name) => name === "text").map((format) => ({ format })));
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

/**
 * Changes a file of the project, whole or not at all; not any more for whoever has interrupted.
 * @throws {@link WriteError}
 */
export async function changeFile(file: string, text: string, io: Pick<Io, "signal" | "undone">): Promise<void> {
  await listen(io);
  await writeReport(file, text);
  io.undone.settle("written", path.basename(file));
}

/** Lets whoever interrupted during long work be heard, before anything comes of it. */
async function listen({ signal }: Partial<Pick<Io, "signal">>): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}

/** A report as whoever interrupts its command knows it. */
export function nameOfOutput({ format, file }: Output, cwd: string): string {
  if (file === undefined) return `the ${format} report`;
  const relative = path.relative(cwd, file);
  return relative.length <= file.length ? relative : file;
}

/**
 * Writes every report that was asked for, each whole or not at all; none any more for whoever has interrupted.
 * @throws {@link WriteError}
 */
export async function writeOutputs<Name extends Format>(
  outputs: readonly Output<Name>[],
  render: (output: Output<Name>) => string,
  io: Pick<Io, "stdout"> & Partial<Pick<Io, "cwd" | "signal" | "undone">>,
): Promise<void> {
  for (const output of outputs) {
    const text = render(output);
    await listen(io);
    await (output.file === undefined ? print(io.stdout, text) : writeReport(output.file, text));
    io.undone?.settle("written", nameOfOutput(output, io.cwd ?? ""));
  }
}
