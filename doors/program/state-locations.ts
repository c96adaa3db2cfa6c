import { existsSync } from "node:fs";
import path from "node:path";
import type { SourcePosition } from "../../policies/residency/estate";
import type { StateLocation } from "../../policies/residency/state-location";
import { stackFile, type Project } from "./project";
import { parseBackend, parseSecretsProvider } from "./state-address";
import { readYamlFile } from "./yaml-file";

const variable = "PULUMI_BACKEND_URL";

/**
 * What says where the state and the secrets' keys of each stack are. Where the project's file and the environment both
 * name a backend, both count: in this environment the engine goes by the variable, and elsewhere by the file.
 */
export function stateLocations(
  project: Project,
  stacks: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StateLocation[] {
  const { data, position } = project.file;
  const stated = textAt(data, "backend", "url");
  const given = environment[variable];
  return stacks.flatMap((stack) => {
    const state = { stack, project: project.name, keeps: "state" } as const;
    const locations: StateLocation[] = [];
    if (stated !== undefined) {
      const source = position("backend", "url");
      locations.push({ ...state, at: parseBackend(stated), property: "backend.url", source });
    }
    if (given !== undefined && given !== "" && given !== stated) {
      locations.push({ ...state, at: parseBackend(given), property: variable });
    }
    const secrets = secretsProvider(project, stack);
    if (secrets !== undefined) {
      const { text, source } = secrets;
      const at = parseSecretsProvider(text);
      locations.push({ ...state, keeps: "secrets", at, property: "secretsprovider", source });
    }
    return locations;
  });
}

/** A stack file without one has the backend's own, or a passphrase: neither is anywhere. */
function secretsProvider(
  project: Project,
  stack: string,
): { readonly text: string; readonly source: SourcePosition } | undefined {
  const file = stackFile(project, stack);
  if (!existsSync(file)) return undefined;
  const { data, position } = readYamlFile(file, path.relative(project.directory, file), "accept");
  const text = textAt(data, "secretsprovider");
  return text === undefined ? undefined : { text, source: position("secretsprovider") };
}

function textAt(data: unknown, ...keys: readonly string[]): string | undefined {
  let value = data;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    // SAFETY: it is an object that has the key.
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === "string" && value !== "" ? value : undefined;
}
