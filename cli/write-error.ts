/** A report couldn't be written although everything before went well. */
export class WriteError extends Error {
  override readonly name = "WriteError";
}
