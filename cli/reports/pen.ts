import { createColors } from "picocolors";
import type { SourcePosition } from "../../policies/residency/estate";
import { escapeText } from "../../policies/residency/terminal-safe";

/** How a text report looks; none of it changes what the report says. */
export interface Look {
  readonly color: boolean;
  /** Columns at which sentences wrap; absent for a file or a pipe, where a sentence is one line. Paths never wrap. */
  readonly columns?: number;
  /** How long the check took. */
  readonly seconds: number;
  /** The path to show for a file that is relative to the program's folder. */
  readonly shown: (file: string) => string;
  /** The options by which another command sees the same program: ` --program infra`; absent for none. */
  readonly again?: string;
}

export type Colors = ReturnType<typeof createColors>;
/** A look, ready to be drawn with. */
export type Pen = Look & { readonly colors: Colors };

export function penOf(look: Look): Pen {
  return { ...look, colors: createColors(look.color) };
}

/** Sentences hold names of the program's choice: longer than any honest one, they are shortened. */
const sentenceLimit = 400;
const pathLimit = 300;
/** Where severity and time end, in columns. */
const rightEdge = 76;

export function edge({ columns }: Look): number {
  return Math.min(columns ?? rightEdge, rightEdge);
}

export function position(source: SourcePosition | null, { shown }: Pick<Look, "shown">): string {
  if (source === null) return "(no line known)";
  return `${escapeText(shown(source.file), pathLimit)}:${source.line}:${source.column}`;
}

/** A sentence behind its label, its further lines indented as far. */
export function sentence(label: string, text: string, pen: Pen): string[] {
  return wrapped(label, escapeText(text, sentenceLimit).split(" "), pen);
}

/** Parts behind their label, none of them broken in two; their further lines are indented as far. They must be escaped. */
export function wrapped(label: string, parts: readonly string[], { columns, colors }: Pen): string[] {
  const lines = [""];
  const width = columns === undefined ? Infinity : Math.max(20, columns - label.length);
  for (const part of parts) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = part;
    else if (line.length + 1 + part.length <= width) lines[lines.length - 1] = `${line} ${part}`;
    else lines.push(part);
  }
  const indent = " ".repeat(label.length);
  const start = label.trim() === "" ? label : colors.dim(label);
  return lines.map((line, index) => `${index === 0 ? start : indent}${line}`);
}

/** Rows of a position and what is there, in two columns. */
export function positionRows(rows: readonly (readonly [where: string, what: string])[], { colors }: Pen): string[] {
  const width = Math.max(0, ...rows.map(([where]) => where.length));
  return rows.map(([where, text]) => `    ${where.padEnd(width)}  ${colors.dim(text)}`.trimEnd());
}

export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

export function counted(count: number, noun: string): string {
  return `${count} ${plural(count, noun, `${noun}s`)}`;
}
