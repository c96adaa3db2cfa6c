import { knownText } from "../residency/sentinels";
import { Asset, record, type Value, type Values } from "../residency/values";

/**
 * Properties as the policy SDK hands them over. Its proxy throws when an unknown value is read, and the SDK then turns
 * the policy's violation into an advisory one; so they are read past the proxy, and an unknown is a value like others.
 */
export function decodeProperties(properties: object): Values {
  return decodeRecord(properties);
}

function decodeRecord(properties: object): Values {
  return record(Object.keys(properties).map((key) => [key, decodeValue(readRaw(properties, key))]));
}

/** A descriptor isn't something that the SDK's proxy intercepts. */
function readRaw(properties: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(properties, key)?.value;
}

function decodeValue(value: unknown): Value {
  if (typeof value === "string") return knownText(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "object" && value !== null ? decodeObject(value) : null;
}

function decodeObject(value: object): Value {
  if (Array.isArray(value)) return value.map(decodeValue);
  // The SDK makes plain objects, and instances of classes for assets and archives alone.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return decodeRecord(value);
  return new Asset("__pulumiArchive" in value ? "archive" : "asset");
}
