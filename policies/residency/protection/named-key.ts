import type { Catalog } from "../catalog";
import type { Resource } from "../estate";
import { lookUpPlace } from "../geography";
import { keyRowsOf, type KeyInput } from "../keys";
import type { PlacedAt } from "../locate";
import { resolve, type Lookup, type Target } from "../resolve";
import { cloudOf } from "../type-token";
import { readAll, type Cause, type Reading } from "../values";

/** What names are looked up in. */
export interface KeyContext {
  readonly catalog: Catalog;
  readonly lookup: Lookup;
}

/** A key of the customer's, as an input names it. */
export interface NamedKey {
  /** The key, where it is a resource of the estate. */
  readonly resource?: Resource;
  /** Where a name says that it is, of one that is no resource of the estate. */
  readonly placed?: PlacedAt;
  /** The resource whose input names it. */
  readonly by: Resource;
  /** That input, with indices. */
  readonly property: string;
}

/** What is said of the key of one part of what a resource holds. */
export type KeyStatement =
  | { readonly kind: "customer"; readonly key: NamedKey }
  /** `mixed`: its parts have keys of their own. */
  | { readonly kind: "provider" | "none" | "mixed" }
  | { readonly kind: "unknown"; readonly cause: Cause };

/** A chain of aliases isn't longer. */
const deepest = 4;

/** Names that mean a key that the provider owns or manages; by an id or ARN alone nobody can tell whose a key is. */
const ownedByProvider = /^(?:arn:[^:]+:kms:[^:]*:[^:]*:)?alias\/aws\/|^(?:AWS_OWNED_(?:KMS_)?KEY|S3_MANAGED_KEY)$/i;

/** What the value of an input that names a key says. */
export function namedKey(
  by: Resource,
  reading: Reading,
  { path, isRaw }: KeyInput,
  context: KeyContext,
): KeyStatement[] {
  const named: NamedKey = { by, property: reading.path };
  if (isRaw) {
    // What is made of outputs is there, whatever it turns out to be.
    const isThere = reading.kind === "known" || reading.text !== undefined;
    return [isThere ? { kind: "customer", key: named } : { kind: "unknown", cause: reading.cause }];
  }
  return resolve(by, reading, path, context.lookup).map((target) => ofTarget(target, named, context));
}

function ofTarget(target: Target, named: NamedKey, context: KeyContext): KeyStatement {
  switch (target.kind) {
    case "resource":
      return ofResource(target.resource, named, context, deepest);
    case "computed": {
      const [only, ...others] = target.candidates;
      if (only === undefined || others.length > 0) return { kind: "unknown", cause: target.cause };
      const statement = ofResource(only, named, context, deepest);
      return statement.kind === "unknown" ? { kind: "unknown", cause: target.cause } : statement;
    }
    case "written":
      return ownedByProvider.test(target.text.trim())
        ? { kind: "provider" }
        : { kind: "customer", key: withPlace(named, target) };
    case "none":
      return { kind: "unknown", cause: "unreadable" };
    case "unknown":
      return { kind: "unknown", cause: target.cause };
  }
}

function withPlace(named: NamedKey, { written, secret }: Extract<Target, { readonly kind: "written" }>): NamedKey {
  const cloud = written.cloud ?? cloudOf(named.by.type);
  if (written.place === undefined || cloud === undefined) return named;
  const found = lookUpPlace(cloud, written.place);
  return found.kind === "place"
    ? { ...named, placed: { place: found.place, property: named.property, secret } }
    : named;
}

/** The key that a resource is or stands for; what else an input is given may hold the name of any key. */
function ofResource(resource: Resource, named: NamedKey, context: KeyContext, depth: number): KeyStatement {
  if (resource.kind === "read" && ownedByProvider.test(resource.id ?? "")) return { kind: "provider" };
  const meant = keyMeant(resource, named, context, depth);
  if (meant !== undefined) return meant;
  const holds = context.catalog.find(resource.type)?.holds;
  if (holds === "keys") return { kind: "customer", key: { ...named, resource } };
  return { kind: "unknown", cause: "unresolvable" };
}

/** The key behind an alias, a version or a policy; undefined for a resource that stands for no other. */
function keyMeant(resource: Resource, named: NamedKey, context: KeyContext, depth: number): KeyStatement | undefined {
  if (depth === 0) return undefined;
  for (const { means, of } of keyRowsOf(resource.type)) {
    if (means !== "stands") continue;
    for (const path of of) {
      for (const reading of readAll(resource.inputs, path)) {
        for (const target of resolve(resource, reading, path, context.lookup)) {
          return target.kind === "resource"
            ? ofResource(target.resource, named, context, depth - 1)
            : ofTarget(target, named, context);
        }
      }
    }
    // What is only looked up doesn't say what it stands for; of what has a name, that isn't one of the provider's.
    if (resource.kind !== "read") continue;
    const isNamed = (resource.id ?? "") !== "";
    return isNamed ? { kind: "customer", key: { ...named, resource } } : { kind: "unknown", cause: "not-seen" };
  }
  return undefined;
}
