import { Declarations, type Properties } from "./provider/declarations";
import { loadReplacements, replacedFor } from "./provider/replacements";
import { unknown, type Inputs } from "./provider/validation";

const replacements = loadReplacements();
const sdks = new Map(["oci", "aws", "gcp"].map((cloud) => [cloud, new Declarations(cloud)]));

function isDeclared(type: string, input: string): boolean {
  const declarations = sdks.get(type.split(":")[0] ?? "");
  let properties: Properties | undefined = declarations?.resource(type)?.inputs;
  for (const name of input.split(".")) {
    const property = properties?.get(name);
    if (property === undefined) return false;
    properties = declarations?.nested(/\binputs\.([\w.]+)/.exec(property.type)?.[1] ?? "");
  }
  return true;
}

describe("the inputs that a resource is created anew for", () => {
  it("are inputs that the SDKs declare", () => {
    const strange = [...replacements].flatMap(([type, { inputs }]) =>
      inputs.filter((input) => !isDeclared(type, input)).map((input) => `${type} ${input}`),
    );
    expect(strange).toEqual([]);
  });

  it("each say where they are from", () => {
    const sources = [...replacements.values()].map(({ source }) => source);
    expect(sources.filter((source) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
  });

  it.each<readonly [string, Inputs, Inputs, string[]]>([
    ["oci:Core/vcn:Vcn", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }, ["cidrBlock"]],
    ["oci:Core/vcn:Vcn", { cidrBlocks: ["10.0.0.0/16"] }, { cidrBlocks: ["10.1.0.0/16"] }, []],
    ["oci:ObjectStorage/bucket:Bucket", { name: "orders" }, { name: "copies" }, ["name"]],
    ["oci:ObjectStorage/bucket:Bucket", { kmsKeyId: "one" }, { kmsKeyId: "another" }, []],
    // The SDK's remarks say nothing of "(Updatable)" here, and yet they are changed in place.
    [
      "oci:Core/networkSecurityGroupSecurityRule:NetworkSecurityGroupSecurityRule",
      { protocol: "6" },
      { protocol: "17" },
      [],
    ],
    ["oci:Database/autonomousDatabase:AutonomousDatabase", { kmsKeyId: "one" }, { kmsKeyId: "another" }, []],
    ["aws:s3/bucket:Bucket", { bucket: "orders" }, { bucket: "copies" }, ["bucket"]],
    ["aws:kms/key:Key", { deletionWindowInDays: 30 }, { deletionWindowInDays: 7 }, []],
    ["aws:kms/key:Key", { multiRegion: false }, { multiRegion: true }, ["multiRegion"]],
    [
      "gcp:kms/cryptoKey:CryptoKey",
      { destroyScheduledDuration: "604800s", rotationPeriod: "100000s" },
      { destroyScheduledDuration: "86400s", rotationPeriod: "200000s" },
      ["destroyScheduledDuration"],
    ],
    [
      "gcp:kms/cryptoKey:CryptoKey",
      { versionTemplate: { algorithm: "a", protectionLevel: "HSM" } },
      { versionTemplate: { algorithm: "b", protectionLevel: "SOFTWARE" } },
      ["versionTemplate.protectionLevel"],
    ],
    ["gcp:storage/bucketIAMMember:BucketIAMMember", { role: "r", member: "a" }, { role: "r", member: "b" }, ["member"]],
  ])("are, of %s changed from %j to %j, %j", (type, old, now, expected) => {
    const row = replacements.get(type);
    expect(row).toBeDefined();
    expect(replacedFor(row?.inputs ?? [], old, now)).toEqual(expected);
  });

  it("are none that isn't stated any more, or isn't known yet", () => {
    expect(replacedFor(["name"], { name: "a" }, {})).toEqual([]);
    expect(replacedFor(["name"], { name: "a" }, { name: unknown })).toEqual([]);
    expect(replacedFor(["name"], {}, { name: "a" })).toEqual(["name"]);
  });

  it("are found in the members of a list that keeps its length", () => {
    const list = (...names: readonly string[]) => ({ disks: names.map((name) => ({ name })) });
    expect(replacedFor(["disks.name"], list("a", "b"), list("a", "c"))).toEqual(["disks.name"]);
    expect(replacedFor(["disks.name"], list("a", "b"), list("b"))).toEqual([]);
  });
});
