import { inline, joined, type Inline } from "./inline";

/** Blocks of Markdown are lines without a newline at their end; between two of them belongs an empty line. */

export function heading(level: 2 | 3 | 4, text: Inline): string {
  return `${"#".repeat(level)} ${text}`;
}

export function list(items: readonly Inline[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** A table; every cell of untrusted text must be made by `cell`. */
export function table(header: readonly Inline[], rows: readonly (readonly Inline[])[]): string {
  const line = (cells: readonly Inline[]) => `| ${joined(cells, " | ")} |`;
  return [line(header), line(header.map(() => inline`---`)), ...rows.map(line)].join("\n");
}

/** A list that GitHub draws as a warning, and others as a quotation. */
export function warning(items: readonly Inline[]): string {
  return ["> [!WARNING]", ...items.map((item) => `> - ${item}`)].join("\n");
}

/** What stands before and after a part that is shown on a click. */
export interface Collapsed {
  readonly open: string;
  readonly close: string;
}

/** Markdown isn't read in a summary: it must be plain words. */
export function collapsed(summary: Inline): Collapsed {
  return { open: `<details>\n<summary>${summary}</summary>`, close: "</details>" };
}

/** A comment that nobody sees, by which a workflow finds what it wrote before. */
export function marker(name: "stateside" | "stateside-diff"): string {
  return `<!-- ${name} -->`;
}

/** Blocks, each apart from the next; empty ones are left out. */
export function blocks(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
