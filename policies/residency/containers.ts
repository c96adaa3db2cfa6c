import { parseTable, Table } from "./table";

/** One row of `data/containers.tsv`: what a type's content is a part of, beside what `via:` and the compartment say. */
export interface ContainerRow {
  readonly type: string;
  /** The input that names the container. Absent: what places the type (its `via:`) doesn't contain it. */
  readonly input?: string;
  /** What makes it a part, so that it can't be of another class. */
  readonly because: string;
}

const columns = ["type", "input", "because"] as const;

/** The table that ships with the kernel, read when it is first asked. */
export function containersTable(): Table<ContainerRow> {
  return new Table("containers.tsv", parseRow);
}

/** @throws Error naming the file, the line and what is wrong with it */
export function parseContainers(text: string, file: string): ContainerRow[] {
  return parseTable(text, file, columns, parseRow);
}

function parseRow(cells: readonly string[]): ContainerRow {
  const [type = "", input = "", because = ""] = cells;
  if (because === "") throw new Error(`\`${type}\` has no reason`);
  if (input === "") throw new Error(`\`${type}\` names no input; write \`-\` where what places it doesn't contain it`);
  return { type, because, ...(input !== "-" && { input }) };
}
