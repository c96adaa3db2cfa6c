import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { formOf } from "../../../stacks/config";
import { backupSingaporeSettings } from "../../../stacks/backup-singapore";
import { backupVirginiaSettings } from "../../../stacks/backup-virginia";
import { inspectionSettings } from "../../../stacks/inspection";
import { landingSettings } from "../../../stacks/landing";
import { legacyGoogleSettings } from "../../../stacks/legacy-google";
import { primarySettings } from "../../../stacks/primary";
import { trafficSettings } from "../../../stacks/traffic";
import { project } from "../../stacks/configured";

/** What each of the stacks is told, in the order in which they are deployed. */
export const forms = {
  landing: formOf(landingSettings),
  inspection: formOf(inspectionSettings),
  primary: formOf(primarySettings),
  traffic: formOf(trafficSettings),
  "backup-virginia": formOf(backupVirginiaSettings),
  "backup-singapore": formOf(backupSingaporeSettings),
  "legacy-google": formOf(legacyGoogleSettings),
};

export type Stack = keyof typeof forms;

/** A key of a stack's file, with the comment above it; keys that follow each other share one. */
export interface Explained {
  readonly key: string;
  readonly example: string;
  readonly comment: string;
}

/** The keys that a stack's file explains, those included that it leaves out. */
export function explained(stack: Stack): Explained[] {
  const file = path.join(__dirname, "../../../stacks", `Pulumi.${stack}.yaml`);
  const found: Explained[] = [];
  let comment: string[] = [];
  let isOpen = false;
  for (const line of readFileSync(file, "utf8")
    .split(/^config:\n/m)[1]
    ?.split("\n") ?? []) {
    const [, key, example] = /^ {2}(?:# )?stateside:(\w+): (.+)$/.exec(line) ?? [];
    if (key !== undefined && example !== undefined) {
      found.push({ key, example: example.replace(/^"(.*)"$/, "$1"), comment: comment.join(" ") });
      isOpen = false;
      continue;
    }
    const [, words] = /^ {2}# (.+)$/.exec(line) ?? [];
    // A line without words parts what is said of a key from what is said beside.
    if (words === undefined) {
      isOpen = false;
      continue;
    }
    comment = isOpen ? [...comment, words] : [words];
    isOpen = true;
  }
  return found;
}

/** A row for each key that a stack is told: what it says and where to find it, what is allowed, and what it is by default. */
export function settingsRows(stack: Stack): string[][] {
  const shape: Readonly<Record<string, z.ZodType>> = forms[stack].shape;
  const examples = explained(stack);
  const comments = new Map<string, string>();
  return Object.entries({ ...shape, ...ordered(examples, shape) }).map(([key, schema]) => {
    const said = examples.find((one) => one.key === key);
    const comment = said === undefined || said.comment === "" ? described(key) : said.comment;
    const first = comments.get(comment);
    comments.set(comment, first ?? key);
    return [
      `\`${key}\``,
      first === undefined ? comment.replace(/:$/, ".") : `as \`${first}\``,
      allowed(schema),
      byDefault(key, schema),
      said === undefined ? "" : `\`${shortened(said.example)}\``,
    ];
  });
}

/** An OCID has a tail that tells nothing. */
function shortened(example: string): string {
  return example.replace(/^(ocid1\.\w+\.oc1\.\w*\.)\w+$/, "$1…");
}

/** The keys in the order of the file, those that every stack has first. */
function ordered(examples: readonly Explained[], shape: Readonly<Record<string, z.ZodType>>) {
  const keys = ["owner", "dataClass", ...examples.map(({ key }) => key)];
  return Object.fromEntries(keys.flatMap((key) => (shape[key] === undefined ? [] : [[key, shape[key]]])));
}

function described(key: string): string {
  return declared(key)?.description ?? "";
}

/** What Pulumi.yaml says of a key that every stack has. */
function declared(key: string) {
  return Object.entries(project().config).find(([name]) => name === key)?.[1];
}

function allowed(schema: z.ZodType): string {
  const result = inner(schema).safeParse(undefined);
  return result.error?.issues[0]?.message ?? "";
}

function byDefault(key: string, schema: z.ZodType): string {
  const value: unknown = schema instanceof z.ZodDefault ? schema.def.defaultValue : declared(key)?.default;
  if (Array.isArray(value)) return value.length === 0 ? "none" : `\`${value.join(",")}\``;
  if (typeof value === "string" || typeof value === "number") return `\`${value}\``;
  return schema instanceof z.ZodOptional ? "none" : "**has to be set**";
}

function inner(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? inner(asType(schema.unwrap())) : schema;
}

function asType(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new Error("a setting of another form");
}
