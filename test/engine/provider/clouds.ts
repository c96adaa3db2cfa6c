import { appendFileSync, existsSync, readFileSync } from "node:fs";
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
  readonly #own: Change[] = [];

  constructor(private readonly file: string | undefined) {}

  tell(change: Change) {
    if (this.file === undefined) this.#own.push(change);
    else appendFileSync(this.file, `${JSON.stringify(change)}\n`);
  }

  /** All that is there, but for what the resource itself was before. */
  besides(urn: string): Existing[] {
    const there: Existing[] = [];
    for (const change of this.#changes()) {
      const changed = change.kind === "delete" ? change.urn : change.resource.urn;
      // A replacement is created under the same URN before what it replaces is deleted: the oldest goes.
      const index = there.findIndex((one) => one.urn === changed);
      if (change.kind !== "create" && index >= 0) there.splice(index, 1);
      if (change.kind !== "delete") there.push(change.resource);
    }
    return there.filter((one) => one.urn !== urn);
  }

  #changes(): readonly Change[] {
    if (this.file === undefined) return this.#own;
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Change);
  }
}
