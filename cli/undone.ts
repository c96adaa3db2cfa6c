import { escapeText } from "../policies/residency/terminal-safe";

/** What can be left undone: a report or a file that isn't written, a folder of ours that isn't removed. */
type Done = "written" | "removed";

/** Characters of a name that are shown. */
const nameLimit = 300;

/** What a command has still to do, for whoever interrupts it. */
export class Undone {
  readonly #owed = new Map<Done, Set<string>>([
    ["written", new Set()],
    ["removed", new Set()],
  ]);

  /** Notes that something is to be done. */
  owe(done: Done, what: string): void {
    this.#owed.get(done)?.add(what);
  }

  /** Notes that it is done. */
  settle(done: Done, what: string): void {
    this.#owed.get(done)?.delete(what);
  }

  /** `: not written: result.json; not removed: /tmp/x`; empty when all is done. */
  toString(): string {
    const parts = [...this.#owed].flatMap(([done, names]) => {
      const shown = [...names].map((name) => escapeText(name, nameLimit)).join(", ");
      return shown === "" ? [] : [`not ${done}: ${shown}`];
    });
    return parts.length === 0 ? "" : `: ${parts.join("; ")}`;
  }
}
