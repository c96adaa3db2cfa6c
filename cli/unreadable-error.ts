/** A file that was to be read can't be, or isn't what it has to be. Ends with `program`. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";

  constructor(readonly messages: readonly string[]) {
    super(messages.join("\n"));
  }
}
