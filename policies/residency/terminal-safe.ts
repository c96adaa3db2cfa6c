/**
 * Characters that a terminal acts on, or that hide or reorder others: controls (ANSI sequences begin with one), format
 * characters (bidirectional controls, zero-width ones, tags), line and paragraph separators, private use, lone surrogates,
 * and what is no character at all.
 */
const acting = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * What the runner of GitHub Actions takes for a command in a log: `::` where a line begins, and `##[` anywhere in it
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
const commands = /^(\s*):(?=:)|(##)\[/g;

/** How many characters of a name are shown unless told otherwise. */
export const nameLimit = 100;

/**
 * Makes a string from a program, a state or a file safe for a terminal or a log: one line, nothing that a terminal or a runner
 * of CI acts on, at most `limit` characters, of which the last fifth is the string's end.
 */
export function escapeText(text: string, limit: number = nameLimit): string {
  return shorten(text, limit)
    .replace(acting, visible)
    .replace(commands, (_, space?: string, hashes?: string) =>
      hashes === undefined ? `${space}\\x3a` : `${hashes}\\x5b`,
    );
}

function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Code points, so that no pair of surrogates is cut. Far longer strings are cut first: they may be megabytes.
  const points = Array.from(text.length > 4 * limit ? text.slice(0, 2 * limit) + text.slice(-2 * limit) : text);
  if (points.length <= limit) return text;
  const end = Math.floor(limit / 5);
  const hidden = `…(${text.length} characters)…`;
  return points.slice(0, limit - end).join("") + hidden + points.slice(points.length - end).join("");
}

function visible(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}
