import { handlesContent, type Catalog, type LocationTerm, type TypeRow } from "./catalog";
import { declaredClass, type ClassContext, type DeclaredClass } from "./classify";
import type { Estate, Resource } from "./estate";
import { isApplicable } from "./flows/applicable";
import { asUsed } from "./flows/as-used";
import { declaredMovements } from "./flows/declared";
import { grants } from "./flows/grants";
import { answer, attachments, bridges, networksBehind } from "./flows/implied";
import type { Movement } from "./flows/movement";
import { ownAccountsOf } from "./flows/outsiders";
import { locate, type Placement } from "./locate";
import { placedIn } from "./placement";
import type { Declassification, Mandate } from "./mandate";
import type { Movements } from "./movements";
import { OfEach } from "./of-each";
import { declassificationOf, isFree } from "./permission";
import { lookUpPlace } from "./geography";
import type { WrittenName } from "./written-name";
import { readAll } from "./values";
import { spreadClasses, traceTo, type Carried, type Start } from "./spread";

/** What the facts of an estate depend on, beside the estate itself. */
export interface FactTerms {
  readonly mandate: Mandate;
  readonly catalog: Catalog;
  readonly movements: Movements;
}

/** What was found out about one resource. */
class Known {
  declared: DeclaredClass | undefined;
  placement: Placement | undefined;
  classes: readonly string[] | undefined;
  carried: Carried | undefined;
}

/**
 * What is known of an estate before any rule asks: rows, classes, places, movements and who carries what. Each is found
 * when it is first asked for, and kept, so that rules share the work.
 */
export class Facts {
  readonly #context: ClassContext;
  /** Null for a type without a row. */
  readonly #rows = new Map<string, TypeRow | null>();
  readonly #known: OfEach<Resource, Known>;
  #movements: readonly Movement[] | undefined;
  #carried: ReadonlyMap<Resource, Carried> | undefined;
  readonly #declassified = new Set<Declassification>();

  constructor(
    readonly estate: Estate,
    private readonly terms: FactTerms,
  ) {
    const { mandate, catalog } = terms;
    this.#context = { mandate, catalog, find: estate.find, named: estate.named };
    this.#known = new OfEach(estate.resources, () => new Known());
  }

  isUnder({ mandate, catalog, movements }: FactTerms): boolean {
    return mandate === this.terms.mandate && catalog === this.terms.catalog && movements === this.terms.movements;
  }

  /** The row of a resource that the estate creates or adopts; undefined for anything else, or an unknown type. */
  rowOf(resource: Resource): TypeRow | undefined {
    return resource.kind === "managed" ? this.#rowOfType(resource.type) : undefined;
  }

  #rowOfType(type: string): TypeRow | undefined {
    let row = this.#rows.get(type);
    if (row === undefined) {
      row = this.terms.catalog.find(type) ?? null;
      this.#rows.set(type, row);
    }
    return row ?? undefined;
  }

  declaredOf(resource: Resource): DeclaredClass {
    const known = this.#known.of(resource);
    return (known.declared ??= declaredClass(resource, this.#context));
  }

  placementOf(resource: Resource, row: TypeRow): Placement {
    const known = this.#known.of(resource);
    return (known.placement ??= locate(resource, row, this.#context));
  }

  /**
   * Where something is that is only looked up: its id may say it; else what AWS or Oracle Cloud finds in a region is there.
   * Undefined where neither tells.
   */
  lookedUpPlacement(resource: Resource, { place, cloud }: Pick<WrittenName, "place" | "cloud">): Placement | undefined {
    const row = this.terms.catalog.find(resource.type);
    if (row?.cloud === undefined) return undefined;
    const found = place === undefined ? undefined : lookUpPlace(cloud ?? row.cloud, place);
    if (found?.kind === "place") {
      return placedIn(found.place, { property: "id", secret: false });
    }
    const isRegional = row.cloud !== "gcp" && row.location.every(isOfRegion);
    const placement = isRegional ? this.placementOf(resource, row) : undefined;
    return placement?.unknowns.length === 0 && !placement.isGlobal ? placement : undefined;
  }

  /** Every movement of the estate, in the order of its resources. */
  movements(): readonly Movement[] {
    return (this.#movements ??= declaredApart(this.#allMovements()));
  }

  /** Every class that is known to come to a resource, its own included. */
  carriedBy(resource: Resource): Carried {
    const known = this.#known.of(resource);
    return (known.carried ??= (this.#carried ??= this.#spread()).get(resource) ?? nothing);
  }

  /** The classes of which something was promised. */
  restrictedOn(resource: Resource): Carried {
    const all = this.carriedBy(resource);
    const { mandate } = this.terms;
    for (const name of all.keys()) {
      if (isFree(name, mandate)) return new Map([...all].filter(([one]) => !isFree(one, mandate)));
    }
    return all;
  }

  /**
   * The classes by which a resource's own place is judged: what a store declares, and what compute and transfers certainly
   * carry. Of several, those that may be in the fewest places; one of them, where all are free.
   */
  classesToPlace(resource: Resource, { role }: TypeRow): readonly string[] {
    if (role === "store") return [this.declaredOf(resource).name];
    const known = this.#known.of(resource);
    return (known.classes ??= this.#carriedClasses(resource));
  }

  #carriedClasses(resource: Resource): readonly string[] {
    const own = this.declaredOf(resource).name;
    const { mandate } = this.terms;
    const certain = [...this.carriedBy(resource)].filter(([, { cause }]) => cause === undefined).map(([name]) => name);
    const restricted = certain.filter((name) => !isFree(name, mandate));
    return restricted.length > 0 ? restricted : [certain[0] ?? own];
  }

  /** How a class came to a resource, first movement first. */
  traceTo(resource: Resource, dataClass: string): readonly Movement[] {
    return traceTo(resource, dataClass, (this.#carried ??= this.#spread()));
  }

  /** The mandate's declassifications that ended a class somewhere. */
  usedDeclassifications(): ReadonlySet<Declassification> {
    this.#carried ??= this.#spread();
    return this.#declassified;
  }

  #spread(): ReadonlyMap<Resource, Carried> {
    const { mandate } = this.terms;
    const replaced = (resource: Resource, dataClass: string) => {
      const found = declassificationOf(resource, dataClass, mandate);
      if (found !== undefined) this.#declassified.add(found);
      return found?.to ?? dataClass;
    };
    return spreadClasses([...this.#starts()], this.movements(), replaced);
  }

  /** Stores bring what they hold; compute and transfers what they declare, or else what reaches them. */
  *#starts(): Generator<Start> {
    for (const resource of this.estate.resources) {
      const role = this.rowOf(resource)?.role;
      if (!handlesContent(role)) continue;
      const { name, why } = this.declaredOf(resource);
      yield { resource, dataClass: name, yields: role !== "store" && why === "default" };
    }
  }

  #allMovements(): readonly Movement[] {
    const ends = new Set<Movement>();
    return asUsed([...this.#findMovements(ends)], ends);
  }

  /** @param ends - gets the movements of rows that are `as-used` */
  *#findMovements(ends: Set<Movement>): Generator<Movement> {
    const { catalog, movements } = this.terms;
    const context = { catalog, movements, lookup: this.estate, ownAccounts: ownAccountsOf(this.estate) };
    const shares: Movement[] = [];
    for (const resource of this.estate.resources) {
      const type = this.rowOf(resource);
      if (type === undefined) continue;
      const declared = new Set<Resource>();
      for (const row of movements.of(type.type)) {
        // An input that is ignored may be there in reality.
        if (resource.ignoreChanges.length === 0 && !isApplicable(row, resource.inputs)) continue;
        for (const movement of declaredMovements(resource, type, row, context)) {
          if (movement.to.kind === "principal") shares.push(movement);
          if (row.certainty === "as-used") ends.add(movement);
          declared.add(movement.from);
          if (movement.to.kind === "resource") declared.add(movement.to.resource);
          yield movement;
          yield* this.#waysBack(movement);
          yield* this.#behind(movement);
        }
      }
      for (const way of attachments(resource, type.role, context)) {
        if (way.to.kind === "resource" && !declared.has(way.to.resource)) yield way;
      }
      for (const way of bridges(resource, type.role, context)) {
        const store = way.kind === "reads" ? way.from : way.to.kind === "resource" ? way.to.resource : undefined;
        if (store !== undefined && !declared.has(store)) yield way;
      }
    }
    yield* grants(this.estate, shares, context);
  }

  *#waysBack(movement: Movement): Generator<Movement> {
    const back = answer(movement, { catalog: this.terms.catalog, lookup: this.estate });
    if (back !== undefined) yield back;
  }

  /** A route of a table in a network is one of the network's. */
  *#behind(movement: Movement): Generator<Movement> {
    const { kind, from, to } = movement;
    if (kind !== "network" || this.rowOf(from)?.role !== "network") return;
    const context = { catalog: this.terms.catalog, lookup: this.estate };
    for (const network of networksBehind(from, context)) {
      if (to.kind !== "resource" || to.resource !== network) yield { ...movement, from: network };
    }
  }
}

/** True for the provider's region, and for what only counts where an input leads elsewhere. */
function isOfRegion(term: LocationTerm): boolean {
  return term.kind === "provider" || term.kind === "within" || (term.kind === "site" && term.path !== undefined);
}

/**
 * Without what an ignored input that isn't there might declare, where a resource of its own declares the like: a bucket
 * beside its replication configuration ignores its own input, as the provider's documentation asks.
 */
function declaredApart(movements: readonly Movement[]): readonly Movement[] {
  if (!movements.some(({ isIgnored }) => isIgnored === true)) return movements;
  const apart = new Set(movements.flatMap(({ by, from, kind }) => (by === from ? [] : [`${kind} ${from.urn}`])));
  return movements.filter(
    ({ isIgnored, by, from, kind, property }) =>
      isIgnored !== true || !apart.has(`${kind} ${from.urn}`) || by !== from || readAll(by.inputs, property).length > 0,
  );
}

const nothing: Carried = new Map();

const known = new WeakMap<Estate, Facts>();

/** The facts of an estate: the same ones for every rule that asks under the same terms. */
export function factsOf(estate: Estate, terms: FactTerms): Facts {
  const kept = known.get(estate);
  if (kept?.isUnder(terms) === true) return kept;
  const { mandate, catalog, movements } = terms;
  const facts = new Facts(estate, { mandate, catalog, movements });
  known.set(estate, facts);
  return facts;
}
