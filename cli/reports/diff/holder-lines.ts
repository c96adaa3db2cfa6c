import type { Deletion } from "../../../policies/residency/estate";
import { escapeText } from "../../../policies/residency/terminal-safe";
import { nameIn, stackIn, typeIn } from "../../../policies/residency/urns";
import type { ChangedHolder } from "../../diff/difference";
import type { HolderResult } from "../../judge/result";
import { keyText } from "../inventory/words";
import { aspectText, nameLimit, placesText, saysLimit, subject, whys, type Line } from "./words";

/** Characters of a line of many names: a sentence is shortened beyond them. */
const groupedLimit = 260;

export function holderLine(mark: "+" | "-", holder: HolderResult): Line {
  const { urn, class: name, why, places, phase, deletion, source } = holder;
  const where = places.length === 0 ? "place not known" : placesText(places.join(" "));
  const inPhase = phase === null ? "" : `, ${phase}`;
  const text = `${subject(urn)}: ${name}, ${whys[why]}; ${where}${inPhase}`;
  if (mark === "+") return { mark, word: "new", text, source };
  if (deletion === undefined) return { mark, word: "deleted", text, source };
  return { mark, word: deletion === "left" ? "left" : "deleted", text: `${text}; ${endings[deletion]}`, source };
}

/** What happens to what the program declares no more. */
const endings: Readonly<Record<Deletion, string>> = {
  refused: "protected, so that `pulumi up` refuses",
  left: "stays in the cloud, and leaves the state",
};

/** A line for each holder; where only a stack's phase is another, and what guards from deletion, one for all alike. */
export function changedHolderLines(changes: readonly ChangedHolder[]): (() => Line)[] {
  const groups = new Map<string, ChangedHolder[]>();
  for (const [index, change] of changes.entries()) {
    const isPhase = change.differs.every(({ what }) => what === "phase" || what === "deletion");
    const alike = change.differs.map(({ what, base, head }) => [what, base, head]);
    const key = JSON.stringify(isPhase ? [stackIn(change.head.urn), alike] : index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()].map((group) => () => phaseLine(group));
}

function phaseLine(group: readonly ChangedHolder[]): Line {
  const [first] = group;
  if (first === undefined) throw new Error("a group has a first");
  if (group.length === 1) return changedHolderLine("changed", first);
  const parts = first.differs.map((one) => holderAspect(one, first.base, first.head)).join("; ");
  const names: string[] = [];
  for (const { head } of group) {
    const name = `${escapeText(nameIn(head.urn), nameLimit)} (${escapeText(kindIn(head.urn), nameLimit)})`;
    if ([...names, name].join(", ").length > groupedLimit) break;
    names.push(name);
  }
  const more = names.length < group.length ? ` and ${group.length - names.length} more` : "";
  const where = `${group.length} in stack ${escapeText(stackIn(first.head.urn), nameLimit)}`;
  return { mark: "~", word: "changed", text: `${where}: ${parts}: ${names.join(", ")}${more}`, source: null };
}

/** `Bucket` of `aws:s3/bucket:Bucket`. */
function kindIn(urn: string): string {
  return typeIn(urn).split(":").at(-1) ?? "";
}

export function changedHolderLine(word: "replaced" | "moved" | "changed", change: ChangedHolder): Line {
  const { base, head, differs } = change;
  const parts = differs
    .filter(({ what }) => what !== "why" || base.class === head.class)
    .map((one) => holderAspect(one, base, head));
  return { mark: "~", word, text: `${subject(head.urn)}: ${parts.join("; ")}`, source: head.source };
}

function holderAspect(difference: ChangedHolder["differs"][number], base: HolderResult, head: HolderResult): string {
  const classOf = ({ class: name, why }: HolderResult) => `${escapeText(name, nameLimit)}, ${whys[why]}`;
  switch (difference.what) {
    case "urn":
      return urnText(base.urn, head.urn);
    case "class":
    case "why":
      return `class ${classOf(base)} → ${classOf(head)}`;
    case "key":
      return `key ${escapeText(keyText(base), saysLimit)} → ${escapeText(keyText(head), saysLimit)}`;
    case "deletion":
      return guards[`${difference.base ?? "none"} ${difference.head ?? "none"}`] ?? aspectText(difference);
    case "holds":
    case "id":
    case "phase":
    case "places":
      return aspectText(difference);
  }
}

/** What stood against deletion, and what does now. */
const guards: Readonly<Record<string, string>> = {
  "refused none": "no longer protected, so that it can be deleted",
  "refused left": "no longer protected; stays in the cloud when it is declared no more",
  "none refused": "protected from deletion",
  "left refused": "protected from deletion",
  "none left": "stays in the cloud when it is declared no more",
  "left none": "deleted when it is declared no more",
};

/** Another URN is another type or another parent. */
function urnText(base: string, head: string): string {
  const [old, next] = [typeIn(base), typeIn(head)];
  if (old !== next) return `was ${escapeText(old, nameLimit)}`;
  return "has another parent";
}
