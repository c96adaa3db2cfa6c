import type { SourcePosition } from "../../../policies/residency/estate";
import { escapeText } from "../../../policies/residency/terminal-safe";
import { nameIn, stackIn, typeIn } from "../../../policies/residency/urns";
import type {
  ChangedFinding,
  ChangedMovement,
  Diff,
  Difference,
  FreedHolder,
  JudgeChange,
  SideResult,
} from "../../diff/difference";
import type { HolderResult, MovementResult } from "../../judge/result";
import { counted, plural } from "../pen";
import { hopText } from "../trace-text";
import { revisionText } from "../trust-text";

/** One thing that changed, in a sentence that a format must still escape. */
export interface Line {
  readonly mark: "!" | "+" | "-" | "~";
  /** `new`, `moved`. */
  readonly word: string;
  readonly text: string;
  readonly source: SourcePosition | null;
}

/** Characters of a name, a place list and a statement that are shown. */
export const nameLimit = 80;
const placesLimit = 120;
export const saysLimit = 150;
/** Names of one line. */
const mostNames = 5;

export function judgeLine({ file, about, base, head }: JudgeChange): Line {
  const name = escapeText(about, placesLimit);
  const [before, after] = [base, head].map((says) => (says === null ? null : escapeText(says, saysLimit)));
  const text =
    before === null
      ? `${name}: ${after ?? ""}, new`
      : after === null
        ? `${name}: gone, was ${before ?? ""}`
        : `${name}: ${before ?? ""} → ${after ?? ""}`;
  return { mark: "!", word: file, text, source: null };
}

export const whys: Readonly<Record<HolderResult["why"], string>> = {
  label: "by its label",
  component: "by its component",
  container: "by what it is in",
  scope: "by the mandate's scope",
  default: "by the mandate's default",
};

/** A line for each holder; where the mandate frees a class, one for all that have it. */
export function freedLines(freed: readonly FreedHolder[]): (() => Line)[] {
  const byMandate = new Map<string, FreedHolder[]>();
  for (const holder of freed.filter(({ how }) => how === "mandate")) {
    const group = byMandate.get(holder.class);
    if (group === undefined) byMandate.set(holder.class, [holder]);
    else group.push(holder);
  }
  return [
    ...freed.filter(({ how }) => how !== "mandate").map((holder) => () => freedLine(holder)),
    ...[...byMandate.values()].map((holders) => () => freedByMandate(holders)),
  ];
}

function freedLine({ urn, from, class: name, why, how, source }: FreedHolder): Line {
  const before = escapeText(from, nameLimit) + (how === "new" ? " by default" : "");
  return freedText(`${subject(urn)}: ${before} → ${escapeText(name, nameLimit)}, ${whys[why]}`, source);
}

function freedByMandate(holders: readonly FreedHolder[]): Line {
  const names = holders.slice(0, mostNames).map(({ urn }) => escapeText(nameIn(urn), nameLimit));
  const more = holders.length > names.length ? ` and ${holders.length - names.length} more` : "";
  const name = escapeText(holders[0]?.class ?? "", nameLimit);
  return freedText(`the mandate lets ${name} be in more places: ${names.join(", ")}${more}`, null);
}

function freedText(text: string, source: Line["source"]): Line {
  return { mark: "!", word: "freed", text, source };
}

export function movementLine(mark: "+" | "-", movement: MovementResult): Line {
  return { mark, word: mark === "+" ? "new" : "lost", text: wayText(movement), source: movement.source };
}

export function changedMovementLine({ head, differs }: ChangedMovement): Line {
  const parts = differs.map(aspectText).join("; ");
  return { mark: "~", word: "changed", text: `${wayText(head)}: ${parts}`, source: head.source };
}

/** What of a finding is another now. */
export function changedFindingText({ differs }: ChangedFinding): string {
  return differs.map(findingAspect).join("; ");
}

function findingAspect(difference: ChangedFinding["differs"][number]): string {
  const { what, base, head } = difference;
  switch (what) {
    case "trace":
      return "its data takes another way, or is of another class";
    case "waiver":
      return head === null ? "no longer waived" : base === null ? `waived ${head}` : `waived ${head}, was ${base}`;
    case "baseline":
      return head === null ? "no longer accepted by the baseline" : "accepted by the baseline, approved by nobody";
    case "effect":
      return head === "block" ? "blocks, was a warning" : "warns, did block";
    case "verdict":
    case "cause":
      return aspectText(difference);
  }
}

export function aspectText({ what, base, head }: Difference<string>): string {
  switch (what) {
    case "id":
      return "another id";
    case "places":
      return `${placesText(base)} → ${placesText(head)}`;
    default:
      return `${what} ${valueText(base)} → ${valueText(head)}`;
  }
}

function valueText(value: string | null): string {
  return value === null ? "none" : escapeText(value, nameLimit);
}

export function placesText(places: string | null): string {
  return places === null ? "not known where" : escapeText(places, placesLimit);
}

export function subject(urn: string): string {
  const stack = escapeText(stackIn(urn), nameLimit);
  return `${escapeText(nameIn(urn), nameLimit)}, ${escapeText(typeIn(urn), nameLimit)} in stack ${stack}`;
}

function wayText(movement: MovementResult): string {
  const { classes, kind, certainty, property, by } = movement;
  const declared = `\`${escapeText(property, nameLimit)}\` of ${escapeText(nameIn(by), nameLimit)}`;
  return `${hopText(movement)}: ${escapeText(classes.join(", "), nameLimit)} by ${escapeText(kind)}, ${certainty}; ${declared}`;
}

/** `origin/main, 0123456789ab`, `the working tree`, `state.json`. */
export function sideName({ kind, name, commit }: SideResult): string {
  if (kind === "working-tree") return "the working tree";
  return commit === null ? name : revisionText({ ref: name, commit });
}

/** What was compared, and how each was judged. */
export function sidesText({ base, head }: Diff): string {
  return [`base is ${sideName(base)}, ${base.verdict}`, `head is ${sideName(head)}, ${head.verdict}`].join("; ");
}

/** What changes nothing, counted; and what is as it was. */
export function hiddenText({ hidden, findings }: Diff): string {
  const { resources, freeMovements } = hidden;
  const [same, without] = [
    [
      counted(findings.unchanged.length, "finding"),
      counted(hidden.holders, "holder"),
      counted(hidden.movements, "way"),
    ],
    [
      `${resources.new} new`,
      `${resources.deleted} deleted`,
      resources.changed === null ? "changed ones not counted" : `${resources.changed} changed`,
    ],
  ];
  const free = freeMovements === 0 ? "" : `; ${counted(freeMovements, "way")} of data that may be anywhere`;
  return `as they were: ${same.join(", ")}; no effect on residency: resources ${without.join(", ")}${free}`;
}

/** `1 holder freed · findings: 1 new, 1 fixed · holders: 1 moved`; what there is none of is left out. */
export function countsText({ judges, freed, findings, holders, movements }: Diff): string {
  const parts = [
    ...(judges.length === 0 ? [] : [`${judges.length} ${plural(judges.length, "change", "changes")} to what judges`]),
    ...(freed.length === 0 ? [] : [`${counted(freed.length, "holder")} freed`]),
    ...groupText("findings", { new: findings.new, changed: findings.changed, fixed: findings.fixed }),
    ...groupText("holders", { ...holders }),
    ...groupText("ways of data", { ...movements }),
  ];
  return parts.length === 0 ? "nothing changes for residency" : parts.join(" · ");
}

function groupText(what: string, changes: Readonly<Record<string, readonly unknown[]>>): string[] {
  const told = Object.entries(changes).flatMap(([word, { length }]) => (length === 0 ? [] : [`${length} ${word}`]));
  return told.length === 0 ? [] : [`${what}: ${told.join(", ")}`];
}
