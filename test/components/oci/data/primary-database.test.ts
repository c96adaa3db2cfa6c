import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PrimaryDatabase } from "../../../../components/oci/data/primary-database";
import type { PrimaryDatabaseArgs } from "../../../../components/oci/data/primary-database";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<PrimaryDatabaseArgs, "standbyProvider" | "keyAccess" | "vaultReplica">>;

function build(seen: Seen, change: Change = {}): PrimaryDatabase {
  return new PrimaryDatabase(
    "user-data",
    {
      dataClass: "us-user",
      owner: "data-platform",
      databaseName: "userdata",
      workload: "OLTP",
      version: "26ai",
      license: "LICENSE_INCLUDED",
      processors: 4,
      terabytes: 1,
      backupDays: 60,
      dataCompartmentId: "ocid1.compartment.oc1..data",
      keysCompartmentId: output("ocid1.compartment.oc1..keys"),
      vaultId: "ocid1.vault.oc1.iad.vault",
      keyId: output("ocid1.key.oc1.iad.vault.key"),
      keyAccess: new ComponentResource("test:index:Access", "access", {}, seen),
      vaultReplica: new ComponentResource("test:index:Replica", "replica", {}, seen),
      region: "us-ashburn-1",
      subnetId: "ocid1.subnet.oc1.iad.data",
      groupId: "ocid1.networksecuritygroup.oc1.iad.database",
      standbyRegion: "us-phoenix-1",
      standbyProvider: new Provider("phoenix", { region: "us-phoenix-1" }),
      standbySubnetId: output("ocid1.subnet.oc1.phx.data"),
      standbyGroupId: "ocid1.networksecuritygroup.oc1.phx.database",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const parts = async (change: Change = {}) =>
  (await record((seen) => build(seen, change))).filter(({ type }) => !type.startsWith("test:"));

it("declares a private database, and its standby in the other region once key and vault are there too", async () => {
  const [component, ...children] = await parts();
  expect(component).toMatchObject({
    type: "stateside:oci:PrimaryDatabase",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = { parent: "stateside:oci:PrimaryDatabase user-data", protect: true, deletedWith: undefined };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Vault/secret:Secret",
      name: "user-data-administrator",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..keys",
        vaultId: "ocid1.vault.oc1.iad.vault",
        keyId: "ocid1.key.oc1.iad.vault.key",
        secretName: "user-data-administrator",
        description: "The password of ADMIN in the database userdata",
        enableAutoGeneration: true,
        secretGenerationContext: {
          generationType: "PASSPHRASE",
          generationTemplate: "DBAAS_DEFAULT_PASSWORD",
          passphraseLength: 30,
        },
        ...tagged,
      },
      provider: "ashburn",
      after: ["test:index:Replica replica"],
    },
    {
      ...shared,
      type: "oci:Database/autonomousDatabase:AutonomousDatabase",
      name: "user-data",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..data",
        displayName: "user-data",
        dbName: "userdata",
        dbWorkload: "OLTP",
        dbVersion: "26ai",
        licenseModel: "LICENSE_INCLUDED",
        computeModel: "ECPU",
        computeCount: 4,
        isAutoScalingEnabled: true,
        dataStorageSizeInTbs: 1,
        backupRetentionPeriodInDays: 60,
        encryptionKey: {
          autonomousDatabaseProvider: "OCI",
          vaultId: "ocid1.vault.oc1.iad.vault",
          kmsKeyId: "ocid1.key.oc1.iad.vault.key",
        },
        secretId: "user-data-administrator-id",
        subnetId: "ocid1.subnet.oc1.iad.data",
        nsgIds: ["ocid1.networksecuritygroup.oc1.iad.database"],
        isMtlsConnectionRequired: true,
        autonomousMaintenanceScheduleType: "REGULAR",
        ...tagged,
      },
      provider: "ashburn",
      after: ["test:index:Access access"],
    },
    {
      ...shared,
      type: "oci:Database/autonomousDatabase:AutonomousDatabase",
      name: "user-data-standby",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..data",
        source: "CROSS_REGION_DATAGUARD",
        sourceId: "user-data-id",
        dbName: "userdata",
        isMtlsConnectionRequired: true,
        subnetId: "ocid1.subnet.oc1.phx.data",
        nsgIds: ["ocid1.networksecuritygroup.oc1.phx.database"],
        ...tagged,
      },
      provider: "phoenix",
      after: ["test:index:Access access", "test:index:Replica replica"],
    },
  ]);
});

it("never has the administrator's password", async () => {
  const inputs = JSON.stringify((await parts()).map((each) => each.inputs));
  expect(inputs).not.toMatch(/adminPassword|secretContent/);
});

it.each<[Change, string]>([
  [{ databaseName: "user_data" }, "`databaseName` is `user_data`; use 1 to 30 letters and digits, a letter first"],
  [{ databaseName: "1userdata" }, "`databaseName` is `1userdata`; use 1 to 30 letters and digits, a letter first"],
  [
    { databaseName: "u".repeat(31) },
    `\`databaseName\` is \`${"u".repeat(31)}\`; use 1 to 30 letters and digits, a letter first`,
  ],
  [{ processors: 1 }, "`processors` is `1`; use a whole number of ECPUs from 2 to 512"],
  [{ processors: 2.5 }, "`processors` is `2.5`; use a whole number of ECPUs from 2 to 512"],
  [{ terabytes: 384 }, "`terabytes` is `384`; use a whole number of terabytes from 1 to 383"],
  [{ backupDays: 61 }, "`backupDays` is `61`; use a whole number of days from 1 to 60"],
  [
    { dataCompartmentId: "data" },
    "`dataCompartmentId` is `data`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [
    { keysCompartmentId: "keys" },
    "`keysCompartmentId` is `keys`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ vaultId: "vault" }, "`vaultId` is `vault`; use the OCID of a vault, `ocid1.vault.<realm>.[region].<unique id>`"],
  [{ keyId: "key" }, "`keyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ subnetId: "data" }, "`subnetId` is `data`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`"],
  [
    { groupId: "database" },
    "`groupId` is `database`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
  [
    { standbyRegion: "us-ashburn-1" },
    "`standbyRegion` is `us-ashburn-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { standbyRegion: "ca-toronto-1" },
    "`standbyRegion` is `ca-toronto-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { standbySubnetId: "data" },
    "`standbySubnetId` is `data`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
  [
    { standbyGroupId: "database" },
    "`standbyGroupId` is `database`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`primary database \`user-data\`: ${message}`);
});
