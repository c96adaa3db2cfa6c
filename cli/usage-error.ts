/**
 * The caller can mend this: every message says what is wrong, the value, and what is allowed; whoever prints them escapes
 * them. Ends with `usage`.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** @param hint what to read next, such as `stateside check --help`. */
  constructor(
    readonly messages: readonly string[],
    readonly hint?: string,
  ) {
    super(messages.join("\n"));
  }
}
