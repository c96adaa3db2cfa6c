import { WriteError } from "./outputs";
import { errorCode, systemMessage } from "./system-message";

/** Everything of the process that a command uses. */
export interface Io {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/**
 * Writes and waits until it is written. A reader that has closed its end, as `head` does, wants no more: that is no error.
 * @throws {@link WriteError}
 */
export function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error || errorCode(error) === "EPIPE") resolve();
      else reject(new WriteError(`can't write to standard output: ${systemMessage(error)}`));
    });
  });
}
