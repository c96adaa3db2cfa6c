import { escapeText } from "../../../policies/residency/terminal-safe";
import type { CopyResult } from "../../judge/result";
import { gapText } from "../notes";
import { counted, penOf, position, wrapped, type Look, type Pen } from "../pen";
import { changeLines, mandateText } from "../trust-text";
import type { Inventory, ListedHolder, NotKnown } from "./inventory";
import { classWords, copyText, keyText, keyWords } from "./words";

/** Gaps beyond these are only counted. */
const mostGaps = 20;
/** Several keys or copies of one holder are told whole. */
const textLimit = 1000;

/** The inventory for people: stack by stack, what isn't known, what wasn't seen, and how many there are of what. */
export function renderInventoryText(inventory: Inventory, look: Look): string {
  const pen = penOf(look);
  const lines = [
    ...separated(changeLines(inventory.trust, pen)),
    ...stackLines(inventory, pen),
    ...separated(notKnownLines(inventory.notKnown, pen)),
    ...separated(gapLines(inventory, pen)),
    ...totalLines(inventory, pen),
  ];
  return `${lines.join("\n")}\n`;
}

function stackLines({ holders }: Inventory, pen: Pen): string[] {
  const stacks = new Map<string, ListedHolder[]>();
  for (const holder of holders) {
    const title = `${escapeText(holder.stack)} (${escapeText(holder.project)})`;
    const known = stacks.get(title);
    if (known === undefined) stacks.set(title, [holder]);
    else known.push(holder);
  }
  return [...stacks].flatMap(([title, own]) => [
    `${pen.colors.bold(title)}  ${counted(own.length, "holder")}`,
    ...own.flatMap((holder) => holderLines(holder, pen)),
    "",
  ]);
}

function holderLines(holder: ListedHolder, pen: Pen): string[] {
  const { name, type, why, holds, places, copies, phase, source } = holder;
  const line = (label: string, parts: readonly string[]) =>
    wrapped(`    ${label.padEnd(8)}`, words(parts.map((part) => escapeText(part, textLimit)).join("; ")), pen);
  return [
    `  ${escapeText(name)}  ${pen.colors.dim(escapeText(type))}`,
    ...line("holds", [`${holder.class} data (${holds}); classed by ${classWords[why]}`]),
    ...line("place", places.length === 0 ? ["not known"] : [places.join(", ")]),
    ...line("key", [keyText(holder)]),
    ...(copies.length === 0 ? [] : line("copies", copies.map(copyLine))),
    ...(phase === null ? [] : line("phase", [phase])),
    `    ${pen.colors.dim("source".padEnd(8))}${position(source, pen)}`,
  ];
}

/** `→` for a certain copy, `⇢` for a possible one. */
function copyLine(copy: CopyResult): string {
  return `${copy.certainty === "certain" ? "→" : "⇢"} ${copyText(copy)} (${copy.kind})`;
}

function words(text: string): string[] {
  return text.split(" ");
}

function notKnownLines(all: readonly NotKnown[], pen: Pen): string[] {
  if (all.length === 0) return [];
  return [
    pen.colors.bold("not known whether they hold data"),
    ...all.flatMap(({ name, type, stack, source }) => [
      `  ${escapeText(name)}  ${pen.colors.dim(escapeText(type))}  in stack ${escapeText(stack)}`,
      `    ${pen.colors.dim("source".padEnd(8))}${position(source, pen)}`,
    ]),
  ];
}

function gapLines({ gaps }: Inventory, pen: Pen): string[] {
  if (gaps.length === 0) return [];
  const more = gaps.length - mostGaps;
  return [
    pen.colors.bold("not seen, and may hold data or say where it is"),
    ...gaps.slice(0, mostGaps).map((gap) => `  ${gapText(gap, pen)}`),
    ...(more > 0 ? [`  and ${more} more; -o json lists all`] : []),
  ];
}

function totalLines(inventory: Inventory, pen: Pen): string[] {
  const { holders, stacks, notKnown, gaps, date } = inventory;
  const total = (label: string, of: (holder: ListedHolder) => readonly string[]) =>
    wrapped(`by ${label.padEnd(7)}`, tally(holders.flatMap(of)), pen);
  const unknown = notKnown.length === 0 ? "" : ` · ${notKnown.length} not known`;
  const unseen = gaps.length === 0 ? "" : ` · ${gaps.length} not seen`;
  return [
    ...total("class", (holder) => [holder.class]),
    ...total("place", ({ places }) => (places.length === 0 ? ["not known"] : places)),
    ...total("key", ({ key }) => [keyWords[key.kind]]),
    ...wrapped("mandate   ", words(escapeText(`${mandateText(inventory, pen)}; for ${date}`, textLimit)), pen),
    `${counted(stacks.length, "stack")} · ${pen.colors.bold(counted(holders.length, "holder"))}${unknown}${unseen}`,
  ];
}

/** How many there are of each, most first. */
function tally(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return sorted.map(([value, count], index) => `${escapeText(value)} ${count}${index < sorted.length - 1 ? " ·" : ""}`);
}

function separated(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}
