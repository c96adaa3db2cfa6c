import { describe as describeResource, describePlace } from "../../policies/residency/describe";
import { lookUpPlace, type Cloud } from "../../policies/residency/geography";

function shown(cloud: Cloud, name: string): string {
  const found = lookUpPlace(cloud, name);
  if (found.kind !== "place") throw new Error(`${name} is no place`);
  return describePlace(found.place);
}

describe("a resource in a sentence", () => {
  it.each([
    ["aws:s3/bucket:Bucket", 'bucket "x"'],
    ["aws:rds/instance:Instance", 'instance "x"'],
    ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", 'crypto key IAM member "x"'],
    ["oci:Core/vnic:VNIC", 'VNIC "x"'],
    ["aws:rds/x:DBInstance", 'DB instance "x"'],
    ["odd", 'odd "x"'],
  ])("of type %s is %s", (type, expected) => {
    expect(describeResource({ type, name: "x" })).toBe(expected);
  });

  it("has a long name cut", () => {
    expect(describeResource({ type: "a:b:C", name: "n".repeat(10_000) })).toBe(`c "${"n".repeat(80)}…"`);
  });
});

describe("the name of a resource in a sentence", () => {
  it("is whole up to 80 characters", () => {
    expect(describeResource({ type: "a:b:C", name: "n".repeat(80) })).toBe(`c "${"n".repeat(80)}"`);
    expect(describeResource({ type: "a:b:C", name: "n".repeat(81) })).toBe(`c "${"n".repeat(80)}…"`);
  });

  it("comes after its own type, whichever was named before", () => {
    const kinds = ["a:b:C", "a:b:D", "a:b:C"].map((type) => describeResource({ type, name: "x" }));
    expect(kinds).toEqual(['c "x"', 'd "x"', 'c "x"']);
  });
});

describe("a place in a sentence", () => {
  it.each<[Cloud, string, string]>([
    ["aws", "eu-central-1", "eu-central-1 (Frankfurt, Germany)"],
    ["aws", "eu-west-1", "eu-west-1 (Ireland)"],
    ["aws", "us-east-1", "us-east-1 (N. Virginia, United States)"],
    ["aws", "us-east-1-bue-1a", "us-east-1-bue-1a (Buenos Aires, Argentina)"],
    ["gcp", "africa-south1", "africa-south1 (Johannesburg, South Africa)"],
    ["oci", "eu-frankfurt-1", "eu-frankfurt-1 (Frankfurt, Germany)"],
  ])("of %s: %s is %s", (cloud, name, expected) => {
    expect(shown(cloud, name)).toBe(expected);
  });

  const place = { cloud: "gcp", kind: "region", regions: ["x1"], sources: [] } as const;
  it.each([
    ["without a name of its own", { id: "x1", name: "x1", countries: ["US"] }, "x1 (United States)"],
    ["without a name or a country", { id: "x1", name: "x1", countries: [] }, "x1"],
    ["in two countries", { id: "x1", name: "Rhine", countries: ["DE", "FR"] }, "x1 (Rhine)"],
    ["in two countries without a name", { id: "x1", name: "x1", countries: ["DE", "FR"] }, "x1 (Germany, France)"],
    [
      "with brackets amid its name",
      { id: "x1", name: "Old (Town) Hall", countries: ["DE"] },
      "x1 (Old (Town) Hall, Germany)",
    ],
  ])("%s is %s", (_, { id, name, countries }, expected) => {
    expect(describePlace({ ...place, id, name, countries })).toBe(expected);
  });
});
