/** By this the scripts that yargs writes for shells ask what may come next, with the words as they are typed. */
export const asking = "--get-yargs-completions";

/** A command line as far as it is typed, without the command's own name. */
export interface Typed {
  /** Words that are finished. */
  readonly before: readonly string[];
  /** The word that is being typed; may be empty. */
  readonly current: string;
  /** How `current` begins that the shell keeps by itself: bash takes only what is behind `:` or `=` for the word. */
  readonly kept: string;
}

/** Bash breaks words there (COMP_WORDBREAKS, https://www.gnu.org/software/bash/manual/bash.html#index-COMP_005fWORDBREAKS). */
const isBreak = (word: string) => /^[:=]+$/.test(word);

/**
 * Puts together the words that a shell has broken in pieces.
 *
 * @param words as the shell gives them, the command's own name first
 */
export function typedOf(words: readonly string[]): Typed {
  const joined: string[] = [];
  let kept = "";
  let isOpen = false;
  for (const word of words.slice(1)) {
    const last = joined.at(-1);
    if (last !== undefined && (isOpen || isBreak(word))) {
      kept = last;
      joined[joined.length - 1] = last + word;
    } else {
      kept = "";
      joined.push(word);
    }
    isOpen = isBreak(word);
  }
  const current = joined.pop() ?? "";
  // A break that stands alone is the word itself to bash.
  return { before: joined, current, kept: isOpen ? current : kept };
}
