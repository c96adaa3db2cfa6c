import { loadCatalog, withOwnRows } from "../residency/catalog";
import { loadMovements } from "../residency/movements";
import type { Terms } from "../rules/rule";
import { findPackMandate, type Surroundings } from "./pack-mandate";
import { loadBaseline } from "./pack-baseline";
import { loadWaivers } from "./pack-waivers";

/**
 * What the pack judges by, all of it read once: the tables when the pack starts, the mandate and today's date in UTC when
 * they are first asked for, since the pack's configuration comes after the start and before the first analysis.
 */
export class PackTerms {
  readonly #catalog = loadCatalog();
  readonly #movements = loadMovements();
  #terms: Terms | undefined;

  /** @param announce - is told once which mandate judges */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly announce: (sentence: string) => void,
  ) {}

  /**
   * @param urn - of a resource that is judged: it names the project; undefined when there is none
   * @param configured - the mandate in the pack's configuration; both count when the terms are first asked for
   * @throws PackFault when the mandate is not valid, each time
   */
  settle(urn: string | undefined, configured?: unknown): Terms {
    if (this.#terms === undefined) {
      const { mandate, folder, announcement } = findPackMandate(configured, urn?.split("::")[1], this.surroundings);
      const waivers = loadWaivers(folder);
      const baseline = loadBaseline(folder);
      this.#terms = {
        mandate,
        waivers,
        baseline,
        date: new Date().toISOString().slice(0, 10),
        catalog: withOwnRows(this.#catalog, mandate.catalog),
        movements: this.#movements,
      };
      this.announce(announcement);
    }
    return this.#terms;
  }
}
