import { escapeText } from "../../../policies/residency/terminal-safe";
import type { Diff } from "../../diff/difference";
import type { FindingResult } from "../../judge/result";
import { shortIds } from "../../finding-ids";
import { findingLines } from "../finding-text";
import { edge, penOf, position, sentence, wrapped, type Look, type Pen } from "../pen";
import { changeLines } from "../trust-text";
import { firstLines, lineSections, type Lines } from "./sections";
import { changedFindingText, countsText, hiddenText, sidesText, type Line } from "./words";

/** Changes of one kind beyond these are only counted. */
const mostLines = 200;
/** Characters of a command that are shown. */
const commandLimit = 1000;

/** The comparison for people: what judges otherwise and what was freed, findings, holders, ways of data, and what else to know. */
export function renderDiffText(diff: Diff, look: Look): string {
  const pen = penOf(look);
  const { findings, head, notes } = diff;
  const blocks = [
    [...changeLines(head.trust, pen), ...loosened(diff, pen)],
    newFindings(diff, pen),
    section(
      "findings changed",
      shown(findings.changed, (change) => oneLine(change.head, `${changedFindingText(change)}: `, pen), pen),
      pen,
    ),
    section(
      "fixed",
      shown(findings.fixed, (finding) => oneLine(finding, "", pen), pen),
      pen,
    ),
    ...lineSections(diff).map(({ title, lines }) => section(title, shownLines(lines, pen), pen)),
    [
      ...sentence("unchanged  ", hiddenText(diff), pen),
      ...notes.flatMap((note) => sentence("note       ", note, pen)),
      ...sentence("compared   ", sidesText(diff), pen),
    ],
  ].filter((block) => block.length > 0);
  return `${[...blocks.map((block) => block.join("\n")), ""].join("\n\n")}${summaryLine(diff, pen)}\n`;
}

function loosened(diff: Diff, pen: Pen): string[] {
  const { lines, more } = firstLines(diff, mostLines);
  return [...lines.flatMap((line) => lineText(line(), pen)), ...moreLine(more, pen)];
}

function newFindings({ findings }: Diff, pen: Pen): string[] {
  const ids = shortIds(findings.new);
  const lines = shown(
    findings.new,
    (finding) => {
      const id = ids.get(finding.fingerprint) ?? finding.fingerprint;
      const command = escapeText(`stateside explain ${id}${pen.again ?? ""}`, commandLimit);
      return [...findingLines(finding, pen), ...wrapped("  explain  ", [command], pen)];
    },
    pen,
  );
  return section("new findings", lines, pen);
}

function oneLine(finding: FindingResult, before: string, pen: Pen): string[] {
  const { rule, message, fingerprint, source, resource } = finding;
  const at = source === null ? "" : `, ${position(source, pen)}`;
  const where = `, in stack ${escapeText(resource.stack)}${at}`;
  const text = `${before}${rule}: ${escapeText(message, 250)}${where}, id ${fingerprint}`;
  return sentence("  ", text, pen);
}

function shownLines(lines: Lines, pen: Pen): string[] {
  return shown(lines, (line) => lineText(line(), pen), pen);
}

function lineText({ mark, word, text, source }: Line, pen: Pen): string[] {
  const where = source === null ? "" : `, ${position(source, pen)}`;
  return sentence(`${mark} ${word.padEnd(8)} `, text + where, pen);
}

function shown<T>(items: readonly T[], tell: (item: T) => string[], pen: Pen): string[] {
  return [...items.slice(0, mostLines).flatMap(tell), ...moreLine(items.length - mostLines, pen)];
}

function moreLine(more: number, pen: Pen): string[] {
  return more > 0 ? sentence("  ", `and ${more} more; -o json lists all`, pen) : [];
}

function section(title: string, lines: readonly string[], { colors }: Pen): string[] {
  return lines.length === 0 ? [] : [colors.bold(title), ...lines];
}

function summaryLine(diff: Diff, pen: Pen): string {
  const words = countsText(diff);
  const time = `${pen.seconds.toFixed(1)} s`;
  const gap = " ".repeat(Math.max(6, edge(pen) - words.length - time.length));
  return `${pen.colors.bold(words)}${gap}${pen.colors.dim(time)}`;
}
