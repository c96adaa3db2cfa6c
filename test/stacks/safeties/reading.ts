import type { Estate, Resource } from "../../../policies/residency/estate";
import type { Catalog } from "../../../policies/residency/catalog";
import { isRecord, Secret, Unknown, type Value } from "../../../policies/residency/values";

/** Plain inputs: an output stands as the URN of what has it, when it is its id, or else as `<URN>#<output>`. */
export type Fields = Readonly<Record<string, unknown>>;

/** A resource as invariants read it. */
export interface One {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  /** Of its provider. */
  readonly region: string | undefined;
  readonly inputs: Fields;
  readonly resource: Resource;
}

/** An estate as invariants look at it. */
export interface Enclave {
  readonly estate: Estate;
  readonly catalog: Catalog;
  readonly resources: readonly One[];
  /** Those of a type, by the beginning of its token: `oci:Core/subnet`. */
  readonly all: (kind: string) => readonly One[];
  readonly find: (urn: unknown) => One | undefined;
}

/** Something isn't there, or can't be read, which an invariant looks at. */
export class Unmet extends Error {}

const read = new WeakMap<Resource, One>();

export function enclaveOf(estate: Estate, catalog: Catalog): Enclave {
  const resources = estate.resources.filter(({ kind }) => kind === "managed").map(one);
  const byKind = new Map<string, One[]>();
  for (const found of resources) {
    const kind = found.type.slice(0, found.type.lastIndexOf(":"));
    const others = byKind.get(kind);
    if (others === undefined) byKind.set(kind, [found]);
    else others.push(found);
  }
  const byUrn = new Map<unknown, One>(resources.map((found) => [found.urn, found]));
  return { estate, catalog, resources, all: (kind) => byKind.get(kind) ?? [], find: (urn) => byUrn.get(urn) };
}

function one(resource: Resource): One {
  const known = read.get(resource);
  if (known !== undefined) return known;
  const { urn, type, name, stack, provider } = resource;
  const region = provider?.inputs["region"];
  const inputs = Object.fromEntries(
    Object.entries(resource.inputs).map(([key, value]) => [key, plain(value, resource.references.get(key) ?? [])]),
  );
  const found = { urn, type, name, stack, region: typeof region === "string" ? region : undefined, inputs, resource };
  read.set(resource, found);
  return found;
}

/** @param references - what the input was computed from: all that is known of an output that has no text */
function plain(value: Value, references: readonly string[]): unknown {
  if (value instanceof Secret) return plain(value.value, references);
  if (value instanceof Unknown) {
    if (value.text === undefined) return references.length === 1 ? `${references.join()}#?` : undefined;
    let { text } = value.text;
    for (const { urn, name, placeholder } of value.text.outputs.values()) {
      text = text.replaceAll(placeholder, name === "id" ? urn : `${urn}#${name}`);
    }
    return text;
  }
  if (Array.isArray(value)) return value.map((member: Value) => plain(member, references));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, references)]));
}

/** What stands at a path such as `spec.rules`. */
export function at(from: One | Fields, path: string): unknown {
  let value: unknown = isOne(from) ? from.inputs : from;
  for (const step of path.split(".")) value = fields(value)[step];
  return value;
}

function isOne(from: One | Fields): from is One {
  return "resource" in from && "inputs" in from && "urn" in from;
}

export function fields(value: unknown): Fields {
  // SAFETY: looked at field by field.
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** A text; of an input that isn't there, an empty one. */
export function text(from: One | Fields, path: string): string {
  const value = at(from, path);
  return typeof value === "string" ? value : "";
}

export function texts(from: One | Fields, path: string): string[] {
  return members(from, path).filter((member) => typeof member === "string");
}

/** The members of a list; none where there is no list. */
export function members(from: One | Fields, path: string): readonly unknown[] {
  const value = at(from, path);
  return Array.isArray(value) ? value : [];
}

export function rows(from: One | Fields, path: string): readonly Fields[] {
  return members(from, path).map(fields);
}

/** Those of a type. @throws Unmet where there is none: nothing would be looked at */
export function some(enclave: Enclave, kind: string): readonly One[] {
  const found = enclave.all(kind);
  if (found.length === 0) throw new Unmet(`there is no ${kind}`);
  return found;
}

/** @throws Unmet where there is none of the type with the name */
export function named(enclave: Enclave, kind: string, name: string): One {
  const found = enclave.all(kind).find((each) => each.name === name);
  if (found === undefined) throw new Unmet(`there is no ${kind} ${name}`);
  return found;
}

/** What a resource is called in a problem. */
export function about({ type, name }: One): string {
  return `${type.split(":")[2] ?? type} ${name}`;
}

/** In both regions of the enclave: in the primary one's stack and in the names of resources. */
export const sides = ["primary", "standby"] as const;
export type Side = (typeof sides)[number];
export const regionOfSide: Readonly<Record<Side, string>> = { primary: "us-ashburn-1", standby: "us-phoenix-1" };

/** The other region of the enclave's. */
export function otherRegion(region: string | undefined): string | undefined {
  if (region === regionOfSide.primary) return regionOfSide.standby;
  return region === regionOfSide.standby ? regionOfSide.primary : undefined;
}
