import type { Estate } from "../../../policies/residency/estate";
import { isRecord, Secret, Unknown, type Value } from "../../../policies/residency/values";
import { conditionsOf } from "./conditions";
import { guarded, textOf } from "./taking";

/** What every estate has that can be taken away, without anybody having thought of it: by type, path and how. */
export function candidates(estate: Estate): Set<string> {
  const found = new Set<string>();
  for (const resource of guarded(estate)) {
    const add = (path: string, becomes: string) => found.add([resource.type, path, becomes].join(" "));
    add("-", "gone");
    for (const { path, value } of leaves(resource.inputs, "")) {
      if (isLabel.test(path)) continue;
      if (typeof value === "boolean") add(path, "flipped");
      if (isKey(value) || path.endsWith("[]")) add(path, "gone");
      const conditions = hasConditions.test(resource.type) ? conditionsOf(textOf(value)) : [];
      for (const { about } of conditions) add(path, `without ${about}`);
    }
  }
  return found;
}

/** Names that nothing goes by, and what the SDK fills in. */
const isLabel = /^(?:freeformTags|definedTags|schemas|description|displayName)\b|OciTags/;
const hasConditions = /^oci:(?:Identity\/policy|Identity\/dynamicGroup|Limits\/quota):/;

function isKey(value: Value): boolean {
  if (!(value instanceof Unknown) || value.text === undefined) return false;
  const [output, ...more] = value.text.outputs.values();
  return more.length === 0 && output?.placeholder === value.text.text && output.urn.includes(":Kms/key:Key::");
}

/** Each value in the inputs and the members of its lists, with its path. */
function* leaves(value: Value, path: string): Generator<{ readonly path: string; readonly value: Value }> {
  if (value instanceof Secret) yield* leaves(value.value, path);
  else if (Array.isArray(value)) {
    for (const member of value as readonly Value[]) yield* leaves(member, `${path}[]`);
  } else if (isRecord(value)) {
    if (path.endsWith("[]")) yield { path, value: null };
    for (const [key, inner] of Object.entries(value)) yield* leaves(inner, path === "" ? key : `${path}.${key}`);
  } else yield { path, value };
}
