import { escapeText } from "../../policies/residency/terminal-safe";
import { nameIn } from "../../policies/residency/urns";
import type { FindingResult } from "../judge/result";
import { knownLine } from "./known-text";
import { edge, position, positionRows, sentence, wrapped, type Look, type Pen } from "./pen";
import { traceParts } from "./trace-text";
import { waivedLine } from "./waived-text";

/** Lines of a trace's hops beyond these are left to `explain`. */
const mostHopLines = 4;

/** A finding: what it says, where that is in the program, the way that the data takes, and what to do. */
export function findingLines(finding: FindingResult, pen: Pen): string[] {
  const { trace } = finding;
  return [
    ...toldLines(finding, pen),
    ...positionRows(placeRows(finding, pen), pen),
    ...(trace.length === 0 ? [] : wrapped("  trace    ", traceParts(trace), pen)),
    ...sentence("  fix      ", finding.remedy, pen),
  ];
}

/** A finding whose trace is told elsewhere. */
export function findingLinesAlone(finding: FindingResult, pen: Pen): string[] {
  return [
    ...toldLines(finding, pen),
    ...positionRows(sourceRows(finding, pen), pen),
    ...sentence("  fix      ", finding.remedy, pen),
  ];
}

function toldLines(finding: FindingResult, pen: Pen): string[] {
  const standing = [...waivedLine(finding, pen), ...knownLine(finding, pen)];
  return [headLine(finding, pen), ...sentence("  ", finding.message, pen), ...standing];
}

function headLine(finding: FindingResult, pen: Pen): string {
  const { colors } = pen;
  const { symbol, word, paint } = markOf(finding, colors);
  const rule = escapeText(finding.rule);
  const gap = " ".repeat(Math.max(2, edge(pen) - rule.length - word.length - 2));
  return `${paint(symbol)} ${colors.bold(rule)}${gap}${paint(word)}`;
}

function markOf({ verdict, severity, effect, waiver, known }: FindingResult, colors: Pen["colors"]) {
  if (waiver !== null) return { symbol: "○", word: "waived", paint: colors.cyan };
  if (known) return { symbol: "○", word: "known", paint: colors.cyan };
  if (verdict === "refused") return { symbol: "✖", word: severity, paint: colors.red };
  return { symbol: "?", word: effect === "block" ? "blocks" : "warns", paint: colors.yellow };
}

type Row = readonly [where: string, what: string];

/** All lines of the program that matter to a finding, and what is there. Escaped. */
export function placeRows(finding: FindingResult, look: Look): Row[] {
  return [...sourceRows(finding, look), ...hopRows(finding, look)];
}

/** Where the resource is declared and, when that is elsewhere, where the place was set. */
function sourceRows({ source, placeSource, property, places, resource }: FindingResult, look: Look): Row[] {
  const what = `${escapeText(resource.type)} in stack ${escapeText(resource.stack)}`;
  const decided = [property ?? "", places.join(", ")]
    .filter((part) => part !== "")
    .map((part) => escapeText(part))
    .join(": ");
  if (placeSource === null) return [[position(source, look), decided === "" ? what : `${what}, ${decided}`]];
  // A stack is declared nowhere: what is wrong with it is wrong where that was said.
  return source === null && resource.type === "pulumi:pulumi:Stack"
    ? [[position(placeSource, look), decided]]
    : [
        [position(source, look), what],
        [position(placeSource, look), decided],
      ];
}

/** The lines of the trace's other resources, the last hop first: it is the nearest to what is wrong. */
function hopRows({ source, trace }: FindingResult, look: Look): Row[] {
  const own = position(source, look);
  const rows = new Map<string, Row>();
  for (const hop of trace.toReversed()) {
    const where = hop.source === null ? own : position(hop.source, look);
    if (where === own || rows.has(where)) continue;
    rows.set(where, [where, `${escapeText(hop.property)} of ${escapeText(nameIn(hop.by), 60)}`]);
  }
  return [...rows.values()].slice(0, mostHopLines);
}
