import { readFileSync } from "node:fs";
import type { FileError } from "../residency/problems";
import { escapeText } from "../residency/terminal-safe";

/**
 * Why the pack can't judge at all. A policy that throws it makes the operation fail, whatever the level of the policy; the
 * SDK shows the `stack` of what is thrown, which here is the message alone.
 */
export class PackFault extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.stack = this.message;
  }
}

/** Every error of a file, each with its line and column. */
export function faultsIn(file: string, errors: readonly FileError[]): PackFault {
  return new PackFault(errors.map(({ line, column, message }) => `${shownFile(file)}:${line}:${column}: ${message}`));
}

/**
 * @param what - what the file is, such as `the mandate`
 * @throws PackFault
 */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : error;
    throw new PackFault([`can't read ${what} \`${shownFile(file)}\` (${String(code)})`]);
  }
}

/** A path that a terminal obeys in nothing. */
export function shownFile(file: string): string {
  return escapeText(file, 300);
}
