import { verdictOfNew } from "../../diff/compare-findings";
import type { ChangedFinding, Diff } from "../../diff/difference";
import { shortIds } from "../../finding-ids";
import type { FindingResult } from "../../judge/result";
import { blocks, collapsed, heading, list, marker, warning } from "../markdown/blocks";
import { findingPart } from "../markdown/finding";
import { fit, reportLimit, type Part } from "../markdown/fit";
import { code, inline, prose, type Inline } from "../markdown/inline";
import { position, type Look } from "../pen";
import { revisionText } from "../trust-text";
import { firstLines, lineSections, type Lines } from "./sections";
import { changedFindingText, countsText, hiddenText, sidesText, type Line } from "./words";

/** Lines of one kind: all that are shown at most, and fewer where there is little room. */
const mostLines = [200, 50, 10] as const;
/** Of what stands first, which is never left out. */
const mostFirst = 30;
/** Changed files that judged nothing; there are three that may. */
const mostKept = 10;
/** Findings beyond these are only counted: no report has room for more lines. */
const mostFindings = 1000;
/** Characters of headings, of frames and of the lines that count what is left out. */
const overhead = 2000;

const positionLimit = 400;

/** A section of the report: its heading, and parts that are shortened one by one. */
interface Section {
  readonly open: string;
  readonly close: string;
  readonly count: number;
  readonly parts: readonly Part[];
}

/**
 * The comparison for a pull request, in GitHub-flavored Markdown: changes to what judges and holders that were freed first, and
 * the ways of new findings as charts. Under GitHub's limit: details go before findings, findings before the summary.
 */
export function renderDiffMarkdown(diff: Diff, look: Look): string {
  const top = blocks([
    marker("stateside-diff"),
    heading(2, inline`${symbolOf(diff)} Stateside: what this changes`),
    prose(countsText(diff), 1000),
    firstPart(diff, look),
  ]);
  const bottom = blocks([prose(hiddenText(diff), 1000), prose(sidesText(diff), 1000)]);
  const findings = findingSections(diff, look);
  const lists = [...lineSections(diff).map(({ title, lines }) => listPart(title, lines, look)), notesPart(diff)];
  const parts = [[top], [bottom], ...lists, ...findings.flatMap((one) => one.parts)];
  const formOf = fit(parts, dropsOf(findings, lists), reportLimit - overhead);
  const body = findings.map((section) => sectionBlock(section, formOf));
  return `${blocks([top, ...body, ...lists.map(formOf), bottom])}\n`;
}

/** What is shortened first: lists, charts, details of findings from the last to the first, and then findings. */
function dropsOf(findings: readonly Section[], lists: readonly Part[]): Part[] {
  const all = findings.flatMap(({ parts }) => parts).reverse();
  const each = lists.flatMap((part) => part.slice(1).map(() => part));
  return [...each, ...all.filter((part) => part.length > 3), ...all.filter((part) => part.length > 2), ...all];
}

/** By what is new alone: what was there before is no doing of this change. */
function symbolOf({ findings, judges, freed }: Diff): Inline {
  const verdict = verdictOfNew(findings);
  if (verdict !== "clean") return verdict === "refused" ? inline`✖` : inline`?`;
  return judges.length + freed.length > 0 ? inline`!` : inline`✔`;
}

/** What may loosen the judge, or was kept from doing so; and what was let go. */
function firstPart(diff: Diff, look: Look): string {
  const { trust } = diff.head;
  const kept = (trust?.changed ?? []).map(({ file, change }) => {
    const since = trust === null ? "" : revisionText(trust);
    return inline`${code(look.shown(file), 150)} is ${prose(change)} since ${code(since)}: that is not used to judge`;
  });
  const { lines, more } = firstLines(diff, mostFirst);
  const items = [
    ...kept.slice(0, mostKept),
    ...lines.map((line) => lineItem(line(), look)),
    ...(more > 0 ? [inline`and ${more} more; \`-o json\` lists all`] : []),
  ];
  return items.length === 0 ? "" : warning(items);
}

function findingSections({ findings }: Diff, look: Look): Section[] {
  const ids = shortIds(findings.new);
  const open = (count: number, one: Inline, many: Inline) => heading(3, count === 1 ? one : many);
  const sections: Section[] = [
    {
      open: open(findings.new.length, inline`1 new finding`, inline`${findings.new.length} new findings`),
      close: "",
      count: findings.new.length,
      parts: findings.new
        .slice(0, mostFindings)
        .map((finding) => findingPart(finding, ids.get(finding.fingerprint) ?? finding.fingerprint, look)),
    },
    {
      open: open(
        findings.changed.length,
        inline`1 finding changed`,
        inline`${findings.changed.length} findings changed`,
      ),
      close: "",
      count: findings.changed.length,
      parts: findings.changed.slice(0, mostFindings).map((change) => linePart(change.head, look, change)),
    },
    {
      ...collapsed(inline`${findings.fixed.length} fixed`),
      count: findings.fixed.length,
      parts: findings.fixed.slice(0, mostFindings).map((finding) => linePart(finding, look)),
    },
  ];
  return sections.filter(({ count }) => count > 0);
}

/** A finding in a line, and left out. */
function linePart(finding: FindingResult, look: Look, change?: ChangedFinding): Part {
  const { rule, message, source, fingerprint, resource } = finding;
  const what = change === undefined ? inline`` : inline`${prose(changedFindingText(change))}: `;
  const where = source === null ? inline`` : inline`, ${code(position(source, look), positionLimit)}`;
  const found = inline`${code(rule)}: ${prose(message, 250)}, in stack ${code(resource.stack)}${where}`;
  return [`- ${what}${found}, id ${code(fingerprint)}`, ""];
}

function sectionBlock({ open, close, count, parts }: Section, formOf: (part: Part) => string): string {
  const texts = parts.map(formOf).filter((text) => text !== "");
  const left = count - texts.length;
  const more = left === 0 ? "" : inline`and ${left} more; \`-o json\` lists all`;
  const lines = texts.filter((text) => text.startsWith("- ")).join("\n");
  return blocks([open, ...texts.filter((text) => !text.startsWith("- ")), lines, more, close]);
}

/** Lines at length, in short, and only counted. */
function listPart(title: string, lines: Lines, look: Look): Part {
  const count = inline`${lines.length} ${prose(title)}`;
  const { open, close } = collapsed(count);
  const forms = mostLines.map((most) => {
    const more = lines.length - most;
    const items = lines.slice(0, most).map((line) => lineItem(line(), look));
    return blocks([
      open,
      list([...items, ...(more > 0 ? [inline`and ${more} more; \`-o json\` lists all`] : [])]),
      close,
    ]);
  });
  return [...forms, inline`${count}; \`-o json\` lists all`];
}

function lineItem({ mark, word, text, source }: Line, look: Look): Inline {
  const where = source === null ? inline`` : inline`, ${code(position(source, look), positionLimit)}`;
  return inline`${marks[mark]} **${prose(word)}** ${prose(text)}${where}`;
}

/** What would begin a list in a list is in code. */
const marks: Readonly<Record<Line["mark"], Inline>> = {
  "!": inline`\`!\``,
  "+": inline`\`+\``,
  "-": inline`\`-\``,
  "~": inline`\`~\``,
};

function notesPart({ notes }: Diff): Part {
  if (notes.length === 0) return [""];
  return [list(notes.map((note) => inline`note: ${prose(note, 600)}`)), inline`${notes.length} notes are left out`];
}
