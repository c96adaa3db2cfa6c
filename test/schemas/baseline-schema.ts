import { baselineRules, baselineVersion, mostFindings } from "../../policies/residency/baseline-form";
import { draft, mapping, oneOf, text, type Schema } from "./parts";

const hash = (description: string): Schema => ({ type: "string", pattern: "^[0-9a-f]{16}$", description });

/** The form of `baseline.json`, for other tools. What takes more than the form to tell, `stateside` tells. */
export const baselineSchema: Schema = {
  $schema: draft,
  $id: "baseline.schema.json",
  title: "Stateside baseline",
  ...mapping("Findings that are told and don't count. Nobody approved them. `stateside baseline` writes it.", {
    version: { const: baselineVersion, description: "Of this form." },
    findings: {
      type: "array",
      maxItems: mostFindings,
      items: mapping("One finding that was there when Stateside was adopted.", {
        finding: hash("The finding's id."),
        traceHash: {
          anyOf: [{ type: "null" }, hash("16 hex digits.")],
          description: "What the finding's class, trace or doubt comes to: another one counts again.",
        },
        rule: oneOf(baselineRules, "The rule that finds it."),
        stack: text("The stack that has it."),
        project: text("The stack's project."),
        resource: text("Its type and name, for people: it decides nothing."),
      }),
      description: "One a line, sorted by project, stack, rule and resource.",
    },
  }),
};
