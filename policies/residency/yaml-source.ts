import { Lexer, parseDocument, Parser } from "yaml";
import type { YAMLParseError } from "yaml";
import { Lines, printable, Problems, quote, unprintable } from "./problems";
import type { FileError } from "./problems";
import type { Reader } from "./yaml-reader";

/** A file that was read, or what is wrong with it: never nothing. */
export type FileResult<T> = { readonly value: T } | { readonly errors: readonly FileError[] };

/** Far beyond any file that people write and review; they keep the time that a hostile one takes short. */
const mostBytes = 1_000_000;
const mostTokens = 100_000;
/** The YAML parser recurses, and Node itself can crash where its stack ends. */
const deepest = 32;

/**
 * Reads one YAML document. Never throws, whatever the text holds.
 *
 * @param what - how messages call the file's content, such as `the mandate`
 */
export function readYaml<T>(text: string, what: string, read: Reader<T>): FileResult<T> {
  // A byte order mark takes no column in an editor.
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const problems = new Problems();
  const lines = new Lines(source);
  const value = readSource(source, lines, what, read, problems);
  if (value !== undefined && problems.isEmpty()) return { value };
  return { errors: problems.inOrder(lines) };
}

function readSource<T>(source: string, lines: Lines, what: string, read: Reader<T>, problems: Problems): T | undefined {
  refuseHostile(source, what, problems);
  if (!problems.isEmpty()) return undefined;
  const document = parseDocument(source, {
    // Whatever a `%YAML` directive says: no merge keys, and `NO` is Norway.
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    // Searches all earlier keys for each key; the mapping reader does it with a set.
    uniqueKeys: false,
    prettyErrors: false,
  });
  for (const error of document.errors) problems.add(error.pos[0], () => inOurVoice(error));
  if (!problems.isEmpty()) return undefined;
  const node = document.contents;
  return read({ name: what, node, offset: node?.range[0] ?? 0, lines, problems });
}

/** Finds, without recursion and in time that grows with the text, what the parser shouldn't be given. */
export function refuseHostile(source: string, what: string, problems: Problems): void {
  const bytes = Buffer.byteLength(source);
  if (bytes > mostBytes) {
    problems.add(0, () => `${what} has ${bytes} bytes; at most ${mostBytes} are read`);
    return;
  }
  const control = unprintable.exec(source);
  if (control !== null) {
    problems.add(control.index, () => `unprintable character ${quote(control[0])}; use plain UTF-8 text`);
    return;
  }
  const parser = new Parser();
  let tokens = 0;
  for (const lexeme of new Lexer().lex(source)) {
    if (++tokens > mostTokens) {
      problems.add(parser.offset, () => `${what} goes on; at most ${mostTokens} YAML tokens are read`);
      return;
    }
    Array.from(parser.next(lexeme));
    if (parser.stack.length > deepest) {
      problems.add(parser.offset, () => `${what} nests deeper here; at most ${deepest} levels are read`);
      return;
    }
  }
}

function inOurVoice({ code, message }: Pick<YAMLParseError, "code" | "message">): string {
  if (code === "MULTIPLE_DOCS") return "a second document starts; use one, without `---` after it";
  if (code === "TAB_AS_INDENT") return "a tab indents this line; use spaces";
  // The parser's sentences may go on with what the file holds there, at any length.
  const [what = ""] = message.split(/: "|\n/);
  const text = printable(what.slice(0, 120)).replace(/\.$/, "");
  return `unreadable YAML: ${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
