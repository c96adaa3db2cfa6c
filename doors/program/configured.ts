import { Secret, Unknown, type Value, type Values } from "../../policies/residency/values";

/**
 * Whether a provider can be asked: the engine doesn't configure one while any of its inputs isn't known, asks it nothing,
 * and knows no output of its resources. Source: pulumi/pulumi, sdk/go/common/resource/plugin/provider_plugin.go.
 */
export function canBeConfigured(inputs: Values): boolean {
  return Object.values(inputs).every(isKnown);
}

/** What only we can't decrypt, the engine knows. */
function isKnown(value: Value): boolean {
  if (value instanceof Unknown) return value.cause === "encrypted";
  if (value instanceof Secret) return isKnown(value.value);
  if (Array.isArray(value)) return (value as readonly Value[]).every(isKnown);
  return typeof value !== "object" || value === null || Object.values(value as Values).every(isKnown);
}
