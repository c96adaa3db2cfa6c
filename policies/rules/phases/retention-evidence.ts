import type { Resource } from "../../residency/estate";
import type { Evidence, Judgement } from "../../residency/judgement";
import type { Center, Mandate } from "../../residency/mandate";
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

/**
 * Without the day on which draining began, nothing tells on which day anything ends.
 * @param what - how the sentence begins: `bucket "b" ends what it holds on a day that isn't known`
 */
export function judgeUnknownStart(
  rule: string,
  holding: Holding,
  center: Center,
  { source }: Pick<Mandate, "source">,
  what: string,
  about: string,
): Judgement {
  const why = `the mandate doesn't say since when center \`${center.name}\` is draining`;
  const remedy = "state `phaseSince` of the center in the mandate";
  const judgement = judgeFault(rule, holding, { what: `${what}: ${why}`, cause: "not-stated", remedy }, about);
  const { line, column } = center.position;
  return { ...judgement, evidence: { ...judgement.evidence, decidedAt: { file: source, line, column } } };
}

/** The input, and where it is declared when that isn't the store itself. */
function deciderOf({ by, property }: RetentionTerm, store: Resource): Pick<Evidence, "property" | "decidedAt"> {
  return {
    ...(property !== undefined && { property }),
    ...(by !== store && by.source && { decidedAt: by.source }),
  };
}
