import { isDeepStrictEqual } from "node:util";
import { unknown, type Form, type Observed, type ObservedResource, type ObservedVerdict } from "./observed";

/** In what two engines can differ about a program. */
export type Aspect =
  | "resource"
  | "type"
  | "parent"
  | "provider"
  | "input"
  | "ignoreChanges"
  | "dependencies"
  | "propertyDependencies"
  | "output"
  | "verdict";

export interface Difference {
  readonly aspect: Aspect;
  /** A URN, with the property where there is one. */
  readonly at: string;
  readonly embedded: unknown;
  readonly real: unknown;
}

/**
 * Everything in which two engines' views of a stack differ; `undefined` stands for what one of them lacks.
 * @param options.deployedIsKnown what is unknown to the embedded engine alone is no difference
 */
export function compare(embedded: Observed, real: Observed, { deployedIsKnown = false } = {}): Difference[] {
  const all = [
    ...[...union(embedded.resources.keys(), real.resources.keys())].flatMap((urn) => [
      ...compareResource(urn, embedded.resources.get(urn), real.resources.get(urn)),
    ]),
    ...compareForms("output", "", embedded.outputs, real.outputs),
    ...compareVerdicts(embedded.verdicts, real.verdicts),
  ];
  return deployedIsKnown ? all.filter((one) => !isDeepStrictEqual(one.embedded, unknown)) : all;
}

/** A difference as one line of a failed test. */
export function shown({ aspect, at, embedded, real }: Difference): string {
  const text = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
  return `${aspect} of ${at}: embedded has ${text(embedded)}, real has ${text(real)}`;
}

function* compareResource(
  urn: string,
  embedded: ObservedResource | undefined,
  real: ObservedResource | undefined,
): Generator<Difference> {
  if (embedded === undefined || real === undefined) {
    yield { aspect: "resource", at: urn, embedded: embedded?.type, real: real?.type };
    return;
  }
  const differ = (aspect: Aspect, one: unknown, other: unknown, key = ""): Difference[] =>
    isDeepStrictEqual(one, other) ? [] : [{ aspect, at: urn + key, embedded: one, real: other }];
  yield* differ("type", embedded.type, real.type);
  yield* differ("parent", embedded.parent, real.parent);
  yield* differ("provider", embedded.provider, real.provider);
  yield* compareForms("input", urn, embedded.inputs, real.inputs);
  yield* differ("ignoreChanges", sorted(embedded.ignoreChanges), sorted(real.ignoreChanges));
  if (embedded.dependencies !== undefined && real.dependencies !== undefined) {
    yield* differ("dependencies", sorted(embedded.dependencies), sorted(real.dependencies));
  }
  const [one, other] = [embedded.propertyDependencies, real.propertyDependencies];
  if (one === undefined || other === undefined) return;
  for (const key of union(Object.keys(one), Object.keys(other))) {
    yield* differ("propertyDependencies", sorted(one[key] ?? []), sorted(other[key] ?? []), `.${key}`);
  }
}

function* compareForms(
  aspect: Aspect,
  at: string,
  embedded: Form | undefined,
  real: Form | undefined,
): Generator<Difference> {
  if (isElidedSecret(embedded, real) || isSame(embedded, real)) return;
  const keys = isRecord(embedded) && isRecord(real) ? union(Object.keys(embedded), Object.keys(real)) : [];
  // A marker such as `$secret` is told whole, not as a property.
  if (!isRecord(embedded) || !isRecord(real) || [...keys].some((key) => key.startsWith("$"))) {
    yield { aspect, at, embedded, real };
    return;
  }
  for (const key of keys) yield* compareForms(aspect, `${at}.${key}`, own(embedded, key), own(real, key));
}

/** The real engine's log hides the content of secrets. */
function isElidedSecret(embedded: Form | undefined, real: Form | undefined): boolean {
  return isRecord(embedded) && Object.hasOwn(embedded, "$secret") && isRecord(real) && Object.hasOwn(real, "$elided");
}

/**
 * The same, except that inside secrets, where the log is of no help, the real engine shows a resource as its id, which isn't
 * known, or as its URN where it has no id.
 */
function isSame(embedded: Form | undefined, real: Form | undefined, inSecret = false): boolean {
  if (Array.isArray(embedded) && Array.isArray(real)) {
    const [one, other] = [embedded as readonly Form[], real as readonly Form[]];
    return one.length === other.length && one.every((member, index) => isSame(member, other[index], inSecret));
  }
  if (!isRecord(embedded)) return isDeepStrictEqual(embedded, real);
  if (inSecret && Object.hasOwn(embedded, "$resource") && !isRecord(real)) return real === embedded["$resource"];
  if (!isRecord(real)) return false;
  if (inSecret && Object.hasOwn(embedded, "$resource") && isDeepStrictEqual(real, unknown)) return true;
  const keys = union(Object.keys(embedded), Object.keys(real));
  return [...keys].every((key) => isSame(own(embedded, key), own(real, key), inSecret || key === "$secret"));
}

function* compareVerdicts(
  embedded: readonly ObservedVerdict[],
  real: readonly ObservedVerdict[],
): Generator<Difference> {
  const [one, other] = [effects(embedded), effects(real)];
  for (const at of union(one.keys(), other.keys())) {
    if (isDeepStrictEqual(one.get(at), other.get(at))) continue;
    yield { aspect: "verdict", at, embedded: one.get(at), real: other.get(at) };
  }
}

/** `<rule> about <urn>` → the effects, each once. */
function effects(verdicts: readonly ObservedVerdict[]): ReadonlyMap<string, readonly string[]> {
  const byRule = new Map<string, Set<string>>();
  for (const { rule, urn, effect } of verdicts) {
    const key = `${rule} about ${urn}`;
    byRule.set(key, (byRule.get(key) ?? new Set()).add(effect));
  }
  return new Map([...byRule].map(([key, all]) => [key, sorted(all)]));
}

function isRecord(form: Form | undefined): form is Readonly<Record<string, Form>> {
  return typeof form === "object" && form !== null && !Array.isArray(form);
}

function own(form: Readonly<Record<string, Form>>, key: string): Form | undefined {
  return Object.hasOwn(form, key) ? form[key] : undefined;
}

function union<Key>(one: Iterable<Key>, other: Iterable<Key>): Set<Key> {
  return new Set([...one, ...other]);
}

function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort();
}
