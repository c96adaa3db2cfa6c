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
  const spreading = new Spreading(outgoing, replaced);
  // From all at once, ways are shortest.
  spreading.spread([...starts.filter(({ yields }) => !yields), ...unreached(starts, outgoing)]);
  spreading.spreadDoubts();
  return spreading.carried;
}

type Outgoing = ReadonlyMap<Resource, readonly Movement[]>;

/** The starts that would yield, and that nothing certainly reaches. */
function unreached(starts: readonly Start[], outgoing: Outgoing): Start[] {
  const reached = new Set<Resource>();
  const reach = (resource: Resource) => {
    const open = reached.has(resource) ? [] : [resource];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      reached.add(next);
      for (const target of certainFrom(next, outgoing)) if (!reached.has(target)) open.push(target);
    }
  };
  const yielding = new Map<Resource, Start>();
  for (const start of starts) {
    if (start.yields) yielding.set(start.resource, start);
    else reach(start.resource);
  }
  const left = (resources: Iterable<Resource>) => [...resources].filter((resource) => !reached.has(resource));
  const own: Start[] = [];
  // Sources before what they reach; what moves in a circle starts together.
  for (const circle of inOrder(left(yielding.keys()), (resource) => left(certainFrom(resource, outgoing)))) {
    if (circle.some((resource) => reached.has(resource))) continue;
    const together = circle.flatMap((resource) => yielding.get(resource) ?? []);
    own.push(...together);
    for (const { resource } of together) reach(resource);
  }
  return own;
}

/** What content of a resource certainly comes to, by one movement. */
function certainFrom(resource: Resource, outgoing: Outgoing): readonly Resource[] {
  const targets: Resource[] = [];
  for (const movement of outgoing.get(resource) ?? []) {
    const target = doubtOf(movement) === undefined ? targetOf(movement) : undefined;
    if (target !== undefined) targets.push(target);
  }
  return targets;
}

interface Step {
  readonly resource: Resource;
  readonly dataClass: string;
}

/** A movement that a class may take. */
interface Open {
  readonly movement: Movement;
  readonly step: Step;
}

/** A movement that a class takes, and what it is where it arrives. */
interface Passage extends Step {
  readonly arrival: Arrival;
}

class Spreading {
  readonly carried = new Map<Resource, Map<string, Arrival>>();
  /** What is open to a class that certainly comes to its source, in the order of its coming. */
  readonly #doubtful = new Map<Cause, Open[]>();

  constructor(
    private readonly outgoing: Outgoing,
    private readonly replaced: (resource: Resource, dataClass: string) => string,
  ) {}

  /** By certain movements alone. */
  spread(starts: readonly Start[]) {
    const queue: Step[] = [];
    for (const { resource, dataClass } of starts) {
      const own = { resource, dataClass: this.replaced(resource, dataClass), arrival: fromNowhere };
      if (this.#arrive(own)) queue.push(own);
    }
    // Layer by layer: what arrives is followed after all that came before.
    for (const step of queue) {
      for (const movement of this.outgoing.get(step.resource) ?? []) {
        const cause = doubtOf(movement);
        if (cause !== undefined) {
          this.#leaveOpen(cause, { movement, step });
          continue;
        }
        const passage = this.#passage(movement, step, undefined);
        if (passage !== undefined && this.#arrive(passage)) queue.push(passage);
      }
    }
  }

  #leaveOpen(cause: Cause, open: Open) {
    const known = this.#doubtful.get(cause);
    if (known === undefined) this.#doubtful.set(cause, [open]);
    else known.push(open);
  }

  /** By the other movements, and whatever follows them; what comes with a worse doubt first. */
  spreadDoubts() {
    for (const cause of worstFirst) {
      const opened = (this.#doubtful.get(cause) ?? []).flatMap(
        ({ movement, step }) => this.#passage(movement, step, cause) ?? [],
      );
      const queue: Step[] = opened.filter((passage) => this.#arrive(passage));
      for (const step of queue) {
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
    const came = cause === undefined ? { by: movement } : { by: movement, cause };
    const arrival = arriving === dataClass ? came : { ...came, was: dataClass };
    return { resource, dataClass: arriving, arrival };
  }

  /** False when the class has come already. */
  #arrive({ resource, dataClass, arrival }: Passage): boolean {
    const classes = this.carried.get(resource);
    if (classes === undefined) {
      this.carried.set(resource, arrival === fromNowhere ? ownAlone(dataClass) : new Map([[dataClass, arrival]]));
      return true;
    }
    if (classes.has(dataClass)) return false;
    if (classes === alone.get(dataClassOf(classes)))
      this.carried.set(resource, new Map(classes).set(dataClass, arrival));
    else classes.set(dataClass, arrival);
    return true;
  }
}

/** Where a class starts. */
const fromNowhere: Arrival = {};

/** Most resources carry their own class and no other: all of one class share what says so, until another one comes. */
const alone = new Map<string, Map<string, Arrival>>();

function ownAlone(dataClass: string): Map<string, Arrival> {
  let shared = alone.get(dataClass);
  if (shared === undefined) alone.set(dataClass, (shared = new Map([[dataClass, fromNowhere]])));
  return shared;
}

function dataClassOf(classes: ReadonlyMap<string, Arrival>): string {
  const [first = ""] = classes.keys();
  return first;
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
