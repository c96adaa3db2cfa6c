import type { Resource } from "./estate";
import { tableInput } from "./property-path";
import { isMeant, resolve, type Lookup, type Target } from "./resolve";
import { serviceOf } from "./type-token";
import { readAll, type Reading } from "./values";
import type { WrittenName } from "./written-name";

/** What an input that should name another resource turns out to say. */
export type Referred =
  /** It is that resource, as far as a preview can tell. */
  | { readonly kind: "resource"; readonly resource: Resource }
  /** It was computed from several resources, or from one that can't be meant: any of these, or something else. */
  | { readonly kind: "computed"; readonly candidates: readonly Resource[]; readonly reading: Reading }
  /** A name that no resource of the estate has. */
  | { readonly kind: "name"; readonly written: WrittenName; readonly secret: boolean; readonly reading: Reading }
  /** Not known, and nothing is known that it was computed from. */
  | { readonly kind: "unknown"; readonly reading: Reading };

/**
 * What each member of an input that names a parent or container refers to. An unknown one that was computed from one
 * resource alone, of a kind that the input is named for (a `keyRing` from a key ring), is taken for that resource: what
 * places and classes a thing is seldom put together from parts.
 */
export function referred(resource: Resource, path: string, lookup: Lookup): Referred[] {
  return readAll(resource.inputs, path).flatMap((reading) =>
    resolve(resource, reading, path, lookup).map((target) => asReferred(target, reading, resource, path)),
  );
}

function asReferred(target: Target, reading: Reading, resource: Resource, path: string): Referred {
  switch (target.kind) {
    case "resource":
      return target;
    case "computed": {
      const [only] = target.candidates;
      // Nothing that the estate lacks may be among what it was computed from.
      const alone =
        (resource.references.get(tableInput(path)) ?? []).filter((urn) => urn !== resource.urn).length === 1;
      const isWhole = reading.kind === "unknown" && reading.text === undefined;
      if (only !== undefined && alone && isWhole && isMeant(only, path, resource))
        return { kind: "resource", resource: only };
      return { kind: "computed", candidates: target.candidates, reading };
    }
    case "written":
      return { kind: "name", written: target.written, secret: target.secret, reading };
    case "none":
    case "unknown":
      return { kind: "unknown", reading };
  }
}

/** `aws:s3tables/table:Table` is of one service with what is of `s3`, as `GenericArtifactsContent` is with `Artifacts`. */
export function areOfOneService(type: string, other: string): boolean {
  const [one, another] = [serviceOf(type), serviceOf(other)];
  return one.includes(another) || another.includes(one);
}
