import { isSeq, parseDocument, stringify, type CST } from "yaml";
import { parseWaivers, type Waiver } from "../policies/residency/waivers";
import { UsageError } from "./usage-error";

/** A waiver to write. */
export type WaiverFields = Omit<Waiver, "position">;

/** What a text of waivers is to become. */
export interface Edit {
  /** Places in the list, from 0. */
  readonly remove: ReadonlySet<number>;
  /** To stand at its end. */
  readonly add: readonly WaiverFields[];
}

/**
 * Edits the text of a file of waivers: every comment outside of a removed entry's own lines stays, and every other entry
 * is left as it is written.
 *
 * @param text - valid
 * @param source - the file's name, for positions
 * @throws {@link UsageError} when the outcome would be no valid list
 */
export function edited(text: string, { remove, add }: Edit, source: string): string {
  const before = waiversIn(text, source).filter((_, index) => !remove.has(index));
  const wanted = JSON.stringify([...before.map(ordered), ...add.map(ordered)]);
  const isWanted = (candidate: string) => {
    const result = parseWaivers(candidate, source);
    return "waivers" in result && JSON.stringify(result.waivers.map(ordered)) === wanted;
  };
  const byLines = appended(cutOut(text, remove), add);
  if (isWanted(byLines)) return byLines;
  // What isn't laid out in lines, such as `[]`, is written anew.
  const anew = rewritten(text, remove, add);
  if (isWanted(anew)) return anew;
  const result = parseWaivers(anew, source);
  throw new UsageError("errors" in result ? result.errors.map(({ message }) => message) : ["the list can't be edited"]);
}

function waiversIn(text: string, source: string): readonly Waiver[] {
  const result = parseWaivers(text, source);
  if ("errors" in result) throw new UsageError(result.errors.map(({ message }) => message));
  return result.waivers;
}

/** In the order in which people read an entry, and nothing else of it. */
function ordered({ finding, rule, stack, traceHash, ...rest }: WaiverFields): WaiverFields {
  const { owner, approver, reason, ticket, created, expires } = rest;
  const hash = traceHash === undefined ? {} : { traceHash };
  return { finding, rule, stack, ...hash, owner, approver, reason, ticket, created, expires };
}

const parsing = { schema: "core", keepSourceTokens: true, uniqueKeys: false } as const;

/** The text without the lines of some entries. */
function cutOut(text: string, remove: ReadonlySet<number>): string {
  let [left, from] = ["", 0];
  for (const { start, end } of spansOf(text).filter((_, index) => remove.has(index))) {
    left += text.slice(from, start);
    from = end;
  }
  return left + text.slice(from);
}

/** From the line of each entry's dash to the end of its last line. */
function spansOf(text: string): { readonly start: number; readonly end: number }[] {
  const { contents } = parseDocument(text, parsing);
  if (!isSeq(contents)) return [];
  const dashes = dashesOf(contents.srcToken);
  return contents.items.map((item, index) => {
    const dash = dashes[index] ?? 0;
    const valueEnd = item.range[1];
    const lineEnd = text[valueEnd - 1] === "\n" ? valueEnd : text.indexOf("\n", valueEnd) + 1;
    return { start: text.lastIndexOf("\n", dash) + 1, end: lineEnd === 0 ? text.length : lineEnd };
  });
}

function dashesOf(token: CST.Token | undefined): number[] {
  if (token?.type !== "block-seq") return [];
  return token.items.flatMap(({ start }) => start.find(({ type }) => type === "seq-item-ind")?.offset ?? []);
}

/** The text with entries at its end, indented as those before. */
function appended(text: string, add: readonly WaiverFields[]): string {
  if (add.length === 0) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { contents } = parseDocument(text, parsing);
  const [dash] = isSeq(contents) ? dashesOf(contents.srcToken) : [];
  const indent = dash === undefined ? "" : " ".repeat(dash - (text.lastIndexOf("\n", dash) + 1));
  const entries = entriesText(add).trimEnd().split("\n");
  const lines = entries.map((line) => `${indent}${line}${newline}`).join("");
  return text === "" || text.endsWith("\n") ? text + lines : text + newline + lines;
}

function entriesText(add: readonly WaiverFields[]): string {
  return stringify(add.map(ordered), { lineWidth: 0 });
}

function rewritten(text: string, remove: ReadonlySet<number>, add: readonly WaiverFields[]): string {
  const document = parseDocument(text, parsing);
  if (!isSeq(document.contents)) return entriesText(add);
  document.contents.flow = false;
  for (const index of [...remove].sort((a, b) => b - a)) document.delete(index);
  for (const fields of add) document.add(document.createNode(ordered(fields)));
  return document.toString({ lineWidth: 0 });
}
