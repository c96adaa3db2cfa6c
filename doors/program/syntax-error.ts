import path from "node:path";
import type { SourcePosition } from "../../policies/residency/estate";
import type { ErrorReport } from "./child";
import type { Project } from "./project";
import { firstOwn } from "./source";

/** A syntax error in the program's own words and place. */
export interface SyntaxProblem {
  readonly message: string;
  readonly source?: SourcePosition;
}

/** The syntax error that kept a program from loading; undefined when its error was another one. */
export function explainSyntaxError(error: ErrorReport, project: Project): SyntaxProblem | undefined {
  // The loader says `<file>:<line>:<column>: ERROR: <message>`; Node puts `<file>:<line>` before the stack of a script.
  const transform = /^(?<file>.+?):(?<line>\d+):(?<column>\d+): ERROR: (?<message>.+)$/m.exec(error.message)?.groups;
  if (transform !== undefined) return located(project.directory, transform);
  if (error.name !== "SyntaxError") return undefined;
  const script = /^(?<file>(?:file:\/\/)?\/.+?):(?<line>\d+)$/m.exec(error.stack)?.groups;
  if (script !== undefined) return located(project.directory, { ...script, message: error.message });
  const { syntax } = error;
  // A program may throw a SyntaxError itself, as `JSON.parse` does.
  if (syntax === undefined) return undefined;
  return located(project.directory, { ...syntax, line: `${syntax.line}`, column: `${syntax.column}` });
}

function located(directory: string, groups: Readonly<Record<string, string | undefined>>): SyntaxProblem {
  const { file = "", line, column, message = "" } = groups;
  const absolute = file.startsWith("file:") ? file : path.resolve(directory, file);
  const source = firstOwn(directory, [{ file: absolute, line: Number(line), column: Number(column ?? 1) }]);
  return { message, ...(source && { source }) };
}
