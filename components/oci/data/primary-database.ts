import { ComponentResource } from "@pulumi/pulumi";
import type { Input, Output, ProviderResource, Resource } from "@pulumi/pulumi";
import { AutonomousDatabase } from "@pulumi/oci/database";
import { Secret } from "@pulumi/oci/vault";
import * as check from "../../checks";
import { declarationChecks, declared } from "../../declaration";
import type { ComponentOptions, Declaration } from "../../declaration";
import { untilSettled } from "../../until-settled";
import { databaseName, ocid, otherUsRegion } from "../checks";
import { notAuthorized } from "../not-settled";
import { tags } from "../tags";

/** Transactions, or a lakehouse. `DW` is no longer taken as of December 2026. */
export const workloads = ["OLTP", "LH"] as const;
/** The versions that Oracle recommends for new databases. */
export const databaseVersions = ["26ai", "19c"] as const;
export const licenses = ["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE"] as const;

export interface PrimaryDatabaseArgs extends Declaration {
  /** Unique in the tenancy. */
  readonly databaseName: string;
  readonly workload: (typeof workloads)[number];
  readonly version: (typeof databaseVersions)[number];
  readonly license: (typeof licenses)[number];
  /** ECPUs, from 2 to 512; at peak it takes up to three times as many by itself. */
  readonly processors: number;
  /** From 1 to 383. */
  readonly terabytes: number;
  /** How long automatic backups are kept, from 1 to 60. */
  readonly backupDays: number;
  readonly dataCompartmentId: Input<string>;
  /** Holds the administrator's password. */
  readonly keysCompartmentId: Input<string>;
  readonly vaultId: Input<string>;
  /** An AES key of 256 bits in the vault. */
  readonly keyId: Input<string>;
  /** What lets the database use its key. */
  readonly keyAccess: Resource;
  /** What mirrors vault and key in `standbyRegion`. */
  readonly vaultReplica: Resource;
  /** The region of the component's provider, in the United States. */
  readonly region: string;
  /** Where its private endpoint is, and what may reach that. */
  readonly subnetId: Input<string>;
  readonly groupId: Input<string>;
  /** Another region in the United States, which is `standbyProvider`'s. */
  readonly standbyRegion: string;
  readonly standbyProvider: ProviderResource;
  readonly standbySubnetId: Input<string>;
  readonly standbyGroupId: Input<string>;
}

/**
 * The database that US users' data is in, and its standby in another region of the United States. Both answer on private
 * endpoints only, and only to clients with a certificate.
 *
 * What the database opens by itself (links, `DBMS_CLOUD`) leaves by Oracle's network until SQL sets its property
 * `ROUTE_OUTBOUND_CONNECTIONS` to `ENFORCE_PRIVATE_ENDPOINT`, which no provider can; then its group lets nothing out.
 * https://docs.oracle.com/en/cloud/paas/autonomous-database/serverless/adbsb/private-endpoints-autonomous.html
 */
export class PrimaryDatabase extends ComponentResource {
  readonly databaseId: Output<string>;
  readonly standbyDatabaseId: Output<string>;

  constructor(name: string, args: PrimaryDatabaseArgs, opts: ComponentOptions) {
    refuseWrong(name, args);
    super("stateside:oci:PrimaryDatabase", name, declared(args), opts);

    const database = new AutonomousDatabase(
      name,
      {
        compartmentId: args.dataCompartmentId,
        displayName: name,
        dbName: args.databaseName,
        dbWorkload: args.workload,
        dbVersion: args.version,
        licenseModel: args.license,
        computeModel: "ECPU",
        computeCount: args.processors,
        isAutoScalingEnabled: true,
        dataStorageSizeInTbs: args.terabytes,
        backupRetentionPeriodInDays: args.backupDays,
        encryptionKey: { autonomousDatabaseProvider: "OCI", vaultId: args.vaultId, kmsKeyId: args.keyId },
        secretId: this.declarePassword(name, args).id,
        subnetId: args.subnetId,
        nsgIds: [args.groupId],
        isMtlsConnectionRequired: true,
        autonomousMaintenanceScheduleType: "REGULAR",
        ...tags(args),
      },
      {
        parent: this,
        protect: true,
        dependsOn: [args.keyAccess],
        ...untilSettled(`${name}-database-key-usable`, notAuthorized),
      },
    );
    const standby = new AutonomousDatabase(
      `${name}-standby`,
      {
        compartmentId: args.dataCompartmentId,
        source: "CROSS_REGION_DATAGUARD",
        sourceId: database.id,
        // Sizes, key, password, version, license and backups are the primary's. What may be stated has to be the same.
        // https://docs.oracle.com/en-us/iaas/api/#/en/database/latest/datatypes/CreateCrossRegionAutonomousDatabaseDataGuardDetails
        dbName: database.dbName,
        isMtlsConnectionRequired: true,
        subnetId: args.standbySubnetId,
        nsgIds: [args.standbyGroupId],
        ...tags(args),
      },
      {
        parent: this,
        provider: args.standbyProvider,
        protect: true,
        dependsOn: [args.keyAccess, args.vaultReplica],
        ...untilSettled(`${name}-standby-key-usable`, notAuthorized),
      },
    );

    this.databaseId = database.id;
    this.standbyDatabaseId = standby.id;
    this.registerOutputs({ databaseId: this.databaseId, standbyDatabaseId: this.standbyDatabaseId });
  }

  /**
   * The vault makes up the administrator's password, so neither program nor state ever has it. Whoever deploys needs
   * `read secret-bundles` for the database to be given it. While a vault is being mirrored, it isn't active, and takes
   * no secrets.
   * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/create-secret-generate-automatic.htm
   */
  private declarePassword(name: string, args: PrimaryDatabaseArgs): Secret {
    return new Secret(
      `${name}-administrator`,
      {
        compartmentId: args.keysCompartmentId,
        vaultId: args.vaultId,
        keyId: args.keyId,
        secretName: `${name}-administrator`,
        description: `The password of ADMIN in the database ${args.databaseName}`,
        enableAutoGeneration: true,
        // As long as the database takes, and of the characters that it asks for.
        secretGenerationContext: {
          generationType: "PASSPHRASE",
          generationTemplate: "DBAAS_DEFAULT_PASSWORD",
          passphraseLength: 30,
        },
        ...tags(args),
      },
      { parent: this, protect: true, dependsOn: [args.vaultReplica] },
    );
  }
}

/** https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-compute-models.html */
function refuseWrong(name: string, args: PrimaryDatabaseArgs): void {
  check.refuseWrong("primary database", name, {
    ...declarationChecks(args),
    databaseName: check.against(args.databaseName, databaseName),
    processors: check.against(args.processors, check.whole(2, 512, "ECPUs")),
    terabytes: check.against(args.terabytes, check.whole(1, 383, "terabytes")),
    backupDays: check.against(args.backupDays, check.days(1, 60)),
    dataCompartmentId: check.against(args.dataCompartmentId, ocid("compartment")),
    keysCompartmentId: check.against(args.keysCompartmentId, ocid("compartment")),
    vaultId: check.against(args.vaultId, ocid("vault")),
    keyId: check.against(args.keyId, ocid("key")),
    region: check.against(args.region, check.usRegion("oci", "us-ashburn-1")),
    subnetId: check.against(args.subnetId, ocid("subnet")),
    groupId: check.against(args.groupId, ocid("networksecuritygroup")),
    standbyRegion: check.against(args.standbyRegion, otherUsRegion(args.region)),
    standbySubnetId: check.against(args.standbySubnetId, ocid("subnet")),
    standbyGroupId: check.against(args.standbyGroupId, ocid("networksecuritygroup")),
  });
}
