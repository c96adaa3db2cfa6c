import type { SourcePosition } from "../../policies/residency/estate";
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

/** What the engine answers to a request that it can't serve; the program's own error then carries these words. */
export class Refusal extends Error {
  constructor(
    message: string,
    /** The line of the program that asked. */
    readonly source?: SourcePosition,
  ) {
    super(message);
  }
}
