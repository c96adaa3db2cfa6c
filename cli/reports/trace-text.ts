import { escapeText } from "../../policies/residency/terminal-safe";
import { nameIn, stackIn } from "../../policies/residency/urns";
import type { HopResult } from "../judge/result";

/** More stops than these are only counted: the first ones and the last ones are shown. */
const mostStops = 7;
const firstStops = 4;
/** Characters of a name, and of the places behind it, that are shown. */
const nameLimit = 60;
const placesLimit = 80;

type Arrow = "→" | "⇢";

interface Stop {
  /** Absent where the destination is no resource of the estate. */
  readonly urn: string | null;
  /** As `<cloud>:<id>`. */
  readonly places: readonly string[];
  /** How it is reached; absent for the first. */
  readonly arrow?: Arrow;
  /** The kind of the hop that reaches it. */
  readonly kind?: string;
}

/** What is shown of a trace, unescaped: a stop, or how many aren't shown. */
export type Step =
  | (Stop & {
      /** Told only where the way goes on, or comes from, another one. */
      readonly stack: string | null;
    })
  | { readonly hidden: number; readonly arrow: Arrow };

/** The stops of a trace; of a long one the first, the last, and between them how many there are. */
export function stepsOf(trace: readonly HopResult[]): Step[] {
  const stops = stopsOf(trace);
  const steps = stops.map((stop, index): Step => {
    const crosses = [stops[index - 1], stops[index + 1]].some((next) => isOtherStack(stop, next));
    return { ...stop, stack: crosses && stop.urn !== null ? stackIn(stop.urn) : null };
  });
  if (steps.length <= mostStops) return steps;
  const hidden = steps.length - mostStops + 1;
  const end = firstStops + hidden;
  const isPossible = stops.slice(firstStops, end + 1).some(({ arrow }) => arrow === "⇢");
  const [next, ...last] = steps.slice(end);
  return [
    ...steps.slice(0, firstStops),
    { hidden, arrow: stops[firstStops]?.arrow ?? "→" },
    ...(next === undefined ? [] : [{ ...next, arrow: isPossible ? ("⇢" as const) : ("→" as const) }]),
    ...last,
  ];
}

/**
 * A trace as parts that a line may break between: `orders (us-east-1) →`, `exports (us-east-1) ⇢`, `replica (eu-west-1)`;
 * a dashed arrow for what is only possible, the stack's name on both sides of a way from one stack to another. Escaped.
 */
export function traceParts(trace: readonly HopResult[]): string[] {
  const steps = stepsOf(trace);
  return steps.map((step, index) => {
    const next = steps[index + 1];
    const text = "hidden" in step ? `… ${step.hidden} more …` : stopText(step);
    return text + (next?.arrow === undefined ? "" : ` ${next.arrow}`);
  });
}

/** Both ends of a hop, as a trace shows them. */
export function hopText(hop: HopResult): string {
  return traceParts([hop]).join(" ");
}

function stopsOf(trace: readonly HopResult[]): Stop[] {
  const [first] = trace;
  if (first === undefined) return [];
  const start: Stop = { urn: first.from, places: first.fromPlaces };
  return [start, ...trace.map((hop): Stop => ({ ...destination(hop), arrow: arrowOf(hop), kind: hop.kind }))];
}

function destination({ to, toPlaces, place }: HopResult): Pick<Stop, "urn" | "places"> {
  return { urn: to, places: toPlaces.length > 0 || place === null ? toPlaces : [place] };
}

function arrowOf({ certainty }: HopResult): Arrow {
  return certainty === "certain" ? "→" : "⇢";
}

function isOtherStack({ urn }: Stop, next: Stop | undefined): boolean {
  const other = next?.urn ?? null;
  return urn !== null && other !== null && stackIn(urn) !== stackIn(other);
}

function stopText({ urn, places, stack }: Exclude<Step, { hidden: number }>): string {
  const where = escapeText(placesText(places), placesLimit);
  if (urn === null) return where === "" ? "(not known where)" : where;
  const name = escapeText(nameIn(urn), nameLimit);
  const whole = stack === null ? name : `${escapeText(stack, nameLimit)}/${name}`;
  return where === "" ? whole : `${whole} (${where})`;
}

/** `us-east-1, eu-west-1`: without their clouds. A hop's place may be several, parted by spaces. */
export function placesText(places: readonly string[]): string {
  return places.map((place) => place.replaceAll(/(^| )(?:aws|gcp|oci):/g, "$1")).join(", ");
}
