import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseTable } from "../../../policies/residency/table";
import type { Becomes, Kind } from "./taking";

/** Who notices that something is taken away. */
export type Noticed =
  /** Rules and invariants, sorted by name. */
  | { readonly by: "names"; readonly names: readonly string[] }
  /** The test of the component alone: no preview shows it, or nothing says what it has to be. */
  | { readonly by: "unit"; readonly test: string }
  /** Nobody: nothing opens by it. */
  | { readonly by: "nobody"; readonly because: string };

export interface Row extends Kind {
  /** The row as it is written: its type, path and what becomes of it. */
  readonly key: string;
  readonly becomesText: string;
  readonly ofText: string;
  readonly noticed: Noticed;
}

const unconditional = "without ";
const file = path.join(__dirname, "safeties.tsv");
const root = path.join(__dirname, "../../..");

/** What can be taken away, and who notices. */
export function readRows(): readonly Row[] {
  const columns = ["type", "of", "path", "becomes", "noticed", "because"];
  return parseTable(readFileSync(file, "utf8"), "safeties.tsv", columns, parseRow);
}

function parseRow([type = "", of = "", at = "", becomes = "", noticed = "", because = ""]: readonly string[]): Row {
  const key = [type, at, becomes].join(" ");
  return {
    ...kindOf(key),
    key,
    of: of === "-" ? undefined : new RegExp(of),
    ofText: of,
    becomesText: becomes,
    noticed: noticedBy(noticed, because),
  };
}

/** What a key such as `oci:Kms/key:Key protectionMode "SOFTWARE"` is about: all that there is of it. */
export function kindOf(key: string): Kind {
  const [type = "", at = "", ...becomes] = key.split(" ");
  return { type, of: undefined, path: at === "-" ? undefined : at, becomes: becomesOf(becomes.join(" ")) };
}

function becomesOf(cell: string): Becomes {
  if (cell === "gone" || cell === "flipped") return { kind: cell };
  if (cell.startsWith(unconditional)) return { kind: "unconditional", about: cell.slice(unconditional.length) };
  // SAFETY: the table is ours, and its cells are texts, numbers and truth values.
  return { kind: "other", value: JSON.parse(cell) as string | number | boolean };
}

function noticedBy(noticed: string, because: string): Noticed {
  if (noticed === "unit") {
    if (!existsSync(path.join(root, because))) throw new Error(`there is no test \`${because}\``);
    return { by: "unit", test: because };
  }
  if (noticed === "none") {
    if (because === "-") throw new Error("what nobody notices needs a reason");
    return { by: "nobody", because };
  }
  if (noticed === "") throw new Error("nobody is said to notice");
  return { by: "names", names: noticed.split(" ").sort() };
}
