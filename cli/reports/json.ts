import type { Result } from "../result";

/** Characters that JSON may hold as they are, but a terminal acts on. */
const acting = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu;

/** The result as JSON with a final newline; what a terminal would act on is written as `\u…`, which reads back the same. */
export function renderJson(result: Result): string {
  return escapeJson(result);
}

/** Any plain data, in the same form. */
export function escapeJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2).replace(acting, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
