import { dataFile } from "./data-files";

/**
 * A table of the kernel: tab-separated, a header, rows sorted by their first cell. Read when it is first asked, and each row
 * parsed when it is asked for: there are thousands, of which a run needs a few.
 */
export class Table<Row> {
  readonly #parse: (cells: readonly string[]) => Row;
  readonly #file: string;
  readonly #rows = new Map<string, readonly Row[]>();
  #read: { readonly text: string; readonly starts: ReadonlyMap<string, number> } | undefined;

  /** @param file within the kernel's `data` */
  constructor(file: string, parse: (cells: readonly string[]) => Row) {
    this.#file = file;
    this.#parse = parse;
  }

  /** The rows whose first cell this is. The file is ours and checked by tests, so that a malformed row is a fault of ours. */
  of(key: string): readonly Row[] {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const rows = [...this.#lines(key)].map((line) => this.#parse(line.split("\t")));
    this.#rows.set(key, rows);
    return rows;
  }

  /** Every first cell, once. */
  keys(): Iterable<string> {
    return this.#index().starts.keys();
  }

  /** The lines of a key stand together, as the table is sorted. */
  *#lines(key: string): Generator<string> {
    const { text, starts } = this.#index();
    let start = starts.get(key);
    while (start !== undefined && text.startsWith(`${key}\t`, start)) {
      const end = endOfLine(text, start);
      yield text.slice(start, end);
      start = end + 1;
    }
  }

  /** Where the first line of each key starts. */
  #index() {
    if (this.#read !== undefined) return this.#read;
    const text = dataFile(this.#file);
    const starts = new Map<string, number>();
    for (let start = endOfLine(text, 0) + 1; start < text.length; start = endOfLine(text, start) + 1) {
      const key = text.slice(start, text.indexOf("\t", start));
      if (!starts.has(key)) starts.set(key, start);
    }
    return (this.#read = { text, starts });
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
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
