import { readFileSync } from "node:fs";
import path from "node:path";
import { isRecord, unknown, type Failure, type Inputs } from "./validation";

/** A rule of a service about several inputs at once, which no declaration tells. */
export interface Constraint {
  readonly type: string;
  readonly refusedWhen: readonly Term[];
  readonly message: string;
  readonly source: string;
  /** Inputs that it refuses. */
  readonly breaks: Inputs;
}

/** `path`, `!path`, `path = value`, `path != value`, `path < 7`, `path > @other`; `[]` is any member, `$region` the provider's. */
interface Term {
  readonly path: string;
  readonly test: "there" | "absent" | "=" | "!=" | "<" | ">";
  readonly operand: string;
}

const columns = ["type", "refused when", "message", "source", "breaks"];

export function loadConstraints(): Constraint[] {
  const [header = "", ...lines] = readFileSync(path.join(__dirname, "../constraints.tsv"), "utf8").split("\n");
  if (header !== columns.join("\t")) throw new Error(`constraints.tsv:1: the header must be \`${columns.join("\t")}\``);
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [type = "", refusedWhen = "", message = "", source = "", breaks = ""] = line.split("\t");
      return {
        type,
        refusedWhen: refusedWhen.split(" & ").map(parseTerm),
        message,
        source,
        breaks: JSON.parse(breaks) as Inputs,
      };
    });
}

/** Every constraint that a resource breaks for certain: what isn't known yet breaks none. */
export function broken(type: string, inputs: Inputs, region: string, constraints: readonly Constraint[]): Failure[] {
  return constraints
    .filter((one) => one.type === type && one.refusedWhen.every((term) => holds(term, { ...inputs, $region: region })))
    .map(({ refusedWhen: [first], message }) => ({ property: first?.path ?? "", reason: message }));
}

function parseTerm(text: string): Term {
  const [, path = "", test = "", operand = ""] = /^(\S+) (=|!=|<|>) (\S+)$/.exec(text) ?? [];
  if (test === "=" || test === "!=" || test === "<" || test === ">") return { path, test, operand };
  if (!/^!?[\w$.[\]]+$/.test(text)) throw new Error(`constraints.tsv: unknown term \`${text}\``);
  return text.startsWith("!")
    ? { path: text.slice(1), test: "absent", operand: "" }
    : { path: text, test: "there", operand: "" };
}

function holds({ path, test, operand }: Term, inputs: Inputs): boolean {
  const values = valuesAt(inputs, path.replaceAll("[]", ".[]").split(".")).filter(isThere);
  const [other] = operand.startsWith("@") ? valuesAt(inputs, operand.slice(1).split(".")).map(asText) : [operand];
  if (test === "absent") return values.length === 0;
  if (values.includes(unknown) || other === unknown) return false;
  return values.some((value) => {
    switch (test) {
      case "there":
        return true;
      case "=":
        return asText(value) === other;
      case "!=":
        return asText(value) !== other;
      case "<":
        return Number(value) < Number(other);
      case ">":
        return Number(value) > Number(other);
    }
  });
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  if (step === "[]") return Array.isArray(value) ? value.flatMap((member) => valuesAt(member, rest)) : [];
  return isRecord(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [];
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
