import { countryName, type Cloud, type Place } from "./geography";
import { globMatches } from "./glob";
import type { Site } from "./mandate";

/**
 * The place of dedicated hardware that goes by any of these names, as the mandate's `sites` say. Where several fit and name
 * different countries, it may be in any of them: order decides nothing.
 */
export function siteOf(cloud: Cloud, names: readonly string[], sites: readonly Site[]): Place | undefined {
  const fitting = sites.filter((one) => one.cloud === cloud && names.some((name) => globMatches(one.at, name)));
  if (fitting.length === 0) return undefined;
  const countries = [...new Set(fitting.map(({ country }) => country))].sort();
  const id = `site:${countries.join("+")}`;
  return {
    cloud,
    id,
    kind: "site",
    countries,
    regions: [id],
    name: `a site in ${countries.map(countryName).join(" or ")}`,
    sites: fitting,
  };
}
