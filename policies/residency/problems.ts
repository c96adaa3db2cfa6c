import { nearest } from "./nearest";

/** A place in a file; line and column count from 1. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** What is wrong at one place of a file. */
export interface FileError extends FilePosition {
  readonly message: string;
}

/** What has no business in a text file: control characters, and the mark that a decoder leaves for broken UTF-8. */
export const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFD-\uFFFF]/;

const mostErrors = 20;
const mostQuoted = 60;

/** Everything wrong with one file. A message is only made if it is shown, as a hostile file can earn thousands. */
export class Problems {
  readonly #found: { readonly offset: number; readonly message: () => string }[] = [];

  isEmpty(): boolean {
    return this.#found.length === 0;
  }

  add(offset: number, message: () => string): void {
    this.#found.push({ offset, message });
  }

  /** By position, at most 20: when there are more, the last one says how many. */
  inOrder(lines: Lines): FileError[] {
    const found = this.#found.toSorted((a, b) => a.offset - b.offset);
    const shown = found.length > mostErrors ? found.slice(0, mostErrors - 1) : found;
    const errors = shown.map(({ offset, message }) => ({ ...lines.positionOf(offset), message: message() }));
    const next = found[shown.length];
    if (next !== undefined) {
      const message = `${found.length - shown.length} more errors from here on`;
      errors.push({ ...lines.positionOf(next.offset), message });
    }
    return errors;
  }
}

/** A value as messages show it: in backticks, on one line, cut when it is long. */
export function quote(value: string): string {
  return `\`${printable(value.length > mostQuoted ? `${value.slice(0, mostQuoted)}…` : value)}\``;
}

/** Text of one line, without what a terminal would obey or a reader can't see. */
export function printable(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}\uFFFD]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`,
  );
}

/** The nearest of many names that are allowed, in backticks. */
export function nearestOf(value: string, allowed: readonly string[], count: number): string {
  return inWords(nearest(value.slice(0, mostQuoted), allowed, count).map(quote));
}

/** What could stand instead of `value`: all when they are few, else the nearest: `` `a`, `b` or `c` ``. */
export function alternatives(value: string, allowed: readonly string[]): string {
  return allowed.length <= 8 ? inWords(allowed.map(quote)) : nearestOf(value, allowed, 3);
}

/** `a`, `a or b`, `a, b or c`. */
export function inWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "nothing";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

/** Where the lines of a text begin. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(source: string) {
    this.#starts = [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  positionOf(offset: number): FilePosition {
    let [first, last] = [0, this.#starts.length - 1];
    while (first < last) {
      const middle = Math.ceil((first + last) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) first = middle;
      else last = middle - 1;
    }
    return { line: first + 1, column: offset - (this.#starts[first] ?? 0) + 1 };
  }
}
