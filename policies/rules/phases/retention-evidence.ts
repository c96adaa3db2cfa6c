import type { Resource } from "../../residency/estate";
import type { Evidence, Judgement } from "../../residency/judgement";
import type { RetentionTerm } from "../../residency/retention-terms";
import type { Cause } from "../../residency/values";
import type { Holding } from "./in-centers";

/** What is wrong with how long a store keeps something: refused, unless it has a cause. */
export interface Fault {
  /** The rest of a sentence about the store: `ends what it holds on 2022-10-02`. */
  readonly what: string;
  readonly cause?: Cause;
  readonly term?: RetentionTerm;
  readonly remedy?: string;
}

/** @param about tells apart what one rule finds of one store */
export function judgeFault(
  rule: string,
  { resource, places }: Pick<Holding, "resource" | "places">,
  { what, cause, term, remedy }: Fault,
  about: string,
): Judgement {
  const evidence: Evidence = {
    message: what,
    // An input that decided says nothing of the place.
    places: term?.property === undefined ? places : [],
    about,
    ...(term && deciderOf(term, resource)),
    ...(remedy !== undefined && { remedy }),
  };
  const judged = { rule, subject: resource.urn, evidence };
  return cause === undefined ? { ...judged, verdict: "refused" } : { ...judged, verdict: "undecided", cause };
}

/** The input, and where it is declared when that isn't the store itself. */
function deciderOf({ by, property }: RetentionTerm, store: Resource): Pick<Evidence, "property" | "decidedAt"> {
  return {
    ...(property !== undefined && { property }),
    ...(by !== store && by.source && { decidedAt: by.source }),
  };
}
