import { declaredClass, mayBeLowered } from "../residency/classify";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import { abroadInWords, shownPlaces } from "../residency/holders";
import { allowed, type Evidence, type Judgement } from "../residency/judgement";
import { locate, type PlacedAt, type Placement } from "../residency/locate";
import { centerStanding, isAllowed, isFree } from "../residency/permission";
import { handlesContent, type TypeRow } from "../residency/catalog";
import { hopsOf } from "./flows/hops";
import type { Rule, Terms } from "./rule";

const name = "us-data-stays-in-us";

/** What a role does to data, as a verb of a sentence. */
const verbs = { store: "holds", transfer: "moves", compute: "processes" } as const;

/** US users' data rests, and is processed, only in places that the mandate allows. */
export const usDataStaysInUs: Rule = {
  name,
  title: "US users' data stays in the United States",
  severity: "critical",
  controls: ["SA-9(8)", "SA-9(5)", "CCC.Core.CN06.AR01", "CCC.Core.CN06.AR02", "DSP-19"],
  remedy: "move it to a US region, or declare the class of its data if that is free to move",
  needs: "stack",
  *judgeResource({ resource, ancestors, ...terms }) {
    const known = new Map(ancestors.map((ancestor) => [ancestor.urn, ancestor]));
    const context = { ...terms, find: (urn: string) => known.get(urn), named: () => [] };
    const row = resource.kind === "managed" ? terms.catalog.find(resource.type) : undefined;
    if (row === undefined || mayBeLowered(resource, context)) return;
    const { name: dataClass, why } = declaredClass(resource, context);
    // What reaches compute and transfers takes the place of a class that nobody declared: only the estate shows it.
    if (why === "default" && row.role !== "store") return;
    for (const judgement of judgePlacement(resource, row, dataClass, locate(resource, row, context), terms)) {
      if (judgement.verdict === "refused") yield judgement;
    }
  },
  *judgeEstate(view) {
    const facts = factsOf(view.estate, view);
    for (const resource of view.estate.resources) {
      const row = facts.rowOf(resource);
      if (row === undefined || verbOf(row) === undefined) continue;
      const placement = facts.placementOf(resource, row);
      for (const dataClass of facts.classesToPlace(resource, row)) {
        for (const judgement of judgePlacement(resource, row, dataClass, placement, view)) {
          yield withTrace(judgement, resource, dataClass, facts);
        }
      }
    }
  },
};

/** How a class came here that isn't the resource's own. */
function withTrace(judgement: Judgement, resource: Resource, dataClass: string, facts: Facts): Judgement {
  const isOwn = facts.declaredOf(resource).name === dataClass;
  const trace = judgement.verdict === "allowed" || isOwn ? [] : facts.traceTo(resource, dataClass);
  return trace.length === 0 ? judgement : { ...judgement, evidence: { ...judgement.evidence, trace: hopsOf(trace) } };
}

function* judgePlacement(
  resource: Resource,
  row: TypeRow,
  dataClass: string,
  { places, unknowns, isGlobal }: Placement,
  terms: Terms,
): Iterable<Judgement> {
  const verb = verbOf(row);
  if (verb === undefined) return;
  const what = `${describe(resource)} ${verb} ${dataClass} data`;
  const judged = { rule: name, subject: resource.urn };
  const texts = shownPlaces(places, dataClass, terms.mandate);
  if (isFree(dataClass, terms.mandate)) {
    yield allowed(name, resource.urn, { message: `${what}, which may be anywhere`, places: texts });
    return;
  }
  const abroad = places.filter(({ place }) => !isAllowed(place, dataClass, terms.mandate));
  const isUnbound = isGlobal && row.role !== "transfer";
  // Under an exception of a center, it may be in that center alone.
  const judgedAbroad = abroad.length > 0 ? judgeAbroad(resource, what, places, abroad, dataClass, terms) : undefined;
  if (judgedAbroad?.verdict === "refused" || (judgedAbroad !== undefined && !isUnbound)) {
    yield { ...judged, ...judgedAbroad };
  } else if (isUnbound) {
    // A global transfer has no place of its own: its movements are judged.
    const evidence = {
      message: `${what} in no particular region`,
      dataClass,
      places: ["global"],
      remedy: regionalRemedy,
    };
    yield { ...judged, verdict: "refused", evidence };
  } else if (places.length > 0 && unknowns.length === 0) {
    const [first] = places;
    const message = `${what} in ${texts.join(", ")}`;
    yield allowed(name, resource.urn, { message, places: texts, ...(first && decider(first)) });
  }
}

const regionalRemedy = "use the regional alternative of this type, in a US region";

function judgeAbroad(
  resource: Resource,
  what: string,
  places: readonly PlacedAt[],
  abroad: readonly PlacedAt[],
  dataClass: string,
  terms: Terms,
): Pick<Judgement, "evidence"> & { readonly verdict: "allowed" | "refused" } {
  const all = places.map(({ place }) => place);
  const standing = centerStanding(resource, all, terms.mandate, terms.date);
  const [first] = abroad;
  const evidence: Evidence = {
    dataClass,
    message: `${what} in ${abroadInWords(abroad)}`,
    places: shownPlaces(abroad, dataClass, terms.mandate),
    ...(first && decider(first)),
  };
  switch (standing.kind) {
    case "excepted": {
      const { center, expires, daysLeft } = standing;
      return { verdict: "allowed", evidence: { ...evidence, exception: { center: center.name, expires, daysLeft } } };
    }
    case "void": {
      const why = `center \`${standing.center.name}\` does not excuse it: ${standing.because}`;
      return { verdict: "refused", evidence: { ...evidence, message: `${evidence.message}; ${why}` } };
    }
    case "none":
      return { verdict: "refused", evidence };
  }
}

function verbOf({ role }: TypeRow): string | undefined {
  return handlesContent(role) ? verbs[role] : undefined;
}

function decider({ property, decidedAt }: PlacedAt) {
  return { property, ...(decidedAt && { decidedAt }) };
}
