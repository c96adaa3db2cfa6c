import { placesInWords, shownPlaces } from "../residency/holders";
import { describe } from "../residency/describe";
import type { Resource } from "../residency/estate";
import { factsOf, type Facts } from "../residency/facts";
import { doubtOf, targetOf, type Movement } from "../residency/flows/movement";
import type { Evidence, Judgement } from "../residency/judgement";
import type { Center, Mandate } from "../residency/mandate";
import { isIn, strictest } from "../residency/permission";
import type { Cause } from "../residency/values";
import { endOf, type End } from "./flows/ends";
import { hopsOf } from "./flows/hops";
import { sentence } from "./flows/judge-sink";
import { movementVerbs } from "./flows/movement-verbs";
import { worstOfWays } from "./flows/ways";
import { Held } from "./phases/held";
import { lacksCenters } from "./phases/declared";
import type { EstateView, Rule } from "./rule";

const name = "backups-only-receive";

/**
 * A center that is `backup-only` receives backups: nothing works on what it holds, no traffic leads to it, and nothing goes
 * out of it, not even back to the primary. A center that is `draining` serves as little, but what it holds may go home.
 *
 * What a center holds is content, backups and secrets. Its logs may leave, as they are evidence; its keys have rules of
 * their own. A network path to the primary is the way by which backups come.
 */
export const backupsOnlyReceive: Rule = {
  name,
  title: "Backup centers only receive",
  severity: "high",
  controls: ["CP-9", "CP-6", "AC-4", "SC-7(10)", "CCC.Core.CN10.AR01"],
  remedy: "take the compute, the traffic or the movement out: the center may only receive in this phase of the mandate",
  needs: "stack",
  *judgeEstate(view) {
    const { estate, mandate } = view;
    if (!mandate.centers.some(onlyReceives)) return;
    const facts = factsOf(estate, view);
    const held = new Held(facts, mandate, onlyReceives);
    for (const resource of estate.resources) {
      if (facts.rowOf(resource)?.role === "compute") yield* judgeCompute(resource, held, facts, mandate);
    }
    yield* worstOfWays(facts.movements(), mandate, (movement) => judgeMovement(movement, held, facts, view));
  },
  notJudged({ mandate }) {
    if (mandate.centers.some(onlyReceives)) return undefined;
    return lacksCenters(mandate) ?? "no center of the mandate's `centers` is in phase `backup-only` or `draining`";
  },
};

function onlyReceives({ phase }: Center): boolean {
  return phase === "backup-only" || phase === "draining";
}

/** A part of a sentence about what a center holds. */
function ofCenter({ name: center, phase }: Center): string {
  return `of center \`${center}\`, which ${phase === "draining" ? "is draining" : "only receives backups"}`;
}

function* judgeCompute(resource: Resource, held: Held, facts: Facts, mandate: Mandate): Generator<Judgement> {
  const center = held.centerOf(resource);
  const arrival = held.arrivalAt(resource);
  if (center === undefined || arrival === undefined) return;
  const way = held.traceTo(resource);
  const holder = way[0]?.from;
  const row = facts.rowOf(resource);
  if (holder === undefined || row === undefined) return;
  const { name: dataClass } = facts.declaredOf(holder);
  const { places } = facts.placementOf(resource, row);
  const may = arrival.cause === undefined ? "works on" : "may work on";
  const evidence = {
    dataClass,
    message: `${describe(resource)} ${may} ${dataClass} data of ${describe(holder)} ${ofCenter(center)}`,
    places: shownPlaces(places, dataClass, mandate),
    trace: hopsOf(way),
  };
  yield decided(resource, arrival.cause, evidence);
}

function decided({ urn }: Resource, doubt: Cause | undefined, evidence: Evidence): Judgement {
  const judged = { rule: name, subject: urn, evidence };
  return doubt === undefined ? { ...judged, verdict: "refused" } : { ...judged, verdict: "undecided", cause: doubt };
}

function* judgeMovement(movement: Movement, held: Held, facts: Facts, view: EstateView): Generator<Judgement> {
  const { mandate } = view;
  const { from } = movement;
  const leading = leadsIn(movement, held, facts, mandate);
  if (leading !== undefined) yield leading;
  const center = held.centerOf(from);
  const arrival = held.arrivalAt(from);
  if (center === undefined || arrival === undefined || !mayLeave(movement, facts)) return;
  const classes = [...facts.restrictedOn(from).keys()].sort();
  if (classes.length === 0) return;
  const dataClass = strictest(classes, mandate);
  const end = endOf(movement, facts);
  const standing = movement.kind === "serves" ? "outside" : standingOf(movement, end, center, held, { facts, mandate });
  if (standing === "elsewhere") return;
  const way = held.traceTo(from);
  const [first = movement] = way;
  const what = sentence(movement, dataClass, first.from);
  const placed = movement.kind === "serves" || end.kind !== "placed" ? [] : end.places;
  const texts = shownPlaces(placed, dataClass, mandate);
  const places = end.kind === "viewers" && movement.to.kind === "anywhere" ? ["worldwide"] : texts;
  const told = { places, property: movement.property };
  if (standing === "inside") {
    const message = `${what}, which it may while ${centerText(center)}`;
    yield { rule: name, subject: movement.by.urn, verdict: "allowed", evidence: { ...told, message } };
    return;
  }
  const trace = hopsOf([...way, movement], places.length === 0 ? undefined : places.join(" "));
  const message = `${goingOut(movement, end, what, dataClass, placesInWords(placed, dataClass, mandate))}, out ${ofCenter(center)}`;
  yield decided(movement.by, arrival.cause ?? doubtOf(movement), { ...told, dataClass, message, trace });
}

function centerText({ name: center, phase }: Center): string {
  return `center \`${center}\` is in phase \`${phase}\``;
}

/** Requests that a network hands on carry no data out; their answers do. Logs are evidence. */
function mayLeave({ kind, by, from, isJudged, isIgnored }: Movement, facts: Facts): boolean {
  // `us-data-flows-stay-in-us` says of what is ignored that it may lead anywhere.
  if (kind === "log-export" || isIgnored === true) return false;
  if (kind === "serves") return true;
  // What caches answers is told as what answers.
  if (kind === "cdn-edge" && facts.rowOf(by)?.role === "network") return false;
  const role = facts.rowOf(from)?.role;
  if (kind === "public-exposure") return role === "store";
  return isJudged && (role !== "network" || kind === "network");
}

interface Surroundings {
  readonly facts: Facts;
  readonly mandate: Mandate;
}

/**
 * Whether a movement from what a center holds stays inside, leaves, or is another rule's: one to no known place is
 * undecided by `us-data-flows-stay-in-us` already, and one to a place that isn't known by `places-are-known`.
 */
function standingOf(
  movement: Movement,
  end: End,
  center: Center,
  held: Held,
  { facts, mandate }: Surroundings,
): "inside" | "outside" | "elsewhere" {
  const { kind } = movement;
  switch (end.kind) {
    case "untold":
    case "inside":
      return "elsewhere";
    case "viewers":
      return kind === "network" ? "elsewhere" : "outside";
    case "placed": {
      const { resource, places, isGlobal, unknown } = end;
      const role = resource === undefined ? undefined : facts.rowOf(resource)?.role;
      // Who is let in is no place, and compute of the center is judged by itself.
      if (role === "access" || role === "control") return "elsewhere";
      if (resource !== undefined && held.centerOf(resource) === center)
        return role === "compute" ? "elsewhere" : "inside";
      if (isHome(resource, end, mandate) && (center.phase === "draining" || kind === "network")) return "inside";
      const isElsewhere = places.some(({ place }) => !isIn(place, center));
      if (isElsewhere || isGlobal) return "outside";
      if (resource?.kind === "managed" && resource.stack !== center.stack) return "outside";
      return places.length === 0 || unknown !== undefined ? "elsewhere" : "inside";
    }
  }
}

function isHome(resource: Resource | undefined, end: Extract<End, { kind: "placed" }>, { primary }: Mandate): boolean {
  if (primary === undefined) return false;
  if (resource !== undefined && resource.stack === primary.stack) return true;
  return end.places.length > 0 && end.places.every(({ place }) => isIn(place, primary));
}

/** A movement as a sentence, with where it goes. */
function goingOut(movement: Movement, end: End, what: string, dataClass: string, words: string): string {
  const { to, kind, from } = movement;
  if (kind === "serves") return what;
  if (end.kind === "viewers") return `${what} ${to.kind === "countries" ? "to viewers" : "to anyone, anywhere"}`;
  const resource = targetOf(movement);
  const at = words === "" ? "" : ` in ${words}`;
  if (resource === undefined) return `${what} ${words === "" ? "to no particular region" : `to ${words}`}`;
  if (kind !== "reads") return `${what} to ${describe(resource)}${at}`;
  return `${describe(resource)}${at} ${movementVerbs.reads} ${dataClass} data of ${describe(from)}`;
}

/**
 * Traffic that is led to what a center holds without an answer that the graph knows: by the address of it, or over a
 * network path from elsewhere than the primary.
 */
function leadsIn(movement: Movement, held: Held, facts: Facts, mandate: Mandate): Judgement | undefined {
  const { kind, from, to, by } = movement;
  const target = targetOf(movement);
  const arrival = target === undefined ? undefined : held.arrivalAt(target);
  const center = target === undefined ? undefined : held.centerOf(target);
  if (target === undefined || arrival === undefined || center === undefined || held.centerOf(from) === center) return;
  const isRequest = kind === "dns-routing" || (kind === "event-route" && facts.rowOf(from)?.role === "network");
  const isPath = kind === "network" && from.stack !== mandate.primary?.stack;
  if (!isPath && !(isRequest && to.kind === "place")) return;
  const does = isPath ? "opens a path" : "leads requests";
  const message = `${describe(by)} ${does} to ${describe(target)} ${ofCenter(center)}`;
  return decided(by, arrival.cause ?? doubtOf(movement), {
    message,
    places: [],
    property: movement.property,
    trace: hopsOf([movement]),
  });
}
