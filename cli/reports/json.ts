import type { Result } from "../judge/result";

/**
 * Characters that JSON may hold as they are, but a terminal acts on, or that stand for broken text; and `##[`, which in a line of
 * a log is a command to the runner of GitHub Actions (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
const acting = /[\u007f-\u009f\u2028\u2029\ufffd-\uffff\p{Cf}]|(?<=##)\[/gu;

/** The result as JSON with a final newline; what a terminal would act on is written as `\u…`, which reads back the same. */
export function renderJson(result: Result): string {
  return escapeJson(result);
}

/** Any plain data, in the same form. */
export function escapeJson(data: unknown): string {
  return `${escapeActing(JSON.stringify(data, null, 2))}\n`;
}

/** JSON without what a terminal would act on. */
export function escapeActing(json: string): string {
  return json.replace(acting, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
