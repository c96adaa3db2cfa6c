import { all, ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import { Bucket, getNamespaceOutput, ReplicationPolicy } from "@pulumi/oci/objectstorage";
import type { BucketArgs } from "@pulumi/oci/objectstorage";
import * as check from "../checks";
import { declared, labels } from "../declaration";
import type { ComponentOptions, Declaration } from "../declaration";
import { untilSettled } from "../until-settled";
import { storageStatements } from "./storage-statements";

export interface PrimaryStorageArgs extends Declaration {
  readonly bucketName: string;
  readonly replicaBucketName: string;
  /** The region of the component's provider, in the United States. */
  readonly region: string;
  /** Another region in the United States, which is `replicaProvider`'s. */
  readonly replicaRegion: string;
  readonly replicaProvider: ProviderResource;
  /** A provider for the tenancy's home region, where policies are written. */
  readonly homeProvider: ProviderResource;
  /** Holds the policy: the compartment that both others are in. */
  readonly enclaveCompartmentId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keysCompartmentId: Input<string>;
  /** A key in `region`: a bucket takes keys of its own region only. */
  readonly keyId: Input<string>;
  /** A key in `replicaRegion`. */
  readonly replicaKeyId: Input<string>;
}

/**
 * A new policy isn't seen at once. The provider repeats what was refused for that, but only in the process that wrote the
 * policy, and each region's provider has a process of its own; for a bucket's key it never does.
 * https://github.com/oracle/oci-go-sdk/blob/master/common/eventual_consistency.go
 * https://github.com/oracle/terraform-provider-oci/issues/1514
 */
const notAllowed = ["InsufficientServicePermissions", "NotAuthorizedOrFoundKmsKey"];

/** The bucket that US users' data is in, and its replica in another region of the United States. */
export class PrimaryStorage extends ComponentResource {
  readonly namespace: Output<string>;
  readonly bucketName: Output<string>;
  readonly replicaBucketName: Output<string>;

  constructor(name: string, args: PrimaryStorageArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrimaryStorage", name, declared(args), opts);

    const policy = this.declarePolicy(name, args);
    const { namespace } = getNamespaceOutput({}, { parent: this });
    const bucket = new Bucket(
      name,
      {
        ...bucketInputs(args, namespace),
        name: args.bucketName,
        kmsKeyId: args.keyId,
        versioning: "Enabled",
      },
      { parent: this, protect: true, dependsOn: [policy], ...untilSettled(`${name}-key-usable`, notAllowed) },
    );
    const replica = new Bucket(
      `${name}-replica`,
      {
        ...bucketInputs(args, namespace),
        name: args.replicaBucketName,
        kmsKeyId: args.replicaKeyId,
        // The destination of a replication can't have versions; deleting in the source deletes here too, and the
        // source's versions are what brings an object back.
        // https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingversioning.htm
        versioning: "Disabled",
      },
      {
        parent: this,
        provider: args.replicaProvider,
        protect: true,
        dependsOn: [policy],
        ...untilSettled(`${name}-replica-key-usable`, notAllowed),
      },
    );
    new ReplicationPolicy(
      name,
      {
        namespace,
        name: `to-${args.replicaRegion}`,
        bucket: bucket.name,
        destinationBucketName: replica.name,
        destinationRegionName: args.replicaRegion,
      },
      { parent: this, dependsOn: [policy], ...untilSettled(`${name}-replication-allowed`, notAllowed) },
    );

    this.namespace = namespace;
    this.bucketName = bucket.name;
    this.replicaBucketName = replica.name;
    this.registerOutputs({
      namespace: this.namespace,
      bucketName: this.bucketName,
      replicaBucketName: this.replicaBucketName,
    });
  }

  private declarePolicy(name: string, args: PrimaryStorageArgs): Policy {
    const { region, replicaRegion, dataCompartmentId, keysCompartmentId, keyId, replicaKeyId } = args;
    const statements = all([dataCompartmentId, keysCompartmentId, keyId, replicaKeyId]).apply(
      ([data, keys, key, replicaKey]) =>
        storageStatements({
          region,
          replicaRegion,
          dataCompartmentId: data,
          keysCompartmentId: keys,
          keyId: key,
          replicaKeyId: replicaKey,
        }),
    );
    return new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-object-storage`,
        description: "Lets Object Storage encrypt the primary bucket and its replica and copy between them",
        statements,
        freeformTags: labels(args),
      },
      { parent: this, provider: args.homeProvider },
    );
  }
}

function bucketInputs(args: PrimaryStorageArgs, namespace: Output<string>): BucketArgs {
  return {
    namespace,
    compartmentId: args.dataCompartmentId,
    accessType: "NoPublicAccess",
    storageTier: "Standard",
    objectEventsEnabled: true,
    freeformTags: labels(args),
  };
}

function refuseWrong(name: string, args: PrimaryStorageArgs): void {
  check.refuseWrong("primary storage", name, {
    dataClass: check.against(args.dataClass, check.labelText),
    owner: check.against(args.owner, check.labelText),
    bucketName: check.against(args.bucketName, check.oracleBucketName),
    replicaBucketName: check.against(args.replicaBucketName, check.oracleBucketName),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    replicaRegion: check.against(args.replicaRegion, otherRegion(args.region)),
    enclaveCompartmentId: check.against(args.enclaveCompartmentId, check.ocid("compartment")),
    dataCompartmentId: check.against(args.dataCompartmentId, check.ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, check.ocid("compartment")),
    keyId: check.against(args.keyId, check.ocid("key")),
    replicaKeyId: check.against(args.replicaKeyId, check.ocid("key")),
  });
}

function otherRegion(region: string): check.Check<string> {
  const inUs = check.usRegion("oci", "us-phoenix-1");
  return {
    ...inUs,
    allowed: `${inUs.allowed}, other than ${check.quote(region)}`,
    accepts: (value) => value !== region && inUs.accepts(value),
  };
}
