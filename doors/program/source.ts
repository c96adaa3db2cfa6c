import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition as WirePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import type { SourcePosition } from "../../policies/residency/estate";

/** A frame of a stack: an absolute path or file URL, line and column from 1. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where the program itself registered a resource: the innermost frame that is its own code. The SDK's position is the
 * caller of the constructor, which may lie in a package (a component from npm), or be missing.
 */
export function positionOf(
  directory: string,
  position: WirePosition | undefined,
  trace: StackTrace | undefined,
): SourcePosition | undefined {
  const frames = (trace?.getFramesList() ?? []).map((frame) => frame.getPc());
  return firstOwn(
    directory,
    [position, ...frames].map((frame) =>
      frame === undefined ? undefined : { file: frame.getUri(), line: frame.getLine(), column: frame.getColumn() },
    ),
  );
}

/** The first frame outside `node_modules`, relative to the program's folder; a folder above it is shown with `..`. */
export function firstOwn(directory: string, frames: readonly (Frame | undefined)[]): SourcePosition | undefined {
  for (const frame of frames) {
    if (frame === undefined || frame.line < 1) continue;
    const file = asPath(frame.file);
    if (file === undefined || isInternal(file)) continue;
    const relative = path.relative(directory, file);
    if (relative.split(path.sep).includes("node_modules")) continue;
    return { file: relative, line: frame.line, column: Math.max(frame.column, 1) };
  }
  return undefined;
}

/** A frame of Node's own code may lose its `node:` on the way here; such a path is no file. */
function isInternal(file: string): boolean {
  return path.extname(file) === "" && !existsSync(file);
}

function asPath(file: string): string | undefined {
  // The engine may write `project:///index.ts`; a node: module has no file.
  if (!file.startsWith("file:")) return path.isAbsolute(file) ? file : undefined;
  try {
    return fileURLToPath(file);
  } catch {
    return undefined;
  }
}

/** The frames of a stack, which the preload writes as `at name (file:line:column)`. */
export function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const [, file, row, column] = /^ {4}at .*? \(((?:file:|\/).*):(\d+):(\d+)\)$/.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(row), column: Number(column) });
  }
  return frames;
}
