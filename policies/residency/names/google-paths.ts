import type { WrittenName } from "../written-name";
import { named, token, written, type NamedAs } from "./said";

/** What a path may begin with. https://cloud.google.com/apis/design/resource_names */
const roots = new Set(["projects", "folders", "organizations", "billingaccounts", "locations", "regions", "zones"]);
const placed = new Set(["locations", "regions", "zones", "instanceconfigs"]);
/** What contains others, and is named by nobody who means them. */
const containers = new Set([...roots, "instanceconfigs"]);
/** Behind these come the customer's own words, which may have slashes. */
const ending = new Set(["objects", "documents", "files", "logs", "operations"]);

/** Collections whose types aren't called like one of their members. */
const typesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ["buckets", ["bucket:", "bucketconfig:"]],
  ["serviceaccounts", ["serviceaccount/account:"]],
  ["addresses", ["address:"]],
  ["keys", ["key:"]],
  ["workloadidentitypools", ["workloadidentitypool:"]],
]);

/**
 * A relative name (`projects/p/topics/t`), a full one (`//pubsub.googleapis.com/projects/p/topics/t`), with or without
 * its slashes, or a part of a self link (`regions/us-east1/subnetworks/s`).
 * https://cloud.google.com/iam/docs/full-resource-names
 */
export function readGooglePath(text: string): WrittenName | undefined {
  const [, host, path = text] = /^(?:\/\/)?([^/]{1,270})\/(.*)$/s.exec(text) ?? [];
  if (host === undefined || !host.includes(".")) return pathOf(text);
  const found = hostedPath(host, path);
  return found && { ...found, names: [{ name: path }, ...found.names] };
}

/**
 * The path behind a host of Google's. Cloud Storage's paths are buckets and objects, which customers may call
 * `locations/us-east1`; only `projects/_/buckets/b` is what it says.
 */
export function hostedPath(host: string, path: string): WrittenName | undefined {
  if (!/^(?:[a-z0-9-]+\.)+googleapis\.com\.?(?::\d{1,5})?$/i.test(host)) return undefined;
  if (/storage\./i.test(host) && !/^\/?projects\/[^/]+\/buckets\/[^/]/.test(path)) return undefined;
  return pathOf(path);
}

/** Segments beyond these are no name of Google's. */
const deepest = 24;

function pathOf(given: string): WrittenName | undefined {
  const path = given.replace(/^\/?(?:(?:compute|storage|bigquery|dns|sql)\/)?(?:v\d\w{0,10}|beta|alpha)\//i, "");
  const trimmed = path.replace(/^\//, "").slice(0, 2048);
  const [clean = ""] = trimmed.split(/[?#\s]/, 1);
  const segments = clean.split("/").filter((segment, i, all) => segment !== "" || i < all.length - 1);
  const [root = "", ...others] = segments;
  const isGlobal = root === "global" && others.length >= 2;
  if (others.length === 0 || !(roots.has(root.toLowerCase()) || isGlobal)) return undefined;

  let place: string | undefined;
  let account: string | undefined;
  const members: (NamedAs | undefined)[] = [];
  for (let at = 0, next = 0; at < Math.min(segments.length, deepest); at = next) {
    const collection = (segments[at] ?? "").toLowerCase();
    next = at + (collection === "global" && at <= 2 ? 1 : 2); // `global` is no collection: `global/networks/default`
    if (next === at + 1) {
      place = "global";
      continue;
    }
    const member = segments[at + 1];
    // Where it is comes first or right after the project; further on the words are others'.
    if (placed.has(collection) && at <= 2) place = member;
    if (collection === "projects" && at === 0) account = member;
    if (!containers.has(collection)) {
      members.push(named(member, typesOf.get(collection) ?? [`${memberOf(collection)}:`]));
      members.push(named(segments.slice(0, at + 2).join("/")));
    }
    if (ending.has(collection)) break;
  }
  return written("path", {
    cloud: "gcp",
    place,
    account: account === "_" ? undefined : account,
    names: [named(path), named(clean), ...members.toReversed()],
  });
}

/** `cryptoKeys` → `cryptokey`, `repositories` → `repository`. */
function memberOf(collection: string): string {
  if (collection.endsWith("ies")) return `${collection.slice(0, -3)}y`;
  return collection.replace(/(?:(?<=ss|x|ias)e)?s$/, "");
}

const project = `(?:[a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]`;
const location = `[a-z]+-[a-z]+\\d{1,2}|${token}`;
const table = `[a-z_][\\w$-]*`;

/** Google's names of three parts with colons. */
const triples: readonly { readonly form: RegExp; readonly parts: Readonly<Record<string, readonly string[]>> }[] = [
  {
    // A connection name: https://cloud.google.com/sql/docs/mysql/instance-settings
    form: new RegExp(`^(?<account>${project}):(?<place>${location}):(?<instance>[a-z][a-z0-9-]*)$`),
    parts: { instance: ["databaseinstance:"] },
  },
  {
    // An id of legacy SQL: https://cloud.google.com/bigquery/docs/reference/legacy-sql
    form: new RegExp(`^(?<account>${project}):(?<dataset>[a-z_]\\w*)\\.(?<table>${table})$`, "i"),
    parts: { table: ["bigquery/table:"], dataset: ["bigquery/dataset:"] },
  },
];

export function readGoogleTriple(text: string): WrittenName | undefined {
  if (text.length > 1200) return undefined;
  for (const { form, parts } of triples) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const { account, place } = groups;
    const names = Object.entries(parts).map(([part, of]) => named(groups[part], of));
    return written("path", { cloud: "gcp", account, place, names });
  }
  return undefined;
}
