import type { Resource } from "./estate";
import { doubtOf, targetOf, type Movement } from "./flows/movement";
import { inOrder } from "./circles";
import { causes, type Cause } from "./values";

/** How a class came to a resource. */
export interface Arrival {
  /** The last movement; absent where the class starts. */
  readonly by?: Movement;
  /** What the class was at the last movement's source, where it is another one here. */
  readonly was?: string;
  /** Why it isn't certain that the class comes here; absent when it is. */
  readonly cause?: Cause;
}

/** Data class → how it came. */
export type Carried = ReadonlyMap<string, Arrival>;

/** What a resource brings along by itself. */
export interface Start {
  readonly resource: Resource;
  readonly dataClass: string;
  /** True for a class that nobody declared, on compute or a transfer: what certainly reaches it takes its place. */
  readonly yields: boolean;
}

/**
 * Spreads classes along movements until nothing changes. Each resource keeps one way for each class: one of certain
 * movements if there is any, and of these a shortest. Of ways with a doubt in them it keeps one with the worst, so that
 * nothing that may be added hides it. Linear in starts and movements for each class; the order of neither matters.
 * @param replaced the class that arrives in place of another at a resource, as the mandate's `declassify` says
 */
export function spreadClasses(
  starts: readonly Start[],
  movements: readonly Movement[],
  replaced: (resource: Resource, dataClass: string) => string,
): ReadonlyMap<Resource, Carried> {
  const outgoing = new Map<Resource, Movement[]>();
  for (const movement of movements) {
    if (!movement.spreads) continue;
    const known = outgoing.get(movement.from);
    if (known === undefined) outgoing.set(movement.from, [movement]);
    else known.push(movement);
  }
  const declared = starts.filter(({ yields }) => !yields);
  const deciding = new Spreading(outgoing, replaced);
  deciding.spread(declared);
  const yielding = new Map(starts.flatMap((start) => (start.yields ? [[start.resource, start]] : [])));
  const certainFrom = (resource: Resource) =>
    (outgoing.get(resource) ?? []).flatMap((movement) => (isCertain(movement) ? (targetOf(movement) ?? []) : []));
  const own: Start[] = [];
  // Sources before what they reach; what moves in a circle starts together.
  for (const circle of inOrder(yielding.keys(), certainFrom)) {
    if (circle.some((resource) => deciding.carried.has(resource))) continue;
    const together = circle.flatMap((resource) => yielding.get(resource) ?? []);
    own.push(...together);
    deciding.spread(together);
  }
  // From all at once, ways are shortest.
  const spreading = own.length === 0 ? deciding : new Spreading(outgoing, replaced);
  if (spreading !== deciding) spreading.spread([...declared, ...own]);
  spreading.spreadDoubts();
  return spreading.carried;
}

function isCertain(movement: Movement): boolean {
  return doubtOf(movement) === undefined;
}

interface Step {
  readonly resource: Resource;
  readonly dataClass: string;
}

/** A movement that a class takes, and what it is where it arrives. */
interface Passage extends Step {
  readonly arrival: Arrival;
}

class Spreading {
  readonly carried = new Map<Resource, Map<string, Arrival>>();
  /** Every class at every resource that it certainly comes to, layer by layer. */
  readonly #certain: Step[] = [];
  #followed = 0;

  constructor(
    private readonly outgoing: ReadonlyMap<Resource, readonly Movement[]>,
    private readonly replaced: (resource: Resource, dataClass: string) => string,
  ) {}

  /** By certain movements alone. */
  spread(starts: readonly Start[]) {
    for (const { resource, dataClass } of starts) {
      const own = { resource, dataClass: this.replaced(resource, dataClass), arrival: {} };
      if (this.#arrive(own)) this.#certain.push(own);
    }
    for (; this.#followed < this.#certain.length; this.#followed += 1) {
      const step = this.#certain[this.#followed];
      if (step === undefined) break;
      for (const movement of this.outgoing.get(step.resource) ?? []) {
        if (!isCertain(movement)) continue;
        const passage = this.#passage(movement, step, undefined);
        if (passage !== undefined && this.#arrive(passage)) this.#certain.push(passage);
      }
    }
  }

  /** By the other movements, and whatever follows them; what comes with a worse doubt first. */
  spreadDoubts() {
    const doubtful = new Map<Cause, Passage[]>();
    for (const step of this.#certain) {
      for (const movement of this.outgoing.get(step.resource) ?? []) {
        const cause = doubtOf(movement);
        const passage = cause === undefined ? undefined : this.#passage(movement, step, cause);
        if (cause === undefined || passage === undefined) continue;
        const known = doubtful.get(cause);
        if (known === undefined) doubtful.set(cause, [passage]);
        else known.push(passage);
      }
    }
    for (const cause of worstFirst) {
      const queue = (doubtful.get(cause) ?? []).filter((passage) => this.#arrive(passage));
      for (let next = 0; next < queue.length; next += 1) {
        const step = queue[next];
        if (step === undefined) break;
        for (const movement of this.outgoing.get(step.resource) ?? []) {
          const passage = this.#passage(movement, step, cause);
          if (passage !== undefined && this.#arrive(passage)) queue.push(passage);
        }
      }
    }
  }

  /** Undefined where the class has come already, or there is nothing that it could come to. */
  #passage(movement: Movement, { dataClass }: Step, cause: Cause | undefined): Passage | undefined {
    const resource = targetOf(movement);
    if (resource === undefined) return undefined;
    const arriving = this.replaced(resource, dataClass);
    if (this.carried.get(resource)?.has(arriving) === true) return undefined;
    const was = arriving === dataClass ? {} : { was: dataClass };
    return { resource, dataClass: arriving, arrival: { by: movement, ...was, ...(cause !== undefined && { cause }) } };
  }

  /** False when the class has come already. */
  #arrive({ resource, dataClass, arrival }: Passage): boolean {
    let classes = this.carried.get(resource);
    if (classes === undefined) {
      classes = new Map();
      this.carried.set(resource, classes);
    }
    if (classes.has(dataClass)) return false;
    classes.set(dataClass, arrival);
    return true;
  }
}

/** What blocks unless the mandate says something else, before what warns. */
const worstFirst: readonly Cause[] = causes.toReversed();

/** The movements by which a class came to a resource, first to last. */
export function traceTo(resource: Resource, dataClass: string, carried: ReadonlyMap<Resource, Carried>): Movement[] {
  const trace: Movement[] = [];
  const seen = new Set<Arrival>();
  let name = dataClass;
  let arrival = carried.get(resource)?.get(name);
  while (arrival?.by !== undefined && !seen.has(arrival)) {
    trace.push(arrival.by);
    seen.add(arrival);
    name = arrival.was ?? name;
    arrival = carried.get(arrival.by.from)?.get(name);
  }
  return trace.reverse();
}
