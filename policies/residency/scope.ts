import type { TypeRow } from "./catalog";
import type { Estate, Resource } from "./estate";
import { globMatches, globsMeet } from "./glob";
import type { Mandate, ScopeEntry, ScopeKey } from "./mandate";
import { scopeKeys } from "./mandate-scope";
import { strictest } from "./permission";
import { referred } from "./references";
import { read, readAll, readKeys, type Reading } from "./values";
import { readName } from "./written-name";

/** What matching may look at. */
export interface ScopeContext {
  readonly mandate: Mandate;
  readonly find: Estate["find"];
  readonly named: Estate["named"];
}

/** Whether an entry is about a resource: `unknown` where a glob asks for what isn't stated. */
type Match = "yes" | "no" | "unknown";

/**
 * The entry of the mandate's `scope` that classes a resource: the first that matches or, where one matches by a compartment's
 * OCID and one by its name, the stricter one. One of which it isn't known whether it matches counts where its class is
 * stricter than what would count without it.
 */
export function scopeEntryOf(resource: Resource, row: TypeRow, context: ScopeContext): ScopeEntry | undefined {
  const { scope, defaultClass } = context.mandate;
  const certain: ScopeEntry[] = [];
  const possible: ScopeEntry[] = [];
  for (const entry of scope) {
    const match = matchOf(entry, resource, row, context);
    if (match === "yes") certain.push(entry);
    if (match === "unknown") possible.push(entry);
  }
  const strictOf = (first: readonly string[], entries: readonly ScopeEntry[]) =>
    strictest([...first, ...entries.map((entry) => entry.class)], context.mandate);
  const stated = certain.length === 0 ? defaultClass : strictOf([], certain);
  const strict = strictOf([stated], possible);
  return (strict === stated ? certain : possible).find((entry) => entry.class === strict);
}

/** False where an entry is certainly not about a resource. */
export function mayMatch(entry: ScopeEntry, resource: Resource, row: TypeRow, context: ScopeContext): boolean {
  return matchOf(entry, resource, row, context) !== "no";
}

function matchOf(entry: ScopeEntry, resource: Resource, row: TypeRow, context: ScopeContext): Match {
  let match: Match = "yes";
  // What is cheap to tell, and always known, comes first.
  for (const key of scopeKeys) {
    const glob = entry.globs[key];
    if (glob === undefined) continue;
    const one = matchKey(key, glob, resource, row, context);
    if (one === "no") return "no";
    if (one === "unknown") match = "unknown";
  }
  return match;
}

function matchKey(key: ScopeKey, glob: string, resource: Resource, row: TypeRow, context: ScopeContext): Match {
  switch (key) {
    case "stack":
    case "project":
    case "type":
      return globMatches(glob, resource[key]) ? "yes" : "no";
    case "account":
      return row.cloud === undefined ? "no" : anyOf(accountsOf(resource, row.cloud), glob);
    case "compartment":
      return row.cloud === "oci" ? anyOf(compartmentNames(resource, glob, context), glob) : "no";
  }
}

/** A name that isn't known may be any. */
function anyOf(names: readonly (string | undefined)[], glob: string): Match {
  if (names.some((name) => name !== undefined && globMatches(glob, name))) return "yes";
  return names.length === 0 || names.includes(undefined) ? "unknown" : "no";
}

/** Where an AWS account, a Google Cloud project or an Oracle Cloud tenancy is stated; undefined where it isn't known. */
function accountsOf({ inputs, provider }: Resource, cloud: "oci" | "aws" | "gcp"): (string | undefined)[] {
  const its = provider?.inputs ?? {};
  switch (cloud) {
    case "oci":
      return textsOf(readAll(its, "tenancyOcid"));
    case "gcp": {
      const own = readKeys(inputs, "project");
      return textsOf(own === undefined ? readAll(its, "project") : [own]);
    }
    case "aws": {
      const allowed = textsOf(readAll(its, "allowedAccountIds[]"));
      // With several, it may be any of them.
      if (allowed.length > 0) return allowed.length === 1 ? allowed : [undefined];
      const roles = [...readAll(its, "assumeRoles[].roleArn"), ...readAll(its, "assumeRole.roleArn")];
      // Roles are assumed one after another: the last one's account is where it ends up.
      return textsOf(roles.slice(-1)).map((arn) => (arn === undefined ? undefined : readName(arn).account));
    }
  }
}

function textsOf(readings: readonly Reading[]): (string | undefined)[] {
  return readings.map((reading) =>
    reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined,
  );
}

/** What every compartment's OCID is like (https://docs.oracle.com/iaas/Content/General/Concepts/identifiers.htm). */
const anyOcid = "ocid1.*";

/** The compartment's OCID; of one that the program makes, its name, and its OCID as soon as that is known. */
function compartmentNames(resource: Resource, glob: string, context: ScopeContext): (string | undefined)[] {
  return referred(resource, "compartmentId", context).flatMap((target): (string | undefined)[] => {
    switch (target.kind) {
      case "resource": {
        const { id = "", inputs, name } = target.resource;
        const written = read(inputs, "name");
        const names = written === undefined ? [name] : textsOf([written]);
        if (id !== "") return [id, ...names];
        return globsMeet(glob, anyOcid) ? [...names, undefined] : names;
      }
      case "name":
        return textsOf([target.reading]);
      case "computed":
      case "unknown":
        return [undefined];
    }
  });
}
