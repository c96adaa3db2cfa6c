import type { Policies, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ancestors } from "../residency/estate";
import type { Judgement } from "../residency/judgement";
import type { Rule, Terms } from "../rules/rule";
import { Sightings } from "./sightings";
import { report, shownLine, violationOf, type Undecided, type Violation } from "./violation";

type Both = ResourceValidationPolicy & StackValidationPolicy;

/** Every rule as one CrossGuard policy. The policies of a pack share what they have seen. */
export function policiesOf(rules: readonly Rule[], terms: Terms): Policies {
  const sightings = new Sightings(terms.catalog);
  return rules.map((rule) => policyOf(rule, terms, sightings));
}

function policyOf(rule: Rule, terms: Terms, sightings: Sightings): Both {
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
      const judgeAll = () => {
        // Seen even by a rule that judges nothing yet: its estate half needs the inputs.
        const { resource } = sightings.see(rule.name, args);
        const view = { resource, ancestors: ancestors(resource, sightings.find), ...terms };
        return rule.judgeResource?.(view) ?? [];
      };
      decide(judgeAll, args.urn, undecidedOf(args.getConfig()), reportViolation);
    },
    validateStack: (args, reportViolation) => {
      if (rule.needs === "organization") args.notApplicable("needs every stack of the organization");
      let unjudged: string | undefined;
      const judgeAll = () => {
        const view = { estate: sightings.seeAll(rule.name, args.resources), ...terms };
        unjudged = rule.notJudged?.(view);
        return rule.judgeEstate?.(view) ?? [];
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
    let judgements = 0;
    try {
      for (const judgement of judgeAll()) {
        judgements += 1;
        const violation = violationOf(judgement, rule, terms.mandate, undecided);
        if (violation === undefined || !isNews(violation, urn !== undefined)) continue;
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
  function isNews({ urn, message, about }: Violation, isAlone: boolean): boolean {
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
