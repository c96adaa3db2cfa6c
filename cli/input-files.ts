import { lstat, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { FileError } from "../policies/residency/problems";
import { builtInMandate, parseMandate, type Mandate } from "../policies/residency/mandate";
import type { Values } from "../policies/residency/values";
import { parseInvokes } from "./invokes";
import { errorCode, systemMessage } from "./system-message";
import { UsageError } from "./usage-error";

/** The mandate that judges, and the file that it is from. */
export interface FoundMandate {
  readonly mandate: Mandate;
  /** Absolute; absent for the built-in mandate. */
  readonly file?: string;
}

/** The one name that a mandate has beside Pulumi.yaml, and the one that it is easily given instead. */
const mandateName = "mandate.yaml";
const mistakenName = "mandate.yml";

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
    return await readFile(file, "utf8");
  } catch (error) {
    const shown = shownPath(cwd, file);
    throw new UsageError([`can't read \`${shown}\`: ${systemMessage(error)}; ${option} takes a file`]);
  }
}

function fileErrors(file: string, errors: readonly FileError[], cwd: string): UsageError {
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
