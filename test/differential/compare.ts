import { isDeepStrictEqual } from "node:util";
import { unknown, type Form, type Observed, type ObservedResource, type ObservedVerdict } from "./observed";

/** In what two engines can differ about a program. */
export type Aspect =
  | "resource"
  | "type"
  | "parent"
  | "provider"
  | "id"
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

export interface Leniency {
  /** What isn't known to the embedded engine may be anything in the real one, which was told more. */
  readonly realKnowsMore?: boolean;
}

/** Everything in which two engines' views of a stack differ; `undefined` stands for what one of them lacks. */
export function compare(embedded: Observed, real: Observed, leniency: Leniency = {}): Difference[] {
  const idOf = (urn: string) => real.resources.get(urn)?.id ?? unknown;
  const how = { ...leniency, idOf };
  return [
    ...[...union(embedded.resources.keys(), real.resources.keys())].flatMap((urn) => [
      ...compareResource(urn, embedded.resources.get(urn), real.resources.get(urn), how),
    ]),
    ...compareForms({ aspect: "output", at: "", ...how }, embedded.outputs, real.outputs),
    ...compareVerdicts(embedded.verdicts, real.verdicts),
  ];
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
  how: How,
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
  yield* differ("id", embedded.id, real.id);
  yield* compareForms({ aspect: "input", at: urn, ...how }, embedded.inputs, real.inputs);
  yield* differ("ignoreChanges", sorted(embedded.ignoreChanges), sorted(real.ignoreChanges));
  if (embedded.dependencies !== undefined && real.dependencies !== undefined) {
    yield* differ("dependencies", sorted(embedded.dependencies), sorted(real.dependencies));
  }
  const [one, other] = [embedded.propertyDependencies, real.propertyDependencies];
  if (one === undefined || other === undefined) return;
  for (const key of union(Object.keys(one), Object.keys(other))) {
    if (isUnasked(own(embedded.inputs, key), one[key] ?? [], other[key] ?? [], how)) continue;
    yield* differ("propertyDependencies", sorted(one[key] ?? []), sorted(other[key] ?? []), `.${key}`);
  }
}

/**
 * A lookup whose arguments aren't known isn't made, and the SDK then forgets what they depend on: the real engine, which was
 * told more, sees more dependencies of what isn't known here.
 */
function isUnasked(input: Form | undefined, here: readonly string[], real: readonly string[], how: How): boolean {
  const isUntold = how.realKnowsMore === true && JSON.stringify(input ?? null).includes(JSON.stringify(unknown));
  return isUntold && here.every((urn) => real.includes(urn));
}

interface How extends Leniency {
  /** The id by which the real engine shows a resource; unknown for what a preview makes. */
  readonly idOf: (urn: string) => Form;
}
type Where = How & Pick<Difference, "aspect" | "at">;

function* compareForms(where: Where, embedded: Form | undefined, real: Form | undefined): Generator<Difference> {
  if (isElidedSecret(embedded, real) || isSame(embedded, real, where)) return;
  const { aspect, at } = where;
  const keys = isRecord(embedded) && isRecord(real) ? union(Object.keys(embedded), Object.keys(real)) : [];
  // A marker such as `$secret` is told whole, not as a property.
  if (!isRecord(embedded) || !isRecord(real) || [...keys].some((key) => key.startsWith("$"))) {
    yield { aspect, at, embedded, real };
    return;
  }
  for (const key of keys) yield* compareForms({ ...where, at: `${at}.${key}` }, own(embedded, key), own(real, key));
}

/** The real engine's log hides the content of secrets. */
function isElidedSecret(embedded: Form | undefined, real: Form | undefined): boolean {
  return isRecord(embedded) && Object.hasOwn(embedded, "$secret") && isRecord(real) && Object.hasOwn(real, "$elided");
}

/**
 * The same, except that inside secrets, where the log is of no help, the real engine shows a resource as its id, or as its
 * URN where it has none.
 */
function isSame(
  embedded: Form | undefined,
  real: Form | undefined,
  how: How & { readonly inSecret?: boolean },
): boolean {
  if (how.realKnowsMore === true && isDeepStrictEqual(embedded, unknown)) return true;
  if (Array.isArray(embedded) && Array.isArray(real)) {
    const [one, other] = [embedded as readonly Form[], real as readonly Form[]];
    return one.length === other.length && one.every((member, index) => isSame(member, other[index], how));
  }
  if (!isRecord(embedded)) return isDeepStrictEqual(embedded, real);
  const { $resource: urn } = embedded;
  if (how.inSecret === true && typeof urn === "string" && isShownAs(urn, real, how)) return true;
  if (!isRecord(real)) return false;
  const keys = union(Object.keys(embedded), Object.keys(real));
  return [...keys].every((key) => {
    const inSecret = how.inSecret === true || key === "$secret";
    return isSame(own(embedded, key), own(real, key), { ...how, inSecret });
  });
}

function isShownAs(urn: string, real: Form | undefined, { idOf }: How): boolean {
  return real === urn || isDeepStrictEqual(real, idOf(urn));
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
