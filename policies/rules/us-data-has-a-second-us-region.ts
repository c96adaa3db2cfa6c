import { placesInWords, shownPlaces } from "../residency/holders";
import type { TypeRow } from "../residency/catalog";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import { targetOf } from "../residency/flows/movement";
import type { Judgement } from "../residency/judgement";
import type { Placement } from "../residency/locate";
import type { Center, Mandate } from "../residency/mandate";
import { containersOf } from "../residency/parts";
import { centerOf, isAllowed, isAuditStore, isFree } from "../residency/permission";
import { keepingOf } from "../residency/several-regions";
import { copyWays, regionKeys } from "./phases/copy-ways";
import { isElsewhere, reachOf, type Reach } from "./phases/reach";
import { lacksPrimary } from "./phases/declared";
import type { EstateView, Rule } from "./rule";

const name = "us-data-has-a-second-us-region";

/**
 * US users' content has a copy in another region of the US, so that the usual demand for replication between regions is met
 * without leaving the country. A region of another cloud is another region. What is filled by copies is a copy itself;
 * what is a part of something, as an object is of its bucket, is copied with it. Centers hold copies, or wait for their end: of
 * a legacy center in dual-run counts what compute of the primary reads, which is how its content comes home. Logs of the
 * audit trail are no content.
 */
export const usDataHasASecondUsRegion: Rule = {
  name,
  title: "US users' data has a second region in the US",
  severity: "medium",
  controls: ["CP-6", "CP-9", "CM-12"],
  remedy: "replicate it, or back it up, to another US region: of the primary's own, or of a backup center",
  needs: "organization",
  *judgeEstate(view) {
    if (view.mandate.primary === undefined) return;
    const facts = factsOf(view.estate, view);
    const holders = holdersByClass(facts, view);
    for (const [dataClass, all] of holders) yield* judgeClass(dataClass, all, facts, view);
  },
  notJudged: ({ mandate }) => lacksPrimary(mandate),
};

/** A store that needs a copy, and the place that it is in. */
interface Holder {
  readonly resource: Resource;
  readonly row: TypeRow;
  readonly placement: Placement;
}

/** Data class → the stores of its content that are to be judged, in the estate's order. */
function holdersByClass(facts: Facts, view: EstateView): Map<string, Holder[]> {
  const byClass = new Map<string, Holder[]>();
  const reports = storesOfReports(facts, view.mandate);
  const isMeant = (resource: Resource, row: TypeRow) => needsCopy(resource, row, reports, facts, view.mandate);
  for (const resource of view.estate.resources) {
    const row = facts.rowOf(resource);
    if (row === undefined || !isMeant(resource, row)) continue;
    const containers = containersOf(resource, row, { ...view, ...view.estate });
    const isPart = containers.some((one) => {
      const its = one.kind === "store" ? facts.rowOf(one.resource) : undefined;
      return one.kind === "store" && its !== undefined && isMeant(one.resource, its);
    });
    if (isPart) continue;
    const dataClass = facts.declaredOf(resource).name;
    const placement = facts.placementOf(resource, row);
    const known = byClass.get(dataClass);
    if (known === undefined) byClass.set(dataClass, [{ resource, row, placement }]);
    else known.push({ resource, row, placement });
  }
  return byClass;
}

function needsCopy(
  resource: Resource,
  row: TypeRow,
  reports: ReadonlySet<Resource>,
  facts: Facts,
  mandate: Mandate,
): boolean {
  if (row.holds !== "content" || isAuditStore(resource, mandate)) return false;
  const dataClass = facts.declaredOf(resource).name;
  if (isFree(dataClass, mandate)) return false;
  const { places, unknowns, isGlobal } = facts.placementOf(resource, row);
  // Other rules say of a place that it isn't known, or isn't allowed.
  if (unknowns.length > 0 || isGlobal || places.length === 0) return false;
  const all = places.map(({ place }) => place);
  if (!all.every((place) => isAllowed(place, dataClass, mandate))) return false;
  const center = centerOf(resource, all, mandate);
  if (center === undefined) return true;
  // What a legacy center holds may have been the only copy all along, until it was brought home: after that it is frozen.
  return isLegacyInUse(center) && !reports.has(resource);
}

function isLegacyInUse({ kind, phase }: Center): boolean {
  return kind === "legacy" && phase === "dual-run";
}

/** Where nothing but reports is seen to come to: all of it can be written anew. Legacy centers alone are asked about it. */
function storesOfReports(facts: Facts, { centers }: Mandate): ReadonlySet<Resource> {
  const reports = new Set<Resource>();
  if (!centers.some(isLegacyInUse)) return reports;
  const others = new Set<Resource>();
  for (const movement of facts.movements()) {
    const target = targetOf(movement);
    if (target !== undefined && movement.isJudged)
      (movement.kind === "analytics-export" ? reports : others).add(target);
  }
  return new Set([...reports].filter((store) => !others.has(store)));
}

function* judgeClass(
  dataClass: string,
  holders: readonly Holder[],
  facts: Facts,
  view: EstateView,
): Generator<Judgement> {
  const { mandate } = view;
  const { ways, regionsOf } = copyWays(dataClass, facts, view);
  const certain = reachOf(
    ways.filter(({ cause, isSomewhere }) => cause === undefined && !isSomewhere),
    regionsOf,
  );
  let uncertain: ((resource: Resource) => Reach) | undefined;
  for (const { resource, row, placement } of holders) {
    const { places } = placement;
    const own = regionKeys(places.map(({ place }) => place));
    const [first] = places;
    const judged = { rule: name, subject: resource.urn };
    const what = `${describe(resource)} holds ${dataClass} data in ${placesInWords(places, dataClass, mandate)}`;
    const told = {
      dataClass,
      places: shownPlaces(places, dataClass, mandate),
      ...(first && { property: first.property }),
      ...(first?.decidedAt && { decidedAt: first.decidedAt }),
    };
    const isSpread = own.length > 1 || places.some(({ place }) => place.kind === "multi-region");
    const keeping = isSpread ? keepingOf(row.type) : "one";
    if (keeping === "each" || isElsewhere(certain(resource), own)) {
      const message = `${what}, with a copy in ${anotherRegion(dataClass, mandate)}`;
      yield { ...judged, verdict: "allowed", evidence: { ...told, message } };
      continue;
    }
    uncertain ??= reachOf(ways, regionsOf);
    const reach = uncertain(resource);
    const cause = keeping === undefined ? "not-stated" : isElsewhere(reach, own) ? reach.cause : undefined;
    if (cause !== undefined) {
      const why = keeping === undefined ? "its type may keep all of it in one region" : "no copy of it is certain";
      const message = `${what}, and whether there is a copy in ${anotherRegion(dataClass, mandate)} is not known: ${why}`;
      yield { ...judged, verdict: "undecided", cause, evidence: { ...told, message } };
    } else {
      const message = `${what}, and nothing copies it to ${anotherRegion(dataClass, mandate)}`;
      yield { ...judged, verdict: "refused", evidence: { ...told, message } };
    }
  }
}

function anotherRegion(dataClass: string, { classes }: Mandate): string {
  const countries = classes.get(dataClass)?.countries ?? [];
  return countries.length === 1 && countries[0] === "US" ? "another US region" : "another region that its class allows";
}
