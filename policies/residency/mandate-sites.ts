import { country } from "./countries";
import type { Site } from "./mandate";
import { cloud } from "./mandate-centers";
import { lookUpPlace, placesOf, type Cloud } from "./geography";
import { globMatches } from "./glob";
import { quote } from "./problems";
import { Fields, glob, listOf, positionOf, refuse, text, type Reader } from "./yaml-reader";

export const readSites: Reader<Site[]> = listOf((spot) => {
  const fields = Fields.open(spot, ["cloud", "at", "country", "reason"]);
  if (fields === undefined) return undefined;
  const where = fields.required("cloud", cloud);
  const at = fields.required("at", hardware(where));
  const code = fields.required("country", country);
  const reason = fields.required("reason", text);
  if (where === undefined || at === undefined || code === undefined || reason === undefined) return undefined;
  return { cloud: where, at, country: code, reason, position: positionOf(spot) };
});

/** What names hardware: not everything, and no region that the table has a place for. */
function hardware(where: Cloud | undefined): Reader<string> {
  return (spot) => {
    const at = glob(spot);
    if (at === undefined) return undefined;
    if (/^[*?]*$/.test(at)) {
      refuse(spot, () => `${quote(at)} names everything; name the hardware by its URN, id, ARN or OCID`);
    } else if (where !== undefined && lookUpPlace(where, at).kind !== "unlisted") {
      refuse(spot, () => `${quote(at)} is a place of ${where}, and known; sites are for hardware of one's own`);
    } else {
      const known = where === undefined ? undefined : placesOf(where).find(({ id }) => globMatches(at, id));
      if (known === undefined) return at;
      const message = `${quote(at)} names places that are known, too, such as ${quote(known.id)}; name the hardware more exactly`;
      refuse(spot, () => message);
    }
    return undefined;
  };
}
