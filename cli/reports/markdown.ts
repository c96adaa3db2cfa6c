import { shortIds } from "../finding-ids";
import type { Result } from "../judge/result";
import { blocks, heading, marker, warning } from "./markdown/blocks";
import { fit, reportLimit, type Part } from "./markdown/fit";
import { code, inline, prose, type Inline } from "./markdown/inline";
import { mandateLine, notesPart } from "./markdown/notes";
import { sectionBlock, sectionOverhead, sectionsOf, type Section } from "./markdown/sections";
import { stacksPart } from "./markdown/stacks";
import { notesOf } from "./notes";
import type { Look } from "./pen";
import { revisionText } from "./trust-text";
import { verdictParts } from "./verdict-text";

/** Changed files beyond these are only counted; there are three that may. */
const mostChanges = 10;

/**
 * The report for a pull request, in GitHub-flavored Markdown: the verdict, what was changed and didn't judge, findings, notes,
 * and a line for each stack. Under GitHub's limit, whatever the result: details go before findings, findings before the verdict.
 */
export function renderMarkdown(result: Result, look: Look): string {
  const sections = sectionsOf(result.findings, shortIds(result.findings), look);
  const notes = notesPart(notesOf(result, look));
  const stacks = stacksPart(result);
  const top = blocks([marker("stateside"), ...summary(result), changes(result, look)]);
  const bottom = mandateLine(notesOf(result, look));
  const findings = sections.flatMap(({ parts }) => parts);
  const room = reportLimit - sections.length * sectionOverhead;
  const formOf = fit([[top], ...findings, notes, stacks, [bottom]], dropsOf(sections, notes, stacks), room);
  const body = sections.map((section) => sectionBlock(section, formOf));
  return `${blocks([top, ...body, formOf(notes), formOf(stacks), bottom])}\n`;
}

/** What is shortened first: notes, charts, details of what doesn't stop anybody, other details, and then whole findings. */
function dropsOf(sections: readonly Section[], notes: Part, stacks: Part): Part[] {
  const all = sections.flatMap(({ parts }) => parts).reverse();
  const isMinor = new Set(
    sections.flatMap(({ name, parts }) => (name === "refused" || name === "blocks" ? [] : parts)),
  );
  const detailed = all.filter((part) => part.length > 2);
  return [
    ...notes.slice(1).map(() => notes),
    ...all.filter((part) => part.length > 3),
    ...detailed.filter((part) => isMinor.has(part)),
    ...detailed.filter((part) => !isMinor.has(part)),
    stacks,
    ...all,
    stacks,
  ];
}

function summary(result: Result): string[] {
  const { counts, words, unseen } = verdictParts(result);
  return [heading(2, inline`${symbolOf(result)} Stateside: ${prose(result.verdict)}`), prose(counts + words + unseen)];
}

function symbolOf({ verdict }: Result): Inline {
  switch (verdict) {
    case "refused":
      return inline`✖`;
    case "undecided":
      return inline`?`;
    case "clean":
      return inline`✔`;
  }
}

/** What could have loosened its own judge, and was kept from it. */
function changes({ trust }: Result, { shown }: Look): string {
  if (trust === null || trust.changed.length === 0) return "";
  const items = trust.changed.slice(0, mostChanges).map(({ file, change }) => {
    const since = code(revisionText(trust));
    return inline`${code(shown(file), 150)} is ${prose(change)} since ${since}: that is not used to judge`;
  });
  const more = trust.changed.length - items.length;
  return warning([...items, ...(more > 0 ? [inline`and ${more} more`] : [])]);
}
