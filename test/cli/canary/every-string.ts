import { resultForm } from "../../../cli/judge/result-form";
import type { Result } from "../../../cli/judge/result";

/** A result in which every text that the form of a saved one lets anybody choose is one of the names, in turn. */
export function everyStringOf(result: Result, names: readonly string[], start: number): Result {
  // SAFETY: it is made of what JSON has alone.
  const whole = JSON.parse(JSON.stringify(result)) as Result;
  let next = start;
  const replaceIn = (holder: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(holder)) {
      // SAFETY: an object of JSON.
      if (typeof value === "object" && value !== null) replaceIn(value as Record<string, unknown>);
      if (typeof value !== "string") continue;
      const name = names[(next += 1) % names.length] ?? "";
      holder[key] = value.startsWith("urn:") && next % 2 === 0 ? `urn:pulumi:${name}::${name}::${name}::${name}` : name;
      if (!resultForm.safeParse(whole).success) holder[key] = value;
    }
  };
  replaceIn(whole as unknown as Record<string, unknown>);
  return whole;
}
