import { escapeText, nameLimit } from "../../../policies/residency/terminal-safe";

/**
 * GitHub-flavored Markdown that is safe to be part of a paragraph, a list item or a table cell: one line, in which nothing
 * of a program's choice acts. Made by {@link inline}, {@link joined}, {@link code}, {@link prose} and {@link cell} alone.
 *
 * What a program chose is shown in code spans or as bare words, never with backslashes: GitHub makes mentions, references
 * and emoji out of the text that is left when the Markdown is gone, and leaves out only what is code. Nothing invisible is
 * put between characters, so that names can be copied.
 */
export type Inline = string & { readonly markup: "inline" };

/** Markdown from the literal's text, which is trusted, and from parts that are safe already. */
export function inline(literal: TemplateStringsArray, ...parts: readonly (Inline | number)[]): Inline {
  return trusted(String.raw({ raw: literal }, ...parts));
}

/** Safe parts in one line. */
export function joined(parts: readonly Inline[], separator = " "): Inline {
  return trusted(parts.join(separator));
}

/**
 * A code span with exactly the text, but for what `escapeText` shortens or makes visible. The text can't end it: its fence
 * is the shortest run of backticks that the text doesn't have. The usual one longer than all wouldn't do: cmark, which GitHub
 * uses, reads no fence of more than 80.
 * @param limit - at most 3,000: fewer characters can't hold runs of all lengths up to 80
 */
export function code(text: string, limit: number = nameLimit): Inline {
  return span(escapeText(text, limit));
}

/** For a table: a `|` would end the cell, in a code span as well, and parsers differ on what a backslash before it does. */
export function cell(text: string, limit: number = nameLimit): Inline {
  return span(escapeText(text, limit).replaceAll("|", String.raw`\x7c`));
}

/** A sentence that names may be part of: plain words and the punctuation around words stay as they are, all else is code. */
export function prose(text: string, limit = 400): Inline {
  const parts: string[] = [];
  let coded = "";
  const flush = (after = "") => {
    if (coded !== "") parts.push(span(coded) + after);
    coded = "";
  };
  for (const { spaces, before, core, after, isQuoted } of wordsOf(escapeText(text, limit))) {
    if (isQuoted || before !== "" || isPlain(core, after)) {
      flush();
      parts.push(before + (isQuoted || !isPlain(core, after) ? span(core) : core) + after);
      continue;
    }
    coded += coded === "" ? core : spaces + core;
    if (after !== "") flush(after);
  }
  flush();
  return trusted(parts.join(" "));
}

interface Word {
  readonly spaces: string;
  /** Punctuation around it that means nothing there: brackets and quotes only when they aren't part of the word. */
  readonly before: string;
  readonly core: string;
  readonly after: string;
  /** Whether it was said to be code, between backticks. */
  readonly isQuoted: boolean;
}

const punctuated = /^(?<before>["(]{0,2})(?:`(?<quoted>[^`]+)`|(?<core>[^"()`]+?))(?<after>[").,;:]{0,3})$/;

/** Words, parted by spaces; what is between two backticks is one. */
function wordsOf(text: string): Word[] {
  return Array.from(
    text.matchAll(/( *)(["(]{0,2}`[^`]+`[").,;:]{0,3}(?= |$)|[^ ]+)/g),
    ([, spaces = "", word = ""]) => {
      const { before = "", quoted, core = word, after = "" } = punctuated.exec(word)?.groups ?? {};
      return { spaces, before, core: quoted ?? core, after, isQuoted: quoted !== undefined };
    },
  );
}

/**
 * Letters, a short number, the dot between counts, or an arrow. Not plain, as GitHub makes links of them, are digits with letters
 * (`GH-1`), words that may be a commit's beginning, and whatever has a `.`, `:`, `/`, `@`, `#` or `-` inside; what else there is
 * has a meaning in Markdown. Nor is a number that may begin a list.
 */
function isPlain(core: string, after: string): boolean {
  if (/^\d{1,5}$/.test(core)) return !/^[).]/.test(after);
  return ["·", "→", "⇢"].includes(core) || (/^[\p{L}\p{M}]+(?:'\p{L}+)?$/u.test(core) && !/^[a-f]{6,}$/i.test(core));
}

function span(text: string): Inline {
  if (text === "") return trusted("(empty)");
  const runs = new Set(Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = "`".repeat(length);
  // A backtick at an end would be taken for the fence's; of spaces at both ends every parser takes one off.
  const pad = /^`|`$|^ .*[^ ].* $/.test(text) ? " " : "";
  return trusted(`${fence}${pad}${text}${pad}${fence}`);
}

function trusted(text: string): Inline {
  // SAFETY: only this file calls it, with what is safe by construction.
  return text as Inline;
}
