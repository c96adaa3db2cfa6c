import type { CodeFlow, ThreadFlowLocation } from "sarif";
import { nameIn } from "../../../policies/residency/urns";
import type { HopResult } from "../../judge/result";
import { hopText } from "../trace-text";
import { locationOf, type Locator } from "./locations";
import { written } from "./message";

/** GitHub shows this many stops of a trace, and rejects a file with a trace of more than ten times as many. */
export const mostStops = 1000;

/** A trace as a code flow, at most so many stops long: of a longer one, the first and the last. */
export function codeFlowOf(trace: readonly HopResult[], limit: number, locator: Locator): CodeFlow {
  const hidden = Math.max(0, trace.length - limit);
  const first = Math.ceil((trace.length - hidden) / 2);
  const shown = trace.flatMap((hop, index): ThreadFlowLocation[] => {
    if (index >= first && index < first + hidden) return [];
    const before = index === first + hidden && hidden > 0 ? hidden : 0;
    return [stop(hop, index, before, locator)];
  });
  return { threadFlows: [{ locations: shown }] };
}

/** A hop, where the resource is declared whose input makes it; `hidden` hops before it aren't shown. */
function stop(hop: HopResult, index: number, hidden: number, { physical }: Locator): ThreadFlowLocation {
  const left = hidden === 0 ? "" : `(${hidden} hops before this one are left out) `;
  const text = `${left}${hopText(hop)}: ${hop.kind}, ${hop.certainty}, by ${written(hop.property)} of ${written(nameIn(hop.by))}`;
  return { location: locationOf(physical(hop.source), text, hop.by), executionOrder: index + 1 };
}
