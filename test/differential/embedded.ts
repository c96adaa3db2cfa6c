import { Asset, ResourceReference, Secret, Unknown, type Value, type Values } from "../../policies/residency/values";
import type { Estate, Resource } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { asset, reference, secret, unknown, type Form, type Observed, type ObservedResource } from "./observed";

/** Reads one stack of what the embedded engine made, and what the rules say of it. */
export function observeEmbedded(estate: Estate, outputs: Values, terms: Terms): Observed {
  return {
    resources: new Map(estate.resources.map((resource) => [resource.urn, observeResource(resource)])),
    outputs: fields(outputs),
    verdicts: judge(estate, rules, terms)
      // Only the command sees the option `ignoreChanges` as a cause: to a pack, the engine shows what is deployed.
      .findings.filter(({ cause }) => cause !== "ignored")
      .map(({ rule, resource, cause, effect }) => ({
        ...{ rule, urn: resource.urn },
        // Nor can a pack tell an unknown that nobody sees from one that is known later.
        effect: cause === "not-seen" ? terms.mandate.effects["not-yet-known"] : effect,
      })),
  };
}

function observeResource(resource: Resource): ObservedResource {
  const { urn, type, inputs, parent = "", provider, ignoreChanges, dependsOn, references, kind } = resource;
  const observed = { urn, type, parent, provider: provider?.urn ?? "", inputs: fields(inputs), ignoreChanges };
  if (kind === "read") return observed;
  return { ...observed, dependencies: dependsOn, propertyDependencies: Object.fromEntries(references) };
}

function fields(values: Values): Record<string, Form> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, formOf(value)]));
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
