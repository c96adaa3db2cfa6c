import { oneOf, parseTable, Table } from "./table";

/** Where data rests of a resource that is in several regions: a copy in more than one of them, or in one alone. */
export const keepings = ["each", "one"] as const;
export type Keeping = (typeof keepings)[number];

/** One row of `data/several-regions.tsv`: a multi-region is a promise of several regions for some types only. */
export interface SeveralRegionsRow {
  readonly type: string;
  readonly keeps: Keeping;
  /** What the documentation says, with its address. */
  readonly because: string;
}

const columns = ["type", "keeps", "because"] as const;

/** Read when it is first asked. */
const table = new Table("several-regions.tsv", parseRow);

/** How a type keeps data in several regions; undefined where nobody has looked it up. */
export function keepingOf(type: string): Keeping | undefined {
  return table.of(type)[0]?.keeps;
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseSeveralRegions(text: string, file: string): SeveralRegionsRow[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): SeveralRegionsRow {
  const [type = "", keeps = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  return { type, keeps: oneOf(keepings, keeps, "keeps"), because };
}
