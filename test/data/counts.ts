import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseTypes, roles } from "../../policies/residency/catalog";
import { clouds } from "../../policies/residency/geography";
import { parseMovements } from "../../policies/residency/movements";

const root = path.join(__dirname, "../..");
const data = (file: string) => readFileSync(path.join(root, "policies/residency/data", file), "utf8");

const start = "<!-- counts, written by `npm run counts` -->";
const end = "<!-- end of counts -->";
const marked = new RegExp(`${start}[^]*?${end}`);

export const readme = path.join(root, "README.md");

/** The README's text with the counts that the tables have now. */
export function withCounts(text: string): string {
  if (!marked.test(text)) throw new Error(`README.md: there is no \`${start}\` with its end`);
  return text.replace(marked, `${start}\n\n${countsTable()}\n\n${end}`);
}

function countsTable(): string {
  const packages = { oci: "@pulumi/oci", aws: "@pulumi/aws", gcp: "@pulumi/gcp", common: "other packages" };
  const header = ["types of", "all", ...roles.map((role) => `\`${role}\``), "movements"];
  const rows = ([...clouds(), "common"] as const).map((table) => {
    const types = parseTypes(data(`types/${table}.tsv`), table);
    const movements = table === "common" ? [] : parseMovements(data(`movements/${table}.tsv`), table);
    const numbers = [
      types.length,
      ...roles.map((role) => types.filter((row) => row.role === role).length),
      movements.filter(({ kind }) => kind !== "none").length,
    ];
    return [packages[table], ...numbers.map((number) => number.toLocaleString("en-US"))];
  });
  // As prettier lays a table out.
  const widths = header.map((cell, column) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? cell).length)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

if (require.main === module) writeFileSync(readme, withCounts(readFileSync(readme, "utf8")));
