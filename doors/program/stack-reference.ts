import { unknownSentinel } from "../../policies/residency/sentinels";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { listValue, stringValue, structValue } from "./output-values";
import { signatureKey, signatures } from "./wire";

/** What a StackReference reads: the outputs of a stack of the run, or unknowns. */
export function stackReferenceState(name: string, outputs: Struct | undefined): Struct {
  const state = new Struct();
  const fields = state.getFieldsMap();
  fields.set("name", stringValue(name));
  fields.set("outputs", outputs === undefined ? stringValue(unknownSentinel) : structValue(outputs));
  fields.set(
    "secretOutputNames",
    outputs === undefined ? stringValue(unknownSentinel) : listValue(secretNames(outputs).map(stringValue)),
  );
  return state;
}

function secretNames(outputs: Struct): string[] {
  const names: string[] = [];
  outputs.getFieldsMap().forEach((value, name: string) => {
    if (holdsSecret(value.toJavaScript())) names.push(name);
  });
  return names.sort();
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ((value as Record<string, unknown>)[signatureKey] === signatures.secret) return true;
  return Object.values(value).some(holdsSecret);
}
