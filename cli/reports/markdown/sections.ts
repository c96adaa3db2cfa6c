import type { FindingResult } from "../../judge/result";
import type { Look } from "../pen";
import { blocks, collapsed, heading, type Collapsed } from "./blocks";
import { findingPart } from "./finding";
import type { Part } from "./fit";
import { inline, type Inline } from "./inline";

/** Findings beyond these are only counted: no report has room for more lines. */
const mostFindings = 1000;

/** Findings of one kind. */
export interface Section {
  readonly name: "refused" | "blocks" | "warns" | "waived" | "known";
  readonly count: number;
  readonly parts: readonly Part[];
}

/** Findings by what they mean for the verdict, the most important first; kinds that there are none of are left out. */
export function sectionsOf(
  findings: readonly FindingResult[],
  ids: ReadonlyMap<string, string>,
  look: Look,
): readonly Section[] {
  const shown = new Set(findings.slice(0, mostFindings));
  const names: readonly Section["name"][] = ["refused", "blocks", "warns", "waived", "known"];
  return names.flatMap((name) => {
    const own = findings.filter((finding) => nameOf(finding) === name);
    if (own.length === 0) return [];
    const parts = own
      .filter((finding) => shown.has(finding))
      .map((finding) => findingPart(finding, ids.get(finding.fingerprint) ?? finding.fingerprint, look));
    return [{ name, count: own.length, parts }];
  });
}

function nameOf({ waiver, known, verdict, effect }: FindingResult): Section["name"] {
  if (waiver !== null) return "waived";
  if (known) return "known";
  if (verdict === "refused") return "refused";
  return effect === "block" ? "blocks" : "warns";
}

/** Characters that the line about what is left out, and what is around a section, have at most. */
export const sectionOverhead = 200;

/** A section as a block: what doesn't count in the verdict is shown on a click. */
export function sectionBlock({ name, count, parts }: Section, formOf: (part: Part) => string): string {
  const texts = parts.map(formOf).filter((text) => text !== "");
  const left = count - texts.length;
  const more =
    left === 0
      ? ""
      : texts.length === 0
        ? inline`\`-o json\` lists them`
        : inline`and ${left} more; \`-o json\` lists all`;
  const { open, close } = frame(name, count);
  return blocks([open, ...joinedLines(texts), more, close]);
}

/** Findings of one line each are one list. */
function joinedLines(texts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const text of texts) {
    const last = joined.at(-1);
    if (last !== undefined && isLine(last) && isLine(text)) joined[joined.length - 1] = `${last}\n${text}`;
    else joined.push(text);
  }
  return joined;
}

function isLine(text: string): boolean {
  return text.startsWith("- ");
}

function frame(name: Section["name"], count: number): Collapsed {
  const open = (title: Inline) => ({ open: heading(3, title), close: "" });
  switch (name) {
    case "refused":
      return open(inline`${count} refused`);
    case "blocks":
      return open(count === 1 ? inline`1 undecided, and blocks` : inline`${count} undecided, and block`);
    case "warns":
      return open(count === 1 ? inline`1 undecided, and warns` : inline`${count} undecided, and warn`);
    case "waived":
      return collapsed(inline`${count} waived`);
    case "known":
      return collapsed(inline`${count} known from the baseline, approved by nobody`);
  }
}
