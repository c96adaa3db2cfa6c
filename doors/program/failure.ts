import type { Failure } from "./preview";

/** Carries a failure of one stack, or of the whole run, up to the caller of the preview. */
export class PreviewError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Something that the caller can mend without touching the program. */
export function configurationError(message: string, rest: Omit<Failure, "kind" | "message"> = {}): PreviewError {
  return new PreviewError({ kind: "configuration", message, ...rest });
}

/** The program, or its project file, can't be read or run. */
export function programError(message: string, rest: Omit<Failure, "kind" | "message"> = {}): PreviewError {
  return new PreviewError({ kind: "program", message, ...rest });
}
