import { appendFileSync, closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import type { Inputs } from "./validation";

/** A resource that is there, with what its provider gave back for it. */
export interface Existing {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  /** Where its provider works. */
  readonly region: string;
  readonly properties: Inputs;
}

type Change =
  | { readonly kind: "create" | "update"; readonly resource: Existing }
  | { readonly kind: "delete"; readonly urn: string };

/**
 * What the simulated providers have created. Each provider resource is a process of its own, and ends with its operation:
 * what they share, and what a later operation finds, is in a file. Without one, a process knows only what it made itself.
 */
export class Clouds {
  /** By URN, the oldest first: a replacement is created under the same URN before what it replaces is deleted. */
  readonly #there = new Map<string, Existing[]>();
  /** How much of the file has been read, in bytes. */
  #read = 0;

  constructor(private readonly file: string | undefined) {}

  tell(change: Change) {
    if (this.file === undefined) this.#take(change);
    else appendFileSync(this.file, `${JSON.stringify(change)}\n`);
  }

  /** All that is there, but for what the resource itself was before. */
  besides(urn: string): Existing[] {
    this.#catchUp();
    return [...this.#there].flatMap(([one, existing]) => (one === urn ? [] : existing));
  }

  #take(change: Change) {
    const urn = change.kind === "delete" ? change.urn : change.resource.urn;
    const [oldest, ...others] = this.#there.get(urn) ?? [];
    const kept = change.kind === "create" && oldest !== undefined ? [oldest, ...others] : others;
    this.#there.set(urn, change.kind === "delete" ? kept : [...kept, change.resource]);
  }

  /** Others append whole lines only. */
  #catchUp() {
    if (this.file === undefined || !existsSync(this.file)) return;
    const unread = Buffer.alloc(statSync(this.file).size - this.#read);
    const file = openSync(this.file, "r");
    const read = readSync(file, unread, 0, unread.length, this.#read);
    closeSync(file);
    const whole = unread.subarray(0, read).lastIndexOf("\n") + 1;
    this.#read += whole;
    const lines = unread.subarray(0, whole).toString().split("\n");
    for (const line of lines) if (line !== "") this.#take(JSON.parse(line) as Change);
  }
}
