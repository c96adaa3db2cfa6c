import { escapeText } from "../../policies/residency/terminal-safe";
import type { ExceptionResult, GapResult, Result } from "../judge/result";
import { baselineNotes } from "./known-text";
import { counted, position, type Look } from "./pen";
import { mandateText } from "./trust-text";
import { usedNotes } from "./used-text";
import { daysText } from "./waived-text";

/** Gaps beyond these are only counted. */
const mostGaps = 20;

/** A label, empty for more of the note before, and a sentence that a format must still escape. */
export type Note = readonly [label: string, text: string];

/** What else to know before trusting the verdict. */
export function notesOf(result: Result, look: Look): Note[] {
  const { mandate, trust, used } = result;
  const gaps = toldGaps(result);
  const notes: Note[] = gaps.slice(0, mostGaps).map((gap) => ["not seen", gapText(gap, look)]);
  if (gaps.length > mostGaps) notes.push(["not seen", `and ${gaps.length - mostGaps} more; -o json lists all`]);
  for (const stack of result.plainStacks) {
    const why = "its program failed on the texts that stand for outputs, and was previewed without them";
    notes.push(["less seen", `stack ${stack}: ${why}; what it makes of outputs is not known`]);
  }
  for (const exception of result.exceptions) notes.push(["excepted", exceptionText(exception)]);
  notes.push(...baselineNotes(result, look), ...usedNotes(used));
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
  notes.push(["mandate", `${mandateText(result, look)}; judged for ${result.date}`]);
  if (mandate.source === "built-in" && trust === null) {
    notes.push(["", "write your own there: one that has `name: ours` alone says the same, and is the place for more"]);
  }
  return notes;
}

/** What wasn't seen, but for gaps that are findings already. */
export function toldGaps({ gaps }: Pick<Result, "gaps">): readonly GapResult[] {
  return gaps.filter(({ kind }) => kind !== "invoke" && kind !== "configuration");
}

/** Reason → the rules that give it. */
function unjudgedByReason({ judged }: Result): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, string[]>();
  for (const [rule, { notJudged }] of Object.entries(judged)) {
    if (notJudged !== null) rules.set(notJudged, [...(rules.get(notJudged) ?? []), rule]);
  }
  return rules;
}

function exceptionText({ center, resources, expires, daysLeft }: ExceptionResult): string {
  const days = daysText({ daysLeft });
  return `center \`${center}\`: ${counted(resources.length, "resource")} abroad under its exception until ${expires} (${days})`;
}

/** What a gap is and where, in a few words; its names are escaped. */
export function gapText({ kind, what, stack, source }: GapResult, look: Look): string {
  const where = source === null ? "" : `, ${position(source, look)}`;
  return `${kind.replaceAll("-", " ")} ${escapeText(what)} in stack ${escapeText(stack)}${where}`;
}
