import { regionKey } from "./region-keys";

/** What a center's courier may read, and from where: plain values. */
export interface CourierPlan {
  /** The identity domain that the courier's group is in. */
  readonly domainName: string;
  readonly groupName: string;
  /** The network source that its requests have to come from. */
  readonly networkSource: string;
  /** The bucket's. */
  readonly region: string;
  readonly dataCompartmentId: string;
  readonly bucketName: string;
}

/**
 * The group, user, network source and policy of a center's courier have one name, which no others in the tenancy have: it
 * says the domain's.
 */
export function courierName(domainName: string, center: string): string {
  return `${domainName}-courier-${center}`;
}

/**
 * The statements that let a courier list one bucket and read its objects, and no more: `read` has no permission that writes.
 * Object Storage knows the bucket of each request but one that lists buckets, and where a request comes from; what a
 * condition doesn't fit is declined.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/objectstoragepolicyreference.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/networksources/Support_for_Network_Sources.htm
 */
export function courierStatements(plan: CourierPlan): string[] {
  const { domainName, groupName, networkSource, region, dataCompartmentId, bucketName } = plan;
  const conditions = [
    `request.region = '${regionKey(region)}'`,
    `request.networkSource.name = '${networkSource}'`,
    `target.bucket.name = '${bucketName}'`,
  ];
  return ["buckets", "objects"].map(
    (type) =>
      `Allow group '${domainName}'/'${groupName}' to read ${type} in compartment id ${dataCompartmentId} ` +
      `where all {${conditions.join(", ")}}`,
  );
}
