import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource, Resource } from "@pulumi/pulumi";
import { Export, FileSystem, FilesystemSnapshotPolicy, MountTarget, Replication } from "@pulumi/oci/filestorage";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { availabilityDomainNumber, exportPath, ocid, otherUsRegion } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";
import { availabilityDomain } from "./availability-domain";
import { snapshotSchedules } from "./backup-schedules";

export interface PrimaryFilesArgs extends Declaration {
  readonly tenancyId: Input<string>;
  readonly dataCompartmentId: Input<string>;
  readonly keyId: Input<string>;
  /** A key in `replicaRegion`. */
  readonly replicaKeyId: Input<string>;
  /** What lets the file systems use their keys. */
  readonly keyAccess: Resource;
  /** The region of the component's provider, in the United States. */
  readonly region: string;
  /** Another region in the United States, which is `replicaProvider`'s. */
  readonly replicaRegion: string;
  readonly replicaProvider: ProviderResource;
  /** The number of an availability domain of either region, from 1 to 3. */
  readonly availabilityDomain: number;
  /** Where the mount target is, and what may reach that. */
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  /** The same in `replicaRegion`. */
  readonly replicaSubnetId: Input<string>;
  readonly replicaGroupId: Input<string>;
  /** The addresses that may mount the file system: the application's subnet. */
  readonly clients: string;
  /** What clients mount. */
  readonly path: string;
  /** How long the oldest snapshot is kept, from 7 to 365. */
  readonly snapshotDays: number;
  /** From 15 to 1,440. */
  readonly replicationMinutes: number;
}

/** The file system that US users' data is in, and its replica in another region of the United States. */
export class PrimaryFiles extends ComponentResource {
  readonly fileSystemId: Output<string>;
  readonly replicaFileSystemId: Output<string>;
  readonly mountTargetId: Output<string>;
  /** What an export is added to when the replica's region takes over. */
  readonly replicaExportSetId: Output<string>;

  constructor(name: string, args: PrimaryFilesArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrimaryFiles", name, declared(args), opts);

    const domain = availabilityDomain(args.availabilityDomain, args.tenancyId, { parent: this });
    const snapshots = new FilesystemSnapshotPolicy(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        availabilityDomain: domain,
        schedules: snapshotSchedules(args.snapshotDays),
        ...tags(args),
      },
      { parent: this },
    );
    const source = new FileSystem(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        availabilityDomain: domain,
        kmsKeyId: args.keyId,
        filesystemSnapshotPolicyId: snapshots.id,
        ...tags(args),
      },
      {
        parent: this,
        protect: true,
        dependsOn: [args.keyAccess],
        ...untilSettled(`${name}-files-key-usable`, notAuthorized),
      },
    );
    this.mountTargetId = this.mount(name, args, domain, source);
    const replica = this.replicate(name, args, source);
    this.replicaFileSystemId = replica.fileSystemId;
    this.replicaExportSetId = replica.exportSetId;
    this.fileSystemId = source.id;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      replicaFileSystemId: this.replicaFileSystemId,
      mountTargetId: this.mountTargetId,
      replicaExportSetId: this.replicaExportSetId,
    });
  }

  /** https://docs.oracle.com/en-us/iaas/Content/File/Tasks/exportoptions.htm */
  private mount(name: string, args: PrimaryFilesArgs, domain: Output<string>, source: FileSystem): Output<string> {
    const target = new MountTarget(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        availabilityDomain: domain,
        subnetId: args.subnetId,
        nsgIds: [args.groupId],
        // By itself it has no name that could be resolved.
        hostnameLabel: "files",
        ...tags(args),
      },
      { parent: this },
    );
    new Export(
      name,
      {
        exportSetId: target.exportSetId,
        fileSystemId: source.id,
        path: args.path,
        // Left out, any address could mount it, and root on a client would be root here.
        exportOptions: [
          {
            source: args.clients,
            access: "READ_WRITE",
            identitySquash: "ROOT",
            requirePrivilegedSourcePort: true,
            isAnonymousAccessAllowed: false,
            allowedAuths: ["SYS"],
          },
        ],
      },
      { parent: this },
    );
    return target.id;
  }

  /**
   * The target is never exported, else it couldn't be one. Keys aren't replicated, so it has its own. What can be there
   * before the replica's region takes over is: a mount target without an export, where the standby's application looks for
   * files. Taking over is to clone the newest replicated snapshot, to delete the replication target, and to export the clone.
   * https://docs.oracle.com/en-us/iaas/Content/File/Tasks/fsreplication-creating-a-replication.htm
   * https://docs.oracle.com/en-us/iaas/Content/File/Tasks/delete-replication-target.htm
   */
  private replicate(name: string, args: PrimaryFilesArgs, source: FileSystem) {
    const there = { parent: this, provider: args.replicaProvider };
    const domain = availabilityDomain(args.availabilityDomain, args.tenancyId, there);
    const replica = new FileSystem(
      `${name}-replica`,
      {
        compartmentId: args.dataCompartmentId,
        displayName: `${name}-replica`,
        availabilityDomain: domain,
        kmsKeyId: args.replicaKeyId,
        ...tags(args),
      },
      {
        ...there,
        protect: true,
        dependsOn: [args.keyAccess],
        ...untilSettled(`${name}-files-replica-key-usable`, notAuthorized),
      },
    );
    new Replication(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        sourceId: source.id,
        targetId: replica.id,
        replicationInterval: String(args.replicationMinutes),
        ...tags(args),
      },
      { parent: this },
    );
    const target = new MountTarget(
      `${name}-replica`,
      {
        compartmentId: args.dataCompartmentId,
        displayName: `${name}-replica`,
        availabilityDomain: domain,
        subnetId: args.replicaSubnetId,
        nsgIds: [args.replicaGroupId],
        hostnameLabel: "files",
        ...tags(args),
      },
      there,
    );
    return { fileSystemId: replica.id, exportSetId: target.exportSetId };
  }
}

function refuseWrong(name: string, args: PrimaryFilesArgs): void {
  check.refuseWrong("primary files", name, {
    ...declarationChecks(args),
    tenancyId: check.against(args.tenancyId, ocid("tenancy")),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keyId: check.against(args.keyId, ocid("key")),
    replicaKeyId: check.against(args.replicaKeyId, ocid("key")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    replicaRegion: check.against(args.replicaRegion, otherUsRegion(args.region)),
    availabilityDomain: check.against(args.availabilityDomain, availabilityDomainNumber),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    replicaSubnetId: check.against(args.replicaSubnetId, ocid("subnet")),
    replicaGroupId: check.against(args.replicaGroupId, ocid("networksecuritygroup")),
    clients: check.against(args.clients, check.privateBlock(16, 30, "10.20.64.0/18")),
    path: check.against(args.path, exportPath),
    snapshotDays: check.against(args.snapshotDays, check.days(7, 365)),
    replicationMinutes: check.against(args.replicationMinutes, check.whole(15, 1440, "minutes")),
  });
}
