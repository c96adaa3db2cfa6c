import { Lines, Problems, quote, unprintable, type FileError } from "./problems";

/** A value of a JSON text, and where it starts. */
export type JsonValue = { readonly offset: number } & (
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "list"; readonly values: readonly JsonValue[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "word"; readonly word: number | boolean | null }
);

/** One key of an object, as often as it is written, and its value. */
export interface JsonMember {
  readonly key: string;
  /** Where the key starts. */
  readonly offset: number;
  readonly value: JsonValue;
}

/** Reads the whole value, or tells the problems why it can't and returns undefined. */
export type ReadJson<T> = (value: JsonValue, problems: Problems, lines: Lines) => T | undefined;

/** No form of ours nests deeper. */
const deepest = 8;
/** They keep the time short that a hostile text takes. */
const mostBytes = 4_000_000;
const mostValues = 200_000;

/**
 * Reads a JSON text whose errors can be shown at their places, which `JSON.parse` doesn't tell. Never throws, whatever the
 * text holds.
 *
 * @param what - how messages call the text, such as `the baseline`
 */
export function readJson<T>(
  text: string,
  what: string,
  read: ReadJson<T>,
): { readonly value: T } | { readonly errors: readonly FileError[] } {
  // A byte order mark takes no column in an editor.
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const problems = new Problems();
  const lines = new Lines(source);
  const root = rootOf(source, what, problems);
  const value = root === undefined ? undefined : read(root, problems, lines);
  if (value !== undefined && problems.isEmpty()) return { value };
  return { errors: problems.inOrder(lines) };
}

function rootOf(source: string, what: string, problems: Problems): JsonValue | undefined {
  const bytes = Buffer.byteLength(source);
  if (bytes > mostBytes) {
    problems.add(0, () => `${what} has ${bytes} bytes; at most ${mostBytes} are read`);
    return undefined;
  }
  const control = unprintable.exec(source);
  if (control !== null) {
    problems.add(control.index, () => `unprintable character ${quote(control[0])}; use plain UTF-8 text`);
    return undefined;
  }
  try {
    return new Reader(source, what).whole();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    problems.add(error.offset, () => error.message);
    return undefined;
  }
}

/** The first thing that is no JSON: what follows it can't be told. */
class Fault extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

class Reader {
  readonly #source: string;
  readonly #what: string;
  #at = 0;
  #values = 0;

  constructor(source: string, what: string) {
    this.#source = source;
    this.#what = what;
  }

  whole(): JsonValue {
    this.#skipSpace();
    if (this.#at === this.#source.length) throw new Fault(0, `${this.#what} is empty; use a JSON object`);
    const value = this.#value(1);
    this.#skipSpace();
    if (this.#at < this.#source.length) throw this.#unexpected("nothing more");
    return value;
  }

  #value(depth: number): JsonValue {
    const offset = this.#at;
    this.#values += 1;
    if (this.#values > mostValues) {
      throw new Fault(offset, `${this.#what} goes on; at most ${mostValues} values are read`);
    }
    if (depth > deepest) throw new Fault(offset, `${this.#what} nests deeper here; at most ${deepest} levels are read`);
    const first = this.#source[offset];
    if (first === "{") return { offset, kind: "object", members: this.#series("}", () => this.#member(depth)) };
    if (first === "[") return { offset, kind: "list", values: this.#series("]", () => this.#value(depth + 1)) };
    if (first === '"') return { offset, kind: "text", text: this.#text() };
    return { offset, kind: "word", word: this.#word() };
  }

  /** From the bracket that opens it to the one that closes it. */
  #series<T>(close: string, next: () => T): T[] {
    const found: T[] = [];
    this.#at += 1;
    this.#skipSpace();
    while (this.#source[this.#at] !== close || found.length > 0) {
      found.push(next());
      this.#skipSpace();
      const mark = this.#source[this.#at];
      if (mark === close) break;
      if (mark !== ",") throw this.#unexpected(`\`,\` or \`${close}\``);
      this.#at += 1;
      this.#skipSpace();
    }
    this.#at += 1;
    return found;
  }

  #member(depth: number): JsonMember {
    const offset = this.#at;
    if (this.#source[offset] !== '"') throw this.#unexpected('a key in `"`');
    const key = this.#text();
    this.#skipSpace();
    if (this.#source[this.#at] !== ":") throw this.#unexpected("`:`");
    this.#at += 1;
    this.#skipSpace();
    return { key, offset, value: this.#value(depth + 1) };
  }

  #text(): string {
    const start = this.#at;
    let end = start;
    do end = this.#source.indexOf('"', end + 1);
    while (end !== -1 && this.#isEscaped(end));
    // No line break may stand in a text.
    if (end === -1) throw new Fault(start, 'unreadable JSON: this text has no `"` at its end');
    this.#at = end + 1;
    try {
      // SAFETY: JSON that is in quotes is a text.
      return JSON.parse(this.#source.slice(start, this.#at)) as string;
    } catch {
      throw new Fault(start, 'unreadable JSON: this text has a line break, a bad `\\`, or no `"` at its end');
    }
  }

  #isEscaped(quoteAt: number): boolean {
    let slashes = 0;
    while (this.#source[quoteAt - slashes - 1] === "\\") slashes += 1;
    return slashes % 2 === 1;
  }

  #word(): number | boolean | null {
    const [word = ""] = /^[\w.+-]*/.exec(this.#source.slice(this.#at, this.#at + longestWord)) ?? [];
    let value: unknown;
    try {
      value = JSON.parse(word);
    } catch {
      throw this.#unexpected("a JSON value");
    }
    this.#at += word.length;
    // SAFETY: JSON without quotes and brackets.
    return value as number | boolean | null;
  }

  #skipSpace(): void {
    while (spaces.has(this.#source.charCodeAt(this.#at))) this.#at += 1;
  }

  #unexpected(wanted: string): Fault {
    const found = this.#at >= this.#source.length ? "the end" : quote(this.#source.slice(this.#at, this.#at + 20));
    return new Fault(this.#at, `unreadable JSON: ${found} stands where ${wanted} has to`);
  }
}

/** Longer than any number that somebody means. */
const longestWord = 40;

/** Space, tab and the two halves of a line's end: JSON knows no other. */
const spaces: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
