import {
  deletionOf,
  type Deletion,
  type Provider,
  type Resource,
  type SourcePosition,
} from "../../policies/residency/estate";
import { outputsOfUse } from "../../policies/residency/known-names";
import { providerPrefix } from "../../policies/residency/seen-provider";
import { readUrn } from "../../policies/residency/urns";
import { record, type Values } from "../../policies/residency/values";
import { StateFault } from "./fault";
import { booleanIn, objectIn, textIn, textsIn, type JsonObject } from "./json";
import { decodeProperties } from "./properties";
import { sourceOf } from "./source";

/** A resource as one file shows it. What depends on its provider is filled in when all of the file is there. */
export interface Found extends Resource {
  id?: string;
  inputs: Values;
  outputs?: Values;
  parent?: string;
  injected: ReadonlySet<string>;
  provider?: Provider;
  deletion?: Deletion;
  /** `<urn>::<id>`, empty for what has none. */
  readonly providerReference: string;
  /** As others in the file refer to it: what is there beside another of its URN is given one of its own. */
  readonly engineUrn: string;
  /** True for what a replacement has left, to be deleted by the next operation. */
  readonly isLeft: boolean;
}

/** What the resources of all files share. */
export interface Shared {
  /** Tells the types that the catalog has a row for. */
  readonly isKnownType: (type: string) => boolean;
  /** The same text, and the same one each time: types and URNs are said a hundred times. */
  readonly same: (text: string) => string;
}

export const stackType = "pulumi:pulumi:Stack";

const none: ReadonlyMap<string, readonly string[]> = new Map();
const nothing: ReadonlySet<string> = new Set();
/** What a state has under an input is what was deployed last: what a program wished instead never went there. */
const ignoresNothing: readonly string[] = [];

/**
 * @param at where it stands in the file, for what doesn't say where the program declares it
 * @throws StateFault
 */
export function readFound(state: JsonObject, at: SourcePosition, shared: Shared): Found {
  const { same } = shared;
  const urn = same(textIn(state, "urn"));
  const parts = readUrn(urn);
  if (parts === undefined) throw new StateFault("its `urn` is not the URN of a resource");
  const type = same(textIn(state, "type"));
  if (type === "") throw new StateFault("it has no `type`");
  // What it is by one must not be hidden by the other.
  const [, , types = ""] = urn.split("::", 3);
  if (type !== types && !types.endsWith(`$${type}`)) {
    throw new StateFault("its `type` is another one than its `urn` says");
  }
  const id = textIn(state, "id");
  const parent = parentIn(state);
  const outputs = outputsIn(state);
  const deletion = deletionOf(booleanIn(state, "protect"), booleanIn(state, "retainOnDelete"));
  const found: Found = {
    urn,
    type,
    name: parts.name,
    project: same(parts.project),
    stack: same(parts.stack),
    kind: kindOf(state, type, shared),
    inputs: decodeProperties(objectIn(state, "inputs") ?? {}),
    injected: nothing,
    ignoreChanges: ignoresNothing,
    dependsOn: textsIn(state, "dependencies").map(same),
    references: referencesIn(state, same),
    source: sourceOf(state) ?? at,
    engineUrn: urn,
    providerReference: same(textIn(state, "provider")),
    isLeft: booleanIn(state, "delete"),
  };
  if (id !== "") found.id = id;
  if (parent !== "") found.parent = same(parent);
  if (outputs !== undefined) found.outputs = outputs;
  if (deletion !== undefined) found.deletion = deletion;
  return found;
}

/** No plugin manages a component. A type that the catalog knows is never taken for one. */
function kindOf(state: JsonObject, type: string, { isKnownType }: Shared): Resource["kind"] {
  if (type === stackType) return "stack";
  if (type.startsWith(providerPrefix)) return "provider";
  if (booleanIn(state, "external")) return "read";
  return booleanIn(state, "custom") || isKnownType(type) ? "managed" : "component";
}

function parentIn(state: JsonObject): string {
  const parent = textIn(state, "parent");
  return parent.includes(`::${stackType}::`) ? "" : parent;
}

function referencesIn(state: JsonObject, same: Shared["same"]): ReadonlyMap<string, readonly string[]> {
  const properties = objectIn(state, "propertyDependencies");
  if (properties === undefined) return none;
  let references: Map<string, readonly string[]> | undefined;
  for (const property of Object.keys(properties)) {
    const urns = textsIn(properties, property);
    if (urns.length > 0) (references ??= new Map()).set(property, urns.map(same));
  }
  return references ?? none;
}

/** Of the outputs, those that others may know a resource by: most of a state is outputs that nobody asks for. */
function outputsIn(state: JsonObject): Values | undefined {
  const outputs = objectIn(state, "outputs");
  if (outputs === undefined) return undefined;
  const used: Record<string, JsonObject[string]> = {};
  for (const name of outputsOfUse) {
    const value = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (value !== undefined) used[name] = value;
  }
  return decodeProperties(used);
}

/**
 * Names that only the engine gives: an SDK's version is in them. A preview leaves out every provider whose name begins with
 * `default`, also one that the program makes itself, and `default` alone may be either.
 */
const versioned = /^default_(\d+_\d+_\d+)/;

/** A provider that nothing shows but the configuration that the engine makes it from. */
export function defaultProvider(reference: string, configuration: JsonObject, at: SourcePosition): Found | undefined {
  const end = reference.lastIndexOf("::");
  const urn = reference.slice(0, end);
  const parts = readUrn(urn);
  if (parts?.type.startsWith(providerPrefix) !== true) return undefined;
  const { stack, project, type, name } = parts;
  const [, version] = versioned.exec(name) ?? [];
  // The package of stack references has no version, and no place.
  if (version === undefined && type !== `${providerPrefix}pulumi`) return undefined;
  const prefix = `${type.slice(providerPrefix.length)}:`;
  const stated = Object.entries(configuration).filter(([key]) => key.startsWith(prefix));
  const inputs = decodeProperties({
    ...Object.fromEntries(stated.map(([key, value]) => [key.slice(prefix.length), value])),
    ...(version !== undefined && { version: version.replaceAll("_", ".") }),
  });
  return {
    ...{ urn, type, name, project, stack, kind: "provider", inputs, outputs: record([]), id: reference.slice(end + 2) },
    ...{ injected: nothing, ignoreChanges: ignoresNothing, dependsOn: [], references: none, source: at },
    ...{ engineUrn: urn, providerReference: "", isLeft: false },
  };
}
