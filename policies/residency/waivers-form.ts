import { approvalKeys, readApproval } from "./approval-form";
import { globsMeet } from "./glob";
import { quote } from "./problems";
import { ruleNames, type RuleName } from "./rule-names";
import type { Waiver } from "./waivers";
import { Fields, isBlankFile, listOf, oneOf, positionOf, refuse, text, type Reader, type Spot } from "./yaml-reader";

export const waiverKeys = ["finding", "rule", "stack", "traceHash", ...approvalKeys] as const;

/** A rule that judges waivers can't be waived. */
const judgeOfWaivers: RuleName = "waivers-are-valid";

/** More than anybody reviews; it keeps the time that a hostile file takes short. */
export const mostWaivers = 1000;

/** The form of `waivers.yaml`. */
export function waiversForm(source: string): Reader<Waiver[]> {
  return (spot) => {
    if (isBlankFile(spot)) return [];
    const earlier = new Map<string, Waiver[]>();
    let count = 0;
    return listOf((each) => {
      count += 1;
      if (count > mostWaivers) {
        if (count === mostWaivers + 1) refuse(each, () => `the list goes on; at most ${mostWaivers} waivers are read`);
        return undefined;
      }
      const waiver = readWaiver(each, source);
      if (waiver !== undefined) refuseDuplicate(each, waiver, earlier);
      return waiver;
    })(spot);
  };
}

function readWaiver(spot: Spot, source: string): Waiver | undefined {
  const fields = Fields.open(spot, waiverKeys);
  if (fields === undefined) return undefined;
  const finding = fields.required("finding", hash);
  const rule = fields.required("rule", waivableRule);
  const stack = fields.required("stack", stackGlob);
  const traceHash = fields.optional("traceHash", hash);
  const approval = readApproval(fields);
  if (finding === undefined || rule === undefined || stack === undefined || approval === undefined) return undefined;
  return {
    finding,
    rule,
    stack,
    ...(traceHash !== undefined && { traceHash }),
    ...approval,
    position: { file: source, ...positionOf(spot) },
  };
}

/** Digits that YAML takes for a number, such as `1234567890123456` or `12345678901234e1`, have to be in quotes. */
const hash: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || /^[0-9a-f]{16}$/.test(value)) return value;
  refuse(spot, () => `bad ${spot.name} ${quote(value)}; use 16 hex digits in lower case, as a result has them`);
  return undefined;
};

/** Pulumi takes names of these characters, and no longer ones. */
const stackGlob: Reader<string> = (spot) => {
  const value = text(spot);
  if (value === undefined || isStackGlob(value)) return value;
  refuse(spot, () => `bad stack ${quote(value)}; use ${stackGlobText}`);
  return undefined;
};

export function isStackGlob(value: string): boolean {
  return /^[A-Za-z0-9._*?-]{1,100}$/.test(value);
}

export const stackGlobText = "a stack's name, or a glob such as `eu-*`, of at most 100 characters";

const waivableRule: Reader<RuleName> = (spot) => {
  const name = oneOf("rule", ruleNames)(spot);
  if (name !== judgeOfWaivers) return name;
  refuse(spot, () => `rule ${quote(name)} can't be waived; mend the waiver or exception that it refuses`);
  return undefined;
};

/** More for one finding than a glob wouldn't say better; comparing stacks with each other takes time. */
const mostAlike = 20;

/** Two waivers for one finding would leave open which of them counts. */
function refuseDuplicate(spot: Spot, waiver: Waiver, earlier: Map<string, Waiver[]>): void {
  const key = `${waiver.finding} ${waiver.rule} ${waiver.traceHash ?? ""}`;
  const alike = earlier.get(key) ?? [];
  if (alike.length === mostAlike) {
    refuse(
      spot,
      () => `more than ${mostAlike} waivers for finding ${quote(waiver.finding)}; use a glob for their stacks`,
    );
    return;
  }
  const other = alike.find(({ stack }) => globsMeet(stack, waiver.stack));
  earlier.set(key, [...alike, waiver]);
  if (other === undefined) return;
  refuse(
    spot,
    () =>
      `this waiver and the one of line ${other.position.line} are for finding ${quote(waiver.finding)} in one stack, ` +
      `${quote(waiver.stack)} and ${quote(other.stack)}; keep one`,
  );
}
