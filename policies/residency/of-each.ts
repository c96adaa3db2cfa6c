/**
 * Something of each thing of a list, and of others that are asked for. Who goes through the list in its order is answered
 * without a search.
 */
export class OfEach<Thing, Something> {
  readonly #all: Something[];
  /** Made when it is first searched. */
  #numbers: Map<Thing, number> | undefined;
  /** Where in the list the last one stood. */
  #last = 0;

  constructor(
    private readonly things: readonly Thing[],
    private readonly make: () => Something,
  ) {
    this.#all = things.map(() => make());
  }

  of(thing: Thing): Something {
    this.#last = this.#numberOf(thing);
    return (this.#all[this.#last] ??= this.make());
  }

  /** Who asks for something of one thing asks for more of it, and then for the same of the next one. */
  #numberOf(thing: Thing): number {
    if (this.things[this.#last] === thing) return this.#last;
    if (this.things[this.#last + 1] === thing) return this.#last + 1;
    this.#numbers ??= new Map(this.things.map((one, number) => [one, number]));
    let number = this.#numbers.get(thing);
    if (number === undefined) this.#numbers.set(thing, (number = this.#all.length));
    return number;
  }
}
