import path from "node:path";
import type { Mandate } from "../../policies/residency/mandate";
import { parseWaivers, type Waiver } from "../../policies/residency/waivers";
import { assertFolder, fileErrors, findMandate, readWaivers, relativeTo, waiversFile } from "../judge/input-files";

/** The mandate of the working tree, and the text of the waivers that go with it. */
export interface WaiversHere {
  readonly mandate: Mandate;
  /** Absolute: where waivers are, or would be. */
  readonly file: string;
  /** The file, relative to the program's folder. */
  readonly source: string;
  /** Undefined where there is no file. */
  readonly text: string | undefined;
}

/** @throws UsageError */
export async function findWaiversHere(
  { directory, mandateFile }: { readonly directory: string; readonly mandateFile?: string },
  cwd: string,
): Promise<WaiversHere> {
  await assertFolder(directory, cwd);
  const found = await findMandate(directory, mandateFile, cwd);
  const file = waiversFile(directory, found.file);
  const text = await readWaivers(file, cwd);
  return { mandate: found.mandate, file: path.resolve(file), source: relativeTo(directory, file), text };
}

/**
 * The waivers that a file holds; none where there is no file.
 * @throws UsageError with every error of the file
 */
export function waiversIn(
  { file, source, text = "" }: Pick<WaiversHere, "file" | "source" | "text">,
  cwd: string,
): readonly Waiver[] {
  const parsed = parseWaivers(text, source);
  if ("errors" in parsed) throw fileErrors(file, parsed.errors, cwd);
  return parsed.waivers;
}
