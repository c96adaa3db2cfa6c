import type { Estate, Resource } from "./estate";
import { readAll, readKeys, ResourceReference, type Reading } from "./values";

/** What an input that should name another resource turns out to say. */
export type Referred =
  /** It is that resource, as far as a preview can tell. */
  | { readonly kind: "resource"; readonly resource: Resource }
  /** It was computed from several resources, or from one that can't be meant: any of these, or something else. */
  | { readonly kind: "computed"; readonly candidates: readonly Resource[]; readonly reading: Reading }
  /** A name that no resource of the estate has. */
  | { readonly kind: "name"; readonly name: string; readonly secret: boolean; readonly reading: Reading }
  /** Not known, and nothing is known that it was computed from. */
  | { readonly kind: "unknown"; readonly reading: Reading };

/** Inputs under which a resource carries a name that others may use for it. */
const nameInputs = ["name", "bucket", "id", "arn", "selfLink"] as const;

/**
 * What each member of an input refers to. *Depends on* is not *is*: a known text is a resource only when it is a name of
 * that resource's; an unknown one only when it was computed from that resource alone, and the resource is of a kind that
 * the input is named for (a `keyRing` from a key ring).
 */
export function referred(resource: Resource, path: string, find: Estate["find"]): Referred[] {
  const [top = ""] = path.split(/[.[]/);
  const urns = (resource.references.get(top) ?? []).filter((urn) => urn !== resource.urn);
  const sources = urns.map(find).filter((source): source is Resource => source !== undefined);
  return readAll(resource.inputs, path).map((reading) => refer(reading, path, sources, urns.length, find));
}

function refer(
  reading: Reading,
  path: string,
  sources: readonly Resource[],
  urns: number,
  find: Estate["find"],
): Referred {
  if (reading.kind === "known") {
    const { value, secret } = reading;
    if (value instanceof ResourceReference) {
      const resource = find(value.urn);
      return resource === undefined ? { kind: "unknown", reading } : { kind: "resource", resource };
    }
    if (typeof value !== "string") return { kind: "unknown", reading };
    const named = sources.find((source) => isNamed(source, value));
    return named === undefined ? { kind: "name", name: value, secret, reading } : { kind: "resource", resource: named };
  }
  const [only] = sources;
  if (only !== undefined && urns === 1 && isMeant(only, path)) return { kind: "resource", resource: only };
  return sources.length === 0 ? { kind: "unknown", reading } : { kind: "computed", candidates: sources, reading };
}

function isNamed(resource: Resource, name: string): boolean {
  if (resource.id === name) return true;
  return nameInputs.some((input) => {
    const own = readKeys(resource.inputs, input);
    return own?.kind === "known" && own.value === name;
  });
}

/** `keyRing` means a KeyRing, `compartmentId` a Compartment, `bucket` a Bucket or BucketV2. */
function isMeant({ type }: Resource, path: string): boolean {
  const input = path.replaceAll("[]", "").split(".").at(-1) ?? "";
  const wanted = input.toLowerCase().replace(/(id|name|arn|s)$/, "");
  const kind = (type.split(":").at(-1) ?? "").toLowerCase();
  return wanted !== "" && (kind.includes(wanted) || wanted.includes(kind));
}
