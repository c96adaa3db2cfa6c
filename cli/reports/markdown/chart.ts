import { escapeText } from "../../../policies/residency/terminal-safe";
import { nameIn } from "../../../policies/residency/urns";
import type { HopResult } from "../../judge/result";
import { placesText, stepsOf, type Step } from "../trace-text";

/** Characters of a name, and of the places below it, that are shown. */
const nameLimit = 60;
const placesLimit = 80;

/**
 * A trace as a fenced Mermaid flowchart: solid arrows for what is certain, dashed ones, which say so, for what is only possible. A
 * stop in one of the places that are abroad has a thick red frame, and says so. At most eight nodes, whatever the trace.
 */
export function traceChart(trace: readonly HopResult[], abroad: readonly string[]): string {
  const steps = stepsOf(trace);
  const isAbroad = steps.map((step) => "places" in step && step.places.some((place) => isOneOf(place, abroad)));
  const nodes = steps.map((step, index) => `  n${index}["${nodeLabel(step, isAbroad[index] === true)}"]`);
  const edges = steps.slice(1).map((step, index) => `  n${index} ${edge(step)} n${index + 1}`);
  const marked = isAbroad.flatMap((is, index) => (is ? [`n${index}`] : []));
  const style =
    marked.length === 0
      ? []
      : ["  classDef abroad stroke:#cf222e,stroke-width:4px", `  class ${marked.join(",")} abroad`];
  return ["```mermaid", "flowchart LR", ...nodes, ...edges, ...style, "```"].join("\n");
}

/** A hop's place may be several, parted by spaces. */
function isOneOf(place: string, abroad: readonly string[]): boolean {
  return abroad.includes(place) || place.split(" ").some((one) => abroad.includes(one));
}

function nodeLabel(step: Step, isAbroad: boolean): string {
  if ("hidden" in step) return `${step.hidden} more`;
  const { urn, stack, places } = step;
  const name = urn === null ? [] : [stack ?? "", nameIn(urn)].filter((part) => part !== "");
  const where = escaped(placesText(places), placesLimit);
  const lines = [name.map((part) => escaped(part, nameLimit)).join("/"), where].filter((line) => line !== "");
  if (lines.length === 0) return "not known where";
  return [...lines, ...(isAbroad ? ["abroad"] : [])].join("<br/>");
}

function edge(step: Step): string {
  const isPossible = step.arrow === "⇢";
  const kind = "hidden" in step ? "" : (step.kind ?? "");
  const words = [escaped(kind, nameLimit), isPossible ? "possible" : ""].filter((word) => word !== "");
  return `${isPossible ? "-.->" : "-->"}${words.length === 0 ? "" : `|"${words.join("<br/>")}"|`}`;
}

/** What isn't a letter, a digit, a space, or what joins letters and digits within a word. */
const meaningful = /(?<![\p{L}\p{N}])[-._]|[-._](?![\p{L}\p{N}])|[^\p{L}\p{N}\p{M} ._-]/gu;

/**
 * Mermaid's entity codes are read after quotes, directives, comments, Markdown and HTML are: none of these can begin in a
 * label, and the fence around the chart can't end in one.
 */
function escaped(text: string, limit: number): string {
  return escapeText(text, limit).replace(meaningful, (character) => `#${character.codePointAt(0) ?? 0};`);
}
