import { escapeText } from "../../policies/residency/terminal-safe";
import { shortIds } from "../finding-ids";
import type { FindingResult, Result } from "../judge/result";
import { findingLines } from "./finding-text";
import { knownLines } from "./known-text";
import { notesOf } from "./notes";
import { counted, edge, penOf, sentence, wrapped, type Colors, type Look, type Pen } from "./pen";
import { changeLines } from "./trust-text";
import { counting, verdictParts, verdictWords } from "./verdict-text";

/** Characters of a command that are shown. */
const commandLimit = 1000;

/** The report for people: what was changed and didn't judge, findings, what else to know, a line for each stack, the verdict. */
export function renderText(result: Result, look: Look): string {
  const pen = penOf(look);
  const ids = shortIds(result.findings);
  const told = result.findings.filter(({ known }) => !known);
  const findings = told.flatMap((finding) => [...findingLines(finding, pen), ...idLine(finding, ids, pen)]);
  const notes = noteLines(result, pen);
  const lines = [
    ...separated(changeLines(result.trust, pen)),
    ...separated(findings),
    ...separated(knownLines(result, ids, pen)),
    ...separated(notes),
    ...stackLines(result, pen),
    verdictLine(result, pen),
  ];
  return `${lines.join("\n")}\n`;
}

/** The id, for waivers; of data that took a way, in the command that tells more, whole, so that it can be copied. */
function idLine({ trace, fingerprint }: FindingResult, ids: ReadonlyMap<string, string>, pen: Pen): string[] {
  const id = ids.get(fingerprint) ?? fingerprint;
  if (trace.length === 0) return wrapped("  id       ", [id], pen);
  const command = `stateside explain ${id}${pen.again ?? ""}`;
  return wrapped("  explain  ", [escapeText(command, commandLimit)], pen);
}

/** What else to know before trusting the verdict. */
function noteLines(result: Result, pen: Pen): string[] {
  return notesOf(result, pen).flatMap(([label, text]) => sentence(`${label.padEnd(10)} `, text, pen));
}

function stackLines(result: Result, pen: Pen): string[] {
  const rows = result.stacks.map(({ name, project, resources }) => {
    const own = counting(result).filter(({ resource }) => resource.stack === name && resource.project === project);
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
  const { counts, words, unseen } = verdictParts(result);
  const time = `${pen.seconds.toFixed(1)} s`;
  const gap = " ".repeat(Math.max(6, edge(pen) - counts.length - words.length - unseen.length - time.length));
  const { paint } = mark(counting(result), pen.colors);
  return `${counts}${pen.colors.bold(paint(words))}${unseen}${gap}${pen.colors.dim(time)}`;
}

function mark(findings: readonly FindingResult[], colors: Colors) {
  if (findings.some(({ verdict }) => verdict === "refused")) return { symbol: "✖", paint: colors.red };
  if (findings.length > 0) return { symbol: "?", paint: colors.yellow };
  return { symbol: "✔", paint: colors.green };
}

function separated(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}
