import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { SourcePosition } from "../policies/residency/estate";

/** Files of programs; the lines of others, such as a stack's configuration, may hold values that nobody should see. */
const programFiles = /\.[cm]?[jt]sx?$/;
/** Larger files are no program that somebody wrote. */
const mostBytes = 4_000_000;

/** Reads the line at a position, as far as it may be shown; undefined when it can't or mustn't be. */
export type ReadLine = (source: SourcePosition) => string | undefined;

/** Lines of the program's own files: none outside its folder, wherever links lead, and none of its packages. */
export function sourceReader(directory: string): ReadLine {
  const files = new Map<string, readonly string[]>();
  return ({ file, line, column }) => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = linesOf(directory, file);
      files.set(file, lines);
    }
    const text = lines[line - 1];
    return text === undefined ? undefined : declaration(text, column);
  };
}

function linesOf(directory: string, file: string): readonly string[] {
  try {
    const folder = realpathSync(directory);
    const found = realpathSync(path.resolve(directory, file));
    const inside = path.relative(folder, found);
    const isOwn =
      inside !== "" &&
      !path.isAbsolute(inside) &&
      !inside.split(path.sep).some((part) => part === ".." || part === "node_modules");
    const { size, isFile } = { size: statSync(found).size, isFile: statSync(found).isFile() };
    if (!isOwn || !isFile || size > mostBytes || !programFiles.test(found)) return [];
    return readFileSync(found, "utf8").split(/\r\n|[\n\r\u2028\u2029]/);
  } catch {
    // A line that can't be read is one that isn't shown.
    return [];
  }
}

/** What a declaration begins with: what is made, and its name, which is the one text that reports show anyway. */
const made = /^[^"'`{(/]*\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)?/;
/** What may be a value, or a comment that tells one: any other text, what an object holds. */
const telling = /["'`]|\{(?=.)|\/[/*]/;

/** A line without the values of inputs: what is before the declaration, if it holds texts, and its arguments are left out. */
function declaration(line: string, column: number): string {
  const before = line.slice(0, column - 1);
  const start = /["'`{]|\/[/*]/.test(before) ? "…" : before.trimStart();
  const rest = line.slice(column - 1).trimEnd();
  const [head = ""] = made.exec(rest) ?? [];
  const cut = rest.slice(head.length).search(telling);
  if (cut < 0) return start + rest;
  const kept = rest.slice(0, head.length + cut);
  return `${start}${kept}${rest.charAt(kept.length) === "{" ? "{" : ""}…`;
}
