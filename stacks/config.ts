import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { labelText, quote, whole } from "../components/checks";
import type { Check } from "../components/checks";
import { ProgramError } from "../components/program-error";

/** A setting that is text. */
export function text(accepted: Check<string>) {
  return z
    .string({ error: accepted.allowed })
    .refine(accepted.accepts, { error: accepted.allowed })
    .meta({ example: accepted.example });
}

/** A setting that is one of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const allowed = words.map(quote).join(" or ");
  return z.enum(words, { error: allowed }).meta({ example: words[0] });
}

/** A setting that is a number of days. */
export function daysFrom(least: number, most: number) {
  return wholeFrom(least, most, "days");
}

/**
 * A setting that is a whole number.
 *
 * @param unit - what is counted, in the plural
 */
export function wholeFrom(least: number, most: number, unit: string) {
  return numberOf(whole(least, most, unit));
}

/** A setting that is a number, written in digits alone. */
export function numberOf({ allowed, example, accepts }: Check<number>) {
  return z
    .string({ error: allowed })
    .transform((value) => (/^\d+$/.test(value) ? Number(value) : Number.NaN))
    .refine(accepts, { error: allowed })
    .meta({ example });
}

/** A setting that is a list: its members stand between commas, none twice. */
export function listOf(accepted: Check<string>, least: number, most: number) {
  const allowed = `${least} to ${most} between commas, none twice, each ${accepted.allowed}`;
  return z
    .string({ error: allowed })
    .transform((value) => value.split(",").map((member) => member.trim()))
    .refine(
      (members) =>
        members.length >= least &&
        members.length <= most &&
        new Set(members).size === members.length &&
        members.every(accepted.accepts),
      { error: allowed },
    )
    .meta({ example: accepted.example });
}

/** What every stack is told: `Pulumi.yaml` declares both, and gives `dataClass` its default. */
const common = { owner: text(labelText), dataClass: text(labelText) };

/**
 * All that a stack is told.
 *
 * @param settings - what it is told beside {@link common}
 */
export function formOf<Settings extends z.ZodRawShape>(settings: Settings) {
  return z.strictObject({ ...common, ...settings });
}

/**
 * Reads the running stack's configuration once, into a plain object; nothing else reads it.
 *
 * @param settings - what the stack is told beside {@link common}
 * @throws ProgramError with, for each wrong key, its value, what is allowed and the command that sets it
 */
export function readSettings<Settings extends z.ZodRawShape>(settings: Settings) {
  const form = formOf(settings);
  const given = configured();
  const result = form.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.flatMap((key) => tooMany(key, Object.keys(form.shape)))
      : wrong(String(issue.path[0]), given, issue.message, form.shape),
  );
  throw new ProgramError([`configuration of stack ${quote(pulumi.getStack())}:`, ...lines].join("\n  "));
}

type Configured = Readonly<Record<string, string>>;

/** The project's own keys, without its name; those of other namespaces belong to providers. */
function configured(): Configured {
  const own = `${pulumi.getProject()}:`;
  const entries = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(own));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(own.length), value]));
}

function wrong(key: string, given: Configured, allowed: string, shape: Readonly<Record<string, unknown>>): string[] {
  const name = `${pulumi.getProject()}:${key}`;
  return [
    `${quote(name)} is ${shown(name, given[key])}; use ${allowed}`,
    `  pulumi config set --stack ${pulumi.getStack()} ${name} ${exampleOf(shape[key])}`,
  ];
}

function tooMany(key: string, known: readonly string[]): string[] {
  const name = `${pulumi.getProject()}:${key}`;
  return [
    `${quote(name)} is no setting of this stack; use ${known.map(quote).join(", ")}`,
    `  pulumi config rm --stack ${pulumi.getStack()} ${name}`,
  ];
}

/** A value as a message shows it: a secret one never. */
function shown(name: string, value: string | undefined): string {
  if (value === undefined) return "missing";
  return isSecret(name) ? "[secret]" : quote(value);
}

function isSecret(name: string): boolean {
  // SAFETY: the SDK exports it beside `allConfig`, and leaves it out of the declarations as internal. Were it gone,
  // nothing would be shown.
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(name) ?? true;
}

function exampleOf(schema: unknown): string {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return exampleOf(schema.unwrap());
  const example = schema instanceof z.ZodType ? schema.meta()?.["example"] : undefined;
  return typeof example === "string" ? example : "<value>";
}
