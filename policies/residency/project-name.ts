import { mapOf, text } from "./yaml-reader";
import { readYaml, type FileResult } from "./yaml-source";

/**
 * Reads the `name` of a project out of its Pulumi.yaml, whatever else stands there. Never throws, whatever the text holds.
 */
export function readProjectName(source: string): FileResult<string> {
  return readYaml(source, "the project", (spot) => {
    const names = mapOf(text, (value, key) => (key === "name" ? text(value) : undefined))(spot);
    // A project has to have a name: one without is not the one that an operation is about.
    return names === undefined ? undefined : (names.get("name") ?? "");
  });
}
