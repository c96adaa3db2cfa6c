import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { baselineSchema } from "./baseline-schema";
import { diffSchema } from "./diff-schema";
import { mandateSchema } from "./mandate-schema";
import { resultSchema } from "./result-schema";
import { waiversSchema } from "./waivers-schema";

/** The published files, and what belongs in them. */
export const published = {
  "baseline.schema.json": baselineSchema,
  "diff.schema.json": diffSchema,
  "mandate.schema.json": mandateSchema,
  "result.schema.json": resultSchema,
  "waivers.schema.json": waiversSchema,
} as const;

export const folder = path.join(__dirname, "../../schemas");

export function textOf(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

if (require.main === module) {
  mkdirSync(folder, { recursive: true });
  for (const [file, schema] of Object.entries(published)) writeFileSync(path.join(folder, file), textOf(schema));
}
