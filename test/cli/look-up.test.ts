import { stateside } from "./run";

describe("stateside types", () => {
  it("tells a type's role, place, label, reason, source and movements", async () => {
    const { code, stdout, stderr } = await stateside([
      "types",
      "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [type, ...facts] = stdout.trimEnd().split("\n");
    expect(type).toBe("oci:ObjectStorage/replicationPolicy:ReplicationPolicy");
    expect(facts.map((line) => line.trim().split(/\s+/)[0])).toEqual(
      "role place label because source moves replication, from to why".split(" "),
    );
    expect(stdout).toContain("  place    its provider's region\n");
    expect(stdout).toContain(
      "@pulumi/oci 4.20.0, https://www.pulumi.com/registry/packages/oci/api-docs/objectstorage/replicationpolicy/\n",
    );
    expect(stdout).toContain("`destinationRegionName`");
  });

  it("tells of several types, each once and in the order asked", async () => {
    const { stdout } = await stateside(["types", "random:index/randomId:RandomId", "aws:s3/bucket:Bucket"]);
    expect(stdout.split("\n").filter((line) => /^\S/.test(line))).toEqual([
      "random:index/randomId:RandomId",
      "aws:s3/bucket:Bucket",
    ]);
  });

  it.each([
    [
      "why a type that looks like a mover moves nothing",
      "oci:ObjectStorage/objectLifecyclePolicy:ObjectLifecyclePolicy",
      "moves    nothing: ",
    ],
    ["that a store has no way out", "oci:Logging/logGroup:LogGroup", "moves    nothing by its own inputs"],
    ["that a type exists in Pulumi only", "random:index/randomId:RandomId", "place    nowhere: exists in Pulumi only"],
    ["that a type is tied to no region", "oci:Identity/policy:Policy", "place    global: not tied to a region"],
    [
      "what a type is a part of",
      "aws:cloudwatch/logStream:LogStream",
      "part of  what `logGroupName` refers to: a sequence of events in the log group",
    ],
    ["what a type isn't a part of", "oci:Kms/sign:Sign", "part of  nothing: "],
    [
      "that a Local Zone counts",
      "aws:ec2/instance:Instance",
      "the Local Zone or hardware of the subnet that `subnetId` refers to",
    ],
    ["a whole chain of places", "gcp:storage/bucket:Bucket", "names; else what `location` names"],
  ])("tells %s", async (_, type, text) => {
    expect((await stateside(["types", type])).stdout).toContain(text);
  });

  it.each([
    ["a slip", "aws:s3/buckt:Bucket", "did you mean `aws:s3/bucket:Bucket`"],
    ["a token without its module's file", "aws:s3:Bucket", "did you mean `aws:s3/bucket:Bucket`"],
    ["other case", "oci:objectstorage/bucket:Bucket", "did you mean `oci:ObjectStorage/bucket:Bucket`"],
    ["nothing like a type", "\u001b[31mx", "unknown type `\\x1b[31mx`; a type is written package:module:Name"],
  ])("refuses %s with what may be meant", async (_, type, message) => {
    const { code, stdout, stderr } = await stateside(["types", type]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("prints nothing if one of several types is unknown", async () => {
    const { code, stdout, stderr } = await stateside(["types", "aws:s3/bucket:Bucket", "a:b:C", "d:e:F"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.match(/unknown type/g)).toHaveLength(2);
  });

  it("asks for a type", async () => {
    expect((await stateside(["types"])).stderr).toBe(
      "error: no TYPE; name one, such as aws:s3/bucket:Bucket\nsee `stateside types --help`\n",
    );
  });
});

describe("stateside regions", () => {
  it.each([
    ["a key of Oracle's, in any case", "IAD", "oci region us-ashburn-1\n  country  United States\n"],
    ["an availability domain with its tenancy", "Uocm:PHX-AD-1", "oci region us-phoenix-1\n"],
    ["a zone, by its region", "us-east-1a", "aws region us-east-1\n"],
    ["a zone that is abroad", "us-east-1-bue-1a", "aws zone us-east-1-bue-1a\n  country  Argentina\n"],
    ["a multi-region that isn't all in the US", "nam14", "members  northamerica-northeast1, us-east1, us-east4"],
    ["a region that nobody has placed, with the reason", "af-nairobi-1", "country  unknown: "],
  ])("tells %s", async (_, name, text) => {
    const { code, stdout } = await stateside(["regions", name]);
    expect(code).toBe(0);
    expect(stdout).toContain(text);
    expect(stdout).toMatch(/source {3}\S.*, 20\d\d-\d\d-\d\d\n {11}https:/);
  });

  it("lists every region and multi-region when asked for none", async () => {
    const { stdout } = await stateside(["regions"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toContain("oci  us-ashburn-1              United States");
    expect(lines).toContain("gcp  nam14                     Canada, United States");
    expect(lines.filter((line) => !/^(?:oci|aws|gcp) {2}[a-z0-9-]+ +\S/.test(line))).toEqual([]);
  });

  it("refuses a name that no cloud has, with what may be meant in each", async () => {
    expect(await stateside(["regions", "us-eest-1"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: no cloud has a place named `us-eest-1`; did you mean `us-east-1` or `us-east1`?\nsee `stateside regions --help`\n",
    });
  });

  it("says where the names are when nothing is near", async () => {
    const { stderr } = await stateside(["regions", "atlantis"]);
    expect(stderr).toContain("`stateside regions` lists every region and multi-region");
  });
});
