import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PrimaryFiles } from "../../../../components/oci/data/primary-files";
import type { PrimaryFilesArgs } from "../../../../components/oci/data/primary-files";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<PrimaryFilesArgs, "replicaProvider" | "keyAccess">>;

function build(seen: Seen, change: Change = {}): PrimaryFiles {
  return new PrimaryFiles(
    "user-data",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: "ocid1.tenancy.oc1..tenancy",
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      keyId: output("ocid1.key.oc1.iad.vault.files"),
      replicaKeyId: "ocid1.key.oc1.phx.vault.files",
      keyAccess: new ComponentResource("test:index:Access", "access", {}, seen),
      region: "us-ashburn-1",
      replicaRegion: "us-phoenix-1",
      replicaProvider: new Provider("phoenix", { region: "us-phoenix-1" }),
      availabilityDomain: 2,
      subnetId: "ocid1.subnet.oc1.iad.data",
      groupId: "ocid1.networksecuritygroup.oc1.iad.files",
      replicaSubnetId: output("ocid1.subnet.oc1.phx.data"),
      replicaGroupId: "ocid1.networksecuritygroup.oc1.phx.files",
      clients: "10.20.64.0/18",
      path: "/user-data",
      snapshotDays: 14,
      replicationMinutes: 60,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

it("declares a file system for the application alone, its snapshots, and a replica that nobody can mount beside a mount target", async () => {
  const recorded = await record(build);
  const [component, ...children] = recorded.filter(({ type }) => !type.startsWith("test:"));
  expect(component).toMatchObject({
    type: "stateside:oci:PrimaryFiles",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const shared = {
    name: "user-data",
    parent: "stateside:oci:PrimaryFiles user-data",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
  };
  const tagged = {
    freeformTags: { "data-class": "us-user", owner: "data-platform" },
    definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
  };
  const here = {
    compartmentId: "ocid1.compartment.oc1..data",
    displayName: "user-data",
    availabilityDomain: "Exmp:US-ASHBURN-AD-2",
    ...tagged,
  };
  expect(children).toEqual([
    {
      ...shared,
      type: "oci:FileStorage/filesystemSnapshotPolicy:FilesystemSnapshotPolicy",
      inputs: {
        ...here,
        schedules: [{ period: "DAILY", hourOfDay: 8, timeZone: "UTC", retentionDurationInSeconds: "1209600" }],
      },
    },
    {
      ...shared,
      type: "oci:FileStorage/fileSystem:FileSystem",
      inputs: { ...here, kmsKeyId: "ocid1.key.oc1.iad.vault.files", filesystemSnapshotPolicyId: "user-data-id" },
      protect: true,
      after: ["test:index:Access access"],
    },
    {
      ...shared,
      type: "oci:FileStorage/mountTarget:MountTarget",
      inputs: {
        ...here,
        subnetId: "ocid1.subnet.oc1.iad.data",
        nsgIds: ["ocid1.networksecuritygroup.oc1.iad.files"],
        hostnameLabel: "files",
      },
    },
    {
      ...shared,
      type: "oci:FileStorage/export:Export",
      inputs: {
        exportSetId: "user-data-exports",
        fileSystemId: "user-data-id",
        path: "/user-data",
        exportOptions: [
          {
            source: "10.20.64.0/18",
            access: "READ_WRITE",
            identitySquash: "ROOT",
            requirePrivilegedSourcePort: true,
            isAnonymousAccessAllowed: false,
            allowedAuths: ["SYS"],
          },
        ],
      },
    },
    {
      ...shared,
      type: "oci:FileStorage/fileSystem:FileSystem",
      name: "user-data-replica",
      inputs: {
        ...here,
        displayName: "user-data-replica",
        availabilityDomain: "Exmp:PHX-AD-2",
        kmsKeyId: "ocid1.key.oc1.phx.vault.files",
      },
      provider: "phoenix",
      protect: true,
      after: ["test:index:Access access"],
    },
    {
      ...shared,
      type: "oci:FileStorage/replication:Replication",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..data",
        displayName: "user-data",
        sourceId: "user-data-id",
        targetId: "user-data-replica-id",
        replicationInterval: "60",
        ...tagged,
      },
    },
    {
      ...shared,
      type: "oci:FileStorage/mountTarget:MountTarget",
      name: "user-data-replica",
      inputs: {
        ...here,
        displayName: "user-data-replica",
        availabilityDomain: "Exmp:PHX-AD-2",
        subnetId: "ocid1.subnet.oc1.phx.data",
        nsgIds: ["ocid1.networksecuritygroup.oc1.phx.files"],
        hostnameLabel: "files",
      },
      provider: "phoenix",
    },
  ]);
});

it("exports the source alone: an exported file system can't be a replica", async () => {
  const exported = (await record(build)).filter(({ type }) => type === "oci:FileStorage/export:Export");
  expect(exported.map(({ inputs }) => inputs["fileSystemId"])).toEqual(["user-data-id"]);
});

it("tells what an export is added to when the replica's region takes over", async () => {
  const told: string[] = [];
  await record((seen) => build(seen).replicaExportSetId.apply((id) => told.push(id)));
  expect(told).toEqual(["user-data-replica-exports"]);
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
  [{ replicaKeyId: "key" }, "`replicaKeyId` is `key`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`"],
  [
    { region: "uk-london-1" },
    "`region` is `uk-london-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { replicaRegion: "us-ashburn-1" },
    "`replicaRegion` is `us-ashburn-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { replicaRegion: "mx-queretaro-1" },
    "`replicaRegion` is `mx-queretaro-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [{ availabilityDomain: 0 }, "`availabilityDomain` is `0`; use the number of an availability domain, `1`, `2` or `3`"],
  [{ subnetId: "data" }, "`subnetId` is `data`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`"],
  [
    { groupId: "files" },
    "`groupId` is `files`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
  [
    { replicaSubnetId: "data" },
    "`replicaSubnetId` is `data`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
  [
    { replicaGroupId: "files" },
    "`replicaGroupId` is `files`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
  [
    { clients: "0.0.0.0/0" },
    "`clients` is `0.0.0.0/0`; use a block of private IPv4 addresses from /16 to /30, by its first address, such as `10.20.64.0/18`",
  ],
  [
    { path: "/user-data/" },
    "`path` is `/user-data/`; use an absolute path of letters, digits, periods, hyphens and underscores, without a slash at its end",
  ],
  [{ snapshotDays: 366 }, "`snapshotDays` is `366`; use a whole number of days from 7 to 365"],
  [{ replicationMinutes: 14 }, "`replicationMinutes` is `14`; use a whole number of minutes from 15 to 1440"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`primary files \`user-data\`: ${message}`);
});
