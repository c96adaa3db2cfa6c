/**
 * The host that serves a region's buckets as Amazon's S3 does, to whoever can't speak Oracle's own API: bucket and object
 * are in the path, as `https://<host>/<bucket>/<object>`. In a network it resolves to an address behind its service gateway.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/s3compatibleapi.htm
 *
 * Oracle also answers at `oci.customer-oci.com`, in its commercial realm alone; these go on working in all of them.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Concepts/dedicatedendpoints.htm
 *
 * @param namespace - the tenancy's Object Storage namespace
 * @returns a host name, without a scheme
 */
export function s3Host(namespace: string, region: string): string {
  return `${namespace}.compat.objectstorage.${region}.oraclecloud.com`;
}
