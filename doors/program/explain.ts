import path from "node:path";
import type { SourcePosition } from "../../policies/residency/estate";
import type { ChildEnd, ErrorReport } from "./child";
import type { Failure } from "./preview";
import { firstOwn, type Frame } from "./source";

/** What the engine knows of a program that has ended. */
export interface ProgramEnd {
  readonly directory: string;
  readonly stack: string;
  readonly timeout: number;
  readonly child: ChildEnd;
  /** Errors that the program logged through the engine. */
  readonly logged: readonly string[];
  /** True once the stack's outputs were registered: the program ran to its end. */
  readonly finished: boolean;
}

/** Why a program failed, in words for its author; undefined when it didn't. */
export function explainEnd(end: ProgramEnd): Failure | undefined {
  const { child, stack } = end;
  if (child.ended === "timeout") {
    return failure(end, `the program did not end within ${end.timeout} s; raise the limit with --timeout`);
  }
  if (child.ended === "abort") return failure(end, "the preview was interrupted");
  const [error] = child.reports.filter((report): report is ErrorReport => report.kind === "error");
  if (error !== undefined) return explainError(error, end);
  const [logged] = end.logged;
  if (logged !== undefined)
    return failure(end, `the program reported an error: ${logged.trim()}`, loggedPosition(logged, end));
  if (child.exitCode !== 0) {
    const said = lastLines(child.stderr);
    return failure(
      end,
      `the program ended with exit code ${child.exitCode ?? "none"}${said === "" ? "" : `: ${said}`}`,
    );
  }
  if (!end.finished) {
    return { kind: "program", stack, message: "the program exited early, before it had registered its outputs" };
  }
  return undefined;
}

function explainError(error: ErrorReport, end: ProgramEnd): Failure {
  const position = firstOwn(end.directory, framesOf(error.stack));
  const missing = /Missing required configuration variable '([^']*)'/.exec(error.message)?.[1];
  if (missing !== undefined) {
    const message = `missing configuration value \`${missing}\`; set it with \`pulumi config set ${missing} <value> --stack ${end.stack}\``;
    return { kind: "configuration", stack: end.stack, message, ...(position && { source: position }) };
  }
  if (error.thrown !== "error") {
    return failure(
      end,
      `the program threw ${article(error.thrown)}: ${error.message} (only an Error carries its line)`,
    );
  }
  const syntax = syntaxError(error, end.directory);
  if (syntax !== undefined) return failure(end, `syntax error: ${syntax.message}`, syntax.source);
  return failure(end, `${ownWords(error.message)}`, position);
}

/** esbuild says `<file>:<line>:<column>: ERROR: <message>`; Node puts `<file>:<line>` before the stack. */
function syntaxError(
  error: ErrorReport,
  directory: string,
): { readonly message: string; readonly source?: SourcePosition } | undefined {
  const transform = /^(?<file>.+?):(?<line>\d+):(?<column>\d+): ERROR: (?<message>.+)$/m.exec(error.message)?.groups;
  if (transform !== undefined) return located(directory, transform);
  if (error.name !== "SyntaxError") return undefined;
  const parse = /^(?<file>(?:file:\/\/)?\/.+?):(?<line>\d+)$/m.exec(error.stack)?.groups;
  return parse === undefined ? undefined : located(directory, { ...parse, message: error.message });
}

function located(directory: string, groups: Readonly<Record<string, string | undefined>>) {
  const { file = "", line, column, message = "" } = groups;
  const absolute = file.startsWith("file:") ? file : path.resolve(directory, file);
  const source = firstOwn(directory, [{ file: absolute, line: Number(line), column: Number(column ?? 1) }]);
  return { message, ...(source && { source }) };
}

/** The frames of a stack, which the preload writes as `at name (file:line:column)`. */
function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const [, file, row, column] = /^ {4}at .*?\(?((?:file:|\/)[^()]*?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(row), column: Number(column) });
  }
  return frames;
}

/** The SDK wraps an answer of ours into words of its own; the cause is what its author needs. */
function ownWords(message: string): string {
  return message.replace(/^failed to (?:register new resource|read resource) .*? \[[^\]]*\]: (?:\d+ \w+: )?/, "");
}

function loggedPosition(message: string, end: ProgramEnd): SourcePosition | undefined {
  return firstOwn(end.directory, framesOf(message));
}

function failure({ stack }: ProgramEnd, message: string, source?: SourcePosition): Failure {
  return { kind: "program", stack, message, ...(source && { source }) };
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join("\n");
}

function article(type: string): string {
  return type === "object" || type === "undefined" ? `an ${type}` : `a ${type}`;
}
