import { faultAt, StateFault, type FilePosition } from "./fault";
import type { Part } from "./scanner";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A part of a file, parsed. An object that states a key twice is refused: readers differ in which one counts.
 * @throws StateFault, never with what stands in the file
 */
export function parsePart({ text, position, keys }: Part): Json {
  const value = parsed(text, position);
  if (countKeys(value) !== keys) faultAt(position, "what begins here states a key twice");
  return value;
}

function parsed(text: string, position: FilePosition): Json {
  const value = parseJson(text);
  return value === undefined ? faultAt(position, "what begins here is not JSON") : value;
}

/**
 * Undefined for what is no JSON.
 * @throws StateFault when it is JSON and no Unicode: half of a character, which only an escape can write
 */
export function parseJson(text: string): Json | undefined {
  let value: Json;
  try {
    // SAFETY: what JSON.parse returns is JSON.
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (/\\u[dD][89a-fA-F]/.test(text) && holdsHalf(value)) {
    throw new StateFault("a text in it holds half of a character (a lone surrogate)");
  }
  return value;
}

function holdsHalf(value: Json): boolean {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, member]: [string, Json]) => holdsHalf(key) || holdsHalf(member));
}

function countKeys(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const member of value as readonly Json[]) count += countKeys(member);
    return count;
  }
  // SAFETY: what is no list is an object.
  const object = value as JsonObject;
  const keys = Object.keys(object);
  count = keys.length;
  for (const key of keys) {
    const member = object[key];
    if (typeof member === "object" && member !== null) count += countKeys(member);
  }
  return count;
}

/** The text under a key, empty where there is none. */
export function textIn(object: JsonObject, key: string): string {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : wrong(key, "a text");
}

export function booleanIn(object: JsonObject, key: string): boolean {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === undefined || value === null) return false;
  return typeof value === "boolean" ? value : wrong(key, "true or false");
}

/** The object under a key, undefined where there is none. */
export function objectIn(object: JsonObject, key: string): JsonObject | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === undefined || value === null) return undefined;
  return isObject(value) ? value : wrong(key, "an object");
}

/** The list under a key, empty where there is none. */
export function listIn(object: JsonObject, key: string): readonly Json[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : wrong(key, "a list");
}

export function textsIn(object: JsonObject, key: string): readonly string[] {
  const list = listIn(object, key);
  for (const member of list) if (typeof member !== "string") wrong(key, "a list of texts");
  // SAFETY: each member has just been looked at.
  return list as readonly string[];
}

function wrong(key: string, allowed: string): never {
  throw new StateFault(`its \`${key}\` is not ${allowed}`);
}

/**
 * That a list is as long as what was read of it one by one: nothing of it may have been passed over.
 * @throws StateFault
 */
export function assertRead(object: JsonObject, key: string, count: number) {
  if (listIn(object, key).length !== count) throw new StateFault(`its \`${key}\` can't be read`);
}
