import { escapeText } from "../../../policies/residency/terminal-safe";

/** Characters of a sentence, and of a name or URN, that are kept: longer than any honest one. */
const sentenceLimit = 400;
const nameLimit = 500;

/**
 * A text that somebody else chose, as part of a plain text message: nothing in it is a placeholder, whose braces are doubled
 * where they are meant, or a link, which has no escape but to be none (SARIF 2.1.0, 3.11.5 and 3.11.6).
 */
export function spoken(text: string, limit = sentenceLimit): string {
  return escapeText(text, limit).replaceAll("](", "] (").replaceAll(/[{}]/g, "$&$&");
}

/** A text that somebody else chose, where no message is: a name, a URN, a property. */
export function written(text: string): string {
  return escapeText(text, nameLimit);
}
