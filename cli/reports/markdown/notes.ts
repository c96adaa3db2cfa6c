import type { Note } from "../notes";
import { blocks, collapsed, list } from "./blocks";
import type { Part } from "./fit";
import { inline, joined, prose, type Inline } from "./inline";

/** Notes that are shown, and where there is little room. */
const mostNotes = [100, 10] as const;

/** What else to know, shown on a click: at length, in short, and in a line that says that it was left out. */
export function notesPart(notes: readonly Note[]): Part {
  const items = labelled(notes).filter(({ label }) => label !== "mandate");
  if (items.length === 0) return [""];
  const count = items.length;
  const { open, close } = collapsed(count === 1 ? inline`1 note` : inline`${count} notes`);
  const long = mostNotes.map((most) => {
    const shown = items.slice(0, most).map(({ label, text }) => inline`**${prose(label)}**: ${prose(text)}`);
    const more = count - shown.length;
    return blocks([
      open,
      list([...shown, ...(more > 0 ? [inline`and ${more} more; \`-o text\` tells all`] : [])]),
      close,
    ]);
  });
  const are = count === 1 ? inline`1 note is` : inline`${count} notes are`;
  return [...long, inline`${are} left out for want of room; \`-o text\` tells all`];
}

/** The mandate that judged, and the day that was judged for. */
export function mandateLine(notes: readonly Note[]): Inline {
  const texts = labelled(notes).filter(({ label }) => label === "mandate");
  return inline`Mandate: ${joined(
    texts.map(({ text }) => prose(text, 600)),
    "; ",
  )}`;
}

/** A note without a label is more of the one before. */
function labelled(notes: readonly Note[]): { label: string; text: string }[] {
  let last = "";
  return notes.map(([label, text]) => {
    if (label !== "") last = label;
    return { label: last, text };
  });
}
