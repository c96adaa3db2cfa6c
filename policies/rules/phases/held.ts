import type { Resource } from "../../residency/estate";
import type { Facts } from "../../residency/facts";
import { targetOf, type Movement } from "../../residency/flows/movement";
import type { Center, Mandate } from "../../residency/mandate";
import { isFree } from "../../residency/permission";
import { spreadClasses, traceTo, type Carried } from "../../residency/spread";
import { centerAround } from "./in-centers";
import { isKept } from "./kept";

/** What of an estate is in some centers, and where in them data of their holders gets to. */
export class Held {
  readonly #centers = new Map<Resource, Center | undefined>();
  readonly #reached: ReadonlyMap<Resource, Carried>;

  /** Linear in resources and movements: a movement within a center carries that center's data alone. */
  constructor(
    private readonly facts: Facts,
    private readonly mandate: Mandate,
    private readonly isMeant: (center: Center) => boolean,
  ) {
    const starts = facts.estate.resources.flatMap((resource) => {
      const row = facts.rowOf(resource);
      if (row === undefined || !isKept(resource, row, mandate) || isFree(facts.declaredOf(resource).name, mandate))
        return [];
      const center = this.centerOf(resource);
      return center === undefined ? [] : [{ resource, dataClass: center.name, yields: false }];
    });
    this.#reached = spreadClasses(
      starts,
      starts.length === 0 ? [] : facts.movements().filter((movement) => this.#isWithin(movement)),
      (_, name) => name,
    );
  }

  /** The center that a resource belongs to, if it is one that is meant. */
  centerOf(resource: Resource): Center | undefined {
    if (!this.#centers.has(resource)) this.#centers.set(resource, this.#find(resource));
    return this.#centers.get(resource);
  }

  #find(resource: Resource): Center | undefined {
    const center = centerAround(resource, this.facts, this.mandate);
    return center !== undefined && this.isMeant(center) ? center : undefined;
  }

  /** How data of the holders of its own center comes to a resource; undefined where none does. */
  arrivalAt(resource: Resource) {
    const center = this.centerOf(resource);
    return center === undefined ? undefined : this.#reached.get(resource)?.get(center.name);
  }

  /** The movements by which it came there, first to last. */
  traceTo(resource: Resource): readonly Movement[] {
    const center = this.centerOf(resource);
    return center === undefined ? [] : traceTo(resource, center.name, this.#reached);
  }

  #isWithin(movement: Movement): boolean {
    const target = targetOf(movement);
    if (target === undefined || !movement.spreads) return false;
    const center = this.centerOf(movement.from);
    return center !== undefined && this.centerOf(target) === center;
  }
}
