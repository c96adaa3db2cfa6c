import type { Location, PhysicalLocation } from "sarif";
import type { SourcePosition } from "../../../policies/residency/estate";
import { nameIn } from "../../../policies/residency/urns";
import type { FindingResult, SubjectResult } from "../../judge/result";
import type { Look } from "../pen";
import { spoken, written } from "./message";

/** What paths are relative to: readers know it by this name, and GitHub takes it for the root of the checkout. */
export const sourceRoot = "%SRCROOT%";

/** Characters of a path; Linux opens none that is longer (`PATH_MAX`). */
const pathLimit = 4096;

const pulumiYaml: PhysicalLocation = {
  artifactLocation: { uri: "Pulumi.yaml", uriBaseId: sourceRoot },
  region: { startLine: 1, startColumn: 1 },
};

/** Gives a location to everything, known or not: GitHub rejects a file in which one result has none. */
export interface Locator {
  /** Where that is; where nobody knows, the file that it must come from. */
  readonly physical: (source: SourcePosition | null) => PhysicalLocation;
  /** The nearest to a finding that is known. */
  readonly ofFinding: (finding: FindingResult) => SourcePosition | null;
}

export function locatorOf(subject: SubjectResult, { shown }: Pick<Look, "shown">): Locator {
  const origin = { file: subject.files[0] ?? "Pulumi.yaml", line: 1, column: 1 };
  const known = (source: SourcePosition | null) => source !== null && artifactAt(shown(source.file)) !== undefined;
  return {
    physical: (source) => at(source, shown) ?? at(origin, shown) ?? pulumiYaml,
    ofFinding: ({ source, placeSource, trace }) =>
      [source, placeSource, ...trace.map((hop) => hop.source)].find(known) ?? null,
  };
}

function at(source: SourcePosition | null, shown: Look["shown"]): PhysicalLocation | undefined {
  const artifactLocation = source === null ? undefined : artifactAt(shown(source.file));
  if (source === null || artifactLocation === undefined) return undefined;
  return { artifactLocation, region: { startLine: source.line, startColumn: source.column } };
}

/** A path as a URI: relative with its base, or absolute for what is far from where the command runs. */
function artifactAt(path: string): PhysicalLocation["artifactLocation"] {
  // No file that somebody wrote has such a name; and a lone surrogate has no UTF-8 to be percent-encoded.
  if (path === "" || path === "." || path.length > pathLimit || /[\p{Cc}\p{Cs}]/u.test(path)) return undefined;
  const uri = path.split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? { uri: `file://${uri}` } : { uri, uriBaseId: sourceRoot };
}

/** A location with what is there, and the resource that it is of. */
export function locationOf(physicalLocation: PhysicalLocation, text?: string, urn?: string): Location {
  return {
    physicalLocation,
    ...(urn !== undefined && {
      logicalLocations: [{ name: written(nameIn(urn)), fullyQualifiedName: written(urn), kind: "resource" }],
    }),
    ...(text !== undefined && { message: { text: spoken(text, Infinity) } }),
  };
}
