import { ComponentResource, output } from "@pulumi/pulumi";
import type { Input, Output } from "@pulumi/pulumi";
import { Policy } from "@pulumi/oci/identity";
import { getNamespaceOutput, ObjectLifecyclePolicy } from "@pulumi/oci/objectstorage";
import type { BucketArgs, ObjectLifecyclePolicyArgs } from "@pulumi/oci/objectstorage";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { ocid, oracleBucketName } from "../checks";
import { tags } from "../tags";
import { declareReplicated, notAllowedYet, replicatedChecks } from "./replicated-bucket";
import type { ReplicatedPlaces } from "./replicated-bucket";
import { storageStatements } from "./storage-statements";

export interface PrimaryStorageArgs extends Declaration, ReplicatedPlaces {
  readonly bucketName: string;
  readonly replicaBucketName: string;
  readonly dataCompartmentId: Input<string>;
  /** How long a replaced or deleted object stays as a previous version, from 1 to 3,650. @default - 90 */
  readonly previousVersionDays?: number;
}

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
    const { bucket, copy } = declareReplicated(this, name, {
      both: bucketInputs(args, namespace),
      source: { name: args.bucketName, versioning: "Enabled" },
      // The destination of a replication can't have versions; deleting in the source deletes here too, and the source's
      // versions are what brings an object back.
      // https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingversioning.htm
      replica: { name: args.replicaBucketName, versioning: "Disabled" },
      places: args,
      policy,
    });
    new ObjectLifecyclePolicy(
      name,
      { namespace, bucket: bucket.name, rules: lifecycleRules(args.previousVersionDays ?? 90) },
      { parent: this, dependsOn: [policy], ...untilSettled(`${name}-lifecycle-allowed`, notAllowedYet) },
    );

    this.namespace = namespace;
    this.bucketName = bucket.name;
    this.replicaBucketName = copy.name;
    this.registerOutputs({
      namespace: this.namespace,
      bucketName: this.bucketName,
      replicaBucketName: this.replicaBucketName,
    });
  }

  private declarePolicy(name: string, args: PrimaryStorageArgs): Policy {
    const { region, replicaRegion, dataCompartmentId, keysCompartmentId, keyId, replicaKeyId } = args;
    const places = { region, replicaRegion, dataCompartmentId, keysCompartmentId, keyId, replicaKeyId };
    return new Policy(
      name,
      {
        compartmentId: args.enclaveCompartmentId,
        name: `${name}-object-storage`,
        description:
          "Lets Object Storage encrypt the primary bucket and its replica, copy between them, and remove previous versions",
        statements: output(places).apply(storageStatements),
        ...tags(args),
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
    ...tags(args),
  };
}

/**
 * What US users have deleted is really gone after a while, and what was never finished after a week. Nothing else expires,
 * and nothing is moved to a colder tier.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usinglifecyclepolicies.htm
 */
function lifecycleRules(previousVersionDays: number): NonNullable<ObjectLifecyclePolicyArgs["rules"]> {
  const rule = { isEnabled: true, timeUnit: "DAYS" };
  return [
    {
      ...rule,
      name: "delete-previous-versions",
      target: "previous-object-versions",
      action: "DELETE",
      timeAmount: String(previousVersionDays),
    },
    { ...rule, name: "abort-unfinished-uploads", target: "multipart-uploads", action: "ABORT", timeAmount: "7" },
  ];
}

function refuseWrong(name: string, args: PrimaryStorageArgs): void {
  check.refuseWrong("primary storage", name, {
    ...declarationChecks(args),
    ...replicatedChecks(args),
    bucketName: check.against(args.bucketName, oracleBucketName),
    replicaBucketName: check.against(args.replicaBucketName, oracleBucketName),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    previousVersionDays: check.against(args.previousVersionDays, check.days(1, 3650)),
  });
}
