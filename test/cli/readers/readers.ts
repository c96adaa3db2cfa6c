import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Root } from "mdast";

/** Trees of Markdown documents, read by a parser that isn't ours; all at once, as it runs in a process of its own. */
export function readMarkdown(texts: readonly string[]): Root[] {
  // SAFETY: the reader writes what its parser made.
  return read("markdown.mjs", texts) as Root[];
}

/** What is wrong with XML documents, by libxml2 and a schema: null where nothing is. */
export function xmlProblems(schema: string, texts: readonly string[]): (string | null)[] {
  // SAFETY: the reader writes a message or null for each.
  return read("xml.mjs", { schema, texts }) as (string | null)[];
}

function read(reader: string, input: unknown): unknown {
  const options = { input: JSON.stringify(input), encoding: "utf8", maxBuffer: 1 << 28 } as const;
  return JSON.parse(execFileSync(process.execPath, [path.join(__dirname, reader)], options));
}
