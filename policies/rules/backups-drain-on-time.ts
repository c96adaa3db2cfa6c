import { describe } from "../residency/describe";
import { factsOf } from "../residency/facts";
import type { Judgement } from "../residency/judgement";
import { isRetentionKnown } from "../residency/retention";
import { retentionsOf, type RetentionTerm } from "../residency/retention-terms";
import { worstOfWays } from "./flows/ways";
import { judgeEntry } from "./phases/entering";
import { holdingsInCenters, isDraining, isOver, type Draining, type Holding } from "./phases/in-centers";
import { contentEnd, endOf, firstEnd, isInTime, saying, type End } from "./phases/retention-ends";
import { judgeFault, judgeUnknownStart, type Fault } from "./phases/retention-evidence";
import { lacksCenters } from "./phases/declared";
import type { EstateView, Rule } from "./rule";
import { goesWithWhole } from "./phases/whole";

const name = "backups-drain-on-time";

/**
 * A draining center takes nothing in, and each of its stores ends by itself what it holds, so that nothing is there after
 * `until`, the last day on which data may be. Days count from `phaseSince`, the first day on which nothing comes in. After
 * `until`, and in a deleted center, there is no store at all, keys included: while a center drains, its keys open what is
 * there, and `deletion-is-irretrievable` judges how long a deleted one can be restored.
 */
export const backupsDrainOnTime: Rule = {
  name,
  title: "Backup centers drain on time",
  severity: "critical",
  controls: ["MP-6", "SI-12", "II.A", "DSP-19"],
  remedy: "let what it holds expire by the center's last day, as the mandate's `until` says it, or delete it",
  needs: "stack",
  *judgeEstate(view) {
    const { estate, mandate } = view;
    if (mandate.centers.some(isDraining)) {
      const facts = factsOf(estate, view);
      yield* worstOfWays(facts.movements(), mandate, (movement) => judgeEntry(name, movement, facts, mandate));
    }
    for (const holding of holdingsInCenters(view)) {
      const { center } = holding;
      if (isOver(center, view.date)) yield judgeLeftover(holding);
      else if (isDraining(center) && holding.row.holds !== "keys") yield* judgeStore(holding, center, view);
    }
  },
  notJudged({ mandate, date }) {
    if (mandate.centers.some((center) => isDraining(center) || isOver(center, date))) return undefined;
    const isOfNoPhase = "no center of the mandate's `centers` is in phase `draining` or `deleted`, or past its `until`";
    return lacksCenters(mandate) ?? isOfNoPhase;
  },
};

function judgeLeftover(holding: Holding): Judgement {
  const { resource, dataClass, center } = holding;
  const { phase, until } = center;
  const because = phase === "deleted" ? "which is deleted" : `whose last day was ${until ?? ""}`;
  const what = `${describe(resource)} holds ${dataClass} data in center \`${center.name}\`, ${because}`;
  return judgeFault(name, holding, { what, remedy: "delete it, with all that it holds" }, "held");
}

function* judgeStore(holding: Holding, center: Draining, view: EstateView): Generator<Judgement> {
  const { resource } = holding;
  const { until, phaseSince } = center;
  const named = `${describe(resource)} in center \`${center.name}\``;
  if (!isRetentionKnown(resource.type)) {
    const what = `${named} keeps what it holds for a time that isn't known: no table says it of its type`;
    yield judgeFault(
      name,
      holding,
      { what, cause: "not-stated", remedy: "delete it before the center drains" },
      "content",
    );
    return;
  }
  if (phaseSince === undefined) {
    const unknown = `${describe(resource)} ends what it holds on a day that isn't known`;
    yield judgeUnknownStart(name, holding, center, view.mandate, unknown, "content");
    return;
  }
  const terms = retentionsOf(view.estate).of(resource);
  const own = contentEnd(terms, phaseSince, until);
  const isPart = !isInTime(own, until) && saying(terms, "within").length > 0;
  const fault = isPart ? goesWithWhole(holding, center, terms, view) : faultOf(own, "what it holds", until);
  if (fault !== undefined) {
    yield judgeFault(name, holding, { ...fault, what: `${named} ${fault.what}` }, "content");
  } else {
    const message = `${named} ends what it holds by ${until}`;
    yield { rule: name, subject: resource.urn, verdict: "allowed", evidence: { message, places: holding.places } };
  }
  yield* judgeUploads(holding, named, terms, phaseSince, until);
}

/** What was sent of an unfinished upload isn't an object yet, and no expiry of objects ends it. */
function* judgeUploads(
  holding: Holding,
  named: string,
  terms: readonly RetentionTerm[],
  from: string,
  until: string,
): Generator<Judgement> {
  if (saying(terms, "uploads").length === 0) return;
  const ends = saying(terms, "unfinished").map((term) => endOf(term, from));
  const fault = faultOf(firstEnd(ends, until), "unfinished uploads", until);
  if (fault === undefined) return;
  const remedy = "let unfinished uploads be aborted after a day";
  yield judgeFault(name, holding, { remedy, ...fault, what: `${named} ${fault.what}` }, "uploads");
}

function faultOf(end: End, what: string, until: string): Fault | undefined {
  if (isInTime(end, until)) return undefined;
  switch (end.kind) {
    case "on": {
      const on = end.isSecret ? "" : ` on ${end.date}, and so`;
      return { what: `ends ${what}${on} later than on ${until}, its last day`, term: end.term };
    }
    case "never":
      return {
        what: `has nothing that ends all of ${what}, of which none may be there after ${until}`,
        ...(end.term && { term: end.term }),
      };
    case "unknown":
      return {
        what: `ends ${what} after a time that isn't known, and ${until} is its last day`,
        cause: end.cause,
        term: end.term,
      };
  }
}
