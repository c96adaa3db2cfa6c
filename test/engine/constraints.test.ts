import { broken, loadConstraints } from "./provider/constraints";
import { Declarations, type Property } from "./provider/declarations";
import { undeclared, unknown } from "./provider/validation";

const constraints = loadConstraints();
const region = "us-ashburn-1";

describe("the services' rules about several inputs", () => {
  it.each(constraints.map((one) => [one.type, one.message, one] as const))("%s: %s", (type, message, { breaks }) => {
    const declarations = new Declarations(type.split(":")[0] ?? "");
    const declared = declarations.resource(type);
    expect(declared).toBeDefined();
    // Nothing but the constraint is wrong with the fixture.
    expect(undeclared(breaks, declared?.inputs ?? new Map(), declarations)).toEqual([]);
    expect(broken(type, breaks, region, constraints).map(({ reason }) => reason)).toEqual([message]);
  });

  it("each say where they are from", () => {
    expect(constraints.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
  });

  it("are broken by nothing that isn't known yet", () => {
    const inputs = { versioning: unknown, retentionRules: [{ displayName: "year" }] };
    expect(broken("oci:ObjectStorage/bucket:Bucket", inputs, region, constraints)).toEqual([]);
  });
});

describe("what the SDKs declare", () => {
  const oci = new Declarations("oci");
  const aws = new Declarations("aws");
  const bucket = oci.resource("oci:ObjectStorage/bucket:Bucket")?.inputs ?? new Map<string, Property>();

  it("refuses an input that no declaration has, at any depth", () => {
    const inputs = {
      compartmentId: "c",
      namespace: "n",
      regionn: "x",
      retentionRules: [{ displayName: "d", days: 1 }],
    };
    expect(undeclared(inputs, bucket, oci).map(({ reason }) => reason)).toEqual([
      "unknown input `regionn`",
      "unknown input `retentionRules[0].days`",
    ]);
  });

  it("refuses the lack of an input that a declaration requires, at any depth", () => {
    expect(undeclared({ compartmentId: "c", retentionRules: [{}] }, bucket, oci)).toEqual([
      { property: "namespace", reason: "missing required input `namespace`" },
      { property: "retentionRules[0].displayName", reason: "missing required input `retentionRules[0].displayName`" },
    ]);
  });

  it("takes what isn't known yet for given", () => {
    expect(undeclared({ compartmentId: unknown, namespace: unknown, retentionRules: unknown }, bucket, oci)).toEqual(
      [],
    );
  });

  it("reads maps, functions and providers, too", () => {
    expect(bucket.get("freeformTags")?.optional).toBe(true);
    expect([...(oci.function("oci:ObjectStorage/getNamespace:getNamespace")?.outputs.keys() ?? [])]).toContain(
      "namespace",
    );
    expect([...aws.provider().keys()]).toContain("region");
    expect(aws.resource("aws:s3/noSuchType:NoSuchType")).toBeUndefined();
  });
});
