import type { Resource } from "../estate";
import { factsOf, type Facts, type FactTerms } from "../facts";
import { placesOfResource, shownPlaces } from "../holders";
import type { Estate } from "../estate";
import type { Cause } from "../values";
import { readName } from "../written-name";
import { keyOf, type NamedKey, type ProtectionKind } from "./key-of";

/** Whose key protects what a resource holds, as reports may show it: no value of a property but places. */
export interface ShownProtection {
  readonly kind: ProtectionKind;
  readonly keys: readonly ShownKey[];
  /** Why it isn't known. */
  readonly cause: Cause | null;
}

export interface ShownKey {
  /** URN of the key; null where it is no resource of the estate. */
  readonly urn: string | null;
  readonly places: readonly string[];
  /** URN of the resource whose input names it. */
  readonly by: string;
  readonly property: string;
}

export function shownProtection(resource: Resource, estate: Estate, terms: FactTerms): ShownProtection {
  const { kind, keys, cause = null } = keyOf(resource, estate, terms.catalog);
  if (keys.length === 0) return { kind, keys: [], cause };
  const facts = factsOf(estate, terms);
  const dataClass = facts.declaredOf(resource).name;
  return {
    kind,
    keys: keys.map((key) => ({
      urn: key.resource?.urn ?? null,
      places: placesOf(key, dataClass, facts, terms),
      by: key.by.urn,
      property: key.property,
    })),
    cause,
  };
}

function placesOf(
  { resource, placed }: NamedKey,
  dataClass: string,
  facts: Facts,
  terms: FactTerms,
): readonly string[] {
  if (resource === undefined) return placed === undefined ? [] : shownPlaces([placed], dataClass, terms.mandate);
  if (resource.kind !== "read") return placesOfResource(resource, facts, terms);
  const found = facts.lookedUpPlacement(resource, readName(resource.id ?? ""));
  return found === undefined ? [] : shownPlaces(found.places, dataClass, terms.mandate);
}
