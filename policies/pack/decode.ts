import { Asset, record, Unknown, type Value, type Values } from "../residency/values";

/**
 * The strings that stand for a value that isn't known during a preview, one for each type.
 * Source: pulumi/pulumi-policy, sdk/nodejs/policy/proxy.ts; a test compares them with the installed SDK.
 */
export const unknownSentinels: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/**
 * Properties as the policy SDK hands them over. Its proxy throws when an unknown value is read, and the SDK then turns
 * the policy's violation into an advisory one; so they are read past the proxy, and an unknown is a value like others.
 */
export function decodeProperties(properties: object): Values {
  return decodeRecord(properties);
}

/** A provider's inputs: what isn't a string arrives as JSON text, as it does in the stack's configuration. */
export function decodeProviderInputs(properties: object): Values {
  const entries = Object.entries(decodeRecord(properties));
  return record(entries.map(([key, value]) => [key, typeof value === "string" ? decodeJson(value) : value]));
}

function decodeRecord(properties: object): Values {
  return record(Object.keys(properties).map((key) => [key, decodeValue(readRaw(properties, key))]));
}

/** A descriptor isn't something that the SDK's proxy intercepts. */
function readRaw(properties: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(properties, key)?.value;
}

function decodeValue(value: unknown): Value {
  if (typeof value === "string") return unknownSentinels.has(value) ? new Unknown("not-yet-known") : value;
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

/** Only lists and records: a number or a boolean reads the same as text, and an account's digits must stay text. */
function decodeJson(text: string): Value {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return decodeValue(JSON.parse(text));
  } catch {
    return text;
  }
}
