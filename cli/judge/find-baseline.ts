import path from "node:path";
import { noBaseline, parseBaseline, type Baseline } from "../../policies/residency/baseline";
import { systemMessage } from "../system-message";
import { UsageError } from "../usage-error";
import { readBounded } from "./bounded-read";
import { fileErrors, isThere, relativeTo, shownPath } from "./input-files";

/** The baseline that counts, and the file that it is from. */
export interface FoundBaseline {
  readonly list: Baseline;
  /** The file, relative to the program's folder; null where there is none. */
  readonly source: string | null;
  /** Absolute: where it is, or would be. */
  readonly file: string;
}

/** Where the baseline is: beside the mandate that judges, else beside Pulumi.yaml. */
export function baselineFile(directory: string, mandateFile: string | undefined): string {
  return path.join(mandateFile === undefined ? directory : path.dirname(mandateFile), "baseline.json");
}

/**
 * Finds and reads the baseline that goes with a mandate; an empty one where there is no file.
 * @param mandateFile absolute; undefined for the built-in mandate
 * @throws {@link UsageError} with every error of the file
 */
export async function findBaseline(
  directory: string,
  mandateFile: string | undefined,
  cwd: string,
): Promise<FoundBaseline> {
  const file = baselineFile(directory, mandateFile);
  if (!(await isThere(file, cwd))) return { list: noBaseline, source: null, file };
  const text = await readBounded(file).catch((error: unknown) => {
    throw new UsageError([`can't read \`${shownPath(cwd, file)}\`: ${systemMessage(error)}`]);
  });
  const result = parseBaseline(text);
  if ("errors" in result) throw fileErrors(file, result.errors, cwd);
  return { list: result.baseline, source: relativeTo(directory, file), file };
}
