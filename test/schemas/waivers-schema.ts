import { ruleNames } from "../../policies/residency/rule-names";
import { mostWaivers } from "../../policies/residency/waivers-form";
import { day, draft, glob, mapping, oneOf, text, type Schema } from "./parts";

const hash = (description: string): Schema => ({ type: "string", pattern: "^[0-9a-f]{16}$", description });

/** The form of `waivers.yaml`, for editors. */
export const waiversSchema: Schema = {
  $schema: draft,
  $id: "waivers.schema.json",
  title: "Stateside waivers",
  type: ["array", "null"],
  maxItems: mostWaivers,
  description: "Findings that don't count until a day. `stateside waivers new FINDING` writes an entry.",
  items: mapping(
    "One finding that doesn't count until a day.",
    {
      finding: hash("The finding's id."),
      rule: oneOf(
        ruleNames.filter((name) => name !== "waivers-are-valid"),
        "The rule that finds it.",
      ),
      stack: { ...glob("The stack that has it"), pattern: "^[A-Za-z0-9._*?-]{1,100}$", maxLength: 100 },
      owner: text("Who answers for it."),
      approver: text("One of the mandate's `approvers`, and not the owner."),
      reason: text("Why it may stay."),
      ticket: text("Where it was asked for."),
      created: day("The first day that it counts."),
      expires: day("The last day that it counts, UTC; at most 90 days after `created`."),
    },
    { traceHash: hash("What the finding's class of data and trace come to; the waiver lapses when they change.") },
  ),
};
