/**
 * What a report may be long, in UTF-16 units and in bytes of UTF-8 alike. A comment on GitHub has at most 65,536 characters; a
 * step's summary may be a megabyte.
 */
export const reportLimit = 60_000;

/** A part of a report in its forms, from the fullest to the shortest; the shortest may be empty. */
export type Part = readonly string[];

/**
 * Shortens parts one after the other, each to its next form, until all of them fit.
 * @param parts - all of the report
 * @param drops - in the order in which parts lose a form: the least important first; a part as often as it has forms to lose
 * @returns the form that is left of a part
 */
export function fit(parts: readonly Part[], drops: readonly Part[], limit: number): (part: Part) => string {
  const forms = new Map(parts.map((part) => [part, 0]));
  const formOf = (part: Part) => part[forms.get(part) ?? 0] ?? "";
  let size = parts.reduce((sum, part) => sum + sizeOf(formOf(part)), 0);
  for (const part of drops) {
    if (size <= limit) break;
    const before = sizeOf(formOf(part));
    forms.set(part, Math.min((forms.get(part) ?? 0) + 1, part.length - 1));
    size += sizeOf(formOf(part)) - before;
  }
  return formOf;
}

/** With the empty line after it. A character has never fewer bytes of UTF-8 than units of UTF-16. */
function sizeOf(text: string): number {
  return text === "" ? 0 : Buffer.byteLength(text) + 2;
}
