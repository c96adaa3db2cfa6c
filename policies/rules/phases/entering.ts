import { shownPlaces } from "../../residency/holders";
import { handlesContent } from "../../residency/catalog";
import { describe } from "../../residency/describe";
import type { Resource } from "../../residency/estate";
import type { Facts } from "../../residency/facts";
import { doubtOf, targetOf, type Movement } from "../../residency/flows/movement";
import type { Evidence, Judgement } from "../../residency/judgement";
import type { PlacedAt } from "../../residency/locate";
import type { Mandate } from "../../residency/mandate";
import { isIn } from "../../residency/permission";
import { hopsOf } from "../flows/hops";
import { sentence } from "../flows/judge-sink";
import { movementVerbs } from "../flows/movement-verbs";
import { centerAround, isDraining, type Draining } from "./in-centers";

/**
 * What a movement brings into a draining center, one judgement for each class of which something was promised. What moves
 * within a center doesn't come in, and where a destination isn't known, another rule says so.
 */
export function* judgeEntry(rule: string, movement: Movement, facts: Facts, mandate: Mandate): Generator<Judgement> {
  if (!movement.isJudged || !movement.spreads) return;
  const center = centerAt(movement, facts, mandate);
  if (center === undefined || centerAround(movement.from, facts, mandate) === center) return;
  const { by, from, property } = movement;
  for (const [dataClass, { cause }] of facts.restrictedOn(from)) {
    const way = facts.traceTo(from, dataClass);
    const [first = movement] = way;
    const places = shownPlaces(placesOf(movement, facts), dataClass, mandate);
    const evidence: Evidence = {
      message: `${what(movement, dataClass, first.from)} into center \`${center.name}\`, which takes nothing in while it drains`,
      places,
      property,
      remedy: "take the movement out: what a draining center holds may only become less",
      trace: hopsOf([...way, movement], places.length === 0 ? undefined : places.join(" ")),
    };
    const doubt = cause ?? (movement.isIgnored === true ? "ignored" : doubtOf(movement));
    const judged = { rule, subject: by.urn, evidence };
    yield doubt === undefined ? { ...judged, verdict: "refused" } : { ...judged, verdict: "undecided", cause: doubt };
  }
}

/** The draining center that a movement leads to. A place that is named counts if nothing else that is declared is there. */
function centerAt(movement: Movement, facts: Facts, mandate: Mandate): Draining | undefined {
  const target = targetOf(movement);
  if (target !== undefined) {
    if (!handlesContent(facts.rowOf(target)?.role)) return undefined;
    const center = centerAround(target, facts, mandate);
    return center !== undefined && isDraining(center) ? center : undefined;
  }
  if (movement.to.kind !== "place") return undefined;
  const { place } = movement.to.placed;
  if (mandate.primary !== undefined && isIn(place, mandate.primary)) return undefined;
  const there = mandate.centers.filter((center) => isIn(place, center));
  const draining = there.filter(isDraining);
  return draining.length === there.length ? draining[0] : undefined;
}

function what(movement: Movement, dataClass: string, first: Resource): string {
  const { kind, from } = movement;
  const target = targetOf(movement);
  // Who reads is the one that brings it in, whoever lets it.
  return kind === "reads" && target !== undefined
    ? `${describe(target)} ${movementVerbs.reads} ${dataClass} data of ${describe(from)}`
    : sentence(movement, dataClass, first);
}

function placesOf(movement: Movement, facts: Facts): readonly PlacedAt[] {
  if (movement.to.kind === "place") return [movement.to.placed];
  const target = targetOf(movement);
  const row = target && facts.rowOf(target);
  return target === undefined || row === undefined ? [] : facts.placementOf(target, row).places;
}
