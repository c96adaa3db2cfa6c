import type { Estate } from "../../../policies/residency/estate";
import { isRecord, Secret, Unknown, type Value } from "../../../policies/residency/values";
import { clausesOf } from "./clauses";
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
      const clauses = hasClauses.test(resource.type) ? clausesOf(textOf(value)) : [];
      for (const { about } of clauses) add(path, `without ${about}`);
    }
  }
  return found;
}

/** Names that nothing goes by, and what the SDK fills in. */
const isLabel = /^(?:freeformTags|definedTags|schemas|description|displayName|defaultTags|tagsAll)\b|OciTags/;
const hasClauses = /^(?:oci:(?:Identity\/policy|Identity\/dynamicGroup|Limits\/quota):|aws:(?!ec2\/instance))/;

function isKey(value: Value): boolean {
  if (!(value instanceof Unknown) || value.text === undefined) return false;
  const [output, ...more] = value.text.outputs.values();
  return (
    more.length === 0 &&
    output?.placeholder === value.text.text &&
    /:(?:Kms\/key:Key|kms\/key:Key|kms\/cryptoKey:CryptoKey)::/.test(output.urn)
  );
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
