import { readFileSync } from "node:fs";
import path from "node:path";
import { parseTerms, type Operand, type Path, type Step, type Term } from "./rule-terms";
import { hold, type Other } from "./rule-values";
import { isRecord, type Failure, type Inputs } from "./validation";

/** A rule of a service about several inputs at once, or about two resources, which no declaration tells. */
export interface Constraint {
  readonly type: string;
  /** All of them hold: rule-terms.ts has the language. */
  readonly refusedWhen: readonly Term[];
  readonly message: string;
  readonly source: string;
  /** Inputs that it refuses. */
  readonly breaks: Inputs;
  /** What must be there for that. */
  readonly beside: readonly Other[];
}

/** What a service refuses to create or to change. */
export function loadConstraints(): Constraint[] {
  return load("constraints.tsv");
}

/** What a service refuses to delete: `breaks` is what is there. */
export function loadDeletions(): Constraint[] {
  return load("deletions.tsv");
}

const columns = ["type", "refused when", "message", "source", "breaks", "beside"];

function load(name: string): Constraint[] {
  const [header = "", ...lines] = readFileSync(path.join(__dirname, "..", name), "utf8").split("\n");
  if (header !== columns.join("\t")) throw new Error(`${name}:1: the header must be \`${columns.join("\t")}\``);
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [type = "", refusedWhen = "", message = "", source = "", breaks = "", beside = ""] = line.split("\t");
      return {
        type,
        refusedWhen: parseTerms(refusedWhen),
        message,
        source,
        breaks: JSON.parse(breaks, repeated) as Inputs,
        beside: beside === "" ? [] : (JSON.parse(beside, repeated) as Constraint["beside"]),
      };
    });
}

/** `{"$times": 51, "$of": "x"}` is a list of as many; `{"$times": 51, "$text": "x"}` a text that long. */
function repeated(_: string, value: unknown): unknown {
  if (!isRecord(value) || typeof value["$times"] !== "number") return value;
  const { $times: times, $text: text, $of: member } = value;
  return typeof text === "string" ? text.repeat(times) : Array<unknown>(times).fill(member);
}

/** True for a rule that reaches another resource. */
export function isJoined({ refusedWhen }: Pick<Constraint, "refusedWhen">): boolean {
  return pathsOf(refusedWhen).some(reaches);
}

/** True for a rule that another resource's absence breaks. */
export function needsAnother({ refusedWhen }: Pick<Constraint, "refusedWhen">): boolean {
  const isAbsence = (term: Term): boolean =>
    (term.isNegated && pathsOf([term]).some(reaches)) || pathsOf([term]).flatMap(termsIn).some(isAbsence);
  return refusedWhen.some(isAbsence);
}

/** The inputs of the resource itself that a rule names, at its top. */
export function inputsOf({ refusedWhen }: Pick<Constraint, "refusedWhen">): ReadonlySet<string> {
  return new Set(pathsOf(refusedWhen).flatMap(ownInputs));
}

/**
 * Every constraint that a resource breaks for certain: what isn't known yet breaks none.
 *
 * @param others - what else is there, asked for only when a rule reaches it
 */
export function broken(
  type: string,
  inputs: Inputs,
  region: string,
  constraints: readonly Constraint[],
  others: () => readonly Other[],
): Failure[] {
  const own = constraints.filter((one) => one.type === type);
  const [cloud] = type.split(":");
  const there = own.some(isJoined) ? others().filter((one) => one.type.startsWith(`${cloud}:`)) : [];
  return own
    .filter((one) => hold(one.refusedWhen, inputs, region, there))
    .map(({ refusedWhen: [first], message }) => ({ property: firstName(first), reason: message }));
}

function firstName(term: Term | undefined): string {
  const [step] = term?.path.steps ?? [];
  return step?.kind === "property" ? step.name : "";
}

function pathsOf(terms: readonly Term[]): Path[] {
  return terms.flatMap(({ path, test }) => [path, ...(test === undefined ? [] : pathsIn(test.operand))]);
}

function pathsIn(operand: Operand): Path[] {
  switch (operand.kind) {
    case "path":
      return [operand.path];
    case "text":
      return operand.parts.filter((part) => typeof part !== "string");
    case "values":
    case "pattern":
      return [];
  }
}

function reaches({ steps }: Path): boolean {
  return steps.some(
    (step) =>
      step.kind === "called" || step.kind === "all" || (step.kind === "where" && pathsOf(step.terms).some(reaches)),
  );
}

function termsIn({ steps }: Path): readonly Term[] {
  return steps.flatMap((step) => (step.kind === "where" ? step.terms : []));
}

/** Down to where the path leaves the resource; what braces name counts too, as that of a member. */
function ownInputs({ steps }: Path): string[] {
  const end = steps.findIndex((step) => step.kind === "called" || step.kind === "all");
  const own = end < 0 ? steps : steps.slice(0, end);
  const at = own.map(nameOf).join("");
  const inner = own.flatMap((step) => (step.kind === "where" ? pathsOf(step.terms).filter(isInner) : []));
  const below = inner.flatMap(ownInputs).map((name) => `${at}${name}`);
  return below.length > 0 ? below : at === "" ? [] : [at];
}

function isInner({ outward }: Path): boolean {
  return outward === 0;
}

function nameOf(step: Step): string {
  return step.kind === "property" ? `.${step.name}` : step.kind === "members" ? "[]" : "";
}
