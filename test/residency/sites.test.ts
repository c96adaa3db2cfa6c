import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { locate } from "../../policies/residency/locate";
import { Secret, Unknown } from "../../policies/residency/values";
import { aws, from, virginia } from "../support/flows";
import { estate, provider, resource } from "../support/estates";
import { termsOf } from "../support/terms";

const later = new Unknown("not-yet-known");
const catalog = loadCatalog();
const outpost = "arn:aws:outposts:us-east-1:123456789012:outpost/op-1";
const site = (at: string, country = "US", cloud = "aws") =>
  `{ cloud: ${cloud}, at: "${at}", country: ${country}, reason: a rack of ours }`;

/** Places as `<cloud>:<id> by <input>`, and what isn't known. */
function placesOf(sites: readonly string[], subject: Resource, ...others: readonly Resource[]): string[] {
  const { mandate } = termsOf(`name: test\nsites: [${sites.join(", ")}]`);
  const row = catalog.find(subject.type);
  if (row === undefined) throw new Error(`no row for ${subject.type}`);
  const { places, unknowns } = locate(subject, row, { catalog, mandate, ...estate(subject, ...others) });
  return [
    ...places.map(({ place, property }) => `${place.cloud}:${place.id} by ${property}`),
    ...unknowns.map(({ cause, property }) => `${cause} by ${property}`),
  ];
}

const volume = aws("ebs/volume:Volume", "v", { outpostArn: outpost, availabilityZone: "us-east-1a" });
const bucket = aws("s3control/bucket:Bucket", "b", { outpostId: "op-1", bucket: "b" });
const subnet = aws("ec2/subnet:Subnet", "rack", { outpostArn: outpost, availabilityZone: "us-east-1a" });
const machine = aws(
  "ec2/instance:Instance",
  "m",
  { subnetId: later, availabilityZone: "us-east-1a" },
  from({ subnetId: [subnet] }),
);
const ashburn = provider("oci", { region: "us-ashburn-1" });
const rack = resource("oci:Database/exadataInfrastructure:ExadataInfrastructure", "rack", {}, { provider: ashburn });
const cluster = resource(
  "oci:Database/vmCluster:VmCluster",
  "c",
  { exadataInfrastructureId: later },
  { provider: ashburn, ...from({ exadataInfrastructureId: [rack] }) },
);
const lookedUp = resource(
  "oci:Database/exadataInfrastructure:ExadataInfrastructure",
  "rack",
  {},
  { kind: "read", id: "ocid1.exadatainfrastructure.oc1.iad.aaaa" },
);

describe("dedicated hardware", () => {
  it.each<[string, readonly string[], Resource, readonly Resource[], readonly string[]]>([
    ["a volume on an Outpost", [site("arn:aws:outposts:*:outpost/op-1")], volume, [], ["aws:site:US by outpostArn"]],
    ["a bucket, by the id of its Outpost", [site("op-1", "DE")], bucket, [], ["aws:site:DE by outpostId"]],
    [
      "several sites that fit, in whatever order",
      [site("op-2", "FR"), site("op-*"), site("op-1", "DE"), site("op-?")],
      bucket,
      [],
      ["aws:site:DE+US by outpostId"],
    ],
    ["a machine in a subnet of an Outpost", [site(outpost, "MX")], machine, [subnet], ["aws:site:MX by outpostArn"]],
    ["hardware by its URN", [site(rack.urn, "US", "oci")], rack, [], ["oci:site:US by site"]],
    ["what is on hardware of the program", [site("*::rack", "DE", "oci")], cluster, [rack], ["oci:site:DE by site"]],
    [
      "what is on hardware that is looked up, by its OCID",
      [site("ocid1.exadatainfrastructure.*", "DE", "oci")],
      cluster,
      [lookedUp],
      ["oci:site:DE by exadataInfrastructureId"],
    ],
    [
      "a dedicated region that the table doesn't list",
      [site("us-shop-1", "US", "oci")],
      resource("oci:ObjectStorage/bucket:Bucket", "b", {}, { provider: provider("oci", { region: "us-shop-1" }) }),
      [],
      ['oci:site:US by region of provider "oci"'],
    ],
  ])("is where the mandate says: %s", (_, sites, subject, others, expected) => {
    expect(placesOf(sites, subject, ...others)).toEqual(expected);
  });

  it.each<[string, readonly string[], Resource, readonly Resource[], readonly string[]]>([
    ["nothing is said about it", [], volume, [], ["not-stated by outpostArn"]],
    ["another Outpost's is", [site("*:outpost/op-2")], volume, [], ["not-stated by outpostArn"]],
    ["another cloud's is", [site("op-1", "US", "gcp")], bucket, [], ["not-stated by outpostId"]],
    ["its subnet's isn't", [], machine, [subnet], ["not-stated by outpostArn"]],
    ["that of the hardware under it isn't", [], cluster, [rack], ["not-stated by site"]],
    ["an OCID only says where it is managed from", [], cluster, [lookedUp], ["not-stated by exadataInfrastructureId"]],
    [
      "which hardware it is isn't known yet",
      [site("op-1")],
      aws("s3control/bucket:Bucket", "b", { outpostId: later }),
      [],
      ["not-yet-known by outpostId"],
    ],
  ])("isn't placed where %s", (_, sites, subject, others, expected) => {
    expect(placesOf(sites, subject, ...others)).toEqual(expected);
  });

  it("is no matter where an input that would name it isn't there", () => {
    const ordinary = aws("ebs/volume:Volume", "v", { availabilityZone: "us-east-1a" }, { provider: virginia });
    expect(placesOf([site("*::v", "DE")], ordinary)).toEqual(["aws:us-east-1a by availabilityZone"]);
  });

  it("whose name is a secret keeps it", () => {
    const hidden = aws("s3control/bucket:Bucket", "b", { outpostId: new Secret("op-1") });
    const row = catalog.find(hidden.type);
    if (row === undefined) throw new Error("no row");
    const { mandate } = termsOf(`name: test\nsites: [${site("op-1", "DE")}]`);
    expect(locate(hidden, row, { catalog, mandate, ...estate(hidden) }).places).toMatchObject([{ secret: true }]);
  });
});
