import { escapeText } from "../../policies/residency/terminal-safe";
import { shortIds } from "../finding-ids";
import type { ExceptionResult, FindingResult, GapResult, Result } from "../result";
import { findingLines } from "./finding-text";
import { counted, edge, penOf, plural, position, sentence, wrapped, type Colors, type Look, type Pen } from "./pen";
import { changeLines, mandateText } from "./trust-text";
import { usedNotes } from "./used-text";
import { daysText, waivedCount } from "./waived-text";

/** Gaps beyond these are only counted. */
const mostGaps = 20;
/** Characters of a command that are shown. */
const commandLimit = 1000;

/** The report for people: what was changed and didn't judge, findings, what else to know, a line for each stack, the verdict. */
export function renderText(result: Result, look: Look): string {
  const pen = penOf(look);
  const ids = shortIds(result.findings);
  const findings = result.findings.flatMap((finding) => [...findingLines(finding, pen), ...idLine(finding, ids, pen)]);
  const notes = noteLines(result, pen);
  const lines = [
    ...separated(changeLines(result.trust, pen)),
    ...separated(findings),
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
  const { mandate, trust, used } = result;
  const gaps = toldGaps(result);
  const notes: [label: string, text: string][] = gaps.slice(0, mostGaps).map((gap) => ["not seen", gapText(gap, pen)]);
  if (gaps.length > mostGaps) notes.push(["not seen", `and ${gaps.length - mostGaps} more; -o json lists all`]);
  for (const stack of result.plainStacks) {
    const why = "its program failed on the texts that stand for outputs, and was previewed without them";
    notes.push(["less seen", `stack ${stack}: ${why}; what it makes of outputs is not known`]);
  }
  for (const exception of result.exceptions) notes.push(["excepted", exceptionText(exception)]);
  for (const [label, note] of usedNotes(used)) notes.push([label, note]);
  for (const [reason, names] of unjudgedByReason(result)) notes.push(["not judged", `${names.join(", ")}: ${reason}`]);
  if (mandate.notInEffect.length > 0) {
    notes.push([
      "not judged",
      `${mandate.notInEffect.join(", ")}: stated by the mandate, not yet in effect in this version`,
    ]);
  }
  if (result.stacks.every(({ resources }) => resources === 0)) {
    notes.push(["not judged", "anything: no stack registers a resource"]);
  }
  notes.push(["mandate", `${mandateText(result, pen)}; judged for ${result.date}`]);
  if (mandate.source === "built-in" && trust === null) {
    notes.push(["", "write your own there: one that has `name: ours` alone says the same, and is the place for more"]);
  }
  return notes.flatMap(([label, text]) => sentence(`${label.padEnd(10)} `, text, pen));
}

/** Reason → the rules that give it. */
function unjudgedByReason({ judged }: Result): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, string[]>();
  for (const [rule, { notJudged }] of Object.entries(judged)) {
    if (notJudged !== null) rules.set(notJudged, [...(rules.get(notJudged) ?? []), rule]);
  }
  return rules;
}

/** A gap of these kinds is a finding already. */
function toldGaps({ gaps }: Result): readonly GapResult[] {
  return gaps.filter(({ kind }) => kind !== "invoke" && kind !== "configuration");
}

function exceptionText({ center, resources, expires, daysLeft }: ExceptionResult): string {
  const days = daysText({ daysLeft });
  return `center \`${center}\`: ${counted(resources.length, "resource")} abroad under its exception until ${expires} (${days})`;
}

function gapText({ kind, what, stack, source }: GapResult, pen: Pen): string {
  const where = source === null ? "" : `, ${position(source, pen)}`;
  return `${kind.replaceAll("-", " ")} ${escapeText(what)} in stack ${escapeText(stack)}${where}`;
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
  const resources = result.stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const counts = `${counted(result.stacks.length, "stack")} · ${counted(resources, "resource")} · `;
  const words = verdictWords(counting(result));
  const gaps = toldGaps(result).length;
  const excepted = new Set(result.exceptions.flatMap(({ resources: urns }) => urns)).size;
  const waived = waivedCount(result.findings);
  const unseen = waived + (excepted === 0 ? "" : ` · ${excepted} excepted`) + (gaps === 0 ? "" : ` · ${gaps} not seen`);
  const time = `${pen.seconds.toFixed(1)} s`;
  const gap = " ".repeat(Math.max(6, edge(pen) - counts.length - words.length - unseen.length - time.length));
  const { paint } = mark(counting(result), pen.colors);
  return `${counts}${pen.colors.bold(paint(words))}${unseen}${gap}${pen.colors.dim(time)}`;
}

/** Findings that nobody waived. */
function counting({ findings }: Result): readonly FindingResult[] {
  return findings.filter(({ waiver }) => waiver === null);
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

function separated(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}
