import { isRecord, Secret, Unknown, type Cause, type Output, type Value, type Values } from "../values";
import { absent, holdsToken, type Element } from "./elements";

/** One statement of a policy document. Texts may hold tokens of outputs, which the document's `outputs` tell apart. */
export interface Statement {
  readonly effect: "allow" | "deny" | "unknown";
  readonly principals: Principals;
  readonly actions: Element;
  readonly notActions: Element;
  readonly resources: Element;
  readonly notResources: Element;
  /** Something narrows the statement, or may: what a condition tests isn't read. */
  readonly hasCondition: boolean;
  /** Why the first of its elements that isn't known isn't. */
  readonly cause?: Cause;
}

/** Whom a statement is about. */
export type Principals =
  /** As in every policy of an identity: whoever the policy is attached to. */
  | { readonly kind: "absent" }
  | { readonly kind: "everyone" }
  /** `all-but` is `NotPrincipal`. */
  | { readonly kind: "named" | "all-but"; readonly names: readonly PrincipalName[]; readonly cause?: Cause }
  | { readonly kind: "unknown"; readonly cause: Cause };

export interface PrincipalName {
  readonly by: "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly name: string;
}

export type Policy =
  | {
      readonly kind: "read";
      readonly statements: readonly Statement[];
      /** By the token that stands in the document for it. */
      readonly outputs: ReadonlyMap<string, Output>;
    }
  | { readonly kind: "unknown"; readonly cause: Cause }
  | { readonly kind: "unreadable"; readonly reason: string };

// The grammar, its elements and which of them exclude each other:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
const documentKeys = ["Version", "Id", "Statement"];
const versions = ["2012-10-17", "2008-10-17"];
const statementKeys = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
];
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
const principalKeys = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/**
 * Takes an AWS policy document apart: a JSON text, or an object. What the grammar doesn't have is unreadable, never passed
 * over: a misspelt element could be the one that matters. A reason names a position, and no text of the document.
 */
export function readPolicy(value: Value): Policy {
  const outputs = new Map<string, Output>();
  const whole = open(value, outputs);
  if (whole instanceof Unknown) return { kind: "unknown", cause: whole.cause };
  try {
    return readDocument(typeof whole === "string" ? parseJson(whole) : whole, outputs);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    // An output's own text may be the document, or a piece of it.
    const symbolic = symbolicCause(value);
    if (error.isSyntax && symbolic !== undefined) return { kind: "unknown", cause: symbolic };
    return { kind: "unreadable", reason: error.message };
  }
}

class Malformed extends Error {
  constructor(
    reason: string,
    readonly isSyntax = false,
  ) {
    super(reason);
  }
}

/** Of a key that stands twice the last wins, as in every reader of JSON known to us; AWS itself refuses such a document. */
function parseJson(text: string): Value {
  try {
    // SAFETY: JSON has no other values than these. Its objects have a prototype: only own keys are read here.
    return JSON.parse(text) as Value;
  } catch {
    throw new Malformed("the document isn't JSON", true);
  }
}

function readDocument(document: Value, outputs: Map<string, Output>): Policy {
  if (!isRecord(document)) throw new Malformed("the document isn't an object");
  onlyKeys(document, documentKeys, "the document");
  const version = wordAt(document, "Version", outputs);
  if (version !== undefined && !(version instanceof Unknown) && !versions.some((known) => known === version))
    throw new Malformed(`\`Version\` isn't ${versions.join(" or ")}`);
  const list = wordAt(document, "Statement", outputs);
  if (list === undefined) throw new Malformed("`Statement` is missing");
  if (list instanceof Unknown) return { kind: "unknown", cause: list.cause };
  const statements = isList(list)
    ? list.map((statement, index) => readStatement(statement, `Statement[${index}]`, outputs))
    : [readStatement(list, "Statement", outputs)];
  return { kind: "read", statements, outputs };
}

function readStatement(value: Value, position: string, outputs: Map<string, Output>): Statement {
  const statement = open(value, outputs);
  if (statement instanceof Unknown) return unknownStatement(statement.cause);
  if (!isRecord(statement)) throw new Malformed(`\`${position}\` isn't an object`);
  onlyKeys(statement, statementKeys, `\`${position}\``);
  for (const key of ["Principal", "Action", "Resource"])
    if (Object.hasOwn(statement, key) && Object.hasOwn(statement, `Not${key}`))
      throw new Malformed(`\`${position}\` has both \`${key}\` and \`Not${key}\``);
  const texts = (key: string) => readTexts(at(statement, key, outputs), `${position}.${key}`, outputs);

  const effect = readEffect(wordAt(statement, "Effect", outputs), position);
  const principals = readPrincipals(statement, position, outputs);
  const [actions, notActions] = [texts("Action"), texts("NotAction")];
  if (actions.kind === "absent" && notActions.kind === "absent")
    throw new Malformed(`\`${position}.Action\` is missing`);
  const [resources, notResources] = [texts("Resource"), texts("NotResource")];
  const condition = at(statement, "Condition", outputs);
  if (condition !== undefined && !(condition instanceof Unknown) && !isRecord(condition))
    throw new Malformed(`\`${position}.Condition\` isn't an object`);

  const causes = [effect, principals, actions, notActions, resources, notResources].flatMap((element) =>
    "cause" in element ? [element.cause] : [],
  );
  const cause = causes[0] ?? (condition instanceof Unknown ? condition.cause : undefined);
  return {
    effect: effect.kind,
    principals,
    actions,
    notActions,
    resources,
    notResources,
    hasCondition: condition instanceof Unknown || (condition !== undefined && Object.keys(condition).length > 0),
    ...(cause && { cause }),
  };
}

/** A statement of which nothing is known may grant anything to anybody. */
function unknownStatement(cause: Cause): Statement {
  const element: Element = { kind: "unknown", cause, texts: [] };
  return {
    effect: "unknown",
    principals: { kind: "unknown", cause },
    actions: element,
    notActions: absent,
    resources: element,
    notResources: absent,
    hasCondition: false,
    cause,
  };
}

type Effect = { readonly kind: "allow" | "deny" } | { readonly kind: "unknown"; readonly cause: Cause };

/** Case counts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html */
function readEffect(value: Value | undefined, position: string): Effect {
  if (value instanceof Unknown) return { kind: "unknown", cause: value.cause };
  if (value === "Allow") return { kind: "allow" };
  if (value === "Deny") return { kind: "deny" };
  throw new Malformed(`\`${position}.Effect\` isn't \`Allow\` or \`Deny\``);
}

function readPrincipals(statement: Values, position: string, outputs: Map<string, Output>): Principals {
  const key = Object.hasOwn(statement, "NotPrincipal") ? "NotPrincipal" : "Principal";
  const value = wordAt(statement, key, outputs);
  if (value === undefined) return { kind: "absent" };
  if (value instanceof Unknown) return { kind: "unknown", cause: value.cause };
  const kind = key === "Principal" ? "named" : "all-but";
  if (value === "*") return kind === "named" ? { kind: "everyone" } : { kind, names: [{ by: "AWS", name: "*" }] };
  if (!isRecord(value)) throw new Malformed(`\`${position}.${key}\` isn't \`*\` or an object`);
  onlyKeys(value, principalKeys, `\`${position}.${key}\``);
  const named = principalKeys.map((by) => ({
    by,
    element: readTexts(at(value, by, outputs), `${position}.${key}.${by}`, outputs),
  }));
  if (named.every(({ element }) => element.kind === "absent"))
    throw new Malformed(`\`${position}.${key}\` names nobody`);
  const names = named.flatMap(({ by, element }) =>
    element.kind === "absent" ? [] : element.texts.map((name) => ({ by, name })),
  );
  const cause = named.map(({ element }) => (element.kind === "unknown" ? element.cause : undefined)).find(Boolean);
  return { kind, names, ...(cause && { cause }) };
}

function readTexts(value: Value | undefined, position: string, outputs: Map<string, Output>): Element {
  if (value === undefined) return absent;
  if (value instanceof Unknown) return { kind: "unknown", cause: value.cause, texts: [] };
  const members = isList(value) ? value.map((member) => open(member, outputs)) : [value];
  if (members.length === 0) throw new Malformed(`\`${position}\` is empty`);
  const texts: string[] = [];
  let cause: Cause | undefined;
  members.forEach((member, index) => {
    if (member instanceof Unknown) cause ??= member.cause;
    else if (typeof member === "string") texts.push(member);
    else throw new Malformed(`\`${isList(value) ? `${position}[${index}]` : position}\` isn't a string`);
  });
  return cause === undefined ? { kind: "known", texts } : { kind: "unknown", cause, texts };
}

/** What stands under a key of one's own. */
function at(record: Values, key: string, outputs: Map<string, Output>): Value | undefined {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return value === undefined ? undefined : open(value, outputs);
}

/** The same where the grammar has words of its own: a text with an output in it may be any of them. */
function wordAt(record: Values, key: string, outputs: Map<string, Output>): Value | undefined {
  const value = at(record, key, outputs);
  return typeof value === "string" && holdsToken(value) && [...outputs.keys()].some((token) => value.includes(token))
    ? new Unknown("not-yet-known")
    : value;
}

/** The value in a secret; of an unknown that has a text, the text with its tokens. */
function open(value: Value, outputs: Map<string, Output>): Value {
  let inner = value;
  while (inner instanceof Secret) inner = inner.value;
  if (!(inner instanceof Unknown) || inner.text === undefined) return inner;
  for (const [token, output] of inner.text.outputs) outputs.set(token, output);
  return inner.text.text;
}

/** Why a text of outputs, given as the whole document, isn't known. */
function symbolicCause(value: Value): Cause | undefined {
  let inner = value;
  while (inner instanceof Secret) inner = inner.value;
  return inner instanceof Unknown ? inner.cause : undefined;
}

/** The keys themselves stay unsaid: they are part of what an input holds. */
function onlyKeys(record: Values, allowed: readonly string[], position: string): void {
  if (Object.keys(record).some((key) => !allowed.includes(key)))
    throw new Malformed(`${position} has an element other than ${allowed.map((key) => `\`${key}\``).join(", ")}`);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
