import type { Gap } from "../../policies/residency/estate";
import { readUrn } from "../../policies/residency/urns";
import type { Found } from "./found";

/** What one file shows. */
export interface FileContent {
  readonly found: readonly Found[];
  readonly gaps: readonly Gap[];
  /** What it is about, where no resource says so. */
  readonly stack?: StackName;
}

export interface StackName {
  readonly name: string;
  /** Empty where nothing tells it. */
  readonly project: string;
}

/** The stack that a URN is of. */
export function stackOf(urn: string): StackName | undefined {
  const parts = readUrn(urn);
  return parts && { name: parts.stack, project: parts.project };
}

/** A file that was read. */
export interface FileRead extends FileContent {
  readonly file: string;
  readonly stacks: readonly StackName[];
}

/** Why one can't be. */
export interface FileFault {
  readonly file: string;
  readonly message: string;
}
