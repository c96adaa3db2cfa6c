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
 * `encrypted`, a configuration value that nobody decrypted; `after:<urn>`, a lookup that waits for that resource. The SDK
 * hands an output's resources on to all that is computed from it, so the child puts stand-ins among them, with these URNs.
 */
const standIn = "stateside:origin:";

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
    const causeOf = () => cause(references.get(key) ?? [], origins.get(key) ?? [], registrations);
    return [key, withCause(value, causeOf)];
  });
  return entries.every(([key, value]) => value === inputs[key]) ? inputs : record(entries);
}

function cause(
  references: readonly string[],
  origins: readonly string[],
  registrations: ReadonlyMap<string, Registration>,
): Cause {
  if (origins.includes("encrypted")) return "encrypted";
  if (origins.includes("lookup")) return "not-seen";
  const waits = origins.filter((origin) => origin.startsWith("after:")).map((origin) => origin.slice("after:".length));
  const from = [...references, ...waits];
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
function withCause(value: Value, causeOf: () => Cause): Value {
  if (value instanceof Unknown) {
    const found = value.cause === "not-yet-known" ? causeOf() : value.cause;
    return found === value.cause ? value : new Unknown(found);
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
