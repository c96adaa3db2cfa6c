import { placesInWords, shownPlaces } from "../residency/holders";
import { factsOf, type Facts } from "../residency/facts";
import type { Movement } from "../residency/flows/movement";
import type { Place } from "../residency/geography";
import type { Evidence, Judgement } from "../residency/judgement";
import type { PlacedAt } from "../residency/locate";
import type { Mandate } from "../residency/mandate";
import { isIn } from "../residency/permission";
import type { Arrival } from "../residency/spread";
import { endOf } from "./flows/ends";
import { hopsOf } from "./flows/hops";
import { backupKinds, sentence } from "./flows/judge-sink";
import { worstOfWays } from "./flows/ways";
import { lacksBoth } from "./phases/declared";
import type { Rule } from "./rule";

const name = "backups-stay-in-declared-centers";

/** Backups of US users' data go to places of the primary or of a declared center, and to no others. */
export const backupsStayInDeclaredCenters: Rule = {
  name,
  title: "Backups of US users' data stay in declared centers",
  severity: "high",
  controls: ["CP-9", "CP-6", "CM-12", "SA-9(5)", "CCC.Core.CN06.AR02"],
  remedy: "back it up to a place of the primary or of a declared center, or declare the center in the mandate",
  needs: "stack",
  *judgeEstate(view) {
    const { estate, mandate } = view;
    if (lacksBoth(mandate) !== undefined) return;
    const facts = factsOf(estate, view);
    yield* worstOfWays(facts.movements(), mandate, function* (movement) {
      if (!movement.isJudged || !backupKinds.has(movement.kind)) return;
      for (const [dataClass, arrival] of facts.restrictedOn(movement.from)) {
        yield* judgeBackup(movement, dataClass, arrival, facts, mandate);
      }
    });
  },
  notJudged: ({ mandate }) => lacksBoth(mandate),
};

/**
 * One backup of one class. Where it goes to no place that is known, or may lead elsewhere than its inputs say,
 * `us-data-flows-stay-in-us` says so.
 */
function* judgeBackup(
  movement: Movement,
  dataClass: string,
  { cause: reached }: Arrival,
  facts: Facts,
  mandate: Mandate,
): Generator<Judgement> {
  const end = endOf(movement, facts);
  if (end.kind !== "placed" || end.places.length === 0 || movement.isIgnored === true) return;
  const undeclared = end.places.filter(({ place }) => !isDeclared(place, mandate));
  const judged = { rule: name, subject: movement.by.urn };
  const way = facts.traceTo(movement.from, dataClass);
  const [first = movement] = way;
  const what = sentence(movement, dataClass, first.from);
  if (undeclared.length === 0) {
    const isTold = end.unknown === undefined && (movement.to.kind !== "resource" || movement.to.doubt === undefined);
    const places = shownPlaces(end.places, dataClass, mandate);
    const message = `${what} to ${placesInWords(end.places, dataClass, mandate)}, which the mandate declares`;
    if (isTold) yield { ...judged, verdict: "allowed", evidence: { message, places, property: movement.property } };
    return;
  }
  const places = shownPlaces(undeclared, dataClass, mandate);
  const words = placesInWords(undeclared, dataClass, mandate);
  const evidence: Evidence = {
    dataClass,
    message: `${what} to ${words}, ${whoseNot(undeclared, mandate)}`,
    places,
    property: movement.property,
    trace: hopsOf([...way, movement], places.join(" ")),
  };
  const doubt = reached ?? movement.cause;
  if (doubt === undefined) yield { ...judged, verdict: "refused", evidence };
  else yield { ...judged, verdict: "undecided", cause: doubt, evidence };
}

/** A deleted center is no place for backups any more. */
function isDeclared(place: Place, { primary, centers }: Mandate): boolean {
  if (primary !== undefined && isIn(place, primary)) return true;
  return centers.some((center) => center.phase !== "deleted" && isIn(place, center));
}

/** A part of a sentence about places that aren't declared; of a secret one it says no more than that. */
function whoseNot(places: readonly PlacedAt[], { primary, centers }: Mandate): string {
  const isShown = places.every(({ secret }) => !secret);
  const deleted = centers.find((center) => isShown && places.every(({ place }) => isIn(place, center)));
  if (deleted !== undefined) return `which was center \`${deleted.name}\`, now deleted`;
  return primary === undefined
    ? "where the mandate has no center"
    : "where the mandate has neither its primary nor a center";
}
