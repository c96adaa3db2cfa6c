import { parseBaseline, type BaselineEntry } from "../policies/residency/baseline";
import { baselineVersion, entryKeys } from "../policies/residency/baseline-form";
import { escapeActing } from "./reports/json";
import { UsageError } from "./usage-error";

/**
 * The text of a baseline: one entry a line, in an order that depends on nothing but the entries, so that a change of one
 * finding is a change of one line.
 * @throws {@link UsageError} when it is more than any baseline may hold
 */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = entries.map((entry) => `    ${entryText(entry)}`);
  const keyed = entries.map((entry, index) => ({ key: orderOf(entry), line: lines[index] ?? "" }));
  const sorted = keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  const list = sorted.length === 0 ? "[]" : `[\n${sorted.map(({ line }) => line).join(",\n")}\n  ]`;
  const text = `{\n  "version": ${baselineVersion},\n  "findings": ${list}\n}\n`;
  const result = parseBaseline(text);
  if ("errors" in result) throw new UsageError(result.errors.map(({ message }) => message));
  return text;
}

function entryText(entry: BaselineEntry): string {
  const members = entryKeys.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(entry[key])}`);
  return escapeActing(`{ ${members.join(", ")} }`);
}

/** What belongs together stands together. */
function orderOf({ project, stack, rule, resource, finding, traceHash }: BaselineEntry): string {
  return [project, stack, rule, resource, finding, traceHash ?? ""].join("\u0000");
}
