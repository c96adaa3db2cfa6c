import type { Duty } from "./mandate";
import { dutyNames, ruleNames } from "./rule-names";
import { mapOf, oneOf, positionOf, refuse, text, type Reader, type Spot } from "./yaml-reader";

/** Rule → stack, of rules that are judged over the whole organization. */
export const readDuties: Reader<Map<string, Duty>> = mapOf((spot) => {
  const name = text(spot);
  if (name !== undefined && !dutyNames.includes(name) && ruleNames.some((known) => known === name)) {
    refuse(spot, () => `rule \`${name}\` is judged in every stack by itself; take it out of \`duties\``);
    return undefined;
  }
  return oneOf("rule", dutyNames)(spot);
}, readDuty);

function readDuty(spot: Spot): Duty | undefined {
  const stack = text(spot);
  return stack === undefined ? undefined : { stack, position: positionOf(spot) };
}

/** Duties of rules that this version doesn't have yet, as `duties.<rule>`. */
export function dutiesOfLaterRules(duties: ReadonlyMap<string, Duty>): string[] {
  return [...duties.keys()]
    .filter((name) => !ruleNames.some((known) => known === name))
    .map((name) => `duties.${name}`);
}
