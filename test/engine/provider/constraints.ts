import { readFileSync } from "node:fs";
import path from "node:path";
import type { Existing } from "./clouds";
import { isRecord, unknown, type Failure, type Inputs } from "./validation";

/** A rule of a service about several inputs at once, or about two resources, which no declaration tells. */
export interface Constraint {
  readonly type: string;
  readonly refusedWhen: readonly Term[];
  readonly message: string;
  readonly source: string;
  /** Inputs that it refuses. */
  readonly breaks: Inputs;
  /** What must be there for that. */
  readonly beside: readonly Omit<Existing, "urn">[];
}

/**
 * `path`, `!path`, `path = value`, `path != value`, `path < 7`, `path > @other`. In a path, `[]` is any member of a list,
 * `$region` where the resource's provider works, and `$location` its `location` in small letters.
 *
 * `bucket>Bucket.versioning` goes on in the `Bucket` that input `bucket` names: one that a simulated provider of the same
 * cloud has created, and that is called so by its id, its ARN, or its name. `name@place>Bucket.versioning` takes only one in
 * the region that input `place` states, where a name counts in one region alone. Several such steps may follow each other.
 *
 * What isn't there breaks nothing, nor does what isn't known yet. So a preview refuses only what two deployed resources
 * show, and an update sees another resource as it is if it depends on it: independent resources come in any order. Nothing
 * is looked for from the far end: that a bucket gets versions after its replication was set up needs a row of its own.
 */
interface Term {
  readonly path: string;
  readonly test: "there" | "absent" | "=" | "!=" | "<" | ">";
  readonly operand: string;
}

const columns = ["type", "refused when", "message", "source", "breaks", "beside"];

export function loadConstraints(): Constraint[] {
  const [header = "", ...lines] = readFileSync(path.join(__dirname, "../constraints.tsv"), "utf8").split("\n");
  if (header !== columns.join("\t")) throw new Error(`constraints.tsv:1: the header must be \`${columns.join("\t")}\``);
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [type = "", refusedWhen = "", message = "", source = "", breaks = "", beside = ""] = line.split("\t");
      return {
        type,
        refusedWhen: refusedWhen.split(" & ").map(parseTerm),
        message,
        source,
        breaks: JSON.parse(breaks) as Inputs,
        beside: beside === "" ? [] : (JSON.parse(beside) as Constraint["beside"]),
      };
    });
}

/** True for a rule that reaches another resource. */
export function isJoined({ refusedWhen }: Pick<Constraint, "refusedWhen">): boolean {
  return refusedWhen.some(({ path, operand }) => `${path}${operand}`.includes(">"));
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
  others: () => readonly Omit<Existing, "urn">[],
): Failure[] {
  const own = constraints.filter((one) => one.type === type);
  const [cloud] = type.split(":");
  const there = own.some(isJoined) ? others().filter((one) => one.type.startsWith(`${cloud}:`)) : [];
  const resource = reachable(inputs, region);
  return own
    .filter((one) => one.refusedWhen.every((term) => holds(term, resource, there)))
    .map(({ refusedWhen: [first], message }) => ({ property: first?.path.split(/[>@]/)[0] ?? "", reason: message }));
}

function reachable(properties: Inputs, region: string): Inputs {
  const { location } = properties;
  return {
    ...properties,
    $region: region,
    ...(location !== undefined && { $location: typeof location === "string" ? location.toLowerCase() : location }),
  };
}

function parseTerm(text: string): Term {
  const [, path = "", test = "", operand = ""] = /^(\S+) (=|!=|<|>) (\S+)$/.exec(text) ?? [];
  if (test === "=" || test === "!=" || test === "<" || test === ">") return { path, test, operand };
  if (!/^!?[\w$.[\]@>]+$/.test(text)) throw new Error(`constraints.tsv: unknown term \`${text}\``);
  return text.startsWith("!")
    ? { path: text.slice(1), test: "absent", operand: "" }
    : { path: text, test: "there", operand: "" };
}

type Others = readonly Omit<Existing, "urn">[];

function holds({ path, test, operand }: Term, resource: Inputs, others: Others): boolean {
  const values = reached(resource, path, others);
  if (test === "absent") return values.length === 0;
  if (values.includes(unknown)) return false;
  if (test === "there") return values.length > 0;
  const [other] = operand.startsWith("@") ? reached(resource, operand.slice(1), others).map(asText) : [operand];
  if (other === undefined || other === unknown) return false;
  return values.some((value) => {
    switch (test) {
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

/** The values at a path, which may lead on into other resources. */
function reached(resource: Inputs, path: string, others: Others): unknown[] {
  const end = path.indexOf(">");
  if (end < 0) return valuesAt(resource, path);
  const [reference = "", place] = path.slice(0, end).split("@");
  const [kind = "", ...rest] = path.slice(end + 1).split(".");
  const called = valuesAt(resource, reference);
  const places = place === undefined ? undefined : valuesAt(resource, place);
  if (called.includes(unknown) || places?.includes(unknown) === true) return [unknown];
  return others
    .filter((one) => one.type.split(":")[2] === kind && (places === undefined || places.includes(one.region)))
    .filter((one) => namesOf(one).some((name) => called.includes(name)))
    .flatMap((one) => reached(reachable(one.properties, one.region), rest.join("."), others));
}

/** What another resource may call it by. What belongs to a bucket is called as the bucket is, whatever its own name. */
function namesOf({ id, properties }: Omit<Existing, "urn">): unknown[] {
  const { arn, name, bucket } = properties;
  return [id, arn, bucket ?? name].filter(isThere);
}

function valuesAt(value: Inputs, path: string): unknown[] {
  return stepped(value, path.replaceAll("[]", ".[]").split(".")).filter(isThere);
}

function stepped(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  if (step === "[]") return Array.isArray(value) ? value.flatMap((member) => stepped(member, rest)) : [];
  return isRecord(value) && Object.hasOwn(value, step) ? stepped(value[step], rest) : [];
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
