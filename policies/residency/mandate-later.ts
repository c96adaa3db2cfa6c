import { country } from "./countries";
import { cloud } from "./mandate-centers";
import { inWords, quote } from "./problems";
import { count, Fields, flag, isUnset, kebabCase, listOf, mapOf, oneOf, refuse, setOf, text } from "./yaml-reader";
import type { Reader } from "./yaml-reader";

/** Keys of the mandate that this version checks for their form and doesn't judge by. */
export const laterKeys = [
  "scope",
  "catalog",
  "sites",
  "territories",
  "edge",
  "gateways",
  "gatekeepers",
  "operators",
  "keyAdmins",
  "workloads",
  "auditors",
  "approvers",
  "parent",
  "people",
  "audit",
  "inspected",
  "vendorApproval",
  "duties",
  "records",
] as const;
type LaterKey = (typeof laterKeys)[number];

/** What means the same as leaving the key out; so does every empty list and mapping. */
const defaults: Partial<Record<LaterKey, string | boolean>> = { territories: false };

/** Checks the keys that are there, and names in order those that ask for something. */
export function checkLaterKeys(fields: Fields<LaterKey>, className: Reader<string>): LaterKey[] {
  const forms = laterForms(className);
  for (const key of laterKeys) fields.optional(key, forms[key]);
  return laterKeys.filter((key) => fields.has(key) && !isUnset(fields.spot(key), defaults[key])).toSorted();
}

function laterForms(className: Reader<string>): Record<LaterKey, Reader<unknown>> {
  return {
    scope: listOf(form({ class: className, owner: text, reason: text }, globs, needsGlob)),
    catalog: listOf(catalogRow),
    sites: listOf(form({ cloud, at: text, country, reason: text })),
    territories: flag,
    edge: sets("hostnames", "listeners"),
    gateways: sets("egress"),
    gatekeepers: perCloud,
    operators: perCloud,
    keyAdmins: perCloud,
    workloads: perCloud,
    auditors: perCloud,
    approvers: setOf(text),
    parent: sets("ociTenancies", "awsAccounts", "gcpDomains"),
    people: sets("networkSources"),
    audit: sets("stores"),
    inspected: sets("registries"),
    vendorApproval: oneOf("vendorApproval", ["required"]),
    duties: mapOf(kebabCase, text),
    records: form({}, { auditLogMonths: count }),
  };
}

type Forms = Readonly<Record<string, Reader<unknown>>>;

/** A mapping with all of the required keys and any of the optional ones. */
function form(required: Forms, optional: Forms = {}, check?: (fields: Fields<string>) => void): Reader<true> {
  const keys = [...Object.keys(required), ...Object.keys(optional)];
  return (spot) => {
    const fields = Fields.open(spot, keys);
    if (fields === undefined) return undefined;
    for (const [key, read] of Object.entries(required)) fields.required(key, read);
    for (const [key, read] of Object.entries(optional)) fields.optional(key, read);
    check?.(fields);
    return true;
  };
}

/** A mapping from any of the keys to sets of texts. */
function sets(...keys: string[]): Reader<true> {
  return form({}, Object.fromEntries(keys.map((key) => [key, setOf(text)])));
}

const perCloud = sets("oci", "aws", "gcp");

const globs: Forms = { stack: text, project: text, type: text, account: text, compartment: text };

/** What a scope entry is about is said by one glob at least. */
function needsGlob(fields: Fields<string>): void {
  const names = Object.keys(globs);
  if (names.some((name) => fields.has(name))) return;
  // None of them is there: the spot is the entry's own.
  refuse(fields.spot("stack"), () => `missing key ${inWords(names.map(quote))}; a scope entry needs at least one`);
}

/** The columns of `data/types`. */
const catalogRow = form(
  {
    type: text,
    role: oneOf("role", ["store", "transfer", "compute", "network", "access", "control"]),
    location: text,
    because: text,
  },
  {
    holds: oneOf("holds", ["content", "backup", "keys", "secrets", "logs", "artifacts", "transient", "-"]),
    label: text,
  },
);
