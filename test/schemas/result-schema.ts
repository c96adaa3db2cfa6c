import { z } from "zod";
import { resultForm } from "../../cli/judge/result-form";

/** The form of the JSON result, for other tools. Versions to come may add fields. */
export const resultSchema = {
  $id: "result.schema.json",
  title: "Stateside result",
  description: "What `stateside check` and `stateside audit` write with `-o json`, version 1.",
  ...z.toJSONSchema(resultForm, { io: "input" }),
};
