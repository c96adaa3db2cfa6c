import { fstatSync, writeSync } from "node:fs";
import { systemMessage } from "./system-message";
import type { Undone } from "./undone";
import { WriteError } from "./write-error";

/** Everything of the process that a command uses. */
export interface Io {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** What whoever interrupts is told. */
  readonly undone: Undone;
}

/** Node leaves `isTTY` out where it is none, whatever its types say. */
export function isTerminal({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true;
}

/** Whether standard output gets colors (https://no-color.org, https://force-color.org); `NO_COLOR` has the last word. */
export function hasColor({
  stdout,
  environment,
}: Pick<Io, "environment"> & { readonly stdout: { readonly isTTY?: boolean } }): boolean {
  const isSet = (name: string) => (environment[name] ?? "") !== "";
  if (isSet("NO_COLOR")) return false;
  return isSet("FORCE_COLOR") || (isTerminal(stdout) && environment["TERM"] !== "dumb");
}

/** The descriptor of standard error. */
const errorDescriptor = 2;

/**
 * Writes and waits until it is written. A reader that has closed its end, as `head` does, got only a part: an error, as a full
 * disk is. What standard error doesn't take is lost: there is nowhere left to tell, and a verdict is a verdict.
 * @throws {@link WriteError}
 */
export async function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  const descriptor = "fd" in stream && typeof stream.fd === "number" ? stream.fd : undefined;
  try {
    if (descriptor !== undefined && isFile(descriptor)) writeWhole(descriptor, text);
    else await writeTo(stream, text);
  } catch (error) {
    if (descriptor === errorDescriptor) return;
    throw new WriteError(`can't write to standard output: ${systemMessage(error)}`);
  }
}

function isFile(descriptor: number): boolean {
  return fstatSync(descriptor).isFile();
}

/** Node's own stream for a file takes a write that a full disk cut short for a whole one. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

function writeTo(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
