/** URNs: `urn:pulumi:<stack>::<project>::<types, outermost first, joined by $>::<name>`; only a name may contain `::`. */

/** As the engine forms it: directly under the stack, or without a parent, a type stands alone. */
export function formUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentType = parent === "" ? "" : qualifiedType(parent);
  const prefix = parentType === "" || parentType === stackType ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

export const stackType = "pulumi:pulumi:Stack";

/** A provider reference is `<urn>::<id>`, and a provider's name may itself contain `::`. */
export function urnOfProviderReference(reference: string): string {
  const end = reference.lastIndexOf("::");
  return end < 0 ? reference : reference.slice(0, end);
}

/** The package that a type or function token belongs to, or that a provider's type is for. */
export function packageOf(token: string): string {
  const [first = "", , third = ""] = token.split(":");
  return token.startsWith("pulumi:providers:") ? third : first;
}

export function isProviderType(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}
