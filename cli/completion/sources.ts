import path from "node:path";
import { readProject, stacksOf } from "../../doors/program/project";
import { knownTypes } from "../../policies/residency/catalog";
import { placeRows } from "../../policies/residency/geography";
import type { Sources } from "./candidates";

/** The folder, the catalog and the geography. */
export function sourcesAt(cwd: string): Sources {
  return {
    stacks: (program) => stacksOf(readProject(path.resolve(cwd, program ?? "."))),
    types: () => knownTypes(),
    places: () => placeRows().flatMap(({ cloud, id, kind }) => (kind === "zone" ? [] : [{ cloud, name: id }])),
  };
}
