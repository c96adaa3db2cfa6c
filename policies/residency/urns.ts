/** What a URN tells, `urn:pulumi:<stack>::<project>::<types>::<name>`; only a name may hold the separator. */

export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

export function stackIn(urn: string): string {
  return (urn.split("::")[0] ?? "").replace(/^urn:pulumi:/, "");
}
