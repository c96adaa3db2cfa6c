import { z } from "zod";
import { resultForm } from "../judge/result-form";
import { findingAspects, holderAspects, movementAspects, type Diff } from "./difference";

const text = z.string();
const count = z.int().nonnegative();
const { shape } = resultForm;
const finding = shape.findings.element;
const holder = shape.holders.element;
const movement = shape.movements.element;

const side = z.object({
  kind: z.enum(["revision", "working-tree", "result", "states"]),
  name: text.describe("The revision or the files, as they were written; empty for the working tree."),
  commit: text.nullable().describe("The full id of a revision's commit."),
  verdict: shape.verdict,
  date: shape.date,
  mandate: z.object({ name: text, source: text }),
  trust: shape.trust,
  stacks: shape.stacks.describe("Those that were compared."),
});

function changed<T extends z.ZodType, const What extends readonly [string, ...string[]]>(one: T, aspects: What) {
  const difference = z.object({ what: z.enum(aspects), base: text.nullable(), head: text.nullable() });
  return z.object({ base: one, head: one, differs: z.array(difference) });
}

/** The form of a comparison, version 1. Fields that a later version adds are read past. */
export const diffForm = z.object({
  version: z.literal(1),
  base: side,
  head: side,
  notes: z.array(text).describe("What to know before trusting the comparison."),
  judges: z
    .array(
      z.object({
        file: z.enum(["mandate", "waivers", "baseline", "used"]),
        about: text,
        base: text.nullable(),
        head: text.nullable(),
      }),
    )
    .describe("What differs between what judged the two; null where a side has no such statement."),
  freed: z
    .array(
      z.object({
        urn: text,
        from: text.describe("The class before, or the default class that a new holder would have had."),
        class: text,
        why: holder.shape.why,
        how: z.enum(["new", "class", "mandate"]),
        source: holder.shape.source,
      }),
    )
    .describe("Holders that may be where they might not be before."),
  findings: z.object({
    new: z.array(finding),
    fixed: z.array(finding),
    changed: z.array(changed(finding, findingAspects)),
    unchanged: z.array(finding),
  }),
  holders: z.object({
    new: z.array(holder),
    replaced: z.array(changed(holder, holderAspects)),
    moved: z.array(changed(holder, holderAspects)),
    deleted: z.array(holder),
    changed: z.array(changed(holder, holderAspects)),
  }),
  movements: z
    .object({
      new: z.array(movement),
      lost: z.array(movement),
      changed: z.array(changed(movement, movementAspects)),
    })
    .describe("Ways by which classes of data move that may not be anywhere."),
  hidden: z
    .object({
      resources: z.object({ new: count, deleted: count, changed: count.nullable() }),
      holders: count,
      movements: count,
      freeMovements: count,
    })
    .describe("What changes nothing of residency, or is as it was."),
}) satisfies z.ZodType<Diff>;
