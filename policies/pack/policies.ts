import type { Policies, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { ancestors } from "../residency/estate";
import type { Judgement } from "../residency/judgement";
import type { Rule, Terms } from "../rules/rule";
import { Sightings } from "./sightings";
import { report, shownLine, violationOf, type Undecided } from "./violation";

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
      const judgeAll = () =>
        rule.judgeEstate?.({ estate: sightings.seeAll(rule.name, args.resources), ...terms }) ?? [];
      decide(judgeAll, undefined, undecidedOf(args.getConfig()), reportViolation);
    },
  };

  /** A rule that throws refuses: at its configured level, so that the other rules are heard, too. */
  function decide(
    judgeAll: () => Iterable<Judgement>,
    urn: string | undefined,
    undecided: Undecided,
    reportViolation: ReportViolation,
  ) {
    try {
      for (const judgement of judgeAll()) {
        const violation = violationOf(judgement, rule, terms.mandate, undecided);
        if (violation === undefined || !sightings.isNews(violation.urn, `${rule.name}\n${violation.message}`)) continue;
        report(violation, reportViolation);
      }
    } catch (error) {
      const because = shownLine(String(error));
      const message = `rule \`${rule.name}\` could not judge: ${because}\n  fix: this is a fault of stateside: please report it`;
      report({ message, urn: urn ?? "", effect: "block" }, reportViolation);
    }
  }
}

/** The engine has checked it against the schema; where nobody checks, what isn't known blocks. */
function undecidedOf({ undecided = "as-mandated" }: { readonly undecided?: unknown }): Undecided {
  return undecided === "as-mandated" ? "as-mandated" : "block";
}
