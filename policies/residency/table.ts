import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * A table of the kernel: tab-separated, a header, rows sorted by their first cell. Read when it is first asked, and each row
 * parsed when it is asked for: there are thousands, of which a run needs a few.
 */
export class Table<Row> {
  readonly #parse: (cells: readonly string[]) => Row;
  readonly #file: string;
  readonly #rows = new Map<string, readonly Row[]>();
  #lines: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param file within the kernel's `data` */
  constructor(file: string, parse: (cells: readonly string[]) => Row) {
    this.#file = file;
    this.#parse = parse;
  }

  /** The rows whose first cell this is. The file is ours and checked by tests, so that a malformed row is a fault of ours. */
  of(key: string): readonly Row[] {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const rows = (this.#index().get(key) ?? []).map((line) => this.#parse(line.split("\t")));
    this.#rows.set(key, rows);
    return rows;
  }

  /** Every first cell, once. */
  keys(): Iterable<string> {
    return this.#index().keys();
  }

  #index(): ReadonlyMap<string, readonly string[]> {
    if (this.#lines !== undefined) return this.#lines;
    const lines = new Map<string, string[]>();
    const text = readFileSync(path.join(__dirname, "data", this.#file), "utf8");
    for (const line of text.split("\n").slice(1)) {
      if (line === "") continue;
      const key = line.slice(0, line.indexOf("\t"));
      const others = lines.get(key);
      if (others) others.push(line);
      else lines.set(key, [line]);
    }
    this.#lines = lines;
    return lines;
  }
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseTable<Row>(
  text: string,
  file: string,
  columns: readonly string[],
  parseRow: (cells: readonly string[]) => Row,
): Row[] {
  const [header = "", ...lines] = text.split("\n");
  if (header !== columns.join("\t")) throw new Error(`${file}:1: the header must be \`${columns.join("\t")}\``);
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    try {
      const cells = line.split("\t");
      if (cells.length !== columns.length)
        throw new Error(`${cells.length} cells; there are ${columns.length} columns`);
      return [parseRow(cells)];
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      throw new Error(`${file}:${index + 2}: ${because}`, { cause: error });
    }
  });
}

/** @throws Error naming the word and those that are allowed */
export function oneOf<Word extends string>(words: readonly Word[], word: string, column: string): Word {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new Error(`unknown ${column} \`${word}\`; use ${words.join(", ")}`);
  return found;
}
