import { escapeText } from "../../policies/residency/terminal-safe";
import { nameIn, stackIn } from "../../policies/residency/urns";
import type { HopResult } from "../result";

/** More stops than these are only counted: the first ones and the last ones are shown. */
const mostStops = 7;
const firstStops = 4;
/** Characters of a name, and of the places behind it, that are shown. */
const nameLimit = 60;
const placesLimit = 80;

interface Stop {
  /** Absent where the destination is no resource of the estate. */
  readonly urn: string | null;
  readonly places: readonly string[];
  /** How it is reached; absent for the first. */
  readonly arrow?: "→" | "⇢";
}

/**
 * A trace as parts that a line may break between: `orders (us-east-1) →`, `exports (us-east-1) ⇢`, `replica (eu-west-1)`;
 * a dashed arrow for what is only possible, the stack's name on both sides of a way from one stack to another. Escaped.
 */
export function traceParts(trace: readonly HopResult[]): string[] {
  const stops = stopsOf(trace);
  const texts = stops.map((stop, index) => {
    const crosses = [stops[index - 1], stops[index + 1]].some((next) => isOtherStack(stop, next));
    const next = stops[index + 1];
    return stopText(stop, crosses) + (next?.arrow === undefined ? "" : ` ${next.arrow}`);
  });
  if (texts.length <= mostStops) return texts;
  const hidden = texts.length - mostStops + 1;
  const end = firstStops + hidden;
  const isPossible = stops.slice(firstStops, end + 1).some(({ arrow }) => arrow === "⇢");
  return [...texts.slice(0, firstStops), `… ${hidden} more … ${isPossible ? "⇢" : "→"}`, ...texts.slice(end)];
}

/** Both ends of a hop, as a trace shows them. */
export function hopText(hop: HopResult): string {
  return traceParts([hop]).join(" ");
}

function stopsOf(trace: readonly HopResult[]): Stop[] {
  const [first] = trace;
  if (first === undefined) return [];
  const start: Stop = { urn: first.from, places: first.fromPlaces };
  return [start, ...trace.map((hop): Stop => ({ ...destination(hop), arrow: arrowOf(hop) }))];
}

function destination({ to, toPlaces, place }: HopResult): Pick<Stop, "urn" | "places"> {
  return { urn: to, places: toPlaces.length > 0 || place === null ? toPlaces : [place] };
}

function arrowOf({ certainty }: HopResult): "→" | "⇢" {
  return certainty === "certain" ? "→" : "⇢";
}

function isOtherStack({ urn }: Stop, next: Stop | undefined): boolean {
  const other = next?.urn ?? null;
  return urn !== null && other !== null && stackIn(urn) !== stackIn(other);
}

function stopText({ urn, places }: Stop, withStack: boolean): string {
  const where = escapeText(places.map(withoutCloud).join(", "), placesLimit);
  if (urn === null) return where === "" ? "(not known where)" : where;
  const name = escapeText(nameIn(urn), nameLimit);
  const whole = withStack ? `${escapeText(stackIn(urn), nameLimit)}/${name}` : name;
  return where === "" ? whole : `${whole} (${where})`;
}

/** A hop's place may be several, parted by spaces. */
function withoutCloud(place: string): string {
  return place.replaceAll(/(^| )(?:aws|gcp|oci):/g, "$1");
}
