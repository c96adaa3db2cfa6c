/** One of the conditions that a statement or a matching rule asks for together. */
interface Condition {
  /** The variable that it is about, such as `request.region`. */
  readonly about: string;
  readonly text: string;
}

const statement = /^(?<head>.* where )(?:all ?\{(?<all>.*)\}|(?<one>.*))$/;
const matchingRule = /^(?<head>)ALL \{(?<all>.*)\}$/;

/** The conditions of a statement, a quota or a group; none of what has none. */
export function conditionsOf(text: string): Condition[] {
  const { all, one } = (statement.exec(text) ?? matchingRule.exec(text))?.groups ?? {};
  const parts = all === undefined ? [one ?? ""] : members(all);
  return parts
    .filter((part) => part !== "")
    .map((part) => ({ about: /[a-z]+(?:\.[A-Za-z]+)+/.exec(part)?.[0] ?? "?", text: part }));
}

/** The same without one of them. */
export function without(text: string, index: number): string {
  const rest = conditionsOf(text).filter((_, other) => other !== index);
  const inner = rest.map((condition) => condition.text).join(", ");
  const { head } = statement.exec(text)?.groups ?? {};
  if (head === undefined) return `ALL {${inner}}`;
  return rest.length === 0 ? head.replace(/ where $/, "") : `${head}all {${inner}}`;
}

/** Between commas that stand in no braces. */
function members(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const sign of text) {
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (sign === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else part += sign;
  }
  return [...parts, part.trim()];
}
