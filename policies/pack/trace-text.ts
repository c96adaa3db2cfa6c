import type { Hop } from "../residency/judgement";
import { escapeText } from "../residency/terminal-safe";
import { nameIn } from "../residency/urns";

/** Names are the program's, and may be of any length. */
const longestName = 60;
/** A longer trace keeps its first and last hops. */
const mostHops = 5;

/** A trace on one line: `orders → exports ⇢ replica (aws:eu-west-1)`; the dashed arrow is a hop that isn't certain. */
export function traceText(trace: readonly Hop[]): string {
  const hops = trace.map((hop) => `${hop.certainty === "certain" ? "→" : "⇢"} ${endOf(hop)}`);
  const shown = hops.length <= mostHops ? hops : [...hops.slice(0, 2), "→ …", ...hops.slice(2 - mostHops)];
  return [nameOf(trace[0]?.from ?? ""), ...shown].join(" ");
}

/** The destination, and the place that it is in or is. */
function endOf({ to, place }: Hop): string {
  if (to === undefined) return place === undefined ? "?" : escapeText(place, longestName);
  return place === undefined ? nameOf(to) : `${nameOf(to)} (${escapeText(place, longestName)})`;
}

function nameOf(urn: string): string {
  return escapeText(nameIn(urn), longestName);
}
