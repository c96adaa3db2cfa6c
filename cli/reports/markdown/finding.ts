import type { FindingResult } from "../../judge/result";
import { placeRows } from "../finding-text";
import { position, type Look } from "../pen";
import { traceParts } from "../trace-text";
import { waiverText } from "../waived-text";
import { blocks, list } from "./blocks";
import { traceChart } from "./chart";
import type { Part } from "./fit";
import { code, inline, prose, type Inline } from "./inline";

const positionLimit = 400;
const traceLimit = 1200;
const commandLimit = 1000;
/** Characters of a message where a finding is one line. */
const shortMessage = 160;

/**
 * A finding in all its forms: with its chart if it has a trace, without, in a line, and left out. One that the baseline has is
 * a line at most, as there may be hundreds.
 */
export function findingPart(finding: FindingResult, id: string, look: Look): Part {
  const line = `- ${findingLine(finding, id, look)}`;
  if (finding.known) return [line, ""];
  const details = blocks([title(finding), prose(finding.message), list(rows(finding, id, look))]);
  const { trace, places } = finding;
  return [...(trace.length === 0 ? [] : [blocks([details, traceChart(trace, places)])]), details, line, ""];
}

function title(finding: FindingResult): Inline {
  const { symbol, word } = markOf(finding);
  return inline`${symbol} **${code(finding.rule)}** · ${word}`;
}

function markOf({ verdict, severity, effect, waiver, known }: FindingResult): { symbol: Inline; word: Inline } {
  if (waiver !== null) return { symbol: inline`○`, word: inline`waived` };
  if (known) return { symbol: inline`○`, word: inline`known` };
  if (verdict === "refused") return { symbol: inline`✖`, word: prose(severity) };
  return { symbol: inline`?`, word: effect === "block" ? inline`blocks` : inline`warns` };
}

function rows(finding: FindingResult, id: string, look: Look): Inline[] {
  const { trace, waiver, remedy, fingerprint } = finding;
  const command = `stateside explain ${id}${look.again ?? ""}`;
  return [
    ...(waiver === null ? [] : [inline`waived ${prose(waiverText(waiver))}`]),
    ...placeRows(finding, look).map(
      ([where, what]) => inline`${code(where, positionLimit)}: ${code(what, positionLimit)}`,
    ),
    ...(trace.length === 0 ? [] : [inline`trace: ${code(traceParts(trace).join(" "), traceLimit)}`]),
    inline`fix: ${prose(remedy)}`,
    inline`id ${code(fingerprint)}: ${code(command, commandLimit)}`,
  ];
}

function findingLine(finding: FindingResult, id: string, look: Look): Inline {
  const { rule, message, source, placeSource, resource } = finding;
  const where = inline`in stack ${code(resource.stack)}, ${code(position(source ?? placeSource, look), positionLimit)}`;
  return inline`${markOf(finding).symbol} ${code(rule)}: ${prose(message, shortMessage)}, ${where}, id ${code(id)}`;
}
