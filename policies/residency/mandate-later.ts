import { count, Fields, isUnset, oneOf, setOf, text } from "./yaml-reader";
import type { Reader } from "./yaml-reader";

/** Keys of the mandate that this version checks for their form and doesn't judge by. */
export const laterKeys = [
  "edge",
  "gateways",
  "gatekeepers",
  "operators",
  "keyAdmins",
  "workloads",
  "auditors",
  "parent",
  "people",
  "inspected",
  "vendorApproval",
  "records",
] as const;
type LaterKey = (typeof laterKeys)[number];

/** Checks the keys that are there, and names in order those that ask for something. */
export function checkLaterKeys(fields: Fields<LaterKey>): LaterKey[] {
  for (const key of laterKeys) fields.optional(key, forms[key]);
  return laterKeys.filter((key) => fields.has(key) && !isUnset(fields.spot(key))).toSorted();
}

const perCloud = sets("oci", "aws", "gcp");

const forms: Readonly<Record<LaterKey, Reader<unknown>>> = {
  edge: sets("hostnames", "listeners"),
  gateways: sets("egress"),
  gatekeepers: perCloud,
  operators: perCloud,
  keyAdmins: perCloud,
  workloads: perCloud,
  auditors: perCloud,
  parent: sets("ociTenancies", "awsAccounts", "gcpDomains"),
  people: sets("networkSources"),
  inspected: sets("registries"),
  vendorApproval: oneOf("vendorApproval", ["required"]),
  records: mapping({ auditLogMonths: count }),
};

/** A mapping with any of the keys. */
function mapping(readers: Readonly<Record<string, Reader<unknown>>>): Reader<true> {
  return (spot) => {
    const fields = Fields.open(spot, Object.keys(readers));
    if (fields === undefined) return undefined;
    for (const [key, read] of Object.entries(readers)) fields.optional(key, read);
    return true;
  };
}

/** A mapping from any of the keys to sets of texts. */
function sets(...keys: string[]): Reader<true> {
  return mapping(Object.fromEntries(keys.map((key) => [key, setOf(text)])));
}
