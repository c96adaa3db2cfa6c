import { regionKey } from "../access/region-keys";

/**
 * What images are called in the registry of a region, before the slash and their own name. A registry is one region's: a
 * cluster reaches that of its own region alone.
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registryprerequisites.htm
 *
 * @param namespace - the tenancy's Object Storage namespace
 * @param prefix - what all of the enclave's repositories are called first: a name is taken once in a tenancy's region
 */
export function registryPath(region: string, namespace: string, prefix: string): string {
  return `${registryHost(region)}/${namespace}/${prefix}`;
}

/** Where the registry of a region answers. */
export function registryHost(region: string): string {
  return `${regionKey(region).toLowerCase()}.ocir.io`;
}

/**
 * Where a build's image is delivered to. DevOps puts in the tag, which the build exports: the commit's and the run's, as a
 * tag in an immutable repository is taken once.
 */
export function deliveredImage(path: string, image: string): string {
  return `${path}/${image}:\${IMAGE_TAG}`;
}
