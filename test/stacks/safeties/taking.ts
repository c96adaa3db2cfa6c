import type { Estate, Resource } from "../../../policies/residency/estate";
import { isRecord, readAll, record, Unknown, type Value, type Values } from "../../../policies/residency/values";
import { withResources } from "./enclave";
import { clausesOf } from "./clauses";

/** How something is taken away: as a whole, by another value in its place, or one condition of a text. */
export type Becomes =
  | { readonly kind: "gone" }
  | { readonly kind: "flipped" }
  | { readonly kind: "other"; readonly value: Value }
  | { readonly kind: "unconditional"; readonly about: string };

/** What is taken away, from all resources that have it. */
export interface Kind {
  /** A token; `*` for whatever has the input. */
  readonly type: string;
  /** What has to match of stack, resource and input, as in `primary/user-data:kmsKeyId`. @default - any */
  readonly of: RegExp | undefined;
  /** An input, with `[]` for each member of a list; or the option `protect`. @default - the resource itself */
  readonly path: string | undefined;
  readonly becomes: Becomes;
}

/** One thing that can be taken away from an estate. */
export interface Safety {
  readonly resource: Resource;
  /** What declares it, where the name is also that of another one. */
  readonly component?: string;
  /** The input, with indices; empty for the resource itself. */
  readonly at: string;
  /** The estate without it. */
  readonly taken: (estate: Estate) => Estate;
}

/** The resources that safeties are of: all that stacks declare. */
export function guarded(estate: Estate): readonly Resource[] {
  return estate.resources.filter(({ kind }) => kind === "managed");
}

/** Everything of a kind that an estate has. */
export function safetiesOf({ type, of, path, becomes }: Kind, estate: Estate): Safety[] {
  const resources = guarded(estate).filter((resource) => type === "*" || resource.type === type);
  const times = new Map<string, number>();
  for (const each of resources) times.set(placeOf(each), (times.get(placeOf(each)) ?? 0) + 1);
  return all(resources, path, becomes)
    .map((safety) =>
      times.get(placeOf(safety.resource)) === 1 ? safety : { ...safety, component: componentOf(safety) },
    )
    .filter((safety) => of === undefined || of.test(nameOf(safety)));
}

/** What is taken away, as `primary/user-data:kmsKeyId`. */
export function nameOf({ resource, component, at }: Pick<Safety, "resource" | "component" | "at">): string {
  const name = `${resource.stack}/${resource.name}${component === undefined ? "" : ` of ${component}`}`;
  return `${name}${at === "" ? "" : `:${at}`}`;
}

function placeOf({ stack, type, name }: Resource): string {
  return [stack, type, name].join(" ");
}

/** By its URN, which names the types of all that a resource is part of. */
function componentOf({ resource }: Safety): string {
  const [, , types = ""] = resource.urn.split("::");
  return types.split("$").at(-2)?.split(":").at(-1) ?? "";
}

function all(resources: readonly Resource[], path: string | undefined, becomes: Becomes): Safety[] {
  // An option that no estate shows: taken away, it leaves the estate as it is.
  if (path === "protect") return resources.map((resource) => ({ resource, at: path, taken: (from) => from }));
  if (path === undefined) {
    return resources.map((resource) => ({
      resource,
      at: "",
      taken: (from) =>
        withResources(
          from,
          from.resources.filter((other) => other !== resource),
        ),
    }));
  }
  return resources.flatMap((resource) =>
    readAll(resource.inputs, path).flatMap((reading) =>
      changesOf(becomes, resource.inputs, reading.path).map((change) => ({
        resource,
        at: reading.path,
        taken: (from: Estate) => {
          const changed = { ...resource, inputs: edited(resource.inputs, stepsOf(reading.path), change) };
          return withResources(
            from,
            from.resources.map((other) => (other === resource ? changed : other)),
          );
        },
      })),
    ),
  );
}

/** What stands there afterwards; `undefined`: nothing. */
type Change = (value: Value) => Value | undefined;

function changesOf(becomes: Becomes, inputs: Values, at: string): Change[] {
  switch (becomes.kind) {
    case "gone":
      return [() => undefined];
    case "flipped":
      return [(value) => value !== true];
    case "other":
      return [() => becomes.value];
    case "unconditional": {
      const [reading] = readAll(inputs, at);
      const text = reading?.kind === "known" ? reading.value : reading?.text?.text;
      const indices = clausesOf(typeof text === "string" ? text : "").flatMap(({ about }, index) =>
        about === becomes.about ? [index] : [],
      );
      return indices.map((index) => (value) => retexted(value, (whole) => clausesOf(whole)[index]?.left ?? whole));
    }
  }
}

/** A text, with its placeholders where it is made of outputs; of what is none, an empty one. */
export function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value;
  return value instanceof Unknown ? (value.text?.text ?? "") : "";
}

function retexted(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value);
  if (!(value instanceof Unknown) || value.text === undefined) throw new Error("only a text has conditions");
  return new Unknown(value.cause, { ...value.text, text: change(value.text.text) });
}

function stepsOf(at: string): readonly (string | number)[] {
  return at
    .replaceAll("[", ".[")
    .split(".")
    .map((step) => (step.startsWith("[") ? Number(step.slice(1, -1)) : step));
}

function edited(values: Values, steps: readonly (string | number)[], change: Change): Values {
  const result = at(values, steps, change);
  return result !== undefined && isRecord(result) ? result : values;
}

function at(value: Value, [step, ...rest]: readonly (string | number)[], change: Change): Value | undefined {
  if (step === undefined) return change(value);
  if (typeof step === "number") {
    // A provider may accept a lone member where its schema has a list.
    if (!Array.isArray(value)) return at(value, rest, change);
    return value.flatMap((member: Value, index) => (index === step ? (at(member, rest, change) ?? []) : [member]));
  }
  if (!isRecord(value)) return value;
  return record(
    Object.entries(value).flatMap(([key, inner]) => {
      const changed = key === step ? at(inner, rest, change) : inner;
      return changed === undefined ? [] : [[key, changed] as const];
    }),
  );
}
