import { statSync } from "node:fs";
import path from "node:path";
import { readProjectName } from "../residency/project-name";
import { faultsIn, readText } from "./pack-fault";

/** In the order in which Pulumi looks for them (pulumi/pulumi, sdk/go/common/workspace/paths.go and encoding/marshal.go). */
const projectFiles = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"] as const;

/**
 * The folder of the project that an operation is about, which Pulumi doesn't tell a pack: the nearest that holds a project
 * file, from each of these folders upwards, as Pulumi itself looks for it. It counts only if the project has the name that
 * the resources' URNs tell: after `pulumi -C DIR`, the shell's folder may be in another project, or in none.
 *
 * @param starts - absolute
 * @throws PackFault when a project file on the way can't be read
 */
export function findProjectFolder(project: string, starts: readonly string[]): string | undefined {
  const files = starts.flatMap((start) => nearestProjectFile(start) ?? []);
  const file = [...new Set(files)].find((found) => nameIn(found) === project);
  return file === undefined ? undefined : path.dirname(file);
}

function nearestProjectFile(folder: string): string | undefined {
  const found = projectFiles.map((name) => path.join(folder, name)).find(isFile);
  const above = path.dirname(folder);
  return found ?? (above === folder ? undefined : nearestProjectFile(above));
}

/** What can't be looked at holds no project that Pulumi could find. */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function nameIn(file: string): string {
  const result = readProjectName(readText(file, "the project's file"));
  if ("value" in result) return result.value;
  throw faultsIn(file, result.errors);
}
