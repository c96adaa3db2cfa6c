import { isRecord, Secret, type Value } from "../../policies/residency/values";
import type { Registration } from "./registration";

/** Every text that is secret in what a program has registered: no message may show it. */
export function secretTexts(registrations: Iterable<Registration>): string[] {
  const texts = new Set<string>();
  for (const { inputs, outputs } of registrations) {
    collect(inputs, false, texts);
    if (outputs !== undefined) collect(outputs, false, texts);
  }
  return [...texts];
}

function collect(value: Value, isSecret: boolean, texts: Set<string>): void {
  if (value instanceof Secret) collect(value.value, true, texts);
  else if (typeof value === "string") {
    if (isSecret) texts.add(value);
  } else if (Array.isArray(value)) for (const member of value as readonly Value[]) collect(member, isSecret, texts);
  else if (isRecord(value)) for (const member of Object.values(value)) collect(member, isSecret, texts);
}
