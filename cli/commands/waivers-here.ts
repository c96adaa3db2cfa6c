import path from "node:path";
import type { Mandate } from "../../policies/residency/mandate";
import { assertFolder, findMandate, readWaivers, relativeTo, waiversFile } from "../input-files";

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
