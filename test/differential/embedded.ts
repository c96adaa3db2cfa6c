import { knownText } from "../../policies/residency/sentinels";
import { Asset, ResourceReference, Secret, Unknown, type Value, type Values } from "../../policies/residency/values";
import type { Estate, Resource } from "../../policies/residency/estate";
import { packRules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { asAPackSees } from "./as-a-pack-sees";
import { asset, reference, secret, unknown, type Form, type Observed, type ObservedResource } from "./observed";

/**
 * Reads one stack of what the embedded engine made, and what the pack's rules say of it, as far as a pack can see it. Values
 * whose key starts with `__`, such as the code of a dynamic provider, a pack isn't shown either.
 */
export function observeEmbedded(estate: Estate, outputs: Values, terms: Terms): Observed {
  return {
    resources: new Map(estate.resources.map((resource) => [resource.urn, observeResource(resource)])),
    outputs: fields(outputs),
    verdicts: judge(asAPackSees(estate), packRules, terms).findings.map(({ rule, resource, effect }) => ({
      rule,
      urn: resource.urn,
      effect,
    })),
  };
}

function observeResource(resource: Resource): ObservedResource {
  const { urn, type, inputs, parent = "", ignoreChanges, dependsOn, references, kind } = resource;
  const provider = kind === "remote" ? "" : (resource.provider?.urn ?? "");
  const observed = { urn, type, parent, provider, inputs: fields(inputs), ignoreChanges };
  if (kind === "read") return { ...observed, id: formOf(knownText(resource.id ?? "")) };
  return { ...observed, dependencies: dependsOn, propertyDependencies: Object.fromEntries(references) };
}

/** Source of the keys: pulumi/pulumi, sdk/go/common/resource/properties.go, IsInternalPropertyKey. */
function fields(values: Values): Record<string, Form> {
  const shown = Object.entries(values).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(shown.map(([key, value]) => [key, formOf(value)]));
}

function formOf(value: Value): Form {
  if (value instanceof Unknown) return unknown;
  if (value instanceof Secret) return secret(formOf(value.value));
  if (value instanceof Asset) return asset(value.kind);
  if (value instanceof ResourceReference) return reference(value.urn);
  if (Array.isArray(value)) return (value as readonly Value[]).map(formOf);
  if (typeof value !== "object" || value === null) return value;
  return fields(value as Values);
}
