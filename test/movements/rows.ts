import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "../../policies/residency/geography";
import { type MovementRow, parseMovements } from "../../policies/residency/movements";

/** Every row of a cloud's table that moves something. */
export function movementRows(cloud: Cloud): MovementRow[] {
  const file = path.join(__dirname, "../../policies/residency/data/movements", `${cloud}.tsv`);
  return parseMovements(readFileSync(file, "utf8"), file).filter((row) => row.kind !== "none");
}

/** A row as a report names it: what tells it from the type's other rows. */
export function titleOf({ type, from, to, kind, gate }: MovementRow): string {
  const sources = from.map((paths) => paths.join("+")).join("|");
  const gates = gate.map(({ path: input, test, values }) => [input, test, values.join("|")].join(" ").trim());
  return `${type} ${kind} ${sources || "-"} > ${to.join("+") || "-"}${gates.length > 0 ? ` if ${gates.join(" & ")}` : ""}`;
}
