import type { ComponentResource, Input, ProviderResource, Resource } from "@pulumi/pulumi";
import { Bucket, ReplicationPolicy } from "@pulumi/oci/objectstorage";
import type { BucketArgs } from "@pulumi/oci/objectstorage";
import { untilSettled } from "../../until-settled";

export interface ReplicatedBucketArgs {
  /** What both buckets have. */
  readonly both: BucketArgs;
  readonly source: BucketOfItsOwn;
  readonly replica: BucketOfItsOwn;
  readonly replicaRegion: string;
  readonly replicaProvider: ProviderResource;
  /** Lets Object Storage use the keys and copy. */
  readonly policy: Resource;
}

type BucketOfItsOwn = Partial<BucketArgs> & { readonly name: string; readonly kmsKeyId: Input<string> };

/**
 * A new policy isn't seen at once. The provider repeats what was refused for that, but only in the process that wrote the
 * policy, and each region's provider has a process of its own; for a bucket's key it never does.
 * https://github.com/oracle/oci-go-sdk/blob/master/common/eventual_consistency.go
 * https://github.com/oracle/terraform-provider-oci/issues/1514
 */
export const notAllowedYet = ["InsufficientServicePermissions", "NotAuthorizedOrFoundKmsKey"];

/**
 * Declares a bucket and its replica in another region, each under a key of its own region.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingreplication.htm
 */
export function declareReplicated(
  parent: ComponentResource,
  name: string,
  { both, source, replica, replicaRegion, replicaProvider, policy }: ReplicatedBucketArgs,
): { readonly bucket: Bucket; readonly copy: Bucket } {
  const part = { parent, dependsOn: [policy] };
  const bucket = new Bucket(
    name,
    { ...both, ...source },
    { ...part, protect: true, ...untilSettled(`${name}-key-usable`, notAllowedYet) },
  );
  const copy = new Bucket(
    `${name}-replica`,
    { ...both, ...replica },
    {
      ...part,
      provider: replicaProvider,
      protect: true,
      ...untilSettled(`${name}-replica-key-usable`, notAllowedYet),
    },
  );
  new ReplicationPolicy(
    name,
    {
      namespace: both.namespace,
      name: `to-${replicaRegion}`,
      bucket: bucket.name,
      destinationBucketName: copy.name,
      destinationRegionName: replicaRegion,
    },
    { ...part, ...untilSettled(`${name}-replication-allowed`, notAllowedYet) },
  );
  return { bucket, copy };
}
