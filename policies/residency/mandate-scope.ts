import { globsMeet } from "./glob";
import type { ScopeEntry, ScopeKey } from "./mandate";
import { inWords, quote } from "./problems";
import { Fields, glob, listOf, positionOf, refuse, text, type Reader, type Spot } from "./yaml-reader";

export const scopeKeys = ["stack", "project", "type", "account", "compartment"] as const;

/** Entries, no two of which can give one resource two classes. */
export function readScope(className: Reader<string>): Reader<ScopeEntry[]> {
  return (spot) => {
    const earlier: ScopeEntry[] = [];
    return listOf((each) => {
      const entry = readEntry(each, className);
      if (entry !== undefined) {
        refuseOverlap(each, entry, earlier);
        earlier.push(entry);
      }
      return entry;
    })(spot);
  };
}

function readEntry(spot: Spot, className: Reader<string>): ScopeEntry | undefined {
  const fields = Fields.open(spot, [...scopeKeys, "class", "owner", "reason"]);
  if (fields === undefined) return undefined;
  const globs: Partial<Record<ScopeKey, string>> = {};
  for (const key of scopeKeys) {
    const value = fields.optional(key, glob);
    if (value !== undefined) globs[key] = value;
  }
  const dataClass = fields.required("class", className);
  const owner = fields.required("owner", text);
  const reason = fields.required("reason", text);
  if (!scopeKeys.some((key) => fields.has(key))) {
    refuse(spot, () => `missing key ${inWords(scopeKeys.map(quote))}; a scope entry needs at least one`);
  }
  if (dataClass === undefined || owner === undefined || reason === undefined) return undefined;
  return { globs, class: dataClass, owner, reason, position: positionOf(spot) };
}

/** Each is compared with all others: more of them, such as a hostile file has, would take too long. */
const mostCompared = 100;

function refuseOverlap(spot: Spot, entry: ScopeEntry, earlier: readonly ScopeEntry[]): void {
  if (earlier.length === mostCompared) {
    refuse(spot, () => `the scope goes on; at most ${mostCompared} entries are read`);
    return;
  }
  if (earlier.length > mostCompared) return;
  const other = earlier.find((one) => one.class !== entry.class && overlaps(one, entry));
  if (other === undefined) return;
  refuse(
    spot,
    () =>
      `this entry and the one of line ${other.position.line} can be about one resource, and say ${quote(entry.class)} and ` +
      `${quote(other.class)}; narrow one of them`,
  );
}

function overlaps({ globs: one }: ScopeEntry, { globs: other }: ScopeEntry): boolean {
  return scopeKeys.every((key) => {
    const [left, right] = [one[key], other[key]];
    return left === undefined || right === undefined || globsMeet(left, right);
  });
}
