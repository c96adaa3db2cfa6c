/**
 * The terms of a rule, all of which hold where a service refuses; they are joined by ` & `.
 *
 * | term | holds when |
 * |---|---|
 * | `path` | it is there: no empty text or list |
 * | `path = value`, `path = a\|b\|c` | a value at the path is that, or one of these |
 * | `path != a\|b` | a value at the path is none of these |
 * | `path < 7`, `path > @other` | a number is less or more |
 * | `path ~ pattern`, `path !~ pattern` | a text is wholly of that form, or isn't |
 * | `path within 10.0.0.0/8`, `path !within @other` | an address or a block lies in that block, or in none of them |
 * | `path overlaps @other` | a block has addresses in common with another |
 * | `path is cidr`, `path !is cidr` | a text is that, or isn't: `cidr`, `address` or `json` |
 * | `!term` | the term doesn't hold: `!path` isn't there, `!path = a` has no such value |
 *
 * After the sign stands a value, `@path`, or a text with `${path}` in it.
 *
 * | path | leads to |
 * |---|---|
 * | `a.b`, `a[].b` | a property, those of any member of a list |
 * | `rules[]{port = 22 & !source}.name` | only the members that all terms hold for |
 * | `.`, `^name`, `^^name` | in braces: the member itself, a property around the braces, around the outer braces |
 * | `a.$entries.key`, `a.$json.b` | a record's `key`s and `value`s, what a text says as JSON |
 * | `$region`, `$location` | where the resource's provider works, its `location` in small letters |
 * | `bucket>Bucket.versioning` | on in the resource that the input names by id, ARN or name; same cloud, any region |
 * | `name@place>Bucket` | only one in the region that `place` states, where a name counts in one region alone |
 * | `*Subnet{vcnId = @^vcnId}` | every other resource of that kind; `Core/Instance` where several kinds have the name |
 * | `#path`, `/path`, `+path` | how long a text or list is, how long the prefix of a block, how many values there are |
 *
 * What isn't there breaks nothing, nor does what isn't known yet. So a preview refuses only what two deployed resources
 * show, and an update sees another resource as it is if it depends on it: independent resources come in any order. A rule
 * that needs another resource *not* to be there is asked when a resource is written, as a preview can't tell.
 * Nothing is looked for from the far end: that a bucket gets versions after its replication was set up needs a row of its
 * own.
 */
export interface Term {
  readonly isNegated: boolean;
  readonly path: Path;
  /** Without one, the term asks whether something is there. */
  readonly test: Test | undefined;
}

export interface Test {
  readonly sign: Sign;
  readonly operand: Operand;
}

export const signs = ["=", "!=", "<", ">", "~", "!~", "within", "!within", "overlaps", "is", "!is"] as const;
export type Sign = (typeof signs)[number];

export type Operand =
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "text"; readonly parts: readonly (string | Path)[] }
  | { readonly kind: "pattern"; readonly pattern: RegExp };

export interface Path {
  readonly measure: "value" | "length" | "prefix" | "count";
  /** How many pairs of braces it starts outside of. */
  readonly outward: number;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "members" | "entries" | "parsed" }
  | { readonly kind: "where"; readonly terms: readonly Term[] }
  | { readonly kind: "called"; readonly type: string; readonly place: Path | undefined }
  | { readonly kind: "all"; readonly type: string };

export function parseTerms(text: string): Term[] {
  return splitOutsideBraces(text, " & ").map(parseTerm);
}

function parseTerm(text: string): Term {
  if (text.startsWith("!")) {
    const term = parseTerm(text.slice(1));
    return { ...term, isNegated: !term.isNegated };
  }
  const [path = "", sign, ...rest] = splitOutsideBraces(text, " ");
  if (sign === undefined) return { isNegated: false, path: parsePath(path), test: undefined };
  const known = signs.find((one) => one === sign);
  const operand = rest.join(" ");
  if (known === undefined || operand === "") throw unreadable(text);
  return { isNegated: false, path: parsePath(path), test: { sign: known, operand: parseOperand(known, operand) } };
}

function parseOperand(sign: Sign, text: string): Operand {
  if (sign === "~" || sign === "!~") return { kind: "pattern", pattern: parsePattern(text) };
  if (text.startsWith("@")) return { kind: "path", path: parsePath(text.slice(1)) };
  if (!text.includes("${")) return { kind: "values", values: text.split("|") };
  const parts = text.split(/\$\{([^}]*)\}/);
  return { kind: "text", parts: parts.map((part, index) => (index % 2 === 0 ? part : parsePath(part))) };
}

/** A group may not repeat: such a pattern can take forever. */
function parsePattern(text: string): RegExp {
  if (/\)[*+{]|\(\?|\\\d/.test(text)) throw unreadable(text);
  return new RegExp(`^(?:${text})$`, "s");
}

const measures: Readonly<Record<string, Path["measure"]>> = { "#": "length", "/": "prefix", "+": "count" };

function parsePath(text: string): Path {
  const [, measure = "", outer = "", rest = ""] = /^([#/+]?)(\^*)(.*)$/.exec(text) ?? [];
  const steps = rest === "." || rest === "" ? [] : parseSteps(rest);
  if (rest === "" && outer === "") throw unreadable(text);
  return { measure: measures[measure] ?? "value", outward: outer.length, steps };
}

const stepForms = /\[\]|\*[\w/]+|(?:@[\w.[\]$]+)?>[\w/]+|\.?\$json|\.?\$entries|\.?\$?[\w-]+/y;

function parseSteps(text: string): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === "{") {
      const end = closingBrace(text, at);
      steps.push({ kind: "where", terms: parseTerms(text.slice(at + 1, end)) });
      at = end + 1;
      continue;
    }
    stepForms.lastIndex = at;
    const [form] = stepForms.exec(text) ?? [];
    if (form === undefined) throw unreadable(text);
    steps.push(parseStep(form));
    at += form.length;
  }
  return steps;
}

function parseStep(form: string): Step {
  if (form === "[]") return { kind: "members" };
  if (form.startsWith("*")) return { kind: "all", type: form.slice(1) };
  const arrow = form.indexOf(">");
  if (arrow >= 0) {
    const place = arrow === 0 ? undefined : parsePath(form.slice(1, arrow));
    return { kind: "called", type: form.slice(arrow + 1), place };
  }
  const name = form.replace(/^\./, "");
  return name === "$json" ? { kind: "parsed" } : name === "$entries" ? { kind: "entries" } : { kind: "property", name };
}

function splitOutsideBraces(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at));
      start = at + separator.length;
    }
  }
  if (depth !== 0) throw unreadable(text);
  return [...parts, text.slice(start)];
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw unreadable(text);
}

function unreadable(text: string): Error {
  return new Error(`constraints.tsv: unknown term \`${text}\``);
}
