import type { DataClass, Declassification } from "./mandate";
import { quote } from "./problems";
import { Fields, glob, listOf, positionOf, refuse, text } from "./yaml-reader";
import type { Reader } from "./yaml-reader";

export const loweringLabels = ["allow", "refuse"] as const;

/** @param classes - those whose countries are known; what isn't among them is only checked by `className` */
export function readDeclassifications(
  className: Reader<string>,
  classes: ReadonlyMap<string, DataClass>,
): Reader<Declassification[]> {
  return listOf((spot) => {
    const fields = Fields.open(spot, ["from", "at", "to", "owner", "reason"]);
    if (fields === undefined) return undefined;
    const from = fields.required("from", className);
    const at = fields.required("at", glob);
    const to = fields.required("to", className);
    const owner = fields.required("owner", text);
    const reason = fields.required("reason", text);
    if (from !== undefined && classes.get(from)?.countries === "any") {
      refuse(fields.spot("from"), () => `class ${quote(from)} may be anywhere already; name one that may not`);
    } else if (from !== undefined && from === to) {
      refuse(fields.spot("to"), () => `class ${quote(from)} is declassified to itself; name another class`);
    }
    if (from === undefined || at === undefined || to === undefined) return undefined;
    if (owner === undefined || reason === undefined) return undefined;
    return { from, at, to, owner, reason, position: positionOf(spot) };
  });
}
