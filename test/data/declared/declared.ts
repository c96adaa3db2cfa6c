import { readFileSync } from "node:fs";
import path from "node:path";
import type { Cloud } from "../../../policies/residency/geography";
import type { Member, Sdk } from "./sdk";

/** What one version of an SDK declares, as it is committed: names and shapes, and a sentence about each type. */
export interface Declared {
  readonly cloud: Cloud;
  readonly version: string;
  readonly types: ReadonlyMap<string, { readonly sentence: string; readonly inputs: readonly Property[] }>;
  readonly nested: ReadonlyMap<string, readonly Property[]>;
}

export type Property = Pick<Member, "name" | "required" | "wrapped" | "nested">;

/**
 * One line a type: token, inputs, first sentence; then one line a nested type that some input reaches. An input reads
 * `name`, `!` if it is required, `[]` and `{}` for lists and maps, `=Nested.Type`.
 */
export function printDeclared(sdk: Sdk): string {
  const reached = new Set<string>();
  const reach = (members: readonly Member[]): void => {
    for (const { nested } of members) {
      if (nested === undefined || reached.has(nested)) continue;
      reached.add(nested);
      reach(sdk.nested.get(nested) ?? []);
    }
  };
  for (const { inputs } of sdk.types.values()) reach(inputs);
  const types = [...sdk.types].map(([token, { inputs, text }]) =>
    [token, printed(inputs), firstSentence(text)].join("\t"),
  );
  const nested = [...reached].sort().map((name) => `${name}\t${printed(sdk.nested.get(name) ?? [])}`);
  return `${[`@pulumi/${sdk.cloud} ${sdk.version}`, ...types, ...nested].join("\n")}\n`;
}

/** What is committed of the SDK whose types were judged. */
export function readDeclared(cloud: Cloud): Declared {
  return parseDeclared(readFileSync(declaredFile(cloud), "utf8"));
}

export const declaredFile = (cloud: Cloud) => path.join(__dirname, `${cloud}.tsv`);

export function parseDeclared(text: string): Declared {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const [, cloud, version = ""] = /^@pulumi\/(oci|aws|gcp) (\S+)$/.exec(header) ?? [];
  if (cloud !== "oci" && cloud !== "aws" && cloud !== "gcp") throw new Error(`unknown header \`${header}\``);
  const types = new Map<string, { sentence: string; inputs: readonly Property[] }>();
  const nested = new Map<string, readonly Property[]>();
  for (const line of lines) {
    const [name = "", properties = "", sentence = ""] = line.split("\t");
    const inputs = properties === "" ? [] : properties.split(" ").map(parseProperty);
    if (name.startsWith(`${cloud}:`)) types.set(name, { sentence, inputs });
    else nested.set(name, inputs);
  }
  return { cloud, version, types, nested };
}

/** Whether an input of the type has this path: `retentionRules[].duration.timeUnit`; `{}` steps into any key of a map. */
export function hasPath(declared: Declared, token: string, input: string): boolean {
  let properties = declared.types.get(token)?.inputs;
  const steps = input.split(".");
  for (const [index, step] of steps.entries()) {
    const [, name = "", wrapped = ""] = /^([^[{]+)((?:\[\]|\{\})*)$/.exec(step) ?? [];
    const property = properties?.find((one) => one.name === name);
    if (property === undefined) return false;
    const isLast = index === steps.length - 1;
    // The end of a path may leave out the marks of a list, and mean all of it.
    if (isLast ? !property.wrapped.startsWith(wrapped) : property.wrapped !== wrapped) return false;
    properties = property.nested === undefined ? undefined : declared.nested.get(property.nested);
  }
  return true;
}

/** Every path of the type's inputs, nested types that contain themselves entered once. */
export function inputPaths(declared: Declared, token: string): string[] {
  return [...pathsBelow(declared.nested, declared.types.get(token)?.inputs ?? [])].map(({ path: input }) => input);
}

/** Leaves below some members, with their paths. */
export function* pathsBelow<Of extends Property>(
  nested: ReadonlyMap<string, readonly Of[]>,
  members: readonly Of[],
  prefix = "",
  within: readonly string[] = [],
): Generator<{ readonly path: string; readonly member: Of }> {
  for (const member of members) {
    const input = `${prefix}${member.name}${member.wrapped}`;
    if (member.nested === undefined) yield { path: input, member };
    else if (!within.includes(member.nested))
      yield* pathsBelow(nested, nested.get(member.nested) ?? [], `${input}.`, [...within, member.nested]);
  }
}

/** Without the sentences that every resource of Oracle's documentation begins with. */
export function ownText(text: string): string {
  const own = text
    .replace(/^This resource provides the .*? resource in .*? service\. /, "")
    .replace(/^Api doc link for the resource: \S+ /, "")
    .replace(/^Example terraform configs related to the resource ?: \S+ ?/, "");
  return own === "" ? text : own;
}

export function firstSentence(text: string): string {
  const own = ownText(text);
  const [sentence = ""] = /^.*?[.!?:](?= |$)/.exec(own) ?? [own];
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence;
}

function printed(members: readonly Member[]): string {
  return members
    .map(
      ({ name, required, wrapped, nested }) => `${name}${required ? "!" : ""}${wrapped}${nested ? `=${nested}` : ""}`,
    )
    .join(" ");
}

function parseProperty(text: string): Property {
  const [, name = "", required = "", wrapped = "", nested] =
    /^([^!=[{]+)(!?)((?:\[\]|\{\})*)(?:=(.+))?$/.exec(text) ?? [];
  return { name, required: required !== "", wrapped, ...(nested !== undefined && { nested }) };
}
