/** What has been declared so far, for what follows to refer to. */
export interface Scope {
  readonly resources: readonly Declared[];
  readonly components: readonly Declared[];
  readonly providers: readonly Declared[];
  /** Those with which what is being declared has no business: its ancestors. */
  readonly ancestors: readonly Declared[];
  /** Components that something depends on: it waits for all that is in them, so that nothing more may come in. */
  readonly closed: Set<Declared>;
}
export interface Declared {
  readonly variable: string;
  readonly parent: Declared | undefined;
  readonly package: string;
  /** The output that an input was given for, and one that is known later. */
  readonly named: string;
  readonly later: string;
}

/** Parents are at most so deep: four levels of nesting. */
const deepest = 3;

/** The earlier one that a number means; undefined when there is none. */
export function picked<Item>(items: readonly Item[], pick: number | undefined): Item | undefined {
  return pick === undefined || items.length === 0 ? undefined : items[pick % items.length];
}

/** A resource or component to depend on. A component that depended on one that it is in would wait for itself. */
export function dependency({ resources, components, ancestors, closed }: Scope, pick: number | undefined) {
  const usable = components.filter((component) => !ancestors.includes(component));
  const found = picked([...resources, ...usable], pick);
  if (found !== undefined && components.includes(found)) closed.add(found);
  return found;
}

export function possibleParents({ components, resources, closed }: Scope): readonly Declared[] {
  return [...components, ...components, ...resources].filter((one) => {
    const chain = lineage(one);
    return chain.length <= deepest && !chain.some((ancestor) => closed.has(ancestor));
  });
}

/** It and its ancestors. */
export function lineage(one: Declared | undefined): Declared[] {
  return one === undefined ? [] : [one, ...lineage(one.parent)];
}

export function emptyScope() {
  const none: readonly Declared[] = [];
  return {
    resources: [] as Declared[],
    components: [] as Declared[],
    providers: [] as Declared[],
    ...{ ancestors: none, closed: new Set<Declared>() },
  };
}
