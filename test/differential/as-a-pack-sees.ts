import { buildEstate, type Estate, type Provider, type Resource } from "../../policies/residency/estate";
import {
  isRecord,
  record,
  ResourceReference,
  Secret,
  Unknown,
  type Value,
  type Values,
} from "../../policies/residency/values";

/**
 * One stack of the embedded engine's estate without all that a pack can't see in the real one, so that rules must say the
 * same of both:
 * - the option `ignoreChanges`: to a pack, the engine shows what is deployed;
 * - the cause of an unknown: a pack can't tell one that nobody sees from one that is known later;
 * - that a component is remote: a pack sees a component like others, and what is in it;
 * - what is only looked up, and what else wasn't seen;
 * - a resource as a value, which a pack is shown as its id, or as its URN where it has none.
 * Secrets stay: no verdict may depend on them.
 */
export function asAPackSees(estate: Estate): Estate {
  const { scope, stacks, resources } = estate;
  const seen = resources.filter(({ kind }) => kind !== "read");
  return buildEstate(
    scope,
    stacks,
    seen.map((resource) => seenResource(resource, estate)),
    [],
  );
}

function seenResource({ provider, ...resource }: Resource, estate: Estate): Resource {
  return {
    ...resource,
    kind: resource.kind === "remote" ? "component" : resource.kind,
    inputs: seenValues(resource.inputs, estate),
    ignoreChanges: [],
    ...(resource.outputs && { outputs: seenValues(resource.outputs, estate) }),
    ...(provider && resource.kind !== "remote" && { provider: seenProvider(provider, estate) }),
  };
}

function seenProvider(
  { inputs, package: packageName, urn, isDefault, ambientRegion }: Provider,
  estate: Estate,
): Provider {
  return {
    ...{ package: packageName, urn, isDefault, inputs: seenValues(inputs, estate) },
    ...(ambientRegion && { ambientRegion }),
  };
}

function seenValues(values: Values, estate: Estate): Values {
  return record(Object.entries(values).map(([key, value]) => [key, seenValue(value, estate)]));
}

function seenValue(value: Value, estate: Estate): Value {
  if (value instanceof Unknown) return new Unknown("not-yet-known");
  if (value instanceof Secret) return new Secret(seenValue(value.value, estate));
  if (value instanceof ResourceReference) return shownAs(value, estate);
  if (Array.isArray(value)) return (value as readonly Value[]).map((member) => seenValue(member, estate));
  return isRecord(value) ? seenValues(value, estate) : value;
}

function shownAs({ urn }: ResourceReference, estate: Estate): Value {
  const resource = estate.find(urn);
  if (resource?.kind === "component" || resource?.kind === "remote") return urn;
  return resource?.id ?? new Unknown("not-yet-known");
}
