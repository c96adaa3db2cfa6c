import { print, type Io } from "../standard-streams";
import { candidates } from "./candidates";
import { sourcesAt } from "./sources";
import { typedOf } from "./typed";

/** Names of files and stacks are anybody's, and a shell puts what it is told into the line that it runs next. */
const harmless = /^[\w:/.=@+-]+$/;

/** Answers a shell: a candidate a line. Whatever goes wrong, somebody is typing: there is nothing to tell. */
export async function answerShell(words: readonly string[], io: Io): Promise<void> {
  const typed = typedOf(words);
  const found = quietly(() => candidates(typed, sourcesAt(io.cwd))).filter((one) => harmless.test(one));
  // yargs' script for zsh gives these variables, the one for bash doesn't. To zsh, a colon begins a description.
  const isZsh = io.environment["COMP_LINE"] !== undefined;
  const lines = found.map((one) => (isZsh ? one.replaceAll(":", "\\:") : one.slice(typed.kept.length)));
  await print(io.stdout, lines.map((line) => `${line}\n`).join(""));
}

function quietly(find: () => string[]): string[] {
  try {
    return find();
  } catch {
    return [];
  }
}
