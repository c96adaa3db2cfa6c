import { escapeText } from "../../policies/residency/terminal-safe";
import type { SourcePosition } from "../../policies/residency/estate";
import { shortIds } from "../finding-ids";
import type { FindingResult, Result } from "../judge/result";
import { notesOf } from "./notes";
import { counted, type Look } from "./pen";
import { traceParts } from "./trace-text";
import { changeLines } from "./trust-text";
import { verdictParts } from "./verdict-text";

/** GitHub shows so many annotations of each level for a step (https://docs.github.com/en/rest/checks/runs#update-a-check-run). */
const mostOfALevel = 10;
const sentenceLimit = 400;
const pathLimit = 4096;

type Level = "error" | "warning" | "notice";

interface Annotation {
  readonly level: Level;
  readonly title: string;
  /** Each escaped. */
  readonly lines: readonly string[];
  readonly source?: SourcePosition | null;
}

/**
 * The result as workflow commands, which GitHub Actions shows as annotations on the lines of a pull request: the most important
 * ones, and how many more there are. The last line is for whoever reads the log.
 */
export function renderGithub(result: Result, look: Look): string {
  const all = [...changes(result, look), ...findings(result, look)];
  const shown = (level: Level) => all.filter((one) => one.level === level).slice(0, mostOfALevel);
  const told = [...shown("error"), ...shown("warning")];
  const notices = [...more(all.length - told.length), ...uncounted(result, look), ...unseen(result, look)];
  const { counts, words, unseen: rest } = verdictParts(result);
  return `${[...told, ...notices].map((one) => command(one, look)).join("")}${counts}${words}${rest}\n`;
}

/** What a pull request changes in its own judge comes first. */
function changes({ trust }: Result, look: Look): Annotation[] {
  return changeLines(trust, look).map((line, index) => {
    const file = trust?.changed[index]?.file;
    const source = file === undefined ? null : { file, line: 1, column: 1 };
    return { level: "warning", title: "what judges is changed", lines: [line.replace(/^! /, "")], source };
  });
}

/** In the result's order, which is that of their importance. */
function findings(result: Result, look: Look): Annotation[] {
  const ids = shortIds(result.findings);
  return result.findings.filter(counts).map((finding) => {
    const { rule, message, remedy, trace, fingerprint, resource } = finding;
    const id = ids.get(fingerprint) ?? fingerprint;
    return {
      level: finding.verdict === "refused" || finding.effect === "block" ? "error" : "warning",
      title: `${escapeText(rule)} (${finding.verdict === "refused" ? finding.severity : "undecided"})`,
      lines: [
        `${escapeText(message, sentenceLimit)}, in stack ${escapeText(resource.stack)}`,
        ...(trace.length === 0 ? [] : [`trace: ${traceParts(trace).join(" ")}`]),
        `fix: ${escapeText(remedy, sentenceLimit)}`,
        trace.length === 0
          ? `id: ${id}`
          : `explain: stateside explain ${id}${escapeText(look.again ?? "", sentenceLimit)}`,
      ],
      source: finding.source ?? finding.placeSource,
    };
  });
}

function counts({ waiver, known }: FindingResult): boolean {
  return waiver === null && !known;
}

function more(count: number): Annotation[] {
  if (count === 0) return [];
  const line = `${count} more, as GitHub shows ${mostOfALevel} of a level: the text, markdown and SARIF reports have them`;
  return [{ level: "notice", title: "not all is shown", lines: [line] }];
}

/** What doesn't count isn't an annotation each, and isn't hidden either. */
function uncounted(result: Result, look: Look): Annotation[] {
  const waived = result.findings.filter(({ waiver }) => waiver !== null);
  const known = result.findings.filter((finding) => finding.waiver === null && finding.known);
  return notice("not counted", [
    ...notesLabeled(["excepted"], result, look),
    ...(known.length === 0 ? [] : [`known to the baseline: ${counted(known.length, "finding")}`]),
    ...waived.map(
      ({ waiver, message }) => `waived until ${waiver?.expires ?? ""}: ${escapeText(message, sentenceLimit)}`,
    ),
  ]);
}

function unseen(result: Result, look: Look): Annotation[] {
  return notice("not all is seen", notesLabeled(["not seen", "less seen"], result, look));
}

function notesLabeled(labels: readonly string[], result: Result, look: Look): string[] {
  return notesOf(result, look)
    .filter(([label]) => labels.includes(label))
    .map(([label, text]) => `${label}: ${escapeText(text, sentenceLimit)}`);
}

function notice(title: string, lines: readonly string[]): Annotation[] {
  return lines.length === 0 ? [] : [{ level: "notice", title, lines: shortened(lines) }];
}

function shortened(lines: readonly string[]): string[] {
  const left = lines.length - mostOfALevel;
  return [...lines.slice(0, mostOfALevel), ...(left > 0 ? [`and ${left} more`] : [])];
}

/**
 * One command, which is one line: what the runner acts on is escaped, as it reads commands
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
function command({ level, title, lines, source = null }: Annotation, { shown }: Look): string {
  const properties = [
    ...(source === null ? [] : [`file=${property(escapeText(shown(source.file), pathLimit))}`]),
    ...(source === null ? [] : [`line=${source.line}`, `col=${source.column}`]),
    `title=${property(`Stateside: ${title}`)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(lines.join("\n"))}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
