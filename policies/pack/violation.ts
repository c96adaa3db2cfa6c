import type { PolicyPackArgs, ReportViolation } from "@pulumi/policy";
import { isKnown, isListed } from "../residency/baseline";
import type { Judgement } from "../residency/judgement";
import type { Effect } from "../residency/mandate";
import { escapeText } from "../residency/terminal-safe";
import { covers, isAbout, waiverOf, type StandingWaiver } from "../residency/waivers";
import { identityOf } from "../rules/identity";
import type { Rule, Terms } from "../rules/rule";
import { traceText } from "./trace-text";

/** Longer than any honest sentence: names are the program's and may be of any length. */
const longest = 400;

export interface Violation {
  readonly message: string;
  readonly urn: string;
  readonly effect: Effect;
  /** What is refused, the same for both halves of a rule: the graph may know better words for it. */
  readonly about: string;
}

/** How a policy is to treat what is undecided: as the mandate says, or as a refusal. */
export type Undecided = "as-mandated" | "block";

/**
 * What a judgement has to say in CrossGuard, in the words of the command; nothing when it allows.
 *
 * @param isWhole - whether the judgement shows the whole trace, by which waiver and baseline go
 */
export function violationOf(
  judgement: Judgement,
  rule: Pick<Rule, "remedy">,
  { mandate, waivers, baseline, date }: Pick<Terms, "mandate" | "waivers" | "baseline" | "date">,
  undecided: Undecided,
  isWhole: boolean,
): Violation | undefined {
  if (judgement.verdict === "allowed") return undefined;
  const identity = identityOf(judgement);
  const waiver = waiverOf(identity, waivers, mandate.approvers, date, isWhole ? covers : isAbout);
  const known = waiver === null && (isWhole ? isKnown : isListed)(identity, baseline);
  const { message, property, places, remedy, trace = [] } = judgement.evidence;
  const decided = [property ?? "", places.join(", ")].filter((part) => part !== "").join(": ");
  const lines = [
    message,
    ...(decided === "" ? [] : [`  ${decided}`]),
    ...(trace.length === 0 ? [] : [`  trace: ${traceText(trace)}`]),
    ...(waiver === null ? [] : [`  ${waivedText(waiver)}`]),
    ...(known ? ["  known from the baseline; nobody has approved it"] : []),
    `  fix: ${remedy ?? rule.remedy}`,
  ];
  const isWarning = judgement.verdict === "undecided" && undecided === "as-mandated";
  return {
    message: lines.map(shownLine).join("\n"),
    urn: judgement.subject,
    effect: waiver !== null || known ? "warn" : isWarning ? mandate.effects[judgement.cause] : "block",
    about: JSON.stringify([judgement.verdict, property, places, waiver !== null, known]),
  };
}

/** Days left aren't told: the same operation is to say the same on another day. */
function waivedText({ expires, approver, owner, reason, ticket }: StandingWaiver): string {
  return `waived until ${expires} by ${approver} for ${owner}: ${reason}, ${ticket}`;
}

/**
 * Reports at the level that the pack's configuration gives the policy, `mandatory` by default; a warning is advisory.
 * Nothing is ever reported above the configured level.
 */
export function report({ message, urn, effect }: Omit<Violation, "about">, reportViolation: ReportViolation) {
  const violation = { message, urn, ...(effect === "warn" && { enforcementLevel: "advisory" as const }) };
  // SAFETY: the SDK takes such an object, too, which its types don't tell (pulumi-policy, sdk/nodejs/policy/server.ts).
  const reportObject = reportViolation as unknown as (
    violation: Pick<Violation, "message" | "urn"> & Pick<PolicyPackArgs, "enforcementLevel">,
  ) => void;
  reportObject(violation);
}

/** Text of one line that a terminal obeys in nothing, as the command shows it. */
export function shownLine(text: string): string {
  return escapeText(text, longest);
}
