import { buildEstate, type Estate, type Resource } from "./estate";
import { topInput } from "./property-path";
import { isRecord, record, ResourceReference, Secret, Unknown, type Value, type Values } from "./values";

/**
 * The estate as it would be without one input of a resource: what `explain` judges again. The input itself when nothing
 * stands there.
 * @param property with indices, as readings name it; the members of a list that stay keep theirs
 */
export function cut(estate: Estate, urn: string, property: string): Estate {
  const resource = estate.find(urn);
  if (resource === undefined) return estate;
  const changed = without(resource, property);
  if (changed === resource) return estate;
  return rebuilt(
    estate,
    estate.resources.map((one) => (one === resource ? changed : one)),
  );
}

/** The estate as it would be without a resource; what others say of it stays. */
export function cutResource(estate: Estate, urn: string): Estate {
  if (estate.find(urn) === undefined) return estate;
  return rebuilt(
    estate,
    estate.resources.filter((resource) => resource.urn !== urn),
  );
}

/** The nearest member of a list that holds a property: `rules[0]` for `rules[0].destination.bucket`; undefined outside lists. */
export function listMember(property: string): string | undefined {
  const end = property.lastIndexOf("]");
  const member = property.slice(0, end + 1);
  return /\[\d+\]$/.test(member) ? member : undefined;
}

/** Another resource, one of whose outputs stands in an input, or which stands there itself. */
export interface Mention {
  readonly urn: string;
  /** Where, with indices. */
  readonly path: string;
}

export function mentionsOf({ inputs }: Resource): Mention[] {
  return Object.keys(inputs).flatMap((input) => [...mentions(inputs[input], input)]);
}

function rebuilt({ scope, stacks, gaps, states }: Estate, resources: readonly Resource[]): Estate {
  return buildEstate(scope, stacks, resources, gaps, states);
}

/** The same resource when nothing stands there. */
function without(resource: Resource, property: string): Resource {
  const left = remove(resource.inputs, property);
  if (left.kind !== "left" || !isRecord(left.value)) return resource;
  const inputs = left.value;
  const top = topInput(property);
  return { ...resource, inputs, references: referencesLeft(resource, top, inputs) };
}

/** What only the removed part was computed from isn't referred to any more. */
function referencesLeft({ inputs, references }: Resource, top: string, left: Values): Resource["references"] {
  const urns = references.get(top);
  if (urns === undefined) return references;
  const others = [...references].filter(([input]) => input !== top);
  if (left[top] === undefined) return new Map(others);
  const still = new Set([...mentions(left[top], top)].map(({ urn }) => urn));
  const gone = new Set([...mentions(inputs[top], top)].map(({ urn }) => urn).filter((urn) => !still.has(urn)));
  return new Map([...others, [top, urns.filter((urn) => !gone.has(urn))]]);
}

function* mentions(value: Value | undefined, path: string): Generator<Mention> {
  if (value instanceof Unknown) {
    for (const urn of new Set([...(value.text?.outputs.values() ?? [])].map((output) => output.urn)))
      yield { urn, path };
  } else if (value instanceof ResourceReference) {
    yield { urn: value.urn, path };
  } else if (value instanceof Secret) {
    yield* mentions(value.value, path);
  } else if (Array.isArray(value)) {
    const members: readonly Value[] = value;
    for (const [index, member] of members.entries()) yield* mentions(member, `${path}[${index}]`);
  } else if (value !== undefined && isRecord(value)) {
    for (const key of Object.keys(value)) yield* mentions(value[key], `${path}.${key}`);
  }
}

/** What is left of a value when something in it is removed. */
type Left = { readonly kind: "untouched" | "nothing" } | { readonly kind: "left"; readonly value: Value };

const untouched: Left = { kind: "untouched" };

function remove(value: Value, path: string): Left {
  // What is known of an unknown is only that it may hold what is to be removed.
  if (path === "" || value instanceof Unknown) return { kind: "nothing" };
  if (value instanceof Secret) {
    const left = remove(value.value, path);
    return left.kind === "left" ? { kind: "left", value: new Secret(left.value) } : left;
  }
  const [step, index] = /^\[(\d+)\]/.exec(path) ?? [];
  if (step !== undefined) {
    const rest = path.slice(step.length);
    // A provider may accept a lone member where its schema has a list.
    return Array.isArray(value) ? removeMember(value, Number(index), rest) : remove(value, rest);
  }
  return isRecord(value) ? removeKey(value, path.startsWith(".") ? path.slice(1) : path) : untouched;
}

/** A null keeps the place of a member that is gone, so that the others keep their indices; it says nothing. */
function removeMember(members: readonly Value[], index: number, rest: string): Left {
  const member = members[index];
  const left = member === undefined ? untouched : remove(member, rest);
  if (left.kind === "untouched") return left;
  const value = members.with(index, left.kind === "left" ? left.value : null);
  return { kind: "left", value: value.every((one) => one === null) ? [] : value };
}

/** A key may itself hold what parts steps: `tags.a.b`. */
function removeKey(values: Values, path: string): Left {
  for (const key of Object.keys(values)) {
    const rest = path.slice(key.length);
    const member = path.startsWith(key) && /^$|^[.[]/.test(rest) ? values[key] : undefined;
    const left = member === undefined ? untouched : remove(member, rest);
    if (left.kind === "untouched") continue;
    const entries = Object.entries(values).flatMap(([other, value]): [string, Value][] => {
      if (other !== key) return [[other, value]];
      return left.kind === "left" ? [[key, left.value]] : [];
    });
    return { kind: "left", value: record(entries) };
  }
  return untouched;
}
