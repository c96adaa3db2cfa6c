import { readFileSync } from "node:fs";
import path from "node:path";

/** A table of the kernel: tab-separated, a header, one row a line. */
export function readTable<Row>(file: string, parse: (text: string, file: string) => Row[]): Row[] {
  return parse(readFileSync(path.join(__dirname, "data", file), "utf8"), file);
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
