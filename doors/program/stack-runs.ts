import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { StackRun } from "./run-stack";
import { Slots } from "./slots";

/** Waits of one stack for others, by the other's name; each can be given up. */
type Waits = Map<string, () => void>;

/**
 * Runs the stacks of a project side by side. One that needs another's outputs waits for its end, and gives up its slot
 * meanwhile; stacks that wait for each other in a circle all go without.
 */
export class StackRuns {
  private readonly slots: Slots;
  private readonly runs = new Map<string, Promise<StackRun>>();
  private readonly waiting = new Map<string, Waits>();

  constructor(
    private readonly project: string,
    private readonly stacks: readonly string[],
    parallel: number,
  ) {
    this.slots = new Slots(parallel);
  }

  /** Runs every stack, each when there is a slot for it. */
  async runAll(run: (stack: string) => Promise<StackRun>): Promise<ReadonlyMap<string, StackRun>> {
    for (const stack of this.stacks)
      this.runs.set(
        stack,
        this.inSlot(() => run(stack)),
      );
    const ended = new Map<string, StackRun>();
    for (const [stack, running] of this.runs) ended.set(stack, await running);
    return ended;
  }

  /** The outputs of the stack that a StackReference in the stack `from` names; undefined when it can't be known. */
  async outputsOf(reference: string, from: string): Promise<Struct | undefined> {
    const stack = this.named(reference);
    const running = stack === undefined ? undefined : this.runs.get(stack);
    if (stack === undefined || running === undefined || stack === from) return undefined;
    const run = await this.wait(from, stack, running);
    return run?.kind === "previewed" ? run.wireOutputs : undefined;
  }

  private async inSlot(run: () => Promise<StackRun>): Promise<StackRun> {
    await this.slots.take();
    try {
      return await run();
    } finally {
      this.slots.give();
    }
  }

  private async wait(from: string, stack: string, running: Promise<StackRun>): Promise<StackRun | undefined> {
    const waits = this.waiting.get(from) ?? new Map<string, () => void>();
    this.waiting.set(from, waits);
    if (waits.size === 0) this.slots.give();
    const givenUp = new Promise<undefined>((resolve) => {
      const others = waits.get(stack);
      waits.set(stack, () => {
        others?.();
        resolve(undefined);
      });
    });
    const circle = this.circle(from);
    circle.forEach((member, index) => this.waiting.get(member)?.get(circle[(index + 1) % circle.length] ?? "")?.());
    const run = await Promise.race([givenUp, running]);
    if (waits.delete(stack) && waits.size === 0) await this.slots.take();
    return run;
  }

  /** The stacks on the way from one back to itself, along the waits; empty when there is no such way. */
  private circle(start: string): string[] {
    const search = (path: readonly string[]): string[] => {
      for (const next of this.waiting.get(path.at(-1) ?? "")?.keys() ?? []) {
        if (next === start) return [...path];
        if (path.includes(next)) continue;
        const found = search([...path, next]);
        if (found.length > 0) return found;
      }
      return [];
    };
    return search([start]);
  }

  /** `organization/project/stack`, `project/stack` or `stack`, of this project. */
  private named(reference: string): string | undefined {
    const parts = reference.split("/");
    if (parts.length > 3 || (parts.length > 1 && parts.at(-2) !== this.project)) return undefined;
    return this.stacks.find((name) => name === parts.at(-1));
  }
}
