/**
 * The values of `gcp.resourceLocations`: all of the United States, and the regions abroad of the mandate's centers. A group
 * takes in zones, and regions that are still to come.
 * https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
 *
 * @param abroad - names of regions such as `asia-southeast1`
 */
export function allowedLocations(abroad: readonly string[]): string[] {
  const groups = [...new Set(abroad)].sort().map((region) => `in:${region}-locations`);
  return ["in:us-locations", ...groups];
}
