import { readFileSync } from "node:fs";
import path from "node:path";
import { Provider } from "@pulumi/oci/provider";
import { output } from "@pulumi/pulumi";
import { Puller } from "../../../../components/oci/legacy/puller";
import type { PullerArgs } from "../../../../components/oci/legacy/puller";
import { pullerRule, pullerStatements } from "../../../../components/oci/legacy/puller-statements";
import { record, refusal, upkeep } from "../../recorder";
import type { Recorded, Seen } from "../../recorder";

const digest = `sha256:${"0a".repeat(32)}`;

const place = {
  compartmentId: output("ocid1.compartment.oc1..puller"),
  secretId: output("ocid1.vaultsecret.oc1.iad.google"),
};

function build(seen: Seen, change: Partial<PullerArgs> = {}): Puller {
  return new Puller(
    "legacy",
    {
      dataClass: "us-user",
      owner: "data-platform",
      tenancyId: "ocid1.tenancy.oc1..aaaaexample",
      enclaveCompartmentId: output("ocid1.compartment.oc1..enclave"),
      inspectionCompartmentId: output("ocid1.compartment.oc1..inspection"),
      dataCompartmentId: output("ocid1.compartment.oc1..data"),
      keysCompartmentId: output("ocid1.compartment.oc1..keys"),
      region: "us-ashburn-1",
      homeProvider: new Provider("home", { region: "us-ashburn-1" }),
      place,
      availabilityDomain: 2,
      subnetId: output("ocid1.subnet.oc1.iad.application"),
      groupId: output("ocid1.networksecuritygroup.oc1.iad.application"),
      imagePath: output("iad.ocir.io/axexample/us-enclave/puller"),
      imageDigest: digest,
      sourceBuckets: ["acme-orders", "acme-photos"],
      accessId: output("GOOG1EXAMPLE"),
      namespace: output("axexample"),
      bucketName: output("user-data"),
      run: 3,
      ...change,
    },
    { ...seen, provider: new Provider("ashburn", { region: "us-ashburn-1" }) },
  );
}

const tags = {
  freeformTags: { "data-class": "us-user", owner: "data-platform" },
  definedTags: { "stateside.data-class": "us-user", "stateside.owner": "data-platform" },
};

function child(type: string, inputs: object, rest: Partial<Recorded> = {}): object {
  return {
    type,
    name: "legacy",
    inputs: { ...inputs, ...tags },
    parent: "stateside:oci:Puller legacy",
    provider: "ashburn",
    protect: false,
    after: [],
    deletedWith: undefined,
    ...rest,
  };
}

const instance = {
  compartmentId: "ocid1.compartment.oc1..puller",
  availabilityDomain: "Exmp:US-ASHBURN-AD-2",
  displayName: "legacy",
  shape: "CI.Standard.E4.Flex",
  shapeConfig: { ocpus: 2, memoryInGbs: 16 },
  containerRestartPolicy: "ON_FAILURE",
  vnics: [
    {
      displayName: "legacy",
      subnetId: "ocid1.subnet.oc1.iad.application",
      nsgIds: ["ocid1.networksecuritygroup.oc1.iad.application"],
      isPublicIpAssigned: false,
      ...tags,
    },
  ],
  containers: [
    {
      displayName: "puller",
      imageUrl: `iad.ocir.io/axexample/us-enclave/puller@${digest}`,
      isResourcePrincipalDisabled: false,
      environmentVariables: {
        PULL_RUN: "3",
        SOURCE_BUCKETS: "acme-orders acme-photos",
        SOURCE_ACCESS_ID: "GOOG1EXAMPLE",
        SOURCE_SECRET_OCID: "ocid1.vaultsecret.oc1.iad.google",
        HOME_NAMESPACE: "axexample",
        HOME_COMPARTMENT_OCID: "ocid1.compartment.oc1..data",
        HOME_REGION: "us-ashburn-1",
        HOME_BUCKET: "user-data",
      },
      securityContext: {
        securityContextType: "LINUX",
        isNonRootUserCheckEnabled: true,
        isRootFileSystemReadonly: true,
        runAsUser: 10_001,
        runAsGroup: 10_001,
        capabilities: { dropCapabilities: ["ALL"] },
      },
      volumeMounts: [{ volumeName: "scratch", mountPath: "/tmp", isReadOnly: false }],
      ...tags,
    },
  ],
  volumes: [{ name: "scratch", volumeType: "EMPTYDIR", backingStore: "MEMORY" }],
};

it("runs one image in a place of its own, once it may", async () => {
  const [component, ...children] = await record(build);
  expect(component).toMatchObject({
    type: "stateside:oci:Puller",
    inputs: { dataClass: "us-user", owner: "data-platform" },
  });
  expect(children).toEqual([
    child(
      "oci:Identity/dynamicGroup:DynamicGroup",
      {
        compartmentId: "ocid1.tenancy.oc1..aaaaexample",
        name: "legacy-puller",
        description: "What takes yesterday's data home",
        matchingRule: pullerRule("ocid1.compartment.oc1..puller"),
      },
      { provider: "home" },
    ),
    child(
      "oci:Identity/policy:Policy",
      {
        compartmentId: "ocid1.compartment.oc1..enclave",
        name: "legacy-puller",
        description: "Lets the puller run its image, read its secret and write into the primary bucket",
        statements: pullerStatements({
          groupId: "legacy-id",
          region: "us-ashburn-1",
          inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
          repository: "us-enclave/puller",
          keysCompartmentId: "ocid1.compartment.oc1..keys",
          secretId: "ocid1.vaultsecret.oc1.iad.google",
          dataCompartmentId: "ocid1.compartment.oc1..data",
          bucketName: "user-data",
        }),
      },
      { provider: "home" },
    ),
    child("oci:ContainerEngine/containerInstance:ContainerInstance", instance, {
      after: ["oci:Identity/policy:Policy legacy"],
    }),
  ]);
});

it("takes a run away before the next one starts", async () => {
  expect(await upkeep(build)).toEqual({
    "oci:ContainerEngine/containerInstance:ContainerInstance legacy": { deleteBeforeReplace: true },
  });
});

it("tells the image all that its script asks for, and runs as the user that it is made for", () => {
  const folder = path.join(__dirname, "../../../../images/puller");
  const script = readFileSync(path.join(folder, "pull.sh"), "utf8");
  const asked = [...script.matchAll(/"\$\{([A-Z_]+):\?\}"/g)].map(([, name]) => name);
  const told = Object.keys(instance.containers[0]?.environmentVariables ?? {});
  expect([...asked, "PULL_RUN"].sort()).toEqual(told.sort());
  // Of Google's names, the enclave knows one: a bucket's own, before it, would lead nowhere.
  expect(script).toMatch(/_GOOGLE_ENDPOINT=https:\/\/storage\.googleapis\.com$/m);
  expect(script).toMatch(/_GOOGLE_PROVIDER=Other$/m);
  expect(script).toMatch(/_GOOGLE_FORCE_PATH_STYLE=true$/m);
  expect(readFileSync(path.join(folder, "Dockerfile"), "utf8")).toContain("\nUSER 10001:10001\n");
});

const compartment = "the OCID of a compartment, `ocid1.compartment.<realm>.[region].<unique id>`";

it.each<[Partial<PullerArgs>, string]>([
  [
    { tenancyId: "acme" },
    "`tenancyId` is `acme`; use the OCID of a tenancy, `ocid1.tenancy.<realm>.[region].<unique id>`",
  ],
  [{ enclaveCompartmentId: "enclave" }, `\`enclaveCompartmentId\` is \`enclave\`; use ${compartment}`],
  [{ inspectionCompartmentId: "inspection" }, `\`inspectionCompartmentId\` is \`inspection\`; use ${compartment}`],
  [{ dataCompartmentId: "data" }, `\`dataCompartmentId\` is \`data\`; use ${compartment}`],
  [{ keysCompartmentId: "keys" }, `\`keysCompartmentId\` is \`keys\`; use ${compartment}`],
  [
    { region: "eu-frankfurt-1" },
    "`region` is `eu-frankfurt-1`; use an Oracle Cloud region in the United States, such as `us-ashburn-1`",
  ],
  [{ availabilityDomain: 4 }, "`availabilityDomain` is `4`; use the number of an availability domain, `1`, `2` or `3`"],
  [
    { subnetId: "application" },
    "`subnetId` is `application`; use the OCID of a subnet, `ocid1.subnet.<realm>.[region].<unique id>`",
  ],
  [
    { groupId: "application" },
    "`groupId` is `application`; use the OCID of a networksecuritygroup, `ocid1.networksecuritygroup.<realm>.[region].<unique id>`",
  ],
  [
    { imagePath: "docker.io/rclone/rclone" },
    "`imagePath` is `docker.io/rclone/rclone`; use a repository of Oracle's registry, `<region key>.ocir.io/<namespace>/<repository>`, without a tag",
  ],
  [{ imageDigest: "latest" }, "`imageDigest` is `latest`; use the digest of an image, `sha256:<64 digits>`"],
  [
    { sourceBuckets: [] },
    "`sourceBuckets` is `[]`; use at least one: 3 to 63 lower-case letters, digits, hyphens and underscores, a letter or digit at both ends, not starting with `goog` and not containing `google` or `g00gle`",
  ],
  [
    { bucketName: "user data" },
    "`bucketName` is `user data`; use 1 to 256 letters, digits, hyphens, underscores and periods",
  ],
  [{ run: 0 }, "`run` is `0`; use a whole number of runs from 1 to 9999"],
  [{ processors: 17 }, "`processors` is `17`; use a whole number of processors from 1 to 16"],
])("refuses %j", async (change, message) => {
  expect(await refusal((seen) => build(seen, change))).toBe(`puller \`legacy\`: ${message}`);
});
