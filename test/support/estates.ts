import { buildEstate, type Estate, type Provider, type Resource } from "../../policies/residency/estate";
import { record, type Value, type Values } from "../../policies/residency/values";

/** Plain data as the kernel's records: `{ tags: { a: 1 } }`, with our own classes left as they are. */
export function values(data: Readonly<Record<string, unknown>>): Values {
  return record(Object.entries(data).map(([key, value]) => [key, asValue(value)]));
}

/** A provider with a name, for a package; `region` and the like are its inputs. */
export function provider(
  packageName: string,
  inputs: Readonly<Record<string, unknown>>,
  more: Partial<Provider> = {},
): Provider {
  return {
    package: packageName,
    urn: `urn:pulumi:dev::shop::pulumi:providers:${packageName}::${packageName}`,
    inputs: values(inputs),
    isDefault: false,
    ...more,
  };
}

/** A resource of stack `dev` of project `shop`. */
export function resource(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  more: Partial<Resource> = {},
): Resource {
  const stack = more.stack ?? "dev";
  return {
    urn: `urn:pulumi:${stack}::shop::${type}::${name}`,
    type,
    name,
    project: "shop",
    stack,
    kind: "managed",
    inputs: values(inputs),
    injected: new Set(),
    ignoreChanges: [],
    dependsOn: [],
    references: new Map(),
    ...more,
  };
}

/** An estate of one stack. */
export function estate(...resources: readonly Resource[]): Estate {
  return buildEstate("stack", [{ name: "dev", project: "shop" }], resources, []);
}

function asValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(asValue);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    // SAFETY: a plain object has string keys.
    return values(value as Record<string, unknown>);
  }
  // SAFETY: what is left is a scalar or one of the kernel's own classes, which tests pass in.
  return value as Value;
}
