import type { SourcePosition } from "../../policies/residency/estate";
import { isObject, listIn, textIn, type JsonObject } from "./json";

/**
 * Where the program declares a resource, if its state says so: `project:///index.ts#12,3`. Of its own position and the calls
 * above it, the first counts that is in the project and not in a package.
 */
export function sourceOf(state: JsonObject): SourcePosition | undefined {
  const own = readSource(textIn(state, "sourcePosition"));
  if (own !== undefined) return own;
  for (const frame of listIn(state, "stackTrace")) {
    const source = isObject(frame) ? readSource(textIn(frame, "sourcePosition")) : undefined;
    if (source !== undefined) return source;
  }
  return undefined;
}

const form = /^project:\/\/\/([^#]+)#(\d{1,9})(?:,(\d{1,9}))?$/;

function readSource(text: string): SourcePosition | undefined {
  const [, encoded = "", line = "", column = "1"] = form.exec(text) ?? [];
  const file = decoded(encoded);
  if (file === "" || file.split("/").some((part) => part === ".." || part === "node_modules")) return undefined;
  return { file, line: Math.max(1, Number(line)), column: Math.max(1, Number(column)) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}
