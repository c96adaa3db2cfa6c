import { verdictOf } from "./build-result";
import type { Result } from "./result";
import { resultForm } from "./result-form";
import { shownPath } from "./input-files";
import { readBounded } from "./bounded-read";
import { systemMessage } from "../system-message";
import { UnreadableError } from "../unreadable-error";

/** A result of a hundred thousand resources has a tenth of this; a text of twice as many can't be. */
const mostBytes = 250_000_000;
/** Faults of one file that are told. */
const mostFaults = 5;

/**
 * Reads a JSON result that was saved before; its verdict has to follow from its findings.
 * @param file - absolute
 * @throws {@link UnreadableError}
 */
export async function readResult(file: string, cwd: string): Promise<Result> {
  const shown = shownPath(cwd, file);
  const text = await readBounded(file, mostBytes).catch((error: unknown) => {
    throw new UnreadableError([
      `can't read \`${shown}\`: ${systemMessage(error)}; use a JSON result of check or audit`,
    ]);
  });
  return parseResult(text, shown);
}

/**
 * @param shown - the name of the file in messages
 * @throws {@link UnreadableError}
 */
export function parseResult(text: string, shown: string): Result {
  const refuse = (...because: readonly string[]) =>
    new UnreadableError(because.map((one) => `\`${shown}\` is no result of stateside: ${one}`));
  if (text.trim() === "") throw refuse("it is empty");
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw refuse("it is not JSON, or not all of it is there");
  }
  const parsed = resultForm.safeParse(data);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, mostFaults).map(({ path, message }) => `${where(path)}: ${message}`);
    throw refuse(...faults);
  }
  const result = parsed.data;
  const verdict = verdictOf(result.findings);
  if (verdict !== result.verdict) throw refuse(`its verdict is ${result.verdict}, its findings say ${verdict}`);
  return result;
}

function where(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "all of it" : path.map(String).join(".");
}
