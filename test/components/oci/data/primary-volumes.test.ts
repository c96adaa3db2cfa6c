import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PrimaryVolumes } from "../../../../components/oci/data/primary-volumes";
import type { PrimaryVolumesArgs } from "../../../../components/oci/data/primary-volumes";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<PrimaryVolumesArgs, "keyAccess">>;

function build(seen: Seen, change: Change = {}): PrimaryVolumes {
  return new PrimaryVolumes(
    "user-data",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: "ocid1.tenancy.oc1..tenancy",
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      keyId: output("ocid1.key.oc1.iad.vault.volumes"),
      copyKeyId: "ocid1.key.oc1.phx.vault.volumes",
      keyAccess: new ComponentResource("test:index:Access", "access", {}, seen),
      region: "us-ashburn-1",
      copyRegion: "us-phoenix-1",
      availabilityDomain: 2,
      gigabytes: 100,
      backupDays: 14,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("declares an encrypted volume, and backups of it that are copied to the other region under a key there", async () => {
  const recorded = await record(build);
  const [component, ...children] = recorded.filter(({ type }) => !type.startsWith("test:"));
  expect(component).toMatchObject({
    type: "stateside:oci:PrimaryVolumes",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    name: "user-data",
    parent: "stateside:oci:PrimaryVolumes user-data",
    provider: "ashburn",
    deletedWith: undefined,
  };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:Core/volume:Volume",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..data",
        displayName: "user-data",
        availabilityDomain: "Exmp:US-ASHBURN-AD-2",
        sizeInGbs: "100",
        vpusPerGb: "10",
        kmsKeyId: "ocid1.key.oc1.iad.vault.volumes",
        ...tagged,
      },
      protect: true,
      after: ["test:index:Access access"],
    },
    {
      ...shared,
      type: "oci:Core/volumeBackupPolicy:VolumeBackupPolicy",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..data",
        displayName: "user-data",
        schedules: [
          {
            backupType: "INCREMENTAL",
            period: "ONE_DAY",
            hourOfDay: 8,
            offsetType: "STRUCTURED",
            timeZone: "UTC",
            retentionSeconds: 1_209_600,
          },
        ],
        destinationRegion: "us-phoenix-1",
        ...tagged,
      },
      protect: false,
      after: [],
    },
    {
      ...shared,
      type: "oci:Core/volumeBackupPolicyAssignment:VolumeBackupPolicyAssignment",
      inputs: {
        assetId: "user-data-id",
        policyId: "user-data-id",
        xrcKmsKeyId: "ocid1.key.oc1.phx.vault.volumes",
      },
      protect: false,
      after: ["test:index:Access access"],
    },
  ]);
});

it.each<[Change, string]>([
  [
    { tenancyId: "tenancy" },
    "`tenancyId` is `tenancy`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [
    { dataCompartmentId: "data" },
    "`dataCompartmentId` is `data`; use the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`",
  ],
  [{ keyId: "key" }, "`keyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [{ copyKeyId: "key" }, "`copyKeyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [
    { region: "sa-saopaulo-1" },
    "`region` is `sa-saopaulo-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { copyRegion: "ca-toronto-1" },
    "`copyRegion` is `ca-toronto-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { copyRegion: "us-ashburn-1" },
    "`copyRegion` is `us-ashburn-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [{ availabilityDomain: 4 }, "`availabilityDomain` is `4`; use the number of an availability domain, `1`, `2` or `3`"],
  [{ gigabytes: 49 }, "`gigabytes` is `49`; use a whole number of gigabytes from 50 to 32768"],
  [{ backupDays: 6 }, "`backupDays` is `6`; use a whole number of days from 7 to 365"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`primary volumes \`user-data\`: ${message}`);
});
