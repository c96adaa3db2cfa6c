import type { MovementRow } from "../movements";
import { tableInput } from "../property-path";
import type { Values } from "../values";

/** Inputs of which one must be there for a row to say anything, told once for each row. */
const needed = new Map<MovementRow, readonly string[]>();

/** False for a row of which a resource has no input: most rows of most resources, and cheaply told. */
export function isApplicable(row: MovementRow, inputs: Values): boolean {
  let tops = needed.get(row);
  if (tops === undefined) {
    tops = neededBy(row);
    needed.set(row, tops);
  }
  return tops.length === 0 || tops.some((top) => (inputs[top] ?? null) !== null);
}

function neededBy({ to, from, names, gate }: MovementRow): readonly string[] {
  const [first] = to;
  // A switch may be on by default, unless the gate asks for something that is said.
  if (names === "flag") {
    const asked = gate.find(({ test }) => test === "set" || test === "is");
    return asked === undefined ? [] : [tableInput(asked.path)];
  }
  return first === undefined ? from.map(([path = ""]) => tableInput(path)) : [tableInput(first)];
}
