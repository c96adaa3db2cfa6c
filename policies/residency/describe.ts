import type { Resource } from "./estate";
import { countryName, type Place } from "./geography";

/** How a resource is called in a sentence: `bucket "orders"`. The name is the program's and must be escaped. */
export function describe({ type, name }: Pick<Resource, "type" | "name">): string {
  const last = type.split(":").at(-1) ?? type;
  return `${words(last)} "${name}"`;
}

/** `aws:eu-central-1 (Frankfurt, Germany)`: the id as reports compare it, with where it is. */
export function describePlace(place: Place): string {
  const where = place.countries.map(countryName).join(", ");
  const name = place.name === place.id || place.name === "" ? where : place.name;
  return name === "" ? place.id : `${place.id} (${name})`;
}

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
