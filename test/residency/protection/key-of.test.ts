import { loadCatalog } from "../../../policies/residency/catalog";
import type { Resource } from "../../../policies/residency/estate";
import { keyOf } from "../../../policies/residency/protection/key-of";
import { shownProtection } from "../../../policies/residency/protection/shown-key";
import { ResourceReference, Secret, Unknown, type SymbolicText } from "../../../policies/residency/values";
import { estate, provider, resource } from "../../support/estates";
import { termsOf } from "../../support/terms";

const catalog = loadCatalog();
const virginia = provider("aws", { region: "us-east-1" });
const arn = (region: string, name: string) => `arn:aws:kms:${region}:123456789012:${name}`;
const keyArn = arn("us-east-1", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const token = "stateside0123456789abcdef";

const key = resource("aws:kms/key:Key", "main", {}, { provider: virginia });
const bucket = (inputs: Record<string, unknown> = {}, more: Partial<Resource> = {}) =>
  resource("aws:s3/bucket:Bucket", "data", { bucket: "data", ...inputs }, { provider: virginia, ...more });
const group = (kmsKeyId: unknown, more: Partial<Resource> = {}) =>
  resource("aws:cloudwatch/logGroup:LogGroup", "logs", { kmsKeyId }, more);
const output = (of: Resource, name = "arn"): SymbolicText => ({
  text: token,
  outputs: new Map([[token, { urn: of.urn, name, placeholder: token }]]),
});

/** What is told of the first of some resources, in short: the kind, why it isn't known, and each key. */
function told(...resources: readonly [Resource, ...Resource[]]) {
  const { kind, cause, keys } = keyOf(resources[0], estate(...resources), catalog);
  const named = keys.map((one) => [one.resource?.name ?? one.placed?.place.id ?? "", `${one.by.name}.${one.property}`]);
  return [kind, ...(cause === undefined ? [] : [cause]), ...named.flat()];
}

describe("a key that a resource names itself", () => {
  it.each([
    ["by an output of the key", new Unknown("not-yet-known", output(key)), ["customer", "main", "logs.kmsKeyId"]],
    ["by reference", new ResourceReference(key.urn), ["customer", "main", "logs.kmsKeyId"]],
    ["by an ARN of no resource here", keyArn, ["customer", "us-east-1", "logs.kmsKeyId"]],
    ["by an ARN abroad", arn("eu-west-1", "key/1"), ["customer", "eu-west-1", "logs.kmsKeyId"]],
    ["by an id that tells no place", "1234abcd-12ab-34cd-56ef-1234567890ab", ["customer", "", "logs.kmsKeyId"]],
    ["by a secret ARN", new Secret(keyArn), ["customer", "us-east-1", "logs.kmsKeyId"]],
    ["as one that AWS manages", "alias/aws/logs", ["provider"]],
    ["as one that AWS manages, by ARN", arn("us-east-1", "alias/aws/logs"), ["provider"]],
    ["as nothing", "", ["provider"]],
    ["as something that isn't seen", new Unknown("not-seen"), ["unknown", "not-seen"]],
    ["as something that isn't known yet", new Unknown("not-yet-known"), ["unknown", "not-yet-known"]],
    ["encrypted", new Unknown("encrypted"), ["unknown", "encrypted"]],
    ["as a number", 7, ["unknown", "unreadable"]],
  ])("%s", (_, value, expected) => {
    expect(told(group(value), key)).toEqual(expected);
  });

  it("is one of the estate where its ARN is that of a deployed key", () => {
    const deployed = { ...key, id: "1234abcd", outputs: { arn: keyArn } };
    expect(told(group(keyArn), deployed)).toEqual(["customer", "main", "logs.kmsKeyId"]);
  });

  it("is the only key that an unknown input was computed from, and not one of two", () => {
    const references = new Map([["kmsKeyId", [key.urn]]]);
    expect(told(group(new Unknown("not-yet-known"), { references }), key).slice(0, 2)).toEqual(["customer", "main"]);
    const other = resource("aws:kms/key:Key", "other");
    const both = new Map([["kmsKeyId", [key.urn, other.urn]]]);
    expect(told(group(new Unknown("not-yet-known"), { references: both }), key, other)).toEqual([
      ...["unknown", "not-yet-known"],
    ]);
  });

  it("isn't known where the input is computed from something that is no key", () => {
    const parameter = resource("aws:ssm/parameter:Parameter", "which-key");
    const value = new Unknown("not-yet-known", output(parameter, "value"));
    expect(told(group(value), parameter)).toEqual(["unknown", "unresolvable"]);
  });

  it("is the one behind an alias", () => {
    const alias = resource("aws:kms/alias:Alias", "alias", { targetKeyId: new Unknown("not-yet-known", output(key)) });
    expect(told(group(new Unknown("not-yet-known", output(alias))), alias, key)).toEqual([
      ...["customer", "main", "logs.kmsKeyId"],
    ]);
    const looked = resource("aws:kms/alias:Alias", "looked", {}, { kind: "read", id: "alias/aws/logs" });
    expect(told(group(new Unknown("not-yet-known", output(looked))), looked)).toEqual(["provider"]);
    const ours = { ...looked, id: "alias/ours" };
    expect(told(group(new Unknown("not-yet-known", output(ours))), ours).slice(0, 2)).toEqual(["customer", "looked"]);
    const nameless = { ...looked, id: "" };
    expect(told(group(new Unknown("not-yet-known", output(nameless))), nameless)).toEqual(["unknown", "not-seen"]);
  });

  it("is one that is only looked up", () => {
    const looked = resource("aws:kms/key:Key", "looked", {}, { kind: "read", id: keyArn });
    expect(told(group(new Unknown("not-yet-known", output(looked))), looked).slice(0, 2)).toEqual([
      ...["customer", "looked"],
    ]);
  });

  it("isn't told where changes to the input are ignored", () => {
    expect(told(group(keyArn, { ignoreChanges: ["kmsKeyId"] }))).toEqual(["unknown", "ignored"]);
    expect(told(group(undefined, { ignoreChanges: ["*"] }))).toEqual(["unknown", "ignored"]);
  });

  it("is that of the policy by which Google Cloud's volumes use it", () => {
    const cryptoKey = resource("gcp:kms/cryptoKey:CryptoKey", "crypto");
    const policy = resource("gcp:netapp/kmsconfig:Kmsconfig", "policy", {
      cryptoKeyName: new Unknown("not-yet-known", output(cryptoKey, "id")),
    });
    const pool = resource("gcp:netapp/storagePool:StoragePool", "pool", {
      kmsConfig: new Unknown("not-yet-known", output(policy, "id")),
    });
    const volume = resource("gcp:netapp/volume:Volume", "volume", { storagePool: new ResourceReference(pool.urn) });
    expect(told(volume, pool, policy, cryptoKey)).toEqual(["customer", "crypto", "pool.kmsConfig"]);
  });

  it("may be handed over itself: then it has neither name nor place", () => {
    const disk = (rawKey: unknown) => resource("gcp:compute/disk:Disk", "disk", { diskEncryptionKey: { rawKey } });
    expect(told(disk(new Secret("c2VjcmV0")))).toEqual(["customer", "", "disk.diskEncryptionKey.rawKey"]);
    const made = resource("random:index/randomBytes:RandomBytes", "made");
    expect(told(disk(new Unknown("not-yet-known", output(made, "base64"))), made)).toEqual([
      ...["customer", "", "disk.diskEncryptionKey.rawKey"],
    ]);
    expect(told(disk(new Unknown("not-yet-known")))).toEqual(["unknown", "not-yet-known"]);
  });
});

describe("a switch", () => {
  const instance = (inputs: Record<string, unknown>) => resource("aws:rds/instance:Instance", "db", inputs);
  it.each([
    ["off by default", {}, ["none"]],
    ["on without a key", { storageEncrypted: true }, ["provider"]],
    ["off beside a key", { storageEncrypted: false, kmsKeyId: keyArn }, ["none"]],
    ["on with a key", { storageEncrypted: true, kmsKeyId: keyArn }, ["customer", "us-east-1", "db.kmsKeyId"]],
    ["that isn't known", { storageEncrypted: new Unknown("not-seen") }, ["unknown", "not-seen"]],
    [
      "that isn't known beside a key",
      { storageEncrypted: new Unknown("not-seen"), kmsKeyId: keyArn },
      ["unknown", "not-seen"],
    ],
  ])("%s", (_, inputs, expected) => {
    expect(told(instance(inputs))).toEqual(expected);
  });

  it("may leave the service's own key: of a DynamoDB table, a queue and a Kinesis stream", () => {
    const table = { serverSideEncryption: { enabled: false, kmsKeyArn: keyArn } };
    expect(told(resource("aws:dynamodb/table:Table", "table", table))).toEqual(["provider"]);
    const queue = (inputs: Record<string, unknown>) => told(resource("aws:sqs/queue:Queue", "queue", inputs));
    expect(queue({})).toEqual(["provider"]);
    expect(queue({ sqsManagedSseEnabled: false })).toEqual(["none"]);
    expect(queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: keyArn })[0]).toBe("customer");
    expect(told(resource("aws:kinesis/stream:Stream", "stream"))).toEqual(["none"]);
  });

  it("of a service without keys of the customer's is off, on, or not known", () => {
    const cluster = (enabled?: unknown) =>
      told(resource("aws:dax/cluster:Cluster", "cache", { serverSideEncryption: { enabled } }));
    expect([cluster(), cluster(true), cluster(new Unknown("possible"))]).toEqual([
      ...[["none"], ["provider"], ["unknown", "possible"]],
    ]);
  });
});

describe("what is said beside a resource", () => {
  const configuration = (rule: Record<string, unknown>, of: unknown) =>
    resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "sse", {
      bucket: of,
      rules: [{ applyServerSideEncryptionByDefault: rule }],
    });
  const property = "sse.rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId";

  it("counts for the bucket that it names", () => {
    const sse = { sseAlgorithm: "aws:kms", kmsMasterKeyId: new Unknown("not-yet-known", output(key)) };
    expect(told(bucket(), configuration(sse, "data"), key)).toEqual(["customer", "main", property]);
    expect(told(bucket(), configuration(sse, "another"), key)).toEqual(["provider"]);
  });

  it("counts where the bucket ignores its own input", () => {
    const sse = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
    const own = bucket({}, { ignoreChanges: ["serverSideEncryptionConfiguration"] });
    expect(told(own, configuration(sse, "data"))).toEqual(["customer", "us-east-1", property]);
    expect(told(own)).toEqual(["unknown", "ignored"]);
  });

  it("is the service's key where it names none", () => {
    expect(told(bucket(), configuration({ sseAlgorithm: "AES256" }, "data"))).toEqual(["provider"]);
    expect(told(bucket(), configuration({ sseAlgorithm: "aws:kms" }, "data"))).toEqual(["provider"]);
  });

  it("is told of each bucket by itself, whichever is asked about first", () => {
    const plain = bucket({ bucket: undefined }, { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::plain" });
    const named = bucket({ bucket: undefined });
    const ignoring = { ...plain, urn: `${plain.urn}-ignoring`, ignoreChanges: ["serverSideEncryptionConfiguration"] };
    const sse = configuration({ kmsMasterKeyId: keyArn }, new Unknown("not-yet-known", output(named, "bucket")));
    const all = estate(plain, named, ignoring, sse);
    const kinds = [plain, named, ignoring, plain, named].map((one) => keyOf(one, all, catalog).kind);
    expect(kinds).toEqual(["provider", "customer", "unknown", "provider", "customer"]);
  });

  it("isn't certain where it only may be about the bucket", () => {
    const of = bucket();
    const other = bucket({ bucket: "other" }, { urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::other" });
    const some = configuration({ kmsMasterKeyId: keyArn }, new Unknown("not-yet-known"));
    const either = { ...some, references: new Map([["bucket", [of.urn, other.urn]]]) };
    expect(told(of, other, either)).toEqual(["unknown", "not-yet-known"]);
  });
});

describe("a part", () => {
  const volume = resource("aws:ebs/volume:Volume", "disk", { encrypted: true, kmsKeyId: keyArn });
  const snapshot = (volumeId: unknown) => resource("aws:ebs/snapshot:Snapshot", "snapshot", { volumeId });

  it("has the key of its whole", () => {
    const of = snapshot(new Unknown("not-yet-known", output(volume, "id")));
    expect(told(of, volume)).toEqual(["customer", "us-east-1", "disk.kmsKeyId"]);
  });

  it("has its own key, if it names one", () => {
    const object = resource("aws:s3/bucketObject:BucketObject", "object", { bucket: "data", kmsKeyId: keyArn });
    expect(told(object, bucket())).toEqual(["customer", "us-east-1", "object.kmsKeyId"]);
    const plain = resource("aws:s3/bucketObject:BucketObject", "object", { bucket: "data" });
    expect(told(plain, bucket())).toEqual(["provider"]);
  });

  it("isn't told where its whole isn't seen, or isn't named", () => {
    expect(told(snapshot("vol-0123456789abcdef0"))).toEqual(["unknown", "not-seen"]);
    expect(told(snapshot(undefined))).toEqual(["unknown", "not-stated"]);
    expect(told(snapshot(new Unknown("encrypted")))).toEqual(["unknown", "encrypted"]);
    const looked = resource("aws:ebs/volume:Volume", "looked", {}, { kind: "read", id: "vol-1" });
    expect(told(snapshot(new Unknown("not-yet-known", output(looked, "id"))), looked)).toEqual(["unknown", "not-seen"]);
  });

  it("of itself isn't followed for ever", () => {
    const one = resource(
      "aws:fsx/openZfsVolume:OpenZfsVolume",
      "one",
      { parentVolumeId: "fsvol-00000002" },
      { id: "fsvol-00000001" },
    );
    const two = resource(
      "aws:fsx/openZfsVolume:OpenZfsVolume",
      "two",
      { parentVolumeId: "fsvol-00000001" },
      { id: "fsvol-00000002" },
    );
    expect([told(one, two), told(two, one)]).toEqual([
      ["unknown", "not-seen"],
      ["unknown", "not-seen"],
    ]);
  });
});

describe("what is made from something else", () => {
  const volume = (inputs: Record<string, unknown>) => told(resource("oci:Core/volume:Volume", "blocks", inputs));

  it("isn't told by the default of what is made empty", () => {
    expect(volume({})).toEqual(["provider"]);
    expect(volume({ sourceDetails: { id: "ocid1.volume.oc1.iad.aaaa" } })).toEqual(["unknown", "not-stated"]);
    expect(volume({ volumeBackupId: new Unknown("not-seen") })).toEqual(["unknown", "not-seen"]);
  });

  it("has the key of its source only where that is said to be one", () => {
    const source = resource("oci:Core/bootVolume:BootVolume", "boot", {
      kmsKeyId: "ocid1.key.oc1.iad.aaaabbbbccccdddd",
    });
    const machine = (sourceType: string) => {
      const sourceId = new Unknown("not-yet-known", output(source, "id"));
      return told(
        resource("oci:Core/instance:Instance", "machine", { sourceDetails: { sourceType, sourceId } }),
        source,
      );
    };
    expect(machine("bootVolume")).toEqual(["customer", "us-ashburn-1", "boot.kmsKeyId"]);
    expect(machine("image")).toEqual(["provider"]);
  });

  it("has the key of its source where documentation says so", () => {
    const source = resource("aws:rds/instance:Instance", "source", {
      identifier: "source",
      kmsKeyId: keyArn,
      storageEncrypted: true,
    });
    const copy = resource("aws:rds/instance:Instance", "copy", {
      replicateSourceDb: new Unknown("not-yet-known", output(source, "identifier")),
    });
    expect(told(copy, source)).toEqual(["customer", "us-east-1", "source.kmsKeyId"]);
    const unseen = resource("aws:rds/instance:Instance", "copy", { snapshotIdentifier: "nightly" });
    expect(told(unseen)).toEqual(["unknown", "not-seen"]);
  });
});

describe("several parts", () => {
  const instance = (...clusters: readonly Record<string, unknown>[]) =>
    resource("gcp:bigtable/instance:Instance", "table", { clusters });
  const name = (region: string) => `projects/p/locations/${region}/keyRings/r/cryptoKeys/k`;

  it("are the customer's if all of them are", () => {
    expect(told(instance({ kmsKeyName: name("us-east1") }, { kmsKeyName: name("us-west1") }))).toEqual([
      ...["customer", "us-east1", "table.clusters[0].kmsKeyName", "us-west1", "table.clusters[1].kmsKeyName"],
    ]);
  });

  it("are mixed if some have no key", () => {
    expect(told(instance({ kmsKeyName: name("us-east1") }, {}))).toEqual([
      ...["mixed", "us-east1", "table.clusters[0].kmsKeyName"],
    ]);
    expect(told(instance({}, {}))).toEqual(["provider"]);
  });

  it("aren't told if one isn't", () => {
    expect(told(instance({ kmsKeyName: name("us-east1") }, { kmsKeyName: new Unknown("not-seen") }))).toEqual([
      ...["unknown", "not-seen", "us-east1", "table.clusters[0].kmsKeyName"],
    ]);
    expect(told(instance(new Unknown("not-seen") as unknown as Record<string, unknown>))).toEqual([
      ...["unknown", "not-seen"],
    ]);
  });

  it("count only where there are any: a feature group's stores, a secret's replicas", () => {
    const features = resource("aws:sagemaker/featureGroup:FeatureGroup", "features", {
      onlineStoreConfig: { securityConfig: { kmsKeyId: keyArn } },
    });
    expect(told(features)[0]).toBe("customer");
    const replicas = [{ customerManagedEncryption: { kmsKeyName: name("us-east1") } }];
    const secret = resource("gcp:secretmanager/secret:Secret", "secret", {
      replication: { userManaged: { replicas } },
    });
    expect(told(secret)[0]).toBe("customer");
  });

  it("have keys of their own in a container", () => {
    expect(told(resource("gcp:spanner/instance:Instance", "spanner"))).toEqual(["mixed"]);
  });
});

describe("a type", () => {
  it.each([
    ["that nobody has looked into", "aws:detective/graph:Graph", ["unknown", "unresolvable"]],
    ["of another package", "cloudflare:index/r2Bucket:R2Bucket", ["unknown", "unresolvable"]],
    ["that no table has", "__proto__", ["unknown", "unresolvable"]],
    ["whose service has a key of its own", "aws:glacier/vault:Vault", ["provider"]],
    ["of which the service keeps nothing", "gcp:sql/sslCert:SslCert", ["none"]],
  ])("%s", (_, type, expected) => {
    expect(told(resource(type, "one"))).toEqual(expected);
  });
});

describe("what is shown of a key", () => {
  const terms = { ...termsOf(), catalog };

  it("is its URN and place", () => {
    const holder = group(new Unknown("not-yet-known", output(key)));
    expect(shownProtection(holder, estate(holder, key), terms)).toEqual({
      kind: "customer",
      keys: [{ urn: key.urn, places: ["aws:us-east-1"], by: holder.urn, property: "kmsKeyId" }],
      cause: null,
    });
  });

  it("is only where it is, for a key of no resource here", () => {
    const holder = group(arn("eu-west-1", "key/1"));
    expect(shownProtection(holder, estate(holder), terms).keys).toEqual([
      { urn: null, places: ["aws:eu-west-1"], by: holder.urn, property: "kmsKeyId" },
    ]);
  });

  it("is nothing of a secret but whether its place is allowed", () => {
    const holder = group(new Secret(arn("eu-west-1", "key/canary")));
    const shown = shownProtection(holder, estate(holder), terms);
    expect(shown.keys.map(({ places }) => places)).toEqual([["outside the allowed places (secret)"]]);
    expect(JSON.stringify(shown)).not.toContain("canary");
  });

  it("is where a key is that is only looked up", () => {
    const looked = resource("aws:kms/key:Key", "looked", {}, { kind: "read", id: arn("us-west-2", "key/1") });
    const holder = group(new Unknown("not-yet-known", output(looked)));
    expect(shownProtection(holder, estate(holder, looked), terms).keys[0]?.places).toEqual(["aws:us-west-2"]);
  });
});
