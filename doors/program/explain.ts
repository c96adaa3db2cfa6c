import type { SourcePosition } from "../../policies/residency/estate";
import type { ChildEnd, ErrorReport, ExitReport } from "./child";
import type { Refusal } from "./failure";
import type { Failure } from "./preview";
import type { Project } from "./project";
import { firstOwn, framesOf } from "./source";
import { explainSyntaxError } from "./syntax-error";
import { encryptedPlaceholder } from "./wire";

/** What the engine knows of a program that has ended. */
export interface ProgramEnd {
  readonly project: Project;
  readonly stack: string;
  readonly timeout: number;
  readonly child: ChildEnd;
  /** Errors that the program logged through the engine. */
  readonly logged: readonly string[];
  /** What the engine didn't do for the program. */
  readonly refusals: readonly Refusal[];
  /** Resources that it didn't take: without them, the preview isn't the program's. */
  readonly refusedResources: readonly Refusal[];
  /** True once the stack's outputs were registered: the program ran to its end. */
  readonly finished: boolean;
}

/** Why a program failed, in words for its author; undefined when it didn't. */
export function explainEnd(end: ProgramEnd): Failure | undefined {
  const { child } = end;
  if (child.ended === "timeout") {
    return failure(end, `the program did not end within ${end.timeout} s; raise the limit with --timeout`);
  }
  if (child.ended === "abort") return failure(end, "the preview was interrupted");
  if (child.ended === "flood") return failure(end, "the program wrote too much to descriptor 3, which is Stateside's");
  const error = child.reports.find((report): report is ErrorReport => report.kind === "error");
  if (error !== undefined) return explainError(error, end);
  const [refused] = end.refusedResources;
  if (refused !== undefined) return failure(end, refused.message, refused.source);
  const [logged] = end.logged;
  if (logged !== undefined) return failure(end, `the program reported an error: ${logged.trim()}`);
  return explainExit(end);
}

function explainExit(end: ProgramEnd): Failure | undefined {
  const { exitCode, signal, stderr, reports } = end.child;
  const exit = reports.find((report): report is ExitReport => report.kind === "exit");
  const called = exit && ownPosition(exit.stack, end);
  if (exit !== undefined && called !== undefined && (exit.code !== 0 || !end.finished)) {
    return failure(end, `the program called \`process.exit(${exit.code})\` before its end`, called);
  }
  if (/failed to locate the entry point/.test(stderr)) {
    return failure(end, "the program has no entry point; add index.ts, or name one as `main` in package.json");
  }
  // At the end of its process, the SDK finds promises that it still waits for.
  if ((exitCode === 0 && !end.finished) || /promises were still active/.test(stderr)) {
    return failure(end, "the program ended while it waited for something that never comes, such as a promise");
  }
  if (exitCode === 0) return undefined;
  const how = signal === null ? `ended with exit code ${exitCode ?? "none"}` : `was ended by ${signal}`;
  const said = stderr.trim().split("\n").slice(-3).join("\n");
  return failure(end, `the program ${how}${said === "" ? "" : `: ${said}`}`);
}

function explainError(error: ErrorReport, end: ProgramEnd): Failure {
  const position = ownPosition(error.stack, end);
  const missing = /Missing required configuration variable '([^']*)'/.exec(error.message)?.[1];
  if (missing !== undefined) {
    const message = `missing configuration value \`${missing}\`; set it with \`pulumi config set ${missing} <value> --stack ${end.stack}\``;
    return { kind: "configuration", stack: end.stack, message, ...(position && { source: position }) };
  }
  const encrypted = /^Configuration '([^']*)' value '/.exec(error.message)?.[1];
  if (encrypted !== undefined && error.message.includes(encryptedPlaceholder)) {
    const message = `configuration value \`${encrypted}\` is encrypted; set PULUMI_CONFIG_PASSPHRASE to read it`;
    return { kind: "configuration", stack: end.stack, message, ...(position && { source: position }) };
  }
  if (error.thrown !== "error") {
    const thrown = error.thrown === "undefined" ? "`undefined`" : `${article(error.thrown)}: ${error.message}`;
    return failure(end, `the program threw ${thrown} (only an Error carries its line)`);
  }
  const refusal = end.refusals.find(({ message }) => error.message.includes(message));
  if (refusal !== undefined) return failure(end, refusal.message, refusal.source ?? position);
  const syntax = explainSyntaxError(error, end.project);
  if (syntax !== undefined) return failure(end, `syntax error: ${syntax.message}`, syntax.source);
  return failure(end, missingModule(error) ?? `the program threw an error: ${error.message}`, position);
}

/** Node's message for a module that isn't there goes on with who required it, loaders and runners included. */
function missingModule({ code, message }: ErrorReport): string | undefined {
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const id = /^Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (id === undefined) return undefined;
  const isFile = /^[./]|^file:/.test(id);
  return isFile ? `module \`${id}\` doesn't exist` : `package \`${id}\` is not installed; run \`npm install\``;
}

function ownPosition(stack: string, { project }: ProgramEnd): SourcePosition | undefined {
  return firstOwn(project.directory, framesOf(stack));
}

function failure({ stack }: ProgramEnd, message: string, source?: SourcePosition): Failure {
  return { kind: "program", stack, message, ...(source && { source }) };
}

function article(type: string): string {
  return type === "object" ? `an ${type}` : `a ${type}`;
}
