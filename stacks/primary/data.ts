import type { Output, ProviderResource } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Declaration } from "../../components/declaration";
import { databaseName, exportPath, oracleBucketName } from "../../components/oci/checks";
import { KeyAccess } from "../../components/oci/data/key-access";
import { databaseVersions, licenses, PrimaryDatabase, workloads } from "../../components/oci/data/primary-database";
import { PrimaryFiles } from "../../components/oci/data/primary-files";
import { PrimaryStorage } from "../../components/oci/data/primary-storage";
import { PrimaryVolumes } from "../../components/oci/data/primary-volumes";
import { daysFrom, oneOf, text, wholeFrom } from "../config";
import type { Outputs } from "../stack-outputs";
import type { keys, Place } from "./keys";

/** What the stores of US users' data are told. */
export const dataSettings = {
  bucketName: text(oracleBucketName),
  replicaBucketName: text(oracleBucketName),
  previousVersionDays: daysFrom(1, 3650).default(90),
  databaseName: text(databaseName),
  databaseWorkload: oneOf(workloads).default("OLTP"),
  databaseVersion: oneOf(databaseVersions).default("26ai"),
  databaseLicense: oneOf(licenses).default("LICENSE_INCLUDED"),
  databaseProcessors: wholeFrom(2, 512, "ECPUs").default(4),
  databaseTerabytes: wholeFrom(1, 383, "terabytes").default(1),
  databaseBackupDays: daysFrom(1, 60).default(60),
  availabilityDomain: wholeFrom(1, 3, "availability domains").default(1),
  volumeGigabytes: wholeFrom(50, 32_768, "gigabytes").default(100),
  filesPath: text(exportPath).default("/user-data"),
  replicationMinutes: wholeFrom(15, 1440, "minutes").default(60),
  backupDays: daysFrom(7, 365).default(90),
};

/** What the stores need of one side's networks. */
interface Network {
  readonly subnetIds: { readonly data: Output<string> };
  readonly groupIds: Readonly<Record<"database" | "files", Output<string>>>;
  readonly plan: { readonly application: { readonly subnet: string } };
}

interface Given {
  readonly settings: { readonly [Key in keyof typeof dataSettings]: z.output<(typeof dataSettings)[Key]> };
  readonly declaration: Declaration;
  readonly landing: Outputs<"landing">;
  readonly home: ProviderResource;
  readonly primary: Place & { readonly network: Network };
  readonly standby: Place & { readonly network: Network };
  readonly keys: ReturnType<typeof keys>;
}

/** The stores of US users' data: objects, a database, a volume and files, each with a second copy on the other side. */
export function data(given: Given) {
  const { settings, landing, primary, standby } = given;
  const { vault, standbyVault } = given.keys;
  const compartments = {
    enclaveCompartmentId: landing("enclaveCompartmentId"),
    dataCompartmentId: landing("dataCompartmentId"),
    keysCompartmentId: landing("keysCompartmentId"),
  };
  const keyAccess = new KeyAccess(
    "user-data",
    {
      ...given.declaration,
      ...compartments,
      tenancyId: landing("tenancyId"),
      vaultId: vault.vaultId,
      databaseKeyId: vault.keyIds.database,
      volumesKeyId: vault.keyIds.volumes,
      filesKeyId: vault.keyIds.files,
      standbyVolumesKeyId: standbyVault.keyIds.volumes,
      standbyFilesKeyId: standbyVault.keyIds.files,
    },
    { provider: given.home },
  );
  const storage = new PrimaryStorage(
    "user-data",
    {
      ...given.declaration,
      ...compartments,
      bucketName: settings.bucketName,
      replicaBucketName: settings.replicaBucketName,
      previousVersionDays: settings.previousVersionDays,
      region: primary.region,
      replicaRegion: standby.region,
      replicaProvider: standby.provider,
      homeProvider: given.home,
      keyId: vault.keyIds.objects,
      replicaKeyId: standbyVault.keyIds.objects,
    },
    { provider: primary.provider },
  );
  const database = declareDatabase(given, keyAccess);
  declareVolumes(given, keyAccess);
  const files = declareFiles(given, keyAccess);

  return { storage, database, files };
}

function declareDatabase({ settings, declaration, landing, primary, standby, keys }: Given, keyAccess: KeyAccess) {
  return new PrimaryDatabase(
    "user-data",
    {
      ...declaration,
      databaseName: settings.databaseName,
      workload: settings.databaseWorkload,
      version: settings.databaseVersion,
      license: settings.databaseLicense,
      processors: settings.databaseProcessors,
      terabytes: settings.databaseTerabytes,
      backupDays: settings.databaseBackupDays,
      dataCompartmentId: landing("dataCompartmentId"),
      keysCompartmentId: landing("keysCompartmentId"),
      vaultId: keys.vault.vaultId,
      keyId: keys.vault.keyIds.database,
      keyAccess,
      vaultReplica: keys.replica,
      region: primary.region,
      subnetId: primary.network.subnetIds.data,
      groupId: primary.network.groupIds.database,
      standbyRegion: standby.region,
      standbyProvider: standby.provider,
      standbySubnetId: standby.network.subnetIds.data,
      standbyGroupId: standby.network.groupIds.database,
    },
    { provider: primary.provider },
  );
}

function declareVolumes({ settings, declaration, landing, primary, standby, keys }: Given, keyAccess: KeyAccess): void {
  new PrimaryVolumes(
    "user-data",
    {
      ...declaration,
      tenancyId: landing("tenancyId"),
      dataCompartmentId: landing("dataCompartmentId"),
      keyId: keys.vault.keyIds.volumes,
      copyKeyId: keys.standbyVault.keyIds.volumes,
      keyAccess,
      region: primary.region,
      copyRegion: standby.region,
      availabilityDomain: settings.availabilityDomain,
      gigabytes: settings.volumeGigabytes,
      backupDays: settings.backupDays,
    },
    { provider: primary.provider },
  );
}

function declareFiles({ settings, declaration, landing, primary, standby, keys }: Given, keyAccess: KeyAccess) {
  return new PrimaryFiles(
    "user-data",
    {
      ...declaration,
      tenancyId: landing("tenancyId"),
      dataCompartmentId: landing("dataCompartmentId"),
      keyId: keys.vault.keyIds.files,
      replicaKeyId: keys.standbyVault.keyIds.files,
      keyAccess,
      region: primary.region,
      replicaRegion: standby.region,
      replicaProvider: standby.provider,
      availabilityDomain: settings.availabilityDomain,
      subnetId: primary.network.subnetIds.data,
      groupId: primary.network.groupIds.files,
      replicaSubnetId: standby.network.subnetIds.data,
      replicaGroupId: standby.network.groupIds.files,
      clients: primary.network.plan.application.subnet,
      path: settings.filesPath,
      snapshotDays: settings.backupDays,
      replicationMinutes: settings.replicationMinutes,
    },
    { provider: primary.provider },
  );
}
