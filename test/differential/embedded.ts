import { knownText } from "../../policies/residency/sentinels";
import { Asset, ResourceReference, Secret, Unknown, type Value, type Values } from "../../policies/residency/values";
import type { Estate, Resource } from "../../policies/residency/estate";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { asset, reference, secret, unknown, type Form, type Observed, type ObservedResource } from "./observed";

/**
 * Reads one stack of what the embedded engine made, and what the rules say of it: as a pack would say it in the real
 * engine. Here is all that the embedded engine knows and a pack can't see:
 * - the option `ignoreChanges` as a cause: to a pack, the engine shows what is deployed;
 * - the cause of an unknown: a pack can't tell one that nobody sees from one that is known later;
 * - that a component is remote, and the provider that builds it: a pack sees a component like others, and what is in it;
 * - values whose key starts with `__`, such as the code of a dynamic provider.
 */
export function observeEmbedded(estate: Estate, outputs: Values, terms: Terms): Observed {
  return {
    resources: new Map(estate.resources.map((resource) => [resource.urn, observeResource(resource)])),
    outputs: fields(outputs),
    verdicts: judge(estate, rules, terms)
      .findings.filter(({ cause, resource }) => cause !== "ignored" && !isRemote(estate, resource.urn))
      .map(({ rule, resource, cause, effect }) => ({
        ...{ rule, urn: resource.urn },
        effect: cause === "not-seen" ? terms.mandate.effects["not-yet-known"] : effect,
      })),
  };
}

function isRemote(estate: Estate, urn: string): boolean {
  return estate.resources.some((resource) => resource.urn === urn && resource.kind === "remote");
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
