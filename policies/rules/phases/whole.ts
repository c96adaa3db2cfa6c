import { describe } from "../../residency/describe";
import { factsOf } from "../../residency/facts";
import { referred } from "../../residency/references";
import { isRetentionKnown } from "../../residency/retention";
import type { RetentionTerm } from "../../residency/retention-terms";
import type { EstateView } from "../rule";
import { centerAround, type Holding } from "./in-centers";
import { saying } from "./retention-ends";
import type { Fault } from "./retention-evidence";

/**
 * Why it isn't known that a part of something goes with the whole; undefined where it does, and the whole is judged: it is
 * in the same center.
 */
export function goesWithWhole(
  { resource }: Pick<Holding, "resource">,
  center: Holding["center"],
  terms: readonly RetentionTerm[],
  view: EstateView,
): Fault | undefined {
  const facts = factsOf(view.estate, view);
  const [term] = saying(terms, "within");
  const path = term?.row.input;
  if (term === undefined || path === undefined) return undefined;
  const [found] = referred(resource, path, view.estate);
  if (found?.kind === "resource") {
    const whole = found.resource;
    const isJudged = facts.rowOf(whole)?.role === "store" && isRetentionKnown(whole.type);
    if (isJudged && centerAround(whole, facts, view.mandate) === center) return undefined;
    return { what: `is a part of ${describe(whole)}, which isn't judged with it`, cause: "not-seen", term };
  }
  const cause =
    found === undefined || found.kind === "name" || found.reading.kind === "known" ? "not-seen" : found.reading.cause;
  return { what: "is a part of what isn't seen, and how long that keeps it isn't known", cause, term };
}
