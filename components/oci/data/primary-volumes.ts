import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { Volume, VolumeBackupPolicy, VolumeBackupPolicyAssignment } from "@pulumi/oci/core";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { availabilityDomainNumber, ocid, otherUsRegion } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { availabilityDomain } from "./availability-domain";
import { volumeSchedules } from "./backup-schedules";

export interface PrimaryVolumesArgs extends Declaration {
  readonly tenancyId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  /** An AES key in `region`, of one version only. */
  readonly keyId: Input<string>;
  /** A key in `copyRegion`, for the copies there. */
  readonly copyKeyId: Input<string>;
  /** What lets Block Volume use both keys. */
  readonly keyAccess: Resource;
  /** The region of the component's provider, in the United States. */
  readonly region: string;
  /** Where backups are copied to: another region in the United States, which Oracle pairs with `region`. */
  readonly copyRegion: string;
  /** The number of an availability domain of the region, from 1 to 3: where who uses the volume has to be. */
  readonly availabilityDomain: number;
  /** From 50 to 32,768. */
  readonly gigabytes: number;
  /** How long the oldest backup is kept, from 7 to 365. */
  readonly backupDays: number;
}

/** The volume that US users' data is in, and its backups, which are copied to another region of the United States alone. */
export class PrimaryVolumes extends ComponentResource {
  readonly volumeId: Output<string>;

  constructor(name: string, args: PrimaryVolumesArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrimaryVolumes", name, declared(args), opts);

    const volume = new Volume(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        availabilityDomain: availabilityDomain(args.availabilityDomain, args.tenancyId, { parent: this }),
        sizeInGbs: String(args.gigabytes),
        // "Balanced", what the service takes by itself.
        vpusPerGb: "10",
        kmsKeyId: args.keyId,
        ...tags(args),
      },
      {
        parent: this,
        protect: true,
        dependsOn: [args.keyAccess],
        ...untilSettled(`${name}-volume-key-usable`, notAuthorized),
      },
    );
    const policy = new VolumeBackupPolicy(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        schedules: volumeSchedules(args.backupDays),
        destinationRegion: args.copyRegion,
        ...tags(args),
      },
      { parent: this },
    );
    new VolumeBackupPolicyAssignment(
      name,
      // A volume's key isn't copied with its backups: without one of the other region, Oracle's own would encrypt them.
      // https://docs.oracle.com/en-us/iaas/Content/Block/Tasks/assign-encryption-key.htm
      { assetId: volume.id, policyId: policy.id, xrcKmsKeyId: args.copyKeyId },
      { parent: this, dependsOn: [args.keyAccess] },
    );

    this.volumeId = volume.id;
    this.registerOutputs({ volumeId: this.volumeId });
  }
}

function refuseWrong(name: string, args: PrimaryVolumesArgs): void {
  check.refuseWrong("primary volumes", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keyId: check.against(args.keyId, ocid("key")),
    copyKeyId: check.against(args.copyKeyId, ocid("key")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    copyRegion: check.against(args.copyRegion, otherUsRegion(args.region)),
    availabilityDomain: check.against(args.availabilityDomain, availabilityDomainNumber),
    // https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/overview.htm#capabilities
    gigabytes: check.against(args.gigabytes, check.whole(50, 32_768, "gigabytes")),
    backupDays: check.against(args.backupDays, check.days(7, 365)),
  });
}
