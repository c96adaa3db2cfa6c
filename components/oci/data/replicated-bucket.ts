import type { ComponentResource, Input, ProviderResource, Resource } from "@pulumi/pulumi";
import { Bucket, ReplicationPolicy } from "@pulumi/oci/objectstorage";
import type { BucketArgs } from "@pulumi/oci/objectstorage";
import * as check from "../../checks";
import { untilSettled } from "../../until-settled";
import { ocid, otherUsRegion } from "../checks";

/** What a component with a replicated bucket is told of where the two are, and what encrypts them. */
export interface ReplicatedPlaces {
  /** The region of the component's provider, in the United States. */
  readonly region: string;
  /** Another region in the United States, which is `replicaProvider`'s. */
  readonly replicaRegion: string;
  readonly replicaProvider: ProviderResource;
  /** A provider for the tenancy's home region, where policies are written. */
  readonly homeProvider: ProviderResource;
  /** Holds the policy: the compartment that all others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** A key in `region`: a bucket takes keys of its own region only. */
  readonly keyId: Input<string>;
  /** A key in `replicaRegion`. */
  readonly replicaKeyId: Input<string>;
}

/** What is wrong with them, for `refuseWrong`. */
export function replicatedChecks(places: ReplicatedPlaces): Record<string, check.Refusal | undefined> {
  return {
    region: check.against(places.region, check.usRegion("oci", "us-ashburn-1")),
    replicaRegion: check.against(places.replicaRegion, otherUsRegion(places.region)),
    enclaveCompartmentId: check.against(places.enclaveCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(places.keysCompartmentId, ocid("compartment")),
    keyId: check.against(places.keyId, ocid("key")),
    replicaKeyId: check.against(places.replicaKeyId, ocid("key")),
  };
}

export interface ReplicatedBucketArgs {
  /** What both buckets have. */
  readonly both: BucketArgs;
  readonly source: BucketOfItsOwn;
  readonly replica: BucketOfItsOwn;
  readonly places: ReplicatedPlaces;
  /** Lets Object Storage use the keys and copy. */
  readonly policy: Resource;
}

type BucketOfItsOwn = Omit<Partial<BucketArgs>, "kmsKeyId"> & { readonly name: string };

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
  { both, source, replica, places, policy }: ReplicatedBucketArgs,
): { readonly bucket: Bucket; readonly copy: Bucket } {
  const part = { parent, dependsOn: [policy] };
  const bucket = new Bucket(
    name,
    { ...both, ...source, kmsKeyId: places.keyId },
    { ...part, protect: true, ...untilSettled(`${name}-key-usable`, notAllowedYet) },
  );
  const copy = new Bucket(
    `${name}-replica`,
    { ...both, ...replica, kmsKeyId: places.replicaKeyId },
    {
      ...part,
      provider: places.replicaProvider,
      protect: true,
      ...untilSettled(`${name}-replica-key-usable`, notAllowedYet),
    },
  );
  new ReplicationPolicy(
    name,
    {
      namespace: both.namespace,
      name: `to-${places.replicaRegion}`,
      bucket: bucket.name,
      destinationBucketName: copy.name,
      destinationRegionName: places.replicaRegion,
    },
    { ...part, ...untilSettled(`${name}-replication-allowed`, notAllowedYet) },
  );
  return { bucket, copy };
}
