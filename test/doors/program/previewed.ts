import path from "node:path";
import { previewProgram } from "../../../doors/program";
import type { Failure, Preview, PreviewOptions } from "../../../doors/program/preview";
import type { Gap, Provider, Resource } from "../../../policies/residency/estate";
import {
  Asset,
  ResourceReference,
  Secret,
  Unknown,
  type SymbolicText,
  type Value,
} from "../../../policies/residency/values";

export const programs = path.resolve(__dirname, "../../fixtures/programs");

/** What every preview of these tests gets: the tools' own variables, and no region. */
const environment = { PATH: process.env["PATH"], HOME: "/nowhere", TMPDIR: process.env["TMPDIR"] };

export type Overrides = Partial<Omit<PreviewOptions, "directory">>;
type Previewed = Extract<Preview, { kind: "previewed" }>;

/** Previews a fixture, or a program in an absolute folder. */
export async function preview(program: string, overrides: Overrides = {}): Promise<Preview> {
  return previewProgram({
    directory: path.resolve(programs, program),
    stacks: [],
    timeout: 60,
    assume: new Map(),
    invokes: new Map(),
    // What is compared with the real engine has what that has.
    outputs: "plain",
    ...overrides,
    environment: { ...environment, ...overrides.environment },
  });
}

export async function previewed(program: string, overrides: Overrides = {}): Promise<Previewed> {
  const result = await preview(program, overrides);
  if (result.kind === "failed") throw new Error(result.failures.map(({ message }) => message).join("\n"));
  return result;
}

export async function failures(program: string, overrides: Overrides = {}): Promise<readonly Failure[]> {
  const result = await preview(program, overrides);
  if (result.kind === "previewed") throw new Error("the program was previewed");
  return result.failures;
}

/** What a fixture's `expected.json` says of one stack: all resources but the stack itself, its exports, and the gaps. */
export interface ShownStack {
  readonly resources: Readonly<Record<string, unknown>>;
  readonly exports: unknown;
  readonly gaps: readonly string[];
}

/** A preview as plain data, by stack. */
export function shown(result: Previewed): Record<string, ShownStack> {
  return Object.fromEntries(
    result.estate.stacks.map(({ name }) => {
      const gaps = result.estate.gaps.filter(({ stack }) => stack === name).map(shownGap);
      const exports = shownValue(result.outputs.get(name) ?? null);
      return [name, { resources: shownResources(result, name), exports, gaps: gaps.sort() }];
    }),
  );
}

/** Everything that a preview found out about each resource of a stack, under the type and name of its URN. */
export function shownResources({ estate }: Previewed, stack = "dev"): Record<string, unknown> {
  const resources = estate.resources.filter((resource) => resource.stack === stack && resource.kind !== "stack");
  return Object.fromEntries(resources.map((resource) => [shortUrn(resource.urn), shownResource(resource)]));
}

function shownGap({ kind, what, source }: Gap): string {
  return `${kind} ${what}${source === undefined ? "" : ` at ${at(source)}`}`;
}

/** A resource's facts as plain data; what is empty is left out. */
function shownResource(resource: Resource): unknown {
  const {
    kind,
    inputs,
    injected,
    provider,
    parent,
    dependsOn,
    references,
    ignoreChanges,
    deletion,
    id,
    outputs,
    source,
  } = resource;
  const entries: readonly (readonly [string, unknown])[] = [
    ["kind", kind],
    ["inputs", shownValue(inputs)],
    ["injected", [...injected]],
    ["provider", provider && shownProvider(provider)],
    ["parent", parent && shortUrn(parent)],
    ["dependsOn", dependsOn.map(shortUrn)],
    ["references", Object.fromEntries([...references].map(([key, urns]) => [key, urns.map(shortUrn)]))],
    ["ignoreChanges", ignoreChanges],
    ["deletion", deletion],
    ["id", id],
    ["outputs", outputs && shownValue(outputs)],
    ["at", source && at(source)],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && !isEmpty(value)));
}

/** `<type>::<name>`, with what the provider doesn't state itself. */
function shownProvider({ urn, ambientRegion }: Provider): string {
  const name = shortUrn(urn).replace("pulumi:providers:", "");
  return ambientRegion === undefined ? name : `${name} in ${ambientRegion.region} by ${ambientRegion.by}`;
}

/** Values as plain data: unknowns as `<cause>`, secrets as `secret(…)` around their JSON. */
export function shownValue(value: Value): unknown {
  if (value instanceof Unknown) return `<${value.cause}${value.text ? ` ${shownText(value.text)}` : ""}>`;
  if (value instanceof Secret) return `secret(${JSON.stringify(shownValue(value.value))})`;
  if (value instanceof Asset) return `<${value.kind}>`;
  if (value instanceof ResourceReference) return `<resource ${shortUrn(value.urn)}>`;
  if (Array.isArray(value)) return (value as readonly Value[]).map(shownValue);
  if (typeof value !== "object" || value === null) return value;
  const record = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) record[key] = shownValue(member);
  return Object.keys(record).includes("__proto__") ? record : { ...record };
}

/** A symbolic text with `{type::name.output}` in the place of each token. */
function shownText({ text, outputs }: SymbolicText): string {
  return [...outputs].reduce(
    (shown, [token, { urn, name }]) => shown.replaceAll(token, `{${shortUrn(urn)}.${name}}`),
    text,
  );
}

export function at({ file, line, column }: { file: string; line: number; column: number }): string {
  return `${file}:${line}:${column}`;
}

/** A URN without its stack and project. */
function shortUrn(urn: string): string {
  return urn.replace(/^urn:pulumi:[^:]+::[^:]+::/, "");
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
