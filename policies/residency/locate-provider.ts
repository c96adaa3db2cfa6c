import type { Provider, Resource } from "./estate";
import type { Cloud } from "./geography";
import type { Site } from "./mandate";
import { fromName, fromReadings, quoted, unknown, type Placement } from "./placement";
import { nameIn } from "./urns";
import { readAll, readKeys } from "./values";

/** Where the provider of a resource puts it: on AWS, its own `region` input comes first. */
export function fromProvider(resource: Resource, cloud: Cloud, sites: readonly Site[]): Placement {
  const { provider, injected } = resource;
  // Before version 7 the AWS provider knew no region of a resource's own.
  if (cloud === "aws" && !injected.has("region") && !isBeforeVersion7(provider)) {
    const own = fromReadings(cloud, readAll(resource.inputs, "region"), sites, {});
    if (own !== undefined) return own;
  }
  if (provider === undefined) return unknown("not-stated", "provider", "its provider is not known");
  let known = placesOfProviders.get(sites);
  if (known === undefined) placesOfProviders.set(sites, (known = new WeakMap()));
  let places = known.get(provider);
  if (places === undefined) known.set(provider, (places = new Map<Cloud, Placement>()));
  let placement = places.get(cloud);
  if (placement === undefined) places.set(cloud, (placement = placeOfProvider(provider, cloud, sites)));
  return placement;
}

/**
 * Many resources have one provider, which never changes; nor do the sites of a mandate. Of a package beside the clouds, a
 * mandate's rows may mean the regions of several.
 */
const placesOfProviders = new WeakMap<readonly Site[], WeakMap<Provider, Map<Cloud, Placement>>>();

function placeOfProvider(provider: Provider, cloud: Cloud, sites: readonly Site[]): Placement {
  const custom = customEndpoint(provider);
  if (custom !== undefined) {
    const reason = `provider "${nameOf(provider)}" sends requests to endpoints of its own (\`${custom}\`)`;
    return unknown("unresolvable", custom, reason, provider.source);
  }
  const property = provider.isDefault ? `${provider.package}:region` : `region of provider "${nameOf(provider)}"`;
  const at = provider.source === undefined ? {} : { decidedAt: provider.source };
  const stated = fromReadings(cloud, readAll(provider.inputs, "region"), sites, { property, ...at });
  if (stated !== undefined) return stated;
  const zone =
    cloud === "gcp" ? fromReadings(cloud, readAll(provider.inputs, "zone"), sites, { property, ...at }) : undefined;
  if (zone !== undefined) return zone;
  const ambient = provider.ambientRegion;
  if (ambient !== undefined) {
    const by = ambient.from === "assumption" ? `--assume ${ambient.by}` : ambient.by;
    return fromName(cloud, ambient.region, { property: by, secret: false }, sites);
  }
  const missing = provider.isDefault
    ? `no region is stated: ${quoted(property)} is not in the stack's configuration`
    : `no region is stated for provider "${nameOf(provider)}"`;
  return unknown("not-stated", property, missing, provider.source);
}

function isBeforeVersion7(provider: Provider | undefined): boolean {
  const version = provider === undefined ? undefined : readKeys(provider.inputs, "version");
  return version?.kind === "known" && typeof version.value === "string" && Number.parseInt(version.value, 10) < 7;
}

/** The input by which a provider talks to other endpoints than its region's; what answers there may be anywhere. */
function customEndpoint({ inputs }: Provider): string | undefined {
  return Object.keys(inputs).find((input) => {
    if (input !== "endpoints" && input !== "universeDomain" && !input.endsWith("CustomEndpoint")) return false;
    const reading = readKeys(inputs, input);
    if (reading?.kind !== "known") return reading !== undefined;
    const { value } = reading;
    return Array.isArray(value) ? value.length > 0 : value !== "" && value !== "googleapis.com";
  });
}

export function nameOf(provider: Provider): string {
  return nameIn(provider.urn);
}
