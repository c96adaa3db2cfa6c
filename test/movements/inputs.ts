import type { MovementRow } from "../../policies/residency/movements";
import { Asset, Unknown } from "../../policies/residency/values";
import { plausibleText } from "./plausible";
import type { Input, Shape, Shapes } from "./shapes";

/** Inputs as plain data, with the kernel's own classes where no plain data can stand. */
export type Data = boolean | number | string | Asset | Unknown | readonly Data[] | Inputs;
export interface Inputs {
  readonly [name: string]: Data;
}

/** A resource's whole inputs, or why there can't be such a resource. */
export interface Built {
  readonly inputs: Inputs;
  readonly problems: readonly string[];
}

/** What is asked of one place of the inputs, and of those below it. */
interface Wish {
  value?: Data;
  /** None of these texts. */
  not: readonly string[];
  set: boolean;
  absent: boolean;
  readonly below: Map<string, Wish>;
}

/** How deep nested types that require themselves are filled. */
const deepest = 12;

/**
 * The whole inputs of a resource of the row's type, so that the row fires: what the type requires, `values` at their paths,
 * and a gate that holds. A list has one member, so that what a gate says of a member is true of the only one.
 *
 * @param values - by path; a path of `from` or `to` that has none gets a plausible one
 * @param alternative - which of the alternatives that `from` names
 */
export function inputsOf(
  shapes: Shapes,
  row: MovementRow,
  values: ReadonlyMap<string, Data> = new Map(),
  alternative = 0,
): Built {
  const root = wish();
  for (const path of [...(row.from[alternative] ?? []), ...row.to]) at(root, path).set = true;
  for (const [path, value] of values) Object.assign(at(root, path), { value, set: true });
  for (const { path, test, values: texts } of row.gate) {
    const own = at(root, path);
    switch (test) {
      case "is":
        // A gate about what `to` names may leave several values; one that was chosen stands.
        if (typeof own.value !== "string" || !texts.includes(own.value)) own.value = texts[0] ?? "";
        break;
      case "is-not":
        own.not = texts;
        break;
      case "set":
        own.set = true;
        break;
      case "unset":
        own.absent = true;
    }
  }
  const problems: string[] = [];
  const inputs = new Builder(shapes, problems).object(shapes.inputs(row.type), root, "", 0);
  return { inputs, problems };
}

class Builder {
  constructor(
    readonly shapes: Shapes,
    readonly problems: string[],
  ) {}

  object(members: readonly Input[], { below }: Wish, path: string, depth: number): Inputs {
    const names = new Set(members.map(({ name }) => name));
    for (const name of below.keys()) if (!names.has(name)) this.problems.push(`\`${path}${name}\` isn't declared`);
    const entries = members.flatMap(({ name, required, shape }): (readonly [string, Data])[] => {
      const own = below.get(name) ?? wish();
      const here = path + name;
      // What a gate wants unset is left out even if it names the destination: it is what happens by default.
      if (own.absent && required) this.problems.push(`\`${here}\` must be unset, and is required`);
      if (own.absent || !(required || isWanted(own))) return [];
      return [[name, this.value(shape, own, here, depth)]];
    });
    return Object.fromEntries(entries);
  }

  private value(shape: Shape, own: Wish, path: string, depth: number): Data {
    if (own.value instanceof Unknown || own.value instanceof Asset) return own.value;
    switch (shape.kind) {
      case "union":
        return this.value(chosen(shape.of, own), own, path, depth);
      case "list":
        return this.list(shape.of, own, path, depth);
      case "map":
        return this.map(shape.of, own, path, depth);
      case "object":
        if (isInputs(own.value)) return own.value;
        if (own.value !== undefined) this.problems.push(`\`${path}\` is an object, not \`${textOf(own.value)}\``);
        if (depth > deepest) return {};
        return this.object(this.shapes.nested(shape.nested), own, `${path}.`, depth + 1);
      case "asset":
      case "archive":
      case "any":
      case "string":
      case "number":
      case "boolean":
        return this.scalar(shape, own, path);
    }
  }

  private list(of: Shape, own: Wish, path: string, depth: number): Data {
    if (Array.isArray(own.value)) return own.value as readonly Data[];
    const inner = own.below.get("[]") ?? {
      ...wish(),
      ...(own.value !== undefined && { value: own.value }),
      not: own.not,
    };
    return inner.absent ? [] : [this.value(of, inner, `${path}[]`, depth)];
  }

  private map(of: Shape, own: Wish, path: string, depth: number): Data {
    if (isInputs(own.value)) return own.value;
    const inner = own.below.get("{}") ?? {
      ...wish(),
      ...(own.value !== undefined && { value: own.value }),
      not: own.not,
    };
    return inner.absent ? {} : { a: this.value(of, inner, `${path}{}`, depth) };
  }

  private scalar(shape: Exclude<Shape, { of: unknown } | { nested: string }>, own: Wish, path: string): Data {
    const { value } = own;
    if (own.below.size > 0) this.problems.push(`\`${path}\` has nothing below it`);
    if (typeof value === "object") this.problems.push(`\`${path}\` takes ${textOf(value)}`);
    switch (shape.kind) {
      case "boolean":
        return value === undefined ? !own.not.includes("true") : this.boolean(value, path);
      case "number":
        return value === undefined ? (own.not.includes("1") ? 2 : 1) : this.number(value, path);
      case "asset":
      case "archive":
        return new Asset(shape.kind);
      case "any":
        return value ?? "text";
      case "string":
        if (value !== undefined) return textOf(value);
        return shape.choices.find((choice) => !own.not.includes(choice)) ?? this.text(own.not, path);
    }
  }

  private text(not: readonly string[], path: string): string {
    const name =
      path
        .replaceAll(/\[\]|\{\}/g, "")
        .split(".")
        .at(-1) ?? "";
    const text = plausibleText(this.shapes.cloud, name);
    return not.includes(text) ? `${text}-else` : text;
  }

  private boolean(value: Data, path: string): boolean {
    const text = textOf(value).toLowerCase();
    if (text !== "true" && text !== "false") this.problems.push(`\`${path}\` is a boolean, not \`${text}\``);
    return text === "true";
  }

  private number(value: Data, path: string): number {
    const number = Number(value);
    if (Number.isNaN(number)) this.problems.push(`\`${path}\` is a number, not \`${textOf(value)}\``);
    return Number.isNaN(number) ? 1 : number;
  }
}

function textOf(value: Data): string {
  return typeof value === "object" ? "no list or object" : String(value);
}

/** The alternative that what is asked for fits: an object where something lies below, or else a text. */
function chosen(shapes: readonly Shape[], { below, value }: Wish): Shape {
  const isWithin = below.size > 0 || isInputs(value);
  const steps = below.has("[]") ? "list" : "object";
  const fitting = isWithin ? shapes.find(({ kind }) => kind === steps) : undefined;
  return fitting ?? shapes.find(({ kind }) => kind === "string") ?? shapes[0] ?? { kind: "any" };
}

function at(root: Wish, path: string): Wish {
  const steps = path.replaceAll(/(\[\]|\{\})/g, ".$1").split(".");
  return steps.reduce((parent, step) => {
    const own = parent.below.get(step) ?? wish();
    parent.below.set(step, own);
    return own;
  }, root);
}

function wish(): Wish {
  return { not: [], set: false, absent: false, below: new Map() };
}

/** Whether anything is asked for at or below a place; that something isn't there asks for nothing. */
function isWanted({ value, set, absent, below }: Wish): boolean {
  return !absent && (set || value !== undefined || [...below.values()].some(isWanted));
}

function isInputs(value: Data | undefined): value is Inputs {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Asset) && !(value instanceof Unknown);
}
