import { knownText } from "./sentinels";
import { record, Secret, type Value, type Values } from "./values";

/**
 * A provider's inputs as data: what isn't text reaches a provider as JSON text, from stack configuration and from the SDK
 * alike. Only lists and records are decoded: a number or boolean reads the same as text, and an account's digits stay text.
 */
export function decodeProviderInputs(inputs: Values): Values {
  return record(Object.entries(inputs).map(([key, value]) => [key, decode(value)]));
}

function decode(value: Value): Value {
  if (value instanceof Secret) return new Secret(decode(value.value));
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return fromJson(JSON.parse(value));
  } catch {
    return value;
  }
}

function fromJson(data: unknown): Value {
  if (Array.isArray(data)) return data.map(fromJson);
  if (typeof data === "object" && data !== null) {
    return record(Object.entries(data).map(([key, value]) => [key, fromJson(value)] as const));
  }
  if (typeof data === "string") return knownText(data);
  return typeof data === "number" || typeof data === "boolean" ? data : null;
}
