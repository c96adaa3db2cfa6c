/**
 * Property values as the kernel sees them, whatever door they came through.
 *
 * A value that isn't plain is an instance of a class of ours, so that no program can forge one by choosing its keys;
 * records have no prototype, so that no key (`__proto__`, `constructor`) reaches anything but its own value.
 */

/** Why a value, and with it a judgement, can't be decided (residency.md, section 5). */
export const causes = [
  "not-yet-known",
  "possible",
  "unreadable",
  "unresolvable",
  "not-stated",
  "not-seen",
  "ignored",
  "encrypted",
] as const;
export type Cause = (typeof causes)[number];

/** A value that this door couldn't know; of a text it may know which outputs it is made of. */
export class Unknown {
  constructor(
    readonly cause: Cause,
    readonly text?: SymbolicText,
  ) {}
}

/** A text in which placeholders stand for outputs that aren't known yet. */
export interface SymbolicText {
  readonly text: string;
  /** By the token that stands in the text for it. */
  readonly outputs: ReadonlyMap<string, Output>;
}

/** A resource's output, such as `arn`. */
export interface Output {
  readonly urn: string;
  readonly name: string;
  /** All that a program gets in this output's place: the token, or a text around it such as an ARN. */
  readonly placeholder: string;
}

/** A secret: judged like any other value, never printed. */
export class Secret {
  constructor(readonly value: Value) {}
}

/** An asset or archive: content that the program uploads; only its kind matters here. */
export class Asset {
  constructor(readonly kind: "asset" | "archive") {}
}

/** A resource passed as a value. */
export class ResourceReference {
  constructor(readonly urn: string) {}
}

export type Value =
  null | boolean | number | string | Unknown | Secret | Asset | ResourceReference | readonly Value[] | Values;
export interface Values {
  readonly [key: string]: Value;
}

/** What stands at one place of a resource's inputs. `path` names that place with indices: `rules[0].destination`. */
export type Reading =
  | { readonly kind: "known"; readonly path: string; readonly value: Plain; readonly secret: boolean }
  | {
      readonly kind: "unknown";
      readonly path: string;
      readonly cause: Cause;
      readonly text?: SymbolicText;
      /** There when it is a secret. */
      readonly secret?: true;
    };
/** A known value: no secret and no unknown at its top; below the top there may be either. */
export type Plain = Exclude<Value, Unknown | Secret>;

/**
 * Everything that stands at a path such as `location`, `tags.data-class` or `rules[].destination.bucket`; `[]` means every
 * member, `[1]` the second one, `{}` every value of a map. Nothing is returned where nothing stands; an unknown on the way is
 * an unknown at the end.
 */
export function readAll(values: Values, path: string): Reading[] {
  const found: Reading[] = [];
  collect(values, stepsOf(path), 0, "", false, found);
  return found;
}

/** The single value at a path without `[]`; undefined when nothing (or null) stands there. */
export function read(values: Values, path: string): Reading | undefined {
  return readAll(values, path)[0];
}

/** The single value under these keys, taken as they are: a key may contain a dot. */
export function readKeys(values: Values, ...keys: readonly string[]): Reading | undefined {
  const found: Reading[] = [];
  collect(values, keys, 0, "", false, found);
  return found[0];
}

/** Paths are those of the tables, a few thousand; those with indices are not kept. */
const knownSteps = new Map<string, readonly string[]>();

/** `a.b[].c{}` as its steps: `["a", "b", "[]", "c", "{}"]`. */
function stepsOf(path: string): readonly string[] {
  const known = knownSteps.get(path);
  if (known !== undefined) return known;
  const steps = path.replaceAll(/\[\d*\]|\{\}/g, ".$&").split(".");
  if (!/\[\d/.test(path)) knownSteps.set(path, steps);
  return steps;
}

/** A record without a prototype, from entries. */
export function record(entries: Iterable<readonly [string, Value]>): Values {
  const values = Object.create(null) as Record<string, Value>;
  for (const [key, value] of entries) values[key] = value;
  return values;
}

/** Tells a record from every other value. */
export function isRecord(value: Value): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret) &&
    !(value instanceof Asset) &&
    !(value instanceof ResourceReference)
  );
}

function collect(
  value: Value | undefined,
  steps: readonly string[],
  next: number,
  path: string,
  secret: boolean,
  found: Reading[],
) {
  if (value === undefined || value === null) return;
  if (value instanceof Unknown) {
    const { cause, text } = value;
    const rest = steps.slice(next);
    // What lies below an unknown isn't its text.
    const whole = rest.every((step) => step === "[]") ? text : undefined;
    const at = path + pathText(rest, path === "");
    found.push({ kind: "unknown", path: at, cause, ...(whole && { text: whole }), ...(secret && { secret }) });
    return;
  }
  if (value instanceof Secret) {
    collect(value.value, steps, next, path, true, found);
    return;
  }
  const step = steps[next];
  if (step === undefined) {
    found.push({ kind: "known", path, value, secret });
  } else if (step.startsWith("[") && step.endsWith("]")) {
    // A provider may accept a lone member where its schema has a list.
    const members: readonly Value[] = Array.isArray(value) ? value : [value];
    const only = step === "[]" ? undefined : Number(step.slice(1, -1));
    members.forEach((member, index) => {
      if (only === undefined || only === index) {
        collect(member, steps, next + 1, `${path}[${index}]`, secret, found);
      }
    });
  } else if (step === "{}") {
    if (!isRecord(value)) return;
    for (const key of Object.keys(value)) collect(value[key], steps, next + 1, `${path}.${key}`, secret, found);
  } else if (isRecord(value) && Object.hasOwn(value, step)) {
    collect(value[step], steps, next + 1, path === "" ? step : `${path}.${step}`, secret, found);
  }
}

function pathText(steps: readonly string[], first: boolean): string {
  return steps.map((step, index) => (/^[[{]/.test(step) ? step : first && index === 0 ? step : `.${step}`)).join("");
}
