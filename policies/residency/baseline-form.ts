import type { BaselineEntry } from "./baseline";
import type { JsonMember, JsonValue } from "./json-source";
import { alternatives, nearestOf, quote, type Lines, type Problems } from "./problems";
import { ruleNames, type RuleName } from "./rule-names";

/** The keys of the file, and of an entry. */
export const baselineKeys = ["version", "findings"] as const;
export const entryKeys = ["finding", "traceHash", "rule", "stack", "project", "resource"] as const;

/** The one version that is read. */
export const baselineVersion = 1;

/** More than anybody mends; it keeps the time that a hostile file takes short. */
export const mostFindings = 10_000;

/** What it refuses can be mended at once, and a baseline would let what is over go on for ever. */
const judgeOfWaivers: RuleName = "waivers-are-valid";

/** The rules whose findings a baseline can hold. */
export const baselineRules: readonly RuleName[] = ruleNames.filter((name) => name !== judgeOfWaivers);

/** The form of `baseline.json`. */
export function baselineForm(root: JsonValue, problems: Problems, lines: Lines): BaselineEntry[] | undefined {
  const fields = fieldsOf(root, "the baseline", baselineKeys, problems);
  if (fields === undefined) return undefined;
  const version = fields.get("version");
  if (version !== undefined && (version.kind !== "word" || version.word !== baselineVersion)) {
    problems.add(version.offset, () => `\`version\` is ${shown(version)}; this version of stateside reads 1`);
    return undefined;
  }
  const findings = fields.get("findings");
  if (findings === undefined) return undefined;
  if (findings.kind !== "list") {
    problems.add(findings.offset, () => `\`findings\` is ${shown(findings)}; use a list`);
    return undefined;
  }
  const beyond = findings.values[mostFindings];
  if (beyond !== undefined) {
    problems.add(beyond.offset, () => `the list goes on; at most ${mostFindings} findings are read`);
    return undefined;
  }
  return entriesOf(findings.values, problems, lines);
}

function entriesOf(values: readonly JsonValue[], problems: Problems, lines: Lines): BaselineEntry[] {
  const earlier = new Map<string, number>();
  return values.flatMap((value) => {
    const entry = entryOf(value, problems);
    if (entry === undefined) return [];
    const { finding, rule, stack, traceHash } = entry;
    const same = JSON.stringify([finding, rule, stack, traceHash]);
    const first = earlier.get(same);
    earlier.set(same, first ?? value.offset);
    if (first !== undefined) {
      problems.add(
        value.offset,
        () => `this entry and the one of line ${lines.positionOf(first).line} say the same; keep one`,
      );
    }
    return [entry];
  });
}

function entryOf(value: JsonValue, problems: Problems): BaselineEntry | undefined {
  const fields = fieldsOf(value, "an entry of the baseline", entryKeys, problems);
  if (fields === undefined) return undefined;
  const read = <T>(key: (typeof entryKeys)[number], reader: Reader<T>): T | undefined => {
    const found = fields.get(key);
    return found === undefined ? undefined : reader(found, key, problems);
  };
  const finding = read("finding", hash);
  const traceHash = read("traceHash", hashOrNull);
  const rule = read("rule", baselineRule);
  const stack = read("stack", text);
  const project = read("project", text);
  const resource = read("resource", text);
  if (finding === undefined || traceHash === undefined || rule === undefined) return undefined;
  if (stack === undefined || project === undefined || resource === undefined) return undefined;
  return { finding, traceHash, rule, stack, project, resource };
}

/** Reads the value of a key, or tells the problems why it can't and returns undefined. */
type Reader<T> = (value: JsonValue, key: string, problems: Problems) => T | undefined;

const text: Reader<string> = (value, key, problems) => {
  if (value.kind === "text" && value.text.trim() !== "") return value.text;
  problems.add(value.offset, () => `\`${key}\` is ${shown(value)}; use text`);
  return undefined;
};

const hash: Reader<string> = (value, key, problems) => {
  if (value.kind === "text" && /^[0-9a-f]{16}$/.test(value.text)) return value.text;
  problems.add(
    value.offset,
    () => `\`${key}\` is ${shown(value)}; use 16 hex digits in lower case, as a result has them`,
  );
  return undefined;
};

const hashOrNull: Reader<string | null> = (value, key, problems) =>
  value.kind === "word" && value.word === null ? null : hash(value, key, problems);

const baselineRule: Reader<RuleName> = (value, key, problems) => {
  const name = text(value, key, problems);
  if (name === undefined) return undefined;
  const found = baselineRules.find((one) => one === name);
  if (found !== undefined) return found;
  problems.add(value.offset, () =>
    name === judgeOfWaivers
      ? `rule ${quote(name)} can't be in a baseline; mend the waiver or exception that it refuses`
      : `unknown rule ${quote(name)}; use ${alternatives(name, baselineRules)}`,
  );
  return undefined;
};

/** The members of an object by key: all of these, no others, none twice; what isn't so is told. */
function fieldsOf(
  value: JsonValue,
  what: string,
  keys: readonly string[],
  problems: Problems,
): ReadonlyMap<string, JsonValue> | undefined {
  if (value.kind !== "object") {
    problems.add(value.offset, () => `${what} is ${shown(value)}; use an object`);
    return undefined;
  }
  const fields = new Map<string, JsonValue>();
  for (const member of value.members) {
    refuseKey(member, keys, fields.has(member.key), problems);
    fields.set(member.key, member.value);
  }
  for (const key of keys) {
    if (!fields.has(key)) problems.add(value.offset, () => `missing key ${quote(key)}; ${what} needs it`);
  }
  return fields;
}

function refuseKey({ key, offset }: JsonMember, keys: readonly string[], isTwice: boolean, problems: Problems): void {
  if (!keys.includes(key)) {
    problems.add(offset, () => `unknown key ${quote(key)}; use ${nearestOf(key, keys, 1)}`);
  } else if (isTwice) {
    problems.add(offset, () => `duplicate key ${quote(key)}; keep one`);
  }
}

/** What stands there, for "… is a list". */
function shown(value: JsonValue): string {
  switch (value.kind) {
    case "object":
      return "an object";
    case "list":
      return "a list";
    case "text":
      return value.text.trim() === "" ? "blank" : quote(value.text);
    case "word":
      return quote(String(value.word));
  }
}
