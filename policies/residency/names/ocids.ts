import type { WrittenName } from "../written-name";
import { named, written } from "./said";

/**
 * `ocid1.<type>.<realm>.[region][.future use].<unique id>`; the region is a key (`iad`) or an id (`eu-frankfurt-1`), and
 * empty for what isn't regional. https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm
 */
export function readOcid(text: string): WrittenName | undefined {
  if (!/^ocid\d+\./i.test(text)) return undefined;
  if (text.length > 255) return written("ocid", { cloud: "oci" });
  const [, type = "", realm = "", region = "", ...rest] = text.split(".");
  const isWhole =
    /^[a-z0-9_-]+$/i.test(type) &&
    /^oc\d{1,3}$/i.test(realm) &&
    (rest.length === 1 || rest.length === 2) &&
    /^[\w-]+$/.test(rest.at(-1) ?? "");
  if (!isWhole) return written("ocid", { cloud: "oci" });
  const unique = rest.at(-1) ?? "";
  // A short one could be anybody's name.
  return written("ocid", { cloud: "oci", place: region, names: [unique.length >= 16 ? named(unique) : undefined] });
}
