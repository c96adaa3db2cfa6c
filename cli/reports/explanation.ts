import { describe, describePlace } from "../../policies/residency/describe";
import type { Resource, SourcePosition } from "../../policies/residency/estate";
import type { Cause } from "../../policies/residency/values";
import type { Cut } from "../../policies/rules/cuts";
import type { ExplainedClass, Explanation } from "../../policies/rules/explanation";
import { escapeText } from "../../policies/residency/terminal-safe";
import { stackIn } from "../../policies/residency/urns";
import type { TrustResult } from "../judge/judging";
import type { FindingResult, HopResult } from "../judge/result";
import type { ReadLine } from "../source-lines";
import { findingLinesAlone } from "./finding-text";
import { counted, penOf, position, positionRows, sentence, wrapped, type Look, type Pen } from "./pen";
import { hopText } from "./trace-text";
import { changeLines } from "./trust-text";

/** A finding as reports tell it, and how it comes about. */
export interface Explained {
  readonly told: FindingResult;
  readonly explanation: Explanation;
}

/** Characters of a source line that are shown. */
const lineLimit = 120;

/** All that share one id: the same thing in several stacks, or several inputs that do it. */
export function renderExplanations(
  explained: readonly Explained[],
  trust: TrustResult | null,
  look: Look,
  readLine: ReadLine,
): string {
  const pen = penOf(look);
  const changes = changeLines(trust, pen);
  const parts = [
    ...(changes.length === 0 ? [] : [changes.join("\n")]),
    ...explained.map((one) => explanationLines(one, readLine, pen).join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function explanationLines({ told, explanation }: Explained, readLine: ReadLine, pen: Pen): string[] {
  const { title, dataClass } = explanation;
  const hops = told.trace.flatMap((hop, index) => hopLines(hop, index + 1, explanation.causes[index], readLine, pen));
  return [
    ...findingLinesAlone(told, pen),
    ...sentence("  rule     ", title, pen),
    ...sentence("  class    ", classText(dataClass, told.trace.length > 0), pen),
    ...(told.trace.length > 0 ? [] : placeLines(explanation, pen)),
    ...wrapped("  id       ", [told.fingerprint], pen),
    ...(hops.length === 0 ? [] : ["", ...hops]),
    "",
    ...cutLines(told, explanation.cuts, pen),
  ];
}

function classText({ name, why, of, component, label, entry }: ExplainedClass, withName: boolean): string {
  const whose = withName ? `, of ${describe(of)}` : "";
  switch (why) {
    case "label":
      return `${name}${whose}: its label \`data-class\`${label === undefined ? "" : ` in \`${label}\``}, or its provider's, says so`;
    case "component":
      return `${name}${whose}: ${component === undefined ? "a component that it is part of" : describe(component)} declares it`;
    case "container":
      return `${name}${whose}: what contains it declares it`;
    case "scope":
      return `${name}${whose}: the mandate's \`scope\`${entry === undefined ? "" : `, line ${entry.position.line},`} says so`;
    case "default":
      return `${name}${whose}: the mandate's default, as nothing declares one`;
  }
}

/** Where the resource is, and the input that put it there. */
function placeLines({ placement, finding }: Explanation, pen: Pen): string[] {
  if (placement === undefined) return [];
  const at = (source: SourcePosition | undefined) => ` at ${position(source ?? finding.resource.source ?? null, pen)}`;
  const texts = [
    ...placement.places.map(({ place, property, secret, decidedAt }) => {
      const where = secret ? "a place that is secret" : describePlace(place);
      return `${where}, by ${inputText(property)}${at(decidedAt)}`;
    }),
    ...placement.unknowns.map(({ reason, decidedAt }) => `not known: ${reason}${at(decidedAt)}`),
    ...(placement.isGlobal ? ["in no particular region, by its type"] : []),
  ];
  return texts.flatMap((text, index) => sentence(index === 0 ? "  place    " : " ".repeat(11), text, pen));
}

/** `region of provider "frankfurt"` is no path. */
function inputText(property: string): string {
  return property.includes(" ") ? property : `\`${property}\``;
}

function hopLines(hop: HopResult, number: number, cause: Cause | undefined, readLine: ReadLine, pen: Pen): string[] {
  const label = `  hop ${number}`.padEnd(11);
  const certainty = hop.certainty === "certain" ? "certain" : `possible: ${causeText(cause ?? "possible")}`;
  const stack = stackIn(hop.by);
  const input = `\`${hop.property}\` of ${describe(resourceOf(hop.by))} in stack ${stack}`;
  const text = hop.source === null ? undefined : readLine(hop.source);
  const shown = text === undefined ? "" : escapeText(text.trim(), lineLimit);
  return [
    ...wrapped(label, [hopText(hop)], pen),
    ...sentence("           ", `${hop.kind}, ${certainty}`, pen),
    ...sentence("           ", `declared by ${input}`, pen),
    ...positionRows([[position(hop.source, pen), shown]], pen).map((line) => `       ${line}`),
  ];
}

/** A hop names its resources by URN, which ends with type and name. */
function resourceOf(urn: string): Pick<Resource, "type" | "name"> {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? types, name: name.join("::") };
}

function causeText(cause: Cause): string {
  switch (cause) {
    case "not-yet-known":
      return "what it depends on is not known until `pulumi up`";
    case "possible":
      return "nothing says that data takes this way, and nothing keeps it from doing so";
    case "unreadable":
      return "a document that decides it can't be read";
    case "unresolvable":
      return "what it names has no place, or none that is known";
    case "not-stated":
      return "nothing states what decides it";
    case "not-seen":
      return "what decides it isn't seen here";
    case "ignored":
      return "changes to what decides it are ignored";
    case "encrypted":
      return "what decides it is encrypted, and nobody gave the means to decrypt it";
  }
}

function cutLines({ trace }: FindingResult, cuts: readonly Cut[], pen: Pen): string[] {
  const label = "  cut      ";
  if (trace.length === 0) return sentence(label, "none: it is about this resource alone, not about a way to it", pen);
  if (cuts.length === 0) {
    const why = "no single input or resource of its trace ends it without another refusal: there is another way";
    return sentence(label, why, pen);
  }
  const word = cuts.length === 1 ? "this ends it" : `any one of these ${cuts.length} ends it`;
  return [
    ...sentence(label, `${word}, as judging again without it has shown`, pen),
    ...cuts.flatMap((one) => [
      ...sentence("    take out  ", cutText(one), pen),
      `${" ".repeat(14)}${position(one.resource.source ?? null, pen)}`,
      ...insteadLines(one, pen),
    ]),
  ];
}

function cutText({ resource, property }: Cut): string {
  const whose = `${describe(resource)} in stack ${resource.stack}`;
  return property === undefined ? whose : `\`${property}\` of ${whose}`;
}

/** What takes the finding's place: less than a refusal. */
function insteadLines({ instead }: Cut, pen: Pen): string[] {
  const [first, ...others] = instead;
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : `, and ${counted(others.length, "more finding")}`;
  return sentence("    but then  ", `undecided, ${first.rule}: ${first.evidence.message}${more}`, pen);
}
