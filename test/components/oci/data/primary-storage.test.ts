import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/oci/provider";
import { PrimaryStorage } from "../../../../components/oci/data/primary-storage";
import type { PrimaryStorageArgs } from "../../../../components/oci/data/primary-storage";
import { record, refusal } from "../../recorder";
import type { Seen } from "../../recorder";

type Change = Partial<Omit<PrimaryStorageArgs, "replicaProvider" | "homeProvider">>;

function build(seen: Seen, change: Change = {}): PrimaryStorage {
  return new PrimaryStorage(
    "user-data",
    {
      dataClass: "us-user",
      owner: "data-platform",
      bucketName: "users",
      replicaBucketName: "users-replica",
      region: "us-ashburn-1",
      replicaRegion: "us-phoenix-1",
      replicaProvider: new Provider("phoenix", { region: "us-phoenix-1" }),
      homeProvider: new Provider("home", { region: "us-sanjose-1" }),
      enclaveCompartmentId: "ocid1.compartment.oc1..enclave",
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      keysCompartmentId: "ocid1.compartment.oc1..keys",
      keyId: output("ocid1.key.oc1.iad.vault.key"),
      replicaKeyId: "ocid1.key.oc1.phx.vault.key",
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const freeformTags = { "data-class": "us-user", owner: "data-platform" };
const definedTags = { "stateside.data-class": "us-user", "stateside.owner": "data-platform" };
const component = "stateside:oci:PrimaryStorage user-data";
const policy = "oci:Identity/policy:Policy user-data";

it("declares the bucket, its replica in the other region, and replication after the policy that allows it", async () => {
  const [first, ...children] = await record(build);
  expect(first).toMatchObject({
    type: "stateside:oci:PrimaryStorage",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  const bucket = {
    compartmentId: "ocid1.compartment.oc1..data",
    namespace: "axexample",
    accessType: "NoPublicAccess",
    storageTier: "Standard",
    objectEventsEnabled: true,
    freeformTags,
    definedTags,
  };
  expect(children).toEqual([
    {
      type: "oci:Identity/policy:Policy",
      name: "user-data",
      inputs: {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "user-data-object-storage",
        description:
          "Lets Object Storage encrypt the primary bucket and its replica, copy between them, and remove previous versions",
        statements: [
          "Allow service objectstorage-us-ashburn-1 to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.iad.vault.key'",
          "Allow service objectstorage-us-phoenix-1 to use keys in compartment id ocid1.compartment.oc1..keys where target.key.id = 'ocid1.key.oc1.phx.vault.key'",
          "Allow service objectstorage-us-ashburn-1 to manage object-family in compartment id ocid1.compartment.oc1..data",
        ],
        freeformTags,
        definedTags,
      },
      parent: component,
      provider: "home",
      protect: false,
      after: [],
      deletedWith: undefined,
    },
    {
      type: "oci:ObjectStorage/bucket:Bucket",
      name: "user-data",
      inputs: { ...bucket, name: "users", kmsKeyId: "ocid1.key.oc1.iad.vault.key", versioning: "Enabled" },
      parent: component,
      provider: "ashburn",
      protect: true,
      after: [policy],
      deletedWith: undefined,
    },
    {
      type: "oci:ObjectStorage/bucket:Bucket",
      name: "user-data-replica",
      inputs: { ...bucket, name: "users-replica", kmsKeyId: "ocid1.key.oc1.phx.vault.key", versioning: "Disabled" },
      parent: component,
      provider: "phoenix",
      protect: true,
      after: [policy],
      deletedWith: undefined,
    },
    {
      type: "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
      name: "user-data",
      inputs: {
        namespace: "axexample",
        name: "to-us-phoenix-1",
        bucket: "users",
        destinationBucketName: "users-replica",
        destinationRegionName: "us-phoenix-1",
      },
      parent: component,
      provider: "ashburn",
      protect: false,
      after: [policy],
      deletedWith: undefined,
    },
    {
      type: "oci:ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy",
      name: "user-data",
      inputs: {
        namespace: "axexample",
        bucket: "users",
        rules: [
          {
            name: "delete-previous-versions",
            target: "previous-object-versions",
            action: "DELETE",
            timeAmount: "90",
            timeUnit: "DAYS",
            isEnabled: true,
          },
          {
            name: "abort-unfinished-uploads",
            target: "multipart-uploads",
            action: "ABORT",
            timeAmount: "7",
            timeUnit: "DAYS",
            isEnabled: true,
          },
        ],
      },
      parent: component,
      provider: "ashburn",
      protect: false,
      after: [policy],
      deletedWith: undefined,
    },
  ]);
});

it("keeps previous versions as long as it is told", async () => {
  const recorded = await record((seen) => build(seen, { previousVersionDays: 30 }));
  expect(recorded.at(-1)?.inputs["rules"]).toContainEqual(expect.objectContaining({ timeAmount: "30" }));
});

it.each<[Change, string]>([
  [
    { bucketName: "user data" },
    "`bucketName` is `user data`; use 1 to 256 letters, digits, hyphens, underscores and periods",
  ],
  [
    { replicaBucketName: "" },
    "`replicaBucketName` is ``; use 1 to 256 letters, digits, hyphens, underscores and periods",
  ],
  [
    { region: "ap-singapore-1" },
    "`region` is `ap-singapore-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [
    { replicaRegion: "us-ashburn-1" },
    "`replicaRegion` is `us-ashburn-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { replicaRegion: "ca-toronto-1" },
    "`replicaRegion` is `ca-toronto-1`; use an Oracle Cloud region in the United States, such as `us-phoenix-1`, other than `us-ashburn-1`",
  ],
  [
    { replicaKeyId: "ocid1.vault.oc1.phx.aaaa" },
    "`replicaKeyId` is `ocid1.vault.oc1.phx.aaaa`; use the OCID of a key, `ocid1.key.<realm>.[region].<unique id>`",
  ],
  [{ previousVersionDays: 0 }, "`previousVersionDays` is `0`; use a whole number of days from 1 to 3650"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`primary storage \`user-data\`: ${message}`);
});
