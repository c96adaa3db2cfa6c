import type { ReportingDescriptor } from "sarif";
import { rules } from "../../../policies/rules";
import type { Rule, Severity } from "../../../policies/rules/rule";
import type { FindingResult } from "../../judge/result";
import { spoken, written } from "./message";

/**
 * GitHub reads a score of at least 9.0 as critical, 7.0 as high, 4.0 as medium, and less as low
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#reportingdescriptor-object).
 */
const scores: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** GitHub rejects a rule that has more tags. */
const mostTags = 20;

const answers =
  "What certainly breaks it is refused. What can't be known before `pulumi up` is undecided, and blocks or warns as the mandate says.";

/** By name: every rule of this version, and those of other versions that a saved result has findings of. */
export function ruleDescriptors(findings: readonly FindingResult[]): ReadonlyMap<string, ReportingDescriptor> {
  const descriptors = new Map(rules.map((rule) => [rule.name, descriptor(rule)]));
  for (const { rule } of findings) {
    if (!descriptors.has(rule)) descriptors.set(rule, unknownDescriptor(rule));
  }
  return descriptors;
}

function descriptor({ name, title, severity, controls, remedy }: Rule): ReportingDescriptor {
  return {
    id: name,
    name: pascalCase(name),
    shortDescription: { text: spoken(title) },
    fullDescription: { text: spoken(`${title}. ${answers}`) },
    help: {
      text: spoken(`${title}. ${answers} To fix: ${remedy}. Controls: ${controls.join(", ")}.`, Infinity),
      markdown: `## ${title}\n\n${answers}\n\n**To fix**: ${remedy}.\n\n**Controls**: ${controls.join(", ")}\n`,
    },
    defaultConfiguration: { level: "error" },
    properties: {
      "security-severity": scores[severity],
      precision: "high",
      tags: ["security", "data-residency", ...controls].slice(0, mostTags),
    },
  };
}

/** Nothing but its name is known. */
function unknownDescriptor(name: string): ReportingDescriptor {
  const text = "A rule of another version of Stateside.";
  return {
    id: written(name),
    shortDescription: { text },
    fullDescription: { text },
    help: { text },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["security", "data-residency"] },
  };
}

/** `data-is-classed` → `DataIsClassed`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
