import { readFileSync, statSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Pair, type YAMLMap } from "yaml";
import type { SourcePosition } from "../../policies/residency/estate";
import { Lines, Problems } from "../../policies/residency/problems";
import { refuseHostile } from "../../policies/residency/yaml-source";
import { PreviewError, programError } from "./failure";

/** A parsed YAML mapping that remembers where its keys stand. */
export interface YamlFile {
  /** As shown to people, relative to the program's folder. */
  readonly file: string;
  /** Plain data; records have no prototype. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where the value under these keys stands. */
  readonly position: (...keys: string[]) => SourcePosition;
}

/** The most that a project or stack file may weigh: 1 MiB. */
const sizeLimit = 1 << 20;

/**
 * Reads a project or stack file.
 * @throws PreviewError (`program`) when it can't be read, isn't text, isn't YAML or isn't a mapping
 */
export function readYamlFile(path: string, file: string, whenEmpty: "refuse" | "accept" = "refuse"): YamlFile {
  const text = readText(path, file);
  const hostile = new Problems();
  refuseHostile(text, `\`${file}\``, hostile);
  const [refused] = hostile.inOrder(new Lines(text));
  if (refused !== undefined) {
    const { message, line, column } = refused;
    throw programError(message, { source: { file, line, column } });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    ...{ lineCounter: lines, prettyErrors: false, version: "1.2", intAsBigInt: true },
    // Searches all earlier keys for each key; `repeatedKey` has a set.
    uniqueKeys: false,
  });
  const at = (offset: number): SourcePosition => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    throw programError(`\`${file}\` is not valid YAML: ${lowerFirst(error.message)}`, { source: at(error.pos[0]) });
  }
  const repeated = repeatedKey(document);
  if (repeated !== undefined) {
    throw programError(`\`${file}\` is not valid YAML: map keys must be unique`, { source: at(repeated) });
  }
  if (document.contents === null) {
    if (whenEmpty === "accept") return { file, data: {}, position: () => at(0) };
    throw programError(`\`${file}\` is empty; it must be a YAML mapping`);
  }
  if (!isMap(document.contents)) {
    throw programError(`\`${file}\` must be a YAML mapping of keys to values`, { source: at(0) });
  }
  const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return { file, data: plainData(document, file), position: (...keys) => at(offsetOf(document, keys, pairs)) };
}

/** Where the first key stands that its mapping has already. */
function repeatedKey(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Map: (_, map) => {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name)) {
          offset = rangeStart(key) ?? 0;
          return visit.BREAK;
        }
        keys.add(name);
      }
      return undefined;
    },
  });
  return offset;
}

function readText(path: string, file: string): string {
  let bytes: Buffer;
  try {
    // A pipe would be waited for.
    if (!statSync(path).isFile()) throw programError(`\`${file}\` is not a regular file`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof PreviewError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw programError(`\`${file}\` can't be read (${code})`);
  }
  if (bytes.length > sizeLimit)
    throw programError(`\`${file}\` has ${bytes.length} bytes; at most ${sizeLimit} are read`);
  if (bytes.includes(0)) throw programError(`\`${file}\` is a binary file; it must be YAML text`);
  return bytes.toString("utf8");
}

function plainData(document: Document.Parsed, file: string): Readonly<Record<string, unknown>> {
  try {
    // Maps first: a key `__proto__` must stay a key.
    // SAFETY: the document's top is a mapping, so `mapAsMap` gives a Map.
    const map = document.toJS({ mapAsMap: true, maxAliasCount: 100 }) as Map<unknown, unknown>;
    return withoutPrototypes(map) as Record<string, unknown>;
  } catch {
    throw programError(`\`${file}\` repeats its aliases too often`);
  }
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  // A number that JavaScript would round stays as it is written.
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (!(value instanceof Map)) return value;
  const data = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of value) data[String(key)] = withoutPrototypes(member);
  return data;
}

function offsetOf(
  document: Document.Parsed,
  keys: readonly string[],
  indexes: WeakMap<YAMLMap, ReadonlyMap<string, Pair>>,
): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of keys) {
    if (!isMap(node)) break;
    const index = indexes.get(node) ?? pairsByKey(node);
    indexes.set(node, index);
    const pair = index.get(key);
    if (pair === undefined) break;
    node = pair.value;
    offset = rangeStart(node) ?? rangeStart(pair.key) ?? offset;
  }
  return offset;
}

function pairsByKey(map: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item] as const] : [])));
}

function rangeStart(node: unknown): number | undefined {
  // SAFETY: every node of a parsed document carries its range; anything else has no `range`.
  return (node as { range?: [number, number, number] } | null)?.range?.[0];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
