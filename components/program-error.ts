import { RunError } from "@pulumi/pulumi";

/**
 * Stops the program and shows its message alone.
 *
 * Of a `RunError` Pulumi shows no stack, but it formats one all the same, and Node 20 takes 20 seconds for that: so there
 * is none.
 */
export class ProgramError extends RunError {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}
