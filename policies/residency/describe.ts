import type { Resource } from "./estate";
import { countryName, type Cloud, type Place } from "./geography";

/** Names are the program's, and may be of any length. */
const longestName = 80;

/** How a resource is called in a sentence: `bucket "orders"`. The name must still be escaped for the report's format. */
export function describe({ type, name }: Pick<Resource, "type" | "name">): string {
  const shown = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  return `${kindOf(type)} "${shown}"`;
}

/** There are few types, and a sentence about each of many resources. */
const kinds = new Map<string, string>();

function kindOf(type: string): string {
  let kind = kinds.get(type);
  if (kind === undefined) {
    kind = words(type.split(":").at(-1) ?? type);
    kinds.set(type, kind);
  }
  return kind;
}

/** `eu-central-1 (Frankfurt, Germany)`. */
export function describePlace({ id, name, countries }: Place): string {
  const where = countries.map(countryName).join(", ");
  // AWS calls a region `Europe (Frankfurt)`.
  const city = /\((.+)\)$/.exec(name)?.[1] ?? (name === id ? "" : name);
  if (city === "") return where === "" ? id : `${id} (${where})`;
  return city.endsWith(where) || countries.length > 1 ? `${id} (${city})` : `${id} (${city}, ${where})`;
}

/** What a cloud is called in a sentence. */
export const cloudNames: Readonly<Record<Cloud, string>> = { oci: "Oracle Cloud", aws: "AWS", gcp: "Google Cloud" };

/** `<cloud>:<id>`, as results compare places. */
export function placeId({ cloud, id }: Place): string {
  return `${cloud}:${id}`;
}

/** `BucketObjectv2` → `bucket objectv2`, `DBInstance` → `DB instance`. */
function words(typeName: string): string {
  return typeName
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}
