import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { programError } from "./failure";
import type { Project } from "./project";

const extensions = ["", ".ts", ".js", ".tsx", ".mts", ".cts", ".mjs", ".cjs", ".json"];
/** How much of a file tells whether it is text; no more than that is white space in any program. */
const readBytes = 1 << 16;

/**
 * Refuses a program whose entry file holds none. The runner finds the file by the same rules and in more ways: what isn't
 * found here is left to it.
 * @throws PreviewError `program` for a file that is empty or binary
 */
export function checkEntryFile(project: Project): void {
  const file = entryFile(project);
  if (file === undefined) return;
  const start = startOf(file);
  const shown = path.relative(project.directory, file);
  if (start.includes(0)) throw programError(`the program \`${shown}\` is a binary file; it must be source text`);
  if (start.length < readBytes && start.toString("utf8").trim() === "") {
    throw programError(`the program \`${shown}\` is empty`);
  }
}

/** The file that a program begins with; undefined where none is found by the rules that the runner shares. */
export function entryFile({ workingDirectory, entryPoint }: Project): string | undefined {
  const main = entryPoint === "." ? mainOfPackage(workingDirectory) : undefined;
  const target = main ?? path.join(workingDirectory, entryPoint);
  const candidates = [target, path.join(target, "index")].flatMap((base) => extensions.map((end) => base + end));
  return candidates.find(isFile);
}

function mainOfPackage(workingDirectory: string): string | undefined {
  for (let folder = workingDirectory; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (isFile(manifest)) return mainOf(manifest);
    if (folder === path.dirname(folder)) return undefined;
  }
}

function mainOf(manifest: string): string | undefined {
  try {
    const content = JSON.parse(readFileSync(manifest, "utf8")) as { main?: unknown; exports?: unknown } | null;
    const main = content?.exports ?? content?.main;
    return typeof main === "string" ? path.join(path.dirname(manifest), main) : undefined;
  } catch {
    return undefined;
  }
}

export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function startOf(file: string): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(readBytes);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, readBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}
