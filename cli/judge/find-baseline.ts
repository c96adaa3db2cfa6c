import { noBaseline, parseBaseline, type Baseline } from "../../policies/residency/baseline";
import { besideMandate, fileErrors, readIfThere, relativeTo } from "./input-files";

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
  return besideMandate("baseline.json", directory, mandateFile);
}

/**
 * Finds and reads the baseline that goes with a mandate; an empty one where there is no file.
 * @param mandateFile absolute; undefined for the built-in mandate
 * @throws UsageError with every error of the file
 */
export async function findBaseline(
  directory: string,
  mandateFile: string | undefined,
  cwd: string,
): Promise<FoundBaseline> {
  const file = baselineFile(directory, mandateFile);
  const text = await readIfThere(file, cwd);
  if (text === undefined) return { list: noBaseline, source: null, file };
  const result = parseBaseline(text);
  if ("errors" in result) throw fileErrors(file, result.errors, cwd);
  return { list: result.baseline, source: relativeTo(directory, file), file };
}
