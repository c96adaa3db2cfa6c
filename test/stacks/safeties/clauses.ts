/** A part of a text that can be taken away: one of the conditions, statements or rules that it consists of. */
interface Clause {
  /** What it is about, such as `request.region`, the name of a statement, or the number of a rule. */
  readonly about: string;
  /** The text without it. */
  readonly left: string;
}

/** What a text consists of: a statement of Oracle's, a document of AWS's, or the rules of a firewall. */
export function clausesOf(text: string): Clause[] {
  if (text.startsWith('{"Version":')) return [...documentClauses(text)];
  const lines = text.split("\n");
  if (lines.every((line) => firewallRule.test(line))) {
    return lines.map((line, index) => ({
      about: firewallRule.exec(line)?.[1] ?? "?",
      left: lines.filter((_, other) => other !== index).join("\n"),
    }));
  }
  return conditionsOf(text);
}

const statement = /^(?<head>.* where )(?:all ?\{(?<all>.*)\}|(?<one>.*))$/;
const matchingRule = /^(?<head>)ALL \{(?<all>.*)\}$/;
const firewallRule = /^(?:pass|drop) .*\b(sid:\d+);/;

/** What a statement, a quota or a group asks for together; none of what has none. */
function conditionsOf(text: string): Clause[] {
  const { head = "", all, one } = (statement.exec(text) ?? matchingRule.exec(text))?.groups ?? {};
  const parts = (all === undefined ? [one ?? ""] : members(all)).filter((part) => part !== "");
  return parts.map((part, index) => {
    const inner = parts.filter((_, other) => other !== index).join(", ");
    const rest = inner === "" ? head.replace(/ where $/, "") : `${head}all {${inner}}`;
    return {
      about: /[a-z]+(?:\.[A-Za-z-]+)+/.exec(part)?.[0] ?? "?",
      left: head === "" ? `ALL {${inner}}` : rest,
    };
  });
}

type Json = Record<string, unknown>;

/** Each statement of a document, and each of its conditions. */
function* documentClauses(text: string): Generator<Clause> {
  // SAFETY: the language of AWS's documents has records here, and a list of statements.
  const document = JSON.parse(text) as Json & { readonly Statement: readonly Json[] };
  const told = (statements: readonly Json[]) => JSON.stringify({ ...document, Statement: statements });
  for (const [index, one] of document.Statement.entries()) {
    const name = String(one["Sid"]);
    yield { about: name, left: told(document.Statement.filter((_, other) => other !== index)) };
    const conditions = (one["Condition"] ?? {}) as Readonly<Record<string, Json>>;
    for (const [operator, asked] of Object.entries(conditions)) {
      for (const key of Object.keys(asked)) {
        const kept = { ...conditions, [operator]: without(asked, key) };
        const open = Object.keys(kept[operator] ?? {}).length === 0 ? without(kept, operator) : kept;
        const changed = Object.keys(open).length === 0 ? without(one, "Condition") : { ...one, Condition: open };
        yield { about: `${name}:${key}`, left: told(document.Statement.with(index, changed)) };
      }
    }
  }
}

function without(from: Json, key: string): Json {
  return Object.fromEntries(Object.entries(from).filter(([other]) => other !== key));
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
