import { z } from "zod";
import { diffForm } from "../../cli/diff/diff-form";

/** The form of a comparison, for other tools. Versions to come may add fields. */
export const diffSchema = {
  $id: "diff.schema.json",
  title: "Stateside comparison",
  description: "What `stateside diff` writes with `-o json`, version 1.",
  ...z.toJSONSchema(diffForm, { io: "input" }),
};
