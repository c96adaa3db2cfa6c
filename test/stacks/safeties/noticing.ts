import { noBaseline } from "../../../policies/residency/baseline";
import { loadCatalog } from "../../../policies/residency/catalog";
import type { Estate } from "../../../policies/residency/estate";
import { loadMovements } from "../../../policies/residency/movements";
import { rules } from "../../../policies/rules";
import { judge } from "../../../policies/rules/judge";
import type { Terms } from "../../../policies/rules/rule";
import { readMandate } from "../previewed";
import { problemsOf, type Invariant } from "./invariant";
import { invariants } from "./invariants";
import { date, mandateFile } from "./mandate";
import { enclaveOf } from "./reading";

/** Tells who notices something about an estate: by name, sorted. */
export class Watch {
  readonly #terms: Terms = {
    catalog: loadCatalog(),
    movements: loadMovements(),
    waivers: [],
    baseline: noBaseline,
    mandate: readMandate(mandateFile),
    date,
  };

  /** Rules and invariants that have something to say. */
  noticing(estate: Estate): string[] {
    return [...this.rulesThatNotice(estate), ...this.invariantsThatNotice(estate, invariants)].sort();
  }

  rulesThatNotice(estate: Estate): string[] {
    return [...new Set(judge(estate, rules, this.#terms).findings.map(({ rule }) => rule))].sort();
  }

  /** @param asked - those to ask, of all */
  invariantsThatNotice(estate: Estate, asked: readonly Invariant[]): string[] {
    const enclave = enclaveOf(estate, this.#terms.catalog);
    return asked.filter((invariant) => problemsOf(invariant, enclave).length > 0).map(({ name }) => name);
  }
}
