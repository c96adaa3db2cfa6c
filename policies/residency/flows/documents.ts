import { lookUpPlace } from "../geography";
import { partReading, resolve } from "../resolve";
import {
  Asset,
  isRecord,
  ResourceReference,
  Secret,
  Unknown,
  type Reading,
  type SymbolicText,
  type Value,
} from "../values";
import { readName } from "../written-name";
import { foundBy, unknownDestination, type DestinationContext } from "./named-destinations";
import type { Destination } from "./movement";
import { policyOutsiders } from "./outsiders";

/** More strings than this aren't looked at: nobody wrote such a document by hand. */
const mostStrings = 10_000;
const deepest = 64;

/** Where the destinations lead that stand somewhere in a document or a free value: ARNs, ids, URLs, names of places. */
export function documentDestinations(reading: Reading, context: DestinationContext): readonly Destination[] {
  const { row, resource, lookup } = context;
  if (row.kind === "share-grant" && row.names === "policy") return policyOutsiders(reading, context);
  const { path } = reading;
  const text = reading.kind === "unknown" ? reading.text : undefined;
  if (reading.kind === "unknown" && text === undefined) {
    return resolve(resource, reading, row.to[0] ?? "", lookup).flatMap((target) => foundBy(target, path, context));
  }
  const value: Value = reading.kind === "known" ? reading.value : (text?.text ?? null);
  if (typeof value === "string" && isFile(path)) return [unknownDestination("not-seen", path)];
  if (value instanceof Asset) return [unknownDestination("not-seen", path)];
  if (value instanceof ResourceReference) {
    return resolve(resource, reading, path, lookup).flatMap((target) => foundBy(target, path, context));
  }
  const strings = stringsOf(value, reading.secret === true);
  if (strings === undefined) return [unknownDestination("unreadable", path)];
  // The table knows whom such a word stands for.
  const isWord = row.gate.some((term) => term.path === row.to[0] && term.test === "is");
  if (isWord) return [{ kind: "placeless", what: `\`${path}\` names somebody else` }];
  if (strings.length > 0 && row.kind === "share-grant") {
    return [{ kind: "placeless", what: `\`${path}\` lets others in` }];
  }
  return strings.flatMap(({ found, secret }) => {
    if (found instanceof Unknown) {
      const text = found.text === undefined ? {} : { text: found.text };
      const part: Reading = { kind: "unknown", path, cause: found.cause, ...text, ...(secret && { secret }) };
      return resolve(resource, part, row.to[0] ?? "", lookup).flatMap((target) => foundBy(target, path, context));
    }
    return namedIn(found, text, path, secret, context);
  });
}

/** An input that names a file holds no document. */
function isFile(path: string): boolean {
  return /(^|\.)(filename|file|path)$/i.test(path);
}

/** What one string of a document names, if it has the form of a destination or is the name of a place. */
function namedIn(
  string: string,
  text: SymbolicText | undefined,
  path: string,
  secret: boolean,
  context: DestinationContext,
): readonly Destination[] {
  const { resource, row, lookup, type } = context;
  const part = partReading(string, path, text?.outputs, secret);
  const written = readName(string);
  const hasForm = written.kind !== "bare" && written.kind !== "principal" && written.kind !== "address";
  if (part.kind === "unknown" || hasForm) {
    return resolve(resource, part, row.to[0] ?? "", lookup).flatMap((target) => foundBy(target, path, context));
  }
  const found = type.cloud === undefined ? undefined : lookUpPlace(type.cloud, string);
  return found?.kind === "place" ? [{ kind: "place", placed: { place: found.place, property: path, secret } }] : [];
}

/** Names inside a text that is no JSON, such as YAML or a list of directives. */
const names = /\b(?:arn:[\w-]+:[^\s"'`,;)\]}]+|ocid1\.[\w.-]+|[a-z][a-z0-9]{1,9}:\/\/[^\s"'`,;)\]}]+)/g;

/** What stands somewhere in a value, and whether it is a secret there. */
interface Found {
  readonly found: string | Unknown;
  readonly secret: boolean;
}

/** Every string of a value, JSON inside strings taken apart; undefined for JSON that doesn't parse. */
function stringsOf(value: Value, secret: boolean): Found[] | undefined {
  const all: Found[] = [];
  return collect(value, secret, all, 0) ? all : undefined;
}

function collect(value: Value, secret: boolean, all: Found[], depth: number): boolean {
  if (all.length >= mostStrings || depth > deepest) return false;
  if (value instanceof Secret) return collect(value.value, true, all, depth);
  if (value instanceof Unknown) {
    all.push({ found: value, secret });
    return true;
  }
  if (typeof value === "string") return collectText(value, secret, all, depth);
  if (Array.isArray(value)) {
    const members = value as readonly Value[];
    return members.every((member) => collect(member, secret, all, depth + 1));
  }
  if (!isRecord(value)) return true;
  return Object.values(value).every((member) => collect(member, secret, all, depth + 1));
}

function collectText(text: string, secret: boolean, all: Found[], depth: number): boolean {
  if (/^\s*[[{]/.test(text)) {
    try {
      return collectJson(JSON.parse(text), secret, all, depth + 1);
    } catch {
      return false;
    }
  }
  const strings = /[\s,;]/.test(text.trim()) ? (text.match(names) ?? []) : [text];
  all.push(...strings.map((found) => ({ found, secret })));
  return true;
}

function collectJson(data: unknown, secret: boolean, all: Found[], depth: number): boolean {
  if (all.length >= mostStrings || depth > deepest) return false;
  if (typeof data === "string") return collectText(data, secret, all, depth);
  if (typeof data !== "object" || data === null) return true;
  return Object.values(data).every((member) => collectJson(member, secret, all, depth + 1));
}
