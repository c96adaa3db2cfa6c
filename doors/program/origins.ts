import {
  isRecord,
  record,
  Secret,
  Unknown,
  type Cause,
  type Value,
  type Values,
} from "../../policies/residency/values";
import type { Registration } from "./registration";

/**
 * Where an unknown value comes from, beside the resources that it was computed from: `lookup`, one that nobody answered;
 * `encrypted`, a configuration value that nobody decrypted; `after:<urn>`, a lookup that waits for that resource;
 * `symbolic`, a text that stood for an output, of which nothing may be left. The SDK hands an output's resources on to all that is computed from it, so the child puts stand-ins among them, with these URNs.
 */
const standIn = "stateside:origin:";

/** Goes with every output that is answered with a placeholder, and so with all that is computed from it. */
export const symbolicStandIn = `${standIn}symbolic`;

/**
 * Inputs without the texts, numbers and booleans that a program computed from a placeholder and that don't show it: what
 * a program makes of one (its length, a choice by how it starts) isn't what it makes of the output at `up`. Only what
 * stands at the top can be told from values beside it.
 */
export function withoutGuesses(
  inputs: Values,
  { origins, references }: Pick<Registration, "origins" | "references">,
  registrations: ReadonlyMap<string, Registration>,
): Values {
  const isSymbolic = (key: string) => origins.get(key)?.includes("symbolic") ?? false;
  const isGuess = (key: string) => {
    if (isSymbolic(key)) return true;
    // The SDK lets no stand-in go with an id: what none of the resources' own values explain was made of one.
    const from = (references.get(key) ?? []).map((urn) => registrations.get(urn));
    const value = inputs[key] ?? null;
    return from.length > 0 && from.every((one) => one?.kind === "managed" && !explains(one.inputs, value));
  };
  const keys = new Set([...origins.keys(), ...references.keys()].filter(isGuess));
  if (keys.size === 0) return inputs;
  const known = (key: string, value: Value): Value => {
    if (!keys.has(key)) return value;
    if (value instanceof Secret) return new Secret(known(key, value.value));
    return value === null || typeof value === "object" ? value : new Unknown("not-yet-known");
  };
  return record(Object.entries(inputs).map(([key, value]) => [key, known(key, value)] as const));
}

/** True when a text shows, or is a part of, some text of a resource's inputs; only texts are asked for. */
function explains(inputs: Values, value: Value): boolean {
  const text = value instanceof Secret ? value.value : value;
  if (typeof text !== "string") return true;
  return Object.values(inputs).some((own) => {
    const other = own instanceof Secret ? own.value : own;
    return typeof other === "string" && other !== "" && (text.includes(other) || other.includes(text));
  });
}

/** URNs parted into those of resources and the origins that stand-ins name. */
export function partOrigins(urns: Iterable<string>): { readonly urns: string[]; readonly origins: string[] } {
  const parted = { urns: new Array<string>(), origins: new Array<string>() };
  for (const urn of urns) {
    if (urn.startsWith(standIn)) parted.origins.push(urn.slice(standIn.length));
    else parted.urns.push(urn);
  }
  return parted;
}

/**
 * A registration's inputs with the cause of every unknown. It is known at `up`, and only then, where all that it was
 * computed from are resources that this stack makes; anything else was asked of a cloud that a preview doesn't ask.
 */
export function withCauses(
  { inputs, references, origins }: Pick<Registration, "inputs" | "references" | "origins">,
  registrations: ReadonlyMap<string, Registration>,
): Values {
  const entries = Object.entries(inputs).map(([key, value]): [string, Value] => {
    const causeOf = (value: Unknown) => cause(value, references.get(key) ?? [], origins.get(key) ?? [], registrations);
    return [key, withCause(value, causeOf)];
  });
  return entries.every(([key, value]) => value === inputs[key]) ? inputs : record(entries);
}

function cause(
  { text }: Unknown,
  references: readonly string[],
  origins: readonly string[],
  registrations: ReadonlyMap<string, Registration>,
): Cause {
  if (origins.includes("encrypted")) return "encrypted";
  if (origins.includes("lookup")) return "not-seen";
  const waits = origins.filter((origin) => origin.startsWith("after:")).map((origin) => origin.slice("after:".length));
  const from = [...references, ...waits];
  // Code that runs on a placeholder loses what the SDK notes; the text still says which outputs it is made of.
  if (from.length === 0 && text !== undefined) return "not-yet-known";
  return from.length > 0 && from.every((urn) => isSeen(registrations.get(urn))) ? "not-yet-known" : "not-seen";
}

function isSeen(registration: Registration | undefined): boolean {
  switch (registration?.kind) {
    case undefined:
    case "remote":
      return false;
    case "read":
      return registration.isAnswered;
    case "managed":
    case "component":
    case "provider":
    case "stack":
      return true;
  }
}

/** The value itself when nothing in it changes. */
function withCause(value: Value, causeOf: (value: Unknown) => Cause): Value {
  if (value instanceof Unknown) {
    const found = value.cause === "not-yet-known" ? causeOf(value) : value.cause;
    return found === value.cause ? value : new Unknown(found, value.text);
  }
  if (value instanceof Secret) {
    const inner = withCause(value.value, causeOf);
    return inner === value.value ? value : new Secret(inner);
  }
  if (Array.isArray(value)) {
    const list = value as readonly Value[];
    const members = list.map((member) => withCause(member, causeOf));
    return members.every((member, index) => member === list[index]) ? list : members;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, Value] => [key, withCause(member, causeOf)]);
  return entries.every(([key, member]) => member === value[key]) ? value : record(entries);
}
