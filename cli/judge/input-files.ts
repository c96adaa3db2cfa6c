import { lstat, stat } from "node:fs/promises";
import path from "node:path";
import type { FileError } from "../../policies/residency/problems";
import { builtInMandate, parseMandate, type Mandate } from "../../policies/residency/mandate";
import type { Values } from "../../policies/residency/values";
import { parseWaivers, type Waiver } from "../../policies/residency/waivers";
import { readBounded } from "./bounded-read";
import { parseInvokes } from "./invokes";
import { errorCode, systemMessage } from "../system-message";
import { UsageError } from "../usage-error";

/** The mandate that judges, and the file that it is from. */
export interface FoundMandate {
  readonly mandate: Mandate;
  /** Absolute; absent for the built-in mandate. */
  readonly file?: string;
}

/** The waivers that count, and the file that they are from. */
export interface FoundWaivers {
  readonly list: readonly Waiver[];
  /** The file, relative to the program's folder; null where there is none. */
  readonly source: string | null;
  /** Absolute: where they are, or would be. */
  readonly file: string;
}

/** The one name that a mandate has beside Pulumi.yaml, and the one that it is easily given instead. */
export const mandateName = "mandate.yaml";
const mistakenName = "mandate.yml";
/** Beside the mandate; and what it is easily called instead. */
const waiversName = "waivers.yaml";
const mistakenWaivers = "waivers.yml";

/**
 * Finds and reads the mandate: the file that was given, else `mandate.yaml` in the program's folder, else the built-in one.
 * Its `source` is its path relative to the program's folder, with slashes.
 * @param given absolute
 * @throws {@link UsageError} with every error of the file; one that is there but can't be read never gives way to the built-in
 */
export async function findMandate(directory: string, given: string | undefined, cwd: string): Promise<FoundMandate> {
  const file = given ?? path.join(directory, mandateName);
  if (given === undefined && !(await isThere(file, cwd))) {
    if (await isThere(path.join(directory, mistakenName), cwd)) {
      const mistaken = shownPath(cwd, path.join(directory, mistakenName));
      throw new UsageError([`\`${mistaken}\` is not read; name it ${mandateName}, or give it with --mandate`]);
    }
    return { mandate: builtInMandate() };
  }
  const result = parseMandate(await readText(file, "--mandate", cwd), relativeTo(directory, file));
  if ("errors" in result) throw fileErrors(file, result.errors, cwd);
  return { mandate: result.mandate, file };
}

/** Where waivers are: beside the mandate that judges, else beside Pulumi.yaml. */
export function waiversFile(directory: string, mandateFile: string | undefined): string {
  return besideMandate(waiversName, directory, mandateFile);
}

/** Where a file that goes with the mandate is: beside it or, under the built-in one, beside Pulumi.yaml. */
export function besideMandate(name: string, directory: string, mandateFile: string | undefined): string {
  return path.join(mandateFile === undefined ? directory : path.dirname(mandateFile), name);
}

/**
 * Finds and reads the waivers that go with a mandate; none where there is no file.
 * @param mandateFile absolute; undefined for the built-in mandate
 * @throws {@link UsageError} with every error of the file
 */
export async function findWaivers(
  directory: string,
  mandateFile: string | undefined,
  cwd: string,
): Promise<FoundWaivers> {
  const file = waiversFile(directory, mandateFile);
  const source = relativeTo(directory, file);
  const text = await readWaivers(file, cwd);
  if (text === undefined) return { list: [], source: null, file };
  const result = parseWaivers(text, source);
  if ("errors" in result) throw fileErrors(file, result.errors, cwd);
  return { list: result.waivers, source, file };
}

/**
 * The text of the file of waivers; undefined where there is none.
 * @throws {@link UsageError}
 */
export async function readWaivers(file: string, cwd: string): Promise<string | undefined> {
  const text = await readIfThere(file, cwd);
  if (text !== undefined) return text;
  const mistaken = path.join(path.dirname(file), mistakenWaivers);
  if (await isThere(mistaken, cwd)) {
    throw new UsageError([`\`${shownPath(cwd, mistaken)}\` is not read; name it ${waiversName}`]);
  }
  return undefined;
}

/**
 * A file's text; undefined where there is none.
 * @throws {@link UsageError} for one that is there and can't be read
 */
export async function readIfThere(file: string, cwd: string): Promise<string | undefined> {
  if (!(await isThere(file, cwd))) return undefined;
  return readBounded(file).catch((error: unknown) => {
    throw new UsageError([`can't read \`${shownPath(cwd, file)}\`: ${systemMessage(error)}`]);
  });
}

/**
 * Reads the file of `--invokes`, JSON or YAML: what each invoke answers, by token.
 * @param file absolute
 * @throws {@link UsageError}
 */
export async function readInvokes(file: string | undefined, cwd: string): Promise<ReadonlyMap<string, Values>> {
  if (file === undefined) return new Map();
  const result = parseInvokes(await readText(file, "--invokes", cwd));
  if ("errors" in result) throw fileErrors(file, result.errors, cwd);
  return result.value;
}

/** @throws {@link UsageError} unless it is a folder */
export async function assertFolder(directory: string, cwd: string): Promise<void> {
  const refuse = (because: string) =>
    new UsageError([
      `can't read \`--program ${shownPath(cwd, directory)}\`: ${because}; use a folder that holds Pulumi.yaml`,
    ]);
  const found = await stat(directory).catch((error: unknown) => {
    throw refuse(systemMessage(error));
  });
  if (!found.isDirectory()) throw refuse("it is not a folder");
}

/** A path as people read it: relative to where they are, unless that is the longer way to say it. */
export function shownPath(cwd: string, file: string): string {
  const relative = relativeTo(cwd, file);
  return relative.length <= file.length ? relative : file;
}

/** With slashes, whatever the system. */
export function relativeTo(folder: string, file: string): string {
  const relative = path.relative(folder, file).split(path.sep).join("/");
  return relative === "" ? "." : relative;
}

async function readText(file: string, option: string, cwd: string): Promise<string> {
  try {
    return await readBounded(file);
  } catch (error) {
    const shown = shownPath(cwd, file);
    throw new UsageError([`can't read \`${shown}\`: ${systemMessage(error)}; ${option} takes a file`]);
  }
}

/** Every error of a file, each with its line and column. */
export function fileErrors(file: string, errors: readonly FileError[], cwd: string): UsageError {
  const shown = shownPath(cwd, file);
  return new UsageError(errors.map(({ line, column, message }) => `${shown}:${line}:${column}: ${message}`));
}

/** A link that leads nowhere is there, too: it is a fault to tell, not an absence. */
async function isThere(file: string, cwd: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw new UsageError([`can't read \`${shownPath(cwd, file)}\`: ${systemMessage(error)}`]);
  }
}
