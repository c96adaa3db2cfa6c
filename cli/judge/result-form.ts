import { z } from "zod";
import { causes } from "../../policies/residency/values";
import { deletions } from "../../policies/residency/estate";
import { effects } from "../../policies/residency/mandate-form";
import { phases } from "../../policies/residency/mandate-centers";
import { protectionKinds } from "../../policies/residency/protection/key-of";
import { severities } from "../../policies/rules/rule";
import type { Result } from "./result";

/** Longer than any name, path or sentence that a result of ours holds. */
const longestText = 100_000;
const text = z.string().max(longestText);
const texts = z.array(text);
const count = z.int().nonnegative();
const day = z.iso.date();
const digits = z.string().regex(/^[0-9a-f]{16}$/);
const position = z.object({ file: text, line: z.int().positive(), column: z.int().positive() });
const phase = z.enum(phases);
const certainty = z.enum(["certain", "possible"]);

const hop = z.object({
  from: text.describe("URN."),
  to: text.nullable().describe("URN; null where the destination is no resource of the estate."),
  place: text.nullable(),
  fromPlaces: texts,
  toPlaces: texts,
  by: text.describe("URN of the resource whose input declares the movement."),
  property: text,
  kind: text,
  certainty,
  source: position.nullable(),
});

const finding = z.object({
  rule: text,
  verdict: z.enum(["refused", "undecided"]),
  cause: z.enum(causes).nullable().describe("Why it is undecided; null when refused."),
  effect: z.enum(effects),
  severity: z.enum(severities),
  fingerprint: digits.describe("The finding's id, the same in every stack."),
  traceHash: digits.nullable().describe("Another one as soon as the class or the way of the data changes."),
  phase: phase.nullable(),
  waiver: z
    .object({
      ...{ owner: text, approver: text, reason: text, ticket: text },
      ...{ created: day, expires: day, daysLeft: count },
    })
    .nullable()
    .describe("In force for it: then it doesn't count in the verdict."),
  known: z.boolean().describe("True when the baseline has it: then it doesn't count in the verdict."),
  resource: z.object({ urn: text, type: text, name: text, stack: text, project: text }),
  places: texts.describe("The foreign places that it reaches, as <cloud>:<id>."),
  sink: text.nullable(),
  message: text,
  remedy: text,
  source: position.nullable().describe("Where the resource is declared; `file` is relative to the program's folder."),
  property: text.nullable(),
  placeSource: position.nullable(),
  trace: z.array(hop),
});

const statement = { line: count, owner: text, reason: text };

/** The form of a saved result, version 1. Fields that a later version adds are read past. */
export const resultForm = z.object({
  version: z.literal(1),
  verdict: z.enum(["clean", "refused", "undecided"]),
  date: day.describe("The day that was judged, UTC."),
  mandate: z.object({
    ...{ name: text, source: text, notInEffect: texts },
    defaultClass: text.describe("The class of what declares none."),
    classes: z
      .array(z.object({ name: text, countries: z.union([z.literal("any"), texts]) }))
      .describe("Countries that each class of data may be in: any, or ISO 3166-1 alpha-2 codes."),
  }),
  subject: z
    .object({ kind: z.enum(["program", "states"]), files: texts })
    .describe("What was judged: programs that were previewed, or files of deployed state."),
  stacks: z.array(z.object({ name: text, project: text, resources: count })),
  findings: z.array(finding),
  holders: z.array(
    z.object({
      urn: text,
      class: text,
      why: z.enum(["label", "component", "container", "scope", "default"]),
      holds: text,
      places: texts,
      key: z
        .object({
          kind: z.enum(protectionKinds),
          keys: z.array(
            z.object({
              urn: text.nullable().describe("URN of the key; null where it is no resource of the estate."),
              places: texts,
              by: text.describe("URN of the resource whose input names the key."),
              property: text,
            }),
          ),
          cause: z.enum(causes).nullable().describe("Why it isn't known."),
        })
        .describe("Whose key protects it."),
      copies: z
        .array(z.object({ to: text.nullable(), places: texts, kind: text, certainty }))
        .describe("Where copies of all that it holds go."),
      phase: phase.nullable(),
      deletion: z
        .enum(deletions)
        .exactOptional()
        .describe("What stands against its deletion: Pulumi refuses it, or leaves it in the cloud."),
      source: position.nullable(),
    }),
  ),
  movements: z.array(z.object({ ...hop.shape, classes: texts })),
  judged: z.record(text, z.object({ allowed: count, refused: count, undecided: count, notJudged: text.nullable() })),
  exceptions: z.array(z.object({ center: text, expires: day, daysLeft: count, resources: texts })),
  gaps: z.array(
    z.object({
      stack: text,
      kind: z.enum([
        "remote-component",
        "invoke",
        "stack-reference",
        "method-call",
        "configuration",
        "pending-operation",
      ]),
      what: text,
      cause: z.enum(causes),
      urn: text.nullable(),
      source: position.nullable(),
    }),
  ),
  plainStacks: texts,
  used: z.object({
    scope: z.array(z.object({ ...statement, class: text, resources: texts })),
    loweringLabels: texts,
    declassify: z.array(z.object({ ...statement, from: text, to: text })),
    catalog: z.array(z.object({ line: count, type: text, role: text })),
    sites: z.array(z.object({ line: count, country: text, reason: text, resources: texts })),
    audit: z.array(z.object({ line: count, resources: texts })),
    territories: texts,
    duties: z.array(z.object({ rule: text, stack: text })),
    assume: texts,
  }),
  waivers: z.object({ source: text.nullable(), count }),
  baseline: z
    .object({
      source: text,
      count,
      gone: z.array(z.object({ finding: digits, rule: text, stack: text, resource: text })),
    })
    .nullable(),
  resources: texts.describe("URNs of all that was looked at, sorted."),
  trust: z
    .object({
      ref: text,
      commit: text,
      changed: z.array(z.object({ file: text, change: z.enum(["added", "changed", "removed"]) })),
    })
    .nullable(),
}) satisfies z.ZodType<Result>;
