import { placesInWords, shownPlaces } from "../residency/holders";
import type { TypeRow } from "../residency/catalog";
import { declaredClass, mayBeLowered } from "../residency/classify";
import { cloudNames, describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { factsOf } from "../residency/facts";
import type { Evidence, Judgement } from "../residency/judgement";
import { locate, type Placement } from "../residency/locate";
import type { Center, Mandate, Primary } from "../residency/mandate";
import { centerOf, isFree, isIn } from "../residency/permission";
import { isKept } from "./phases/kept";
import { lacksPrimary } from "./phases/declared";
import type { Rule, Terms } from "./rule";

const name = "primary-is-oracle";

/** From the day of the pivot, US users' data outside the primary's cloud rests in declared centers only. */
export const primaryIsOracle: Rule = {
  name,
  title: "The primary of US users' data is Oracle Cloud",
  severity: "high",
  controls: ["CM-12", "SA-9(5)", "CCC.Core.CN06.AR01"],
  remedy: "keep it in the primary, or in a backup or legacy center that the mandate declares",
  needs: "stack",
  *judgeResource({ resource, ancestors, ...terms }) {
    const { mandate, catalog } = terms;
    const primary = primaryOn(terms);
    const row = resource.kind === "managed" ? catalog.find(resource.type) : undefined;
    if (primary === undefined || row === undefined || !isKept(resource, row, mandate)) return;
    const known = new Map(ancestors.map((ancestor) => [ancestor.urn, ancestor]));
    const context = { ...terms, find: (urn: string) => known.get(urn), named: () => [] };
    if (mayBeLowered(resource, context)) return;
    const placement = locate(resource, row, context);
    // Where another resource places it, the estate half knows better words for it.
    if (placement.unknowns.length > 0 && row.location.some(({ kind }) => kind === "via" || kind === "within")) return;
    const { name: dataClass } = declaredClass(resource, context);
    for (const judgement of judgeHolder(resource, row, dataClass, placement, primary, mandate)) {
      if (judgement.verdict === "refused") yield judgement;
    }
  },
  *judgeEstate(view) {
    const primary = primaryOn(view);
    if (primary === undefined) return;
    const facts = factsOf(view.estate, view);
    for (const resource of view.estate.resources) {
      const row = facts.rowOf(resource);
      if (row === undefined || !isKept(resource, row, view.mandate)) continue;
      const { name: dataClass } = facts.declaredOf(resource);
      yield* judgeHolder(resource, row, dataClass, facts.placementOf(resource, row), primary, view.mandate);
    }
  },
  notJudged({ mandate, date }) {
    const { primary } = mandate;
    if (primary === undefined) return lacksPrimary(mandate);
    if (primary.since === undefined) return "the mandate's `primary` has no `since`";
    return date < primary.since ? `\`primary.since\` is ${primary.since}: not judged before` : undefined;
  },
};

/** The primary, if it is one on the day that is judged. */
function primaryOn({ mandate: { primary }, date }: Pick<Terms, "mandate" | "date">): Primary | undefined {
  return primary?.since !== undefined && date >= primary.since ? primary : undefined;
}

function* judgeHolder(
  resource: Resource,
  row: TypeRow,
  dataClass: string,
  { places, unknowns, isGlobal }: Placement,
  primary: Primary,
  mandate: Mandate,
): Generator<Judgement> {
  if (isFree(dataClass, mandate)) return;
  const judged = { rule: name, subject: resource.urn };
  const what = `${describe(resource)} holds ${dataClass} data`;
  const texts = shownPlaces(places, dataClass, mandate);
  if (row.cloud === primary.cloud) {
    const evidence = { message: `${what} in ${cloudNames[primary.cloud]}`, places: texts };
    yield { ...judged, verdict: "allowed", evidence };
    return;
  }
  const own = mandate.centers.filter(({ stack, cloud }) => stack === resource.stack && cloud === row.cloud);
  const all = places.map(({ place }) => place);
  if (unknowns.length > 0 && own.some((center) => all.every((place) => isIn(place, center)))) {
    // It may be in that center: `places-are-known` says that nobody knows.
    return;
  }
  const center = unknowns.length === 0 && !isGlobal ? centerOf(resource, all, mandate) : undefined;
  if (center !== undefined) {
    // What a deleted center still holds is for `backups-drain-on-time` to refuse.
    if (center.phase === "deleted") return;
    const message = `${what} in center \`${center.name}\`, which is in phase \`${center.phase}\``;
    yield { ...judged, verdict: "allowed", evidence: { message, places: texts } };
    return;
  }
  const words = placesInWords(places, dataClass, mandate);
  const where = isGlobal ? " in no particular region" : words === "" ? "" : ` in ${words}`;
  const evidence: Evidence = {
    dataClass,
    message: `${what}${where}, outside ${cloudNames[primary.cloud]} and in no center of the mandate${beside(own)}`,
    places: isGlobal ? [...texts, "global"] : texts,
    ...(places[0] && { property: places[0].property }),
    ...(places[0]?.decidedAt && { decidedAt: places[0].decidedAt }),
  };
  yield { ...judged, verdict: "refused", evidence };
}

/** The centers of its stack, in which it could be. */
function beside(centers: readonly Center[]): string {
  return centers.map(({ name: center, regions }) => `; center \`${center}\` is ${regions.join(", ")}`).join("");
}
