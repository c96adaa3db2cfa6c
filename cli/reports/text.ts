import { createColors } from "picocolors";
import type { SourcePosition } from "../../policies/residency/estate";
import { escapeText } from "../../policies/residency/terminal-safe";
import type { ExceptionResult, FindingResult, GapResult, Result } from "../result";

/** How a text report looks; none of it changes what the report says. */
export interface Look {
  readonly color: boolean;
  /** Columns at which sentences wrap; absent for a file or a pipe, where a sentence is one line. Paths never wrap. */
  readonly columns?: number;
  /** How long the check took. */
  readonly seconds: number;
  /** The path to show for a file that is relative to the program's folder. */
  readonly shown: (file: string) => string;
}

type Colors = ReturnType<typeof createColors>;
/** A look, ready to be drawn with. */
type Pen = Look & { readonly colors: Colors };

/** Sentences hold names of the program's choice: longer than any honest one, they are shortened. */
const sentenceLimit = 400;
const pathLimit = 300;
/** Gaps beyond these are only counted. */
const mostGaps = 20;
/** Where severity and time end, in columns. */
const rightEdge = 76;

/** The report for people: findings, what else to know, a line for each stack, the verdict. */
export function renderText(result: Result, look: Look): string {
  const pen: Pen = { ...look, colors: createColors(look.color) };
  const findings = result.findings.flatMap((finding) => findingLines(finding, pen));
  const notes = noteLines(result, pen);
  const lines = [...separated(findings), ...separated(notes), ...stackLines(result, pen), verdictLine(result, pen)];
  return `${lines.join("\n")}\n`;
}

function findingLines(finding: FindingResult, pen: Pen): string[] {
  const { colors } = pen;
  const paint = finding.verdict === "refused" ? colors.red : colors.yellow;
  const symbol = finding.verdict === "refused" ? "✖" : "?";
  const word = finding.verdict === "refused" ? finding.severity : finding.effect === "block" ? "blocks" : "warns";
  const rule = escapeText(finding.rule);
  const gap = " ".repeat(Math.max(2, edge(pen) - rule.length - word.length - 2));
  return [
    `${paint(symbol)} ${colors.bold(rule)}${gap}${paint(word)}`,
    ...sentence("  ", finding.message, pen),
    ...sourceLines(finding, pen),
    ...sentence("  fix      ", finding.remedy, pen),
  ];
}

/** Where the resource is declared and, when that is elsewhere, where the place was set. */
function sourceLines({ source, placeSource, property, places, resource }: FindingResult, pen: Pen): string[] {
  const what = `${escapeText(resource.type)} in stack ${escapeText(resource.stack)}`;
  const decided = [property ?? "", places.join(", ")]
    .filter((part) => part !== "")
    .map((part) => escapeText(part))
    .join(": ");
  const rows: [where: string, what: string][] =
    placeSource === null
      ? [[position(source, pen), decided === "" ? what : `${what}, ${decided}`]]
      : [
          [position(source, pen), what],
          [position(placeSource, pen), decided],
        ];
  const width = Math.max(...rows.map(([where]) => where.length));
  return rows.map(([where, text]) => `    ${where.padEnd(width)}  ${pen.colors.dim(text)}`.trimEnd());
}

function position(source: SourcePosition | null, { shown }: Pick<Look, "shown">): string {
  if (source === null) return "(no line known)";
  return `${escapeText(shown(source.file), pathLimit)}:${source.line}:${source.column}`;
}

/** What else to know before trusting the verdict. */
function noteLines(result: Result, pen: Pen): string[] {
  const { mandate, used } = result;
  const gaps = toldGaps(result);
  const notes: [label: string, text: string][] = gaps.slice(0, mostGaps).map((gap) => ["not seen", gapText(gap, pen)]);
  if (gaps.length > mostGaps) notes.push(["not seen", `and ${gaps.length - mostGaps} more; -o json lists all`]);
  for (const exception of result.exceptions) notes.push(["excepted", exceptionText(exception)]);
  for (const assumption of used.assume) notes.push(["assumed", assumption]);
  for (const [rule, { notJudged }] of Object.entries(result.judged)) {
    if (notJudged !== null) notes.push(["not judged", `${rule}: ${notJudged}`]);
  }
  if (mandate.notInEffect.length > 0) {
    notes.push([
      "not judged",
      `${mandate.notInEffect.join(", ")}: stated by the mandate, not yet in effect in this version`,
    ]);
  }
  if (result.stacks.every(({ resources }) => resources === 0)) {
    notes.push(["not judged", "anything: no stack registers a resource"]);
  }
  const origin =
    mandate.source === "built-in"
      ? "built in, as there is no mandate.yaml beside Pulumi.yaml"
      : `${mandate.name} (${pen.shown(mandate.source)})`;
  notes.push(["mandate", `${origin}; judged for ${result.date}`]);
  return notes.flatMap(([label, text]) => sentence(`${label.padEnd(10)} `, text, pen));
}

/** A gap of these kinds is a finding already. */
function toldGaps({ gaps }: Result): readonly GapResult[] {
  return gaps.filter(({ kind }) => kind !== "invoke" && kind !== "configuration");
}

function exceptionText({ center, resources, expires, daysLeft }: ExceptionResult): string {
  const days = daysLeft === 0 ? "its last day" : `${counted(daysLeft, "day")} left`;
  return `center \`${center}\`: ${counted(resources.length, "resource")} abroad under its exception until ${expires} (${days})`;
}

function gapText({ kind, what, stack, source }: GapResult, pen: Pen): string {
  const where = source === null ? "" : `, ${position(source, pen)}`;
  return `${kind.replaceAll("-", " ")} ${escapeText(what)} in stack ${escapeText(stack)}${where}`;
}

function stackLines(result: Result, pen: Pen): string[] {
  const rows = result.stacks.map(({ name, project, resources }) => {
    const own = result.findings.filter(({ resource }) => resource.stack === name && resource.project === project);
    return { name: escapeText(name), resources: counted(resources, "resource"), findings: own };
  });
  const nameWidth = Math.max(0, ...rows.map(({ name }) => name.length));
  const countWidth = Math.max(0, ...rows.map(({ resources }) => resources.length));
  return rows.map(({ name, resources, findings }) => {
    const { symbol, paint } = mark(findings, pen.colors);
    const verdict = paint(verdictWords(findings));
    return `${paint(symbol)} ${name.padEnd(nameWidth)}  ${resources.padStart(countWidth)}  ${verdict}`;
  });
}

function verdictLine(result: Result, pen: Pen): string {
  const resources = result.stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const counts = `${counted(result.stacks.length, "stack")} · ${counted(resources, "resource")} · `;
  const words = verdictWords(result.findings);
  const gaps = toldGaps(result).length;
  const excepted = new Set(result.exceptions.flatMap(({ resources: urns }) => urns)).size;
  const unseen = (excepted === 0 ? "" : ` · ${excepted} excepted`) + (gaps === 0 ? "" : ` · ${gaps} not seen`);
  const time = `${pen.seconds.toFixed(1)} s`;
  const gap = " ".repeat(Math.max(6, edge(pen) - counts.length - words.length - unseen.length - time.length));
  const { paint } = mark(result.findings, pen.colors);
  return `${counts}${pen.colors.bold(paint(words))}${unseen}${gap}${pen.colors.dim(time)}`;
}

function mark(findings: readonly FindingResult[], colors: Colors) {
  if (findings.some(({ verdict }) => verdict === "refused")) return { symbol: "✖", paint: colors.red };
  if (findings.length > 0) return { symbol: "?", paint: colors.yellow };
  return { symbol: "✔", paint: colors.green };
}

/** `clean`, `1 refused · 2 undecided (1 blocks, 1 warns)`, `clean · 1 undecided (warns)`. */
function verdictWords(findings: readonly FindingResult[]): string {
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const undecided = findings.length - refused;
  const blocks = findings.filter(({ verdict, effect }) => verdict === "undecided" && effect === "block").length;
  const warns = undecided - blocks;
  const effects =
    blocks > 0 && warns > 0
      ? `${blocks} ${blocks === 1 ? "blocks" : "block"}, ${warns} ${warns === 1 ? "warns" : "warn"}`
      : blocks > 0
        ? plural(blocks, "blocks", "block")
        : plural(warns, "warns", "warn");
  return [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(refused === 0 && blocks === 0 ? ["clean"] : []),
    ...(undecided > 0 ? [`${undecided} undecided (${effects})`] : []),
  ].join(" · ");
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

function counted(count: number, noun: string): string {
  return `${count} ${plural(count, noun, `${noun}s`)}`;
}

/** A sentence behind its label, its further lines indented as far. */
function sentence(label: string, text: string, { columns, colors }: Pen): string[] {
  const lines = [""];
  const width = columns === undefined ? Infinity : Math.max(20, columns - label.length);
  for (const word of escapeText(text, sentenceLimit).split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const indent = " ".repeat(label.length);
  const start = label.trim() === "" ? label : colors.dim(label);
  return lines.map((line, index) => `${index === 0 ? start : indent}${line}`);
}

function edge({ columns }: Look): number {
  return Math.min(columns ?? rightEdge, rightEdge);
}

function separated(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}
