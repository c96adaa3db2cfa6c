/** What a URN tells, `urn:pulumi:<stack>::<project>::<types>::<name>`; only a name may hold the separator. */

export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

export function stackIn(urn: string): string {
  return (urn.split("::")[0] ?? "").replace(/^urn:pulumi:/, "");
}

export function projectIn(urn: string): string {
  return urn.split("::")[1] ?? "";
}

/** The resource's own type, without those of its parents. */
export function typeIn(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/** What a URN says of its resource. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** Of the resource itself, without those of its parents. */
  readonly type: string;
  readonly name: string;
}

const scheme = "urn:pulumi:";

/** Undefined for what is no URN. */
export function readUrn(urn: string): UrnParts | undefined {
  const stackEnd = urn.indexOf("::");
  const projectEnd = urn.indexOf("::", stackEnd + 2);
  const typesEnd = urn.indexOf("::", projectEnd + 2);
  if (!urn.startsWith(scheme) || stackEnd <= scheme.length || projectEnd < 0 || typesEnd < 0) return undefined;
  const types = urn.slice(projectEnd + 2, typesEnd);
  return {
    stack: urn.slice(scheme.length, stackEnd),
    project: urn.slice(stackEnd + 2, projectEnd),
    type: types.slice(types.lastIndexOf("$") + 1),
    name: urn.slice(typesEnd + 2),
  };
}
