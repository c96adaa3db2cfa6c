/** Why a file can't be read as deployed state, in words for whoever gave it; never with what stands in the file. */
export class StateFault extends Error {}

/** A position in a file, both from 1; columns count bytes. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** @throws StateFault that says where */
export function faultAt({ line, column }: FilePosition, message: string): never {
  throw new StateFault(`line ${line}, column ${column}: ${message}`);
}
