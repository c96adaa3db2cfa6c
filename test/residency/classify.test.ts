import { loadCatalog } from "../../policies/residency/catalog";
import { declaredClass, mayBeLowered } from "../../policies/residency/classify";
import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const free = { "data-class": "operational" };
const component = resource("stateside:aws:Backup", "c", { dataClass: "operational" }, { kind: "component" });
const outer = resource("my:Outer", "o", { dataClass: "us-user" }, { kind: "component" });
const inner = resource("my:Inner", "i", { dataClass: "operational" }, { kind: "component", parent: outer.urn });
const unsaid = resource("my:Unsaid", "u", { dataClass: new Unknown("not-yet-known") }, { kind: "component" });
const plain = resource("my:Plain", "p", {}, { kind: "component", parent: inner.urn });
const freeBucket = resource("aws:s3/bucket:Bucket", "free", { bucket: "free", tags: free });
const later = new Unknown("not-yet-known");
const freeCompartment = resource("oci:Identity/compartment:Compartment", "free", { freeformTags: free });

const heldCompartment = resource("oci:Identity/compartment:Compartment", "held", {
  freeformTags: { "data-class": "us-user" },
});
const ociBucket = (inputs: Readonly<Record<string, unknown>>, compartments: readonly string[] = []) =>
  resource("oci:ObjectStorage/bucket:Bucket", "b", inputs, { references: new Map([["compartmentId", compartments]]) });

function classOf(subject: Resource, ...others: readonly Resource[]) {
  return declaredClass(subject, { ...termsOf(), ...estate(subject, ...others) });
}

const bucket = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucket:Bucket", "b", inputs, more);

describe("a resource's declared class", () => {
  it.each<[string, Resource, readonly Resource[], string, string]>([
    ["its own AWS tag", bucket({ tags: free }), [], "operational", "label"],
    [
      "labels below another input",
      resource("gcp:sql/databaseInstance:DatabaseInstance", "d", { settings: { userLabels: free } }),
      [],
      "operational",
      "label",
    ],
    ["the default, for tags that are secretly nothing", bucket({ tags: new Secret(null) }), [], "us-user", "default"],
    [
      "a tag that is a secret",
      bucket({ tags: { "data-class": new Secret("operational") } }),
      [],
      "operational",
      "label",
    ],
    [
      "the default, where a defined tag stands on another cloud",
      bucket({ definedTags: { "x.data-class": "operational" } }),
      [],
      "us-user",
      "default",
    ],
    [
      "the stricter of two defined tags",
      ociBucket({ definedTags: { "a.data-class": "operational", "b.data-class": "us-user" } }),
      [],
      "us-user",
      "label",
    ],
    [
      "the stricter of a free-form and a defined tag",
      ociBucket({ freeformTags: free, definedTags: { "b.data-class": "us-user" } }),
      [],
      "us-user",
      "label",
    ],
    ["the strictest class, where defined tags are unknown", ociBucket({ definedTags: later }), [], "us-user", "label"],
    [
      "the default, where its compartment was computed from two",
      ociBucket({ compartmentId: later }, [freeCompartment.urn, heldCompartment.urn]),
      [freeCompartment, heldCompartment],
      "us-user",
      "container",
    ],
    [
      "the default, where its compartment was computed from something that is none",
      ociBucket({ compartmentId: later }, [freeBucket.urn]),
      [freeBucket],
      "us-user",
      "container",
    ],
    [
      "the default, where its bucket is another's name",
      resource(
        "aws:s3/bucketObject:BucketObject",
        "o",
        { bucket: "elsewhere" },
        { references: new Map([["bucket", [freeBucket.urn]]]) },
      ),
      [freeBucket],
      "us-user",
      "default",
    ],
    [
      "the tags of its AWS provider",
      bucket({}, { provider: provider("aws", { defaultTags: { tags: free } }) }),
      [],
      "operational",
      "label",
    ],
    [
      "its own tag before its provider's",
      bucket({ tags: { "data-class": "us-user" } }, { provider: provider("aws", { defaultTags: { tags: free } }) }),
      [],
      "us-user",
      "label",
    ],
    ["its own Google label", resource("gcp:storage/bucket:Bucket", "b", { labels: free }), [], "operational", "label"],
    [
      "the labels of its Google provider",
      resource("gcp:storage/bucket:Bucket", "b", {}, { provider: provider("gcp", { defaultLabels: free }) }),
      [],
      "operational",
      "label",
    ],
    [
      "its own free-form tag",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { freeformTags: free }),
      [],
      "operational",
      "label",
    ],
    [
      "a defined tag of any namespace",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { definedTags: { "Enclave.data-class": "operational" } }),
      [],
      "operational",
      "label",
    ],
    ["the component that it is in", bucket({}, { parent: component.urn }), [component], "operational", "component"],
    [
      "the nearest of several components",
      bucket({}, { parent: plain.urn }),
      [outer, inner, plain],
      "operational",
      "component",
    ],
    [
      "its label before its component",
      bucket({ tags: { "data-class": "us-user" } }, { parent: component.urn }),
      [component],
      "us-user",
      "label",
    ],
    [
      "its bucket, for an object",
      resource(
        "aws:s3/bucketObject:BucketObject",
        "o",
        { bucket: "free" },
        { references: new Map([["bucket", [freeBucket.urn]]]) },
      ),
      [freeBucket],
      "operational",
      "container",
    ],
    [
      "its compartment, on Oracle Cloud",
      resource(
        "oci:ObjectStorage/bucket:Bucket",
        "b",
        { compartmentId: new Unknown("not-yet-known") },
        { references: new Map([["compartmentId", [freeCompartment.urn]]]) },
      ),
      [freeCompartment],
      "operational",
      "container",
    ],
    ["the default, where nothing declares one", bucket({}), [], "us-user", "default"],
    [
      "the strictest class, for a name that is no class",
      bucket({ tags: { "data-class": "operatonal" } }),
      [],
      "us-user",
      "label",
    ],
    [
      "the strictest class, for a label not yet known",
      bucket({ tags: { "data-class": new Unknown("not-yet-known") } }),
      [],
      "us-user",
      "label",
    ],
    [
      "the strictest class, for tags that are unknown as a whole",
      bucket({ tags: new Unknown("not-yet-known") }, { parent: component.urn }),
      [component],
      "us-user",
      "label",
    ],
    [
      "the default, where its type carries no label",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", { tags: free }),
      [],
      "us-user",
      "default",
    ],
    [
      "the strictest class, where a class is named like a method",
      bucket({ tags: { "data-class": "constructor" } }),
      [],
      "us-user",
      "label",
    ],
  ])("comes from %s", (_, subject, others, name, why) => {
    expect(classOf(subject, ...others)).toEqual({ name, why });
  });

  it("ends where containers contain each other", () => {
    const one = resource(
      "gcp:firestore/document:Document",
      "one",
      { database: "two" },
      { references: new Map([["database", ["urn:pulumi:dev::shop::gcp:firestore/document:Document::two"]]]) },
    );
    const two = resource(
      "gcp:firestore/document:Document",
      "two",
      { database: "one" },
      { references: new Map([["database", [one.urn]]]) },
    );
    expect(classOf(one, two)).toEqual({ name: "us-user", why: "default" });
  });
});

describe("a class under a mandate whose default is free", () => {
  const terms = termsOf("name: test\ndefaultClass: operational\n");
  const named = (subject: Resource, ...others: readonly Resource[]) =>
    declaredClass(subject, { ...terms, ...estate(subject, ...others) }).name;

  it.each<[string, Resource]>([
    ["a label that isn't known", bucket({ tags: later })],
    ["a label that is misspelt", bucket({ tags: { "data-class": "us-usr" } })],
    ["a component's class that isn't known", bucket({}, { parent: unsaid.urn })],
  ])("is still the strictest for %s", (_, subject) => {
    expect(named(subject, unsaid)).toBe("us-user");
  });

  it("is the container's, which is stricter", () => {
    expect(named(ociBucket({ compartmentId: later }, [heldCompartment.urn]), heldCompartment)).toBe("us-user");
    const either = ociBucket({ compartmentId: later }, [freeCompartment.urn, heldCompartment.urn]);
    expect(named(either, freeCompartment, heldCompartment)).toBe("us-user");
  });

  it("is the default for what nobody declares", () => {
    expect(named(bucket({}))).toBe("operational");
  });
});

describe("one resource alone", () => {
  const alone = (subject: Resource) => mayBeLowered(subject, { ...termsOf(), find: () => undefined, named: () => [] });

  it.each<[string, Resource, boolean]>([
    [
      "can't be sure of what lies in a compartment",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId: "ocid1.compartment.oc1..x" }),
      true,
    ],
    [
      "can't be sure of an object in a bucket",
      resource("aws:s3/bucketObject:BucketObject", "o", { bucket: "b" }),
      true,
    ],
    [
      "is sure of its own label",
      resource("oci:ObjectStorage/bucket:Bucket", "b", { compartmentId: "x", freeformTags: free }),
      false,
    ],
    ["is sure of what lies in nothing", bucket({}), false],
  ])("%s", (_, subject, expected) => {
    expect(alone(subject)).toBe(expected);
  });
});

describe("a part of something, by containers.tsv", () => {
  const catalog = loadCatalog();
  const context = (...resources: readonly Resource[]) => ({ ...termsOf(), catalog, ...estate(...resources) });
  const outputs = (of: Resource, name: string) => {
    const token = "stateside0123456789abcdef";
    const output = { urn: of.urn, name, placeholder: token };
    return new Unknown("not-yet-known", { text: token, outputs: new Map([[token, output]]) });
  };
  const ofInput = (type: string, input: string, container: Resource, more: Readonly<Record<string, unknown>> = {}) =>
    resource(type, "part", { [input]: outputs(container, "id"), ...more });
  const held = { "data-class": "us-user" };

  const cluster = resource("aws:rds/cluster:Cluster", "c", { clusterIdentifier: "shop", tags: free });
  const home = resource("oci:Database/dbHome:DbHome", "h", { dbSystemId: "ocid1.dbsystem.oc1..x", freeformTags: free });
  const ociFree = resource("oci:ObjectStorage/bucket:Bucket", "b", { freeformTags: free });
  const project = resource("oci:DevOps/project:Project", "p", { compartmentId: outputs(freeCompartment, "id") });
  const vault = resource("oci:Kms/vault:Vault", "v", { freeformTags: free });
  const key = resource("oci:Kms/key:Key", "k", { managementEndpoint: outputs(vault, "managementEndpoint") });
  const kubernetes = resource("aws:eks/cluster:Cluster", "k", { name: "shop", tags: free });
  const lookedUp = resource(
    "aws:cloudwatch/logGroup:LogGroup",
    "g",
    {},
    {
      kind: "read",
      provider: provider("aws", { defaultTags: { tags: free } }),
    },
  );
  const rack = resource("oci:Database/exadataInfrastructure:ExadataInfrastructure", "r", { freeformTags: free });
  const onRack = resource("oci:Database/autonomousVmCluster:AutonomousVmCluster", "v", {
    exadataInfrastructureId: outputs(rack, "id"),
  });
  const keyRing = resource("gcp:kms/cryptoKey:CryptoKey", "k", { labels: free });

  it.each<[string, Resource, readonly Resource[], string, string]>([
    [
      "its cluster, for an instance of that",
      ofInput("aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier", cluster),
      [cluster],
      "operational",
      "container",
    ],
    [
      "its cluster, that it names by a literal name",
      resource("aws:rds/clusterInstance:ClusterInstance", "i", { clusterIdentifier: "shop" }),
      [cluster],
      "operational",
      "container",
    ],
    [
      "its own label before its cluster's",
      ofInput("aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier", cluster, { tags: held }),
      [cluster],
      "us-user",
      "label",
    ],
    [
      "no cluster of another service that is called the same",
      resource("aws:rds/clusterInstance:ClusterInstance", "i", { clusterIdentifier: "shop" }),
      [kubernetes],
      "us-user",
      "default",
    ],
    [
      "no default tags of what is only looked up",
      ofInput("aws:cloudwatch/logStream:LogStream", "logGroupName", lookedUp),
      [lookedUp],
      "us-user",
      "default",
    ],
    [
      "the rack that it is on, which its place is also that of",
      ofInput("oci:Database/vmCluster:VmCluster", "exadataInfrastructureId", rack),
      [rack],
      "operational",
      "container",
    ],
    [
      "the VM cluster on the rack that it is on",
      ofInput("oci:Database/autonomousContainerDatabase:AutonomousContainerDatabase", "autonomousVmClusterId", onRack),
      [onRack, rack],
      "operational",
      "container",
    ],
    [
      "either of two inputs",
      ofInput("oci:Database/database:Database", "dbHomeId", home),
      [home],
      "operational",
      "container",
    ],
    [
      "its bucket, on Oracle Cloud",
      ofInput("oci:ObjectStorage/storageObject:StorageObject", "bucket", ociFree),
      [ociFree],
      "operational",
      "container",
    ],
    [
      "what its project lies in",
      ofInput("oci:DevOps/repository:Repository", "projectId", project),
      [project, freeCompartment],
      "operational",
      "container",
    ],
    [
      "its key, and the vault of that",
      ofInput("oci:Kms/keyVersion:KeyVersion", "keyId", key),
      [key, vault],
      "operational",
      "container",
    ],
    [
      "no key, for a text that is encrypted by it",
      ofInput("gcp:kms/secretCiphertext:SecretCiphertext", "cryptoKey", keyRing),
      [keyRing],
      "us-user",
      "default",
    ],
    [
      "no vault, for a message that is signed in it",
      ofInput("oci:Kms/sign:Sign", "cryptoEndpoint", vault),
      [vault],
      "us-user",
      "default",
    ],
  ])("is classed by %s", (_, subject, others, name, why) => {
    expect(declaredClass(subject, context(subject, ...others))).toEqual({ name, why });
  });

  it("alone can't be sure of its class", () => {
    const alone = { ...termsOf(), catalog, find: () => undefined, named: () => [] };
    const instance = resource("aws:rds/clusterInstance:ClusterInstance", "i", { clusterIdentifier: "shop" });
    expect(mayBeLowered(instance, alone)).toBe(true);
    const signature = resource("oci:Kms/sign:Sign", "s", {
      cryptoEndpoint: "https://x-crypto.kms.us-ashburn-1.oraclecloud.com",
    });
    expect(mayBeLowered(signature, alone)).toBe(false);
  });
});
