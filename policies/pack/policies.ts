import type { Policies, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ancestors } from "../residency/estate";
import type { Judgement } from "../residency/judgement";
import { unseen } from "../rules/judge";
import type { Rule, Terms } from "../rules/rule";
import { Sightings } from "./sightings";
import { report, shownLine, violationOf, type Undecided, type Violation } from "./violation";

type Both = ResourceValidationPolicy & StackValidationPolicy;

/**
 * Every rule as one CrossGuard policy. The policies of a pack share what they have seen.
 *
 * @param settle - the terms, given a resource's URN if there is one, the same each time; what it throws makes the operation fail
 */
export function policiesOf(rules: readonly Rule[], settle: (urn: string | undefined) => Terms): Policies {
  let sightings: Sightings | undefined;
  const judgedBy = (urn: string | undefined): JudgedBy => {
    const terms = settle(urn);
    sightings ??= new Sightings(terms.catalog);
    return { terms, sightings };
  };
  return rules.map((rule) => policyOf(rule, judgedBy));
}

interface JudgedBy {
  readonly terms: Terms;
  readonly sightings: Sightings;
}

function policyOf(rule: Rule, judgedBy: (urn: string | undefined) => JudgedBy): Both {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.title,
    severity: rule.severity,
    remediationSteps: rule.remedy,
    tags: [...rule.controls],
    enforcementLevel: "mandatory",
    configSchema: {
      properties: {
        undecided: {
          type: "string",
          enum: ["as-mandated", "block"],
          default: "as-mandated",
          description: "what an undecided judgement does: what the mandate's `effects` say, or `block` in any case",
        },
      },
    },
    validateResource: (args, reportViolation) => {
      const { terms, sightings } = judgedBy(args.urn);
      const judgeAll = () => {
        // Seen even by a rule that judges nothing yet: its estate half needs the inputs.
        const { resource } = sightings.see(rule.name, args);
        const view = { resource, ancestors: ancestors(resource, sightings.find), ...terms };
        return rule.judgeResource?.(view) ?? [];
      };
      decide(judgeAll, args.urn, undecidedOf(args.getConfig()), reportViolation);
    },
    validateStack: (args, reportViolation) => {
      const { terms, sightings } = judgedBy(args.resources[0]?.urn);
      let unjudged: string | undefined;
      const judgeAll = () => {
        const view = { estate: sightings.seeAll(rule.name, args.resources), ...terms };
        const notSeen = unseen(rule, view.estate, terms.mandate);
        unjudged = notSeen ?? rule.notJudged?.(view);
        return notSeen === undefined ? (rule.judgeEstate?.(view) ?? []) : [];
      };
      const judgements = decide(judgeAll, undefined, undecidedOf(args.getConfig()), reportViolation);
      // A policy that applies in part has judged.
      if (judgements === 0 && unjudged !== undefined) args.notApplicable(unjudged);
    },
  };

  /**
   * Returns how many judgements there were. A rule that throws refuses: at its configured level, so that the other rules
   * are heard, too.
   */
  function decide(
    judgeAll: () => Iterable<Judgement>,
    urn: string | undefined,
    undecided: Undecided,
    reportViolation: ReportViolation,
  ): number {
    const { terms, sightings } = judgedBy(urn);
    let judgements = 0;
    try {
      // One resource shows no more of a trace than its own hop: there, waiver and baseline go by the finding alone. Whether
      // they are for the trace as it is, the stack's analysis says, which an up's preview has as well.
      for (const judgement of judgeAll()) {
        judgements += 1;
        const isWhole = urn === undefined || judgement.evidence.trace === undefined;
        const violation = violationOf(judgement, rule, terms, undecided, isWhole);
        if (violation === undefined || !isNews(violation, urn !== undefined, sightings)) continue;
        report(violation, reportViolation);
      }
    } catch (error) {
      const because = shownLine(String(error));
      const message = `rule \`${rule.name}\` could not judge: ${because}\n  fix: this is a fault of stateside: please report it`;
      report({ message, urn: urn ?? "", effect: "block" }, reportViolation);
      judgements += 1;
    }
    return judgements;
  }

  /** What a resource alone has shown isn't said again of the stack, though the graph may have another word for a place. */
  function isNews({ urn, message, about }: Violation, isAlone: boolean, sightings: Sightings): boolean {
    const alone = `${rule.name} alone ${about}`;
    if (!isAlone && sightings.isReported(urn, alone)) return false;
    if (isAlone) sightings.isNews(urn, alone);
    return sightings.isNews(urn, `${rule.name}\n${message}`);
  }
}

/** The engine has checked it against the schema; where nobody checks, what isn't known blocks. */
function undecidedOf({ undecided = "as-mandated" }: { readonly undecided?: unknown }): Undecided {
  return undecided === "as-mandated" ? "as-mandated" : "block";
}
