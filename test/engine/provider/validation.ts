import type { Declarations, Properties } from "./declarations";

/** What a provider refuses, and where. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** Stands for what isn't known during a preview. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Refuses inputs that the SDK doesn't declare, and the lack of those that it requires, at any depth. */
export function undeclared(inputs: Inputs, declared: Properties, declarations: Declarations, path = ""): Failure[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  const strange = Object.keys(inputs)
    .filter((name) => !declared.has(name) && !name.startsWith("__"))
    .map((name) => ({ property: at(name), reason: `unknown input \`${at(name)}\`` }));
  const missing = [...declared]
    .filter(([name, { optional }]) => !optional && (inputs[name] === undefined || inputs[name] === null))
    .map(([name]) => ({ property: at(name), reason: `missing required input \`${at(name)}\`` }));
  const deeper = Object.entries(inputs).flatMap(([name, value]) => {
    const nested = /\binputs\.([\w.]+)/.exec(declared.get(name)?.type ?? "")?.[1];
    const properties = nested === undefined ? undefined : declarations.nested(nested);
    if (properties === undefined) return [];
    const isMap = (declared.get(name)?.type ?? "").includes("[key: string]");
    return records(value, at(name), isMap).flatMap(([where, record]) =>
      undeclared(record, properties, declarations, where),
    );
  });
  return [...strange, ...missing, ...deeper];
}

/** The records in a value: itself, a list's members, or a map's. */
function records(value: unknown, path: string, isMap: boolean): [string, Inputs][] {
  if (Array.isArray(value)) return value.flatMap((member, index) => records(member, `${path}[${index}]`, isMap));
  if (!isRecord(value)) return [];
  return isMap
    ? Object.entries(value).flatMap(([key, member]) => records(member, `${path}.${key}`, false))
    : [[path, value]];
}

export function isRecord(value: unknown): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Marks of a secret on the wire (pulumi/pulumi, sdk/go/common/resource/properties.go). */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** A value without the wrapping of secrets, which the engine puts back by itself. */
export function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (!isRecord(value)) return value;
  if (value[signature] === secret) return revealed(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revealed(member)]));
}
