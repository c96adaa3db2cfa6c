import Papa from "papaparse";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Format } from "../../../cli/outputs";
import { acting } from "../readers/acting";
import { readMarkdown, xmlProblems } from "../readers/readers";
import { commandsOf } from "../runner-commands";
import { hasMultitool, schemaFaults } from "../sarif/validators";

/** A text that a command wrote: on a standard stream, or to a file. */
export interface Output {
  /** The command line, and where it wrote. */
  readonly of: string;
  /** Absent for what isn't a report in a format, such as standard error. */
  readonly format?: Format;
  readonly text: string;
}

const schema = readFileSync(path.join(__dirname, "../junit/dialect.xsd"), "utf8");
/** What a terminal, a reader or a viewer acts on; a tab is ordinary, as CSV's line end is. */
const acts = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\ufffe\uffff]/gu;
/** The only commands that a report has, and only in the format that is made of them. */
const annotations: ReadonlySet<string> = new Set(["error", "warning", "notice"]);
/** Characters: names of ten thousand must not make megabytes of what people read. */
const longest: Partial<Record<Format, number>> = { text: 1_000_000, markdown: 60_000, github: 200_000 };

/** Everything in outputs that breaks out of what they are; empty when nothing does. */
export function breakouts(outputs: readonly Output[]): string[] {
  return [
    ...outputs.flatMap((output) => [...raw(output), ...size(output), ...runnerCommands(output)].map(told(output))),
    ...byReader(outputs, "json", (texts) => texts.map(jsonProblems)),
    ...byReader(outputs, "sarif", (texts) => texts.map(sarifProblems)),
    ...byReader(outputs, "csv", (texts) => texts.map(csvProblems)),
    ...byReader(outputs, "junit", (texts) => xmlProblems(schema, texts).map((one) => (one === null ? [] : [one]))),
    ...byReader(outputs, "markdown", (texts) => readMarkdown(texts).map(acting)),
  ];
}

/** Some readers run in a process of their own: each is given all texts at once. */
function byReader(
  outputs: readonly Output[],
  format: Format,
  read: (texts: readonly string[]) => readonly (readonly string[])[],
): string[] {
  const own = outputs.filter((output) => output.format === format && output.text !== "");
  if (own.length === 0) return [];
  const problems = read(own.map(({ text }) => text));
  return own.flatMap((output, index) => (problems[index] ?? ["nothing was read"]).map(told(output)));
}

function told({ of }: Output): (problem: string) => string {
  return (problem) => `${of}: ${problem.slice(0, 300)}`;
}

function raw({ text, format }: Output): string[] {
  const lines = format === "csv" ? text.replaceAll("\r\n", "\n") : text;
  return [...lines.matchAll(acts)].slice(0, 3).map(({ index, 0: found }) => {
    return `U+${(found.codePointAt(0) ?? 0).toString(16)} in ${JSON.stringify(lines.slice(Math.max(0, index - 40), index + 40))}`;
  });
}

function size({ text, format }: Output): string[] {
  const limit = format === undefined ? 200_000 : (longest[format] ?? Infinity);
  return text.length > limit ? [`${text.length} characters`] : [];
}

function runnerCommands({ text, format }: Output): string[] {
  const forged = commandsOf(text).filter(({ name }) => format !== "github" || !annotations.has(name));
  return forged.map(({ name, data }) => `the command ${name}: ${data}`);
}

function jsonProblems(text: string): string[] {
  try {
    return JSON.parse(text) === null ? ["null"] : [];
  } catch (error) {
    return [String(error)];
  }
}

function sarifProblems(text: string): string[] {
  return hasMultitool ? schemaFaults(text) : jsonProblems(text);
}

/** A cell that a spreadsheet would run has an apostrophe before it. */
function csvProblems(text: string): string[] {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [header = []] = data;
  return [
    ...errors.map(({ message }) => message),
    ...data.filter(({ length }) => length !== header.length).map(({ length }) => `a row of ${length} cells`),
    ...data.flat().flatMap((cell) => (/^[=+@\t\r-]/.test(cell) ? [`a formula: ${cell}`] : [])),
  ];
}
