import { loadCatalog } from "../../policies/residency/catalog";
import type { Resource } from "../../policies/residency/estate";
import { locate, type Placement } from "../../policies/residency/locate";
import { ResourceReference, Secret, Unknown } from "../../policies/residency/values";
import { estate, provider, resource, values } from "../support/estates";
import { builtInMandate } from "../../policies/residency/mandate";
import { catalogOf, types } from "../support/terms";

const mandate = builtInMandate();

function placementOf(subject: Resource, ...others: readonly Resource[]): Placement {
  const row = types.find(subject.type);
  if (row === undefined) throw new Error(`no row for ${subject.type}`);
  return locate(subject, row, { catalog: types, mandate, ...estate(subject, ...others) });
}

/** What decided, in short: `aws:us-east-1 by region`, `? not-stated: …`, `global`. */
function summary({ places, unknowns, isGlobal }: Placement): string[] {
  return [
    ...places.map(
      ({ place, property, secret }) => `${place.cloud}:${place.id} by ${property}${secret ? " (secret)" : ""}`,
    ),
    ...unknowns.map(({ cause, reason }) => `? ${cause}: ${reason}`),
    ...(isGlobal ? ["global"] : []),
  ];
}

const virginia = provider("aws", { region: "us-east-1" });
const bucket = (more: Partial<Resource> = {}, inputs: Readonly<Record<string, unknown>> = {}) =>
  resource("aws:s3/bucket:Bucket", "b", inputs, { provider: virginia, ...more });
const database = resource(
  "gcp:firestore/database:Database",
  "db",
  { locationId: "europe-west3" },
  { source: { file: "index.ts", line: 9, column: 1 } },
);
const usDatabase = resource("gcp:firestore/database:Database", "us", { locationId: "us-east4" });
const usBucket = resource("gcp:storage/bucket:Bucket", "us", { location: "us-east4" });
const lookedUp = resource("gcp:firestore/database:Database", "found", {}, { kind: "read" });
const later = new Unknown("not-yet-known");

describe("a resource's place", () => {
  it.each<[string, Resource, readonly Resource[], readonly string[]]>([
    ["its provider's region", bucket(), [], ['aws:us-east-1 by region of provider "aws"']],
    ["its own region before its provider's", bucket({}, { region: "eu-west-1" }), [], ["aws:eu-west-1 by region"]],
    [
      "the provider's, where that was only injected",
      bucket({ injected: new Set(["region"]) }, { region: "us-east-1" }),
      [],
      ['aws:us-east-1 by region of provider "aws"'],
    ],
    [
      "a region in any case",
      bucket({ provider: provider("aws", { region: "US-EAST-1" }) }),
      [],
      ['aws:us-east-1 by region of provider "aws"'],
    ],
    [
      "a region that is a secret, marked",
      bucket({ provider: provider("aws", { region: new Secret("eu-west-1") }) }),
      [],
      ['aws:eu-west-1 by region of provider "aws" (secret)'],
    ],
    [
      "the environment's region, where the provider states none",
      bucket({
        provider: provider(
          "aws",
          {},
          { ambientRegion: { region: "us-west-2", from: "environment", by: "AWS_REGION" } },
        ),
      }),
      [],
      ["aws:us-west-2 by AWS_REGION"],
    ],
    [
      "an assumed region",
      bucket({
        provider: provider(
          "aws",
          {},
          { ambientRegion: { region: "us-west-2", from: "assumption", by: "aws:region=us-west-2" } },
        ),
      }),
      [],
      ["aws:us-west-2 by --assume aws:region=us-west-2"],
    ],
    [
      "unknown where no region is stated",
      bucket({ provider: provider("aws", { profile: "x" }) }),
      [],
      ['? not-stated: no region is stated for provider "aws"'],
    ],
    [
      "unknown without a provider",
      resource("aws:s3/bucket:Bucket", "b"),
      [],
      ["? not-stated: its provider is not known"],
    ],
    [
      "unknown where its provider's region is",
      bucket({ provider: provider("aws", { region: later }) }),
      [],
      ['? not-yet-known: region of provider "aws" is not known until `pulumi up`'],
    ],
    [
      "unknown where its provider's region is encrypted",
      bucket({ provider: provider("aws", { region: new Unknown("encrypted") }) }),
      [],
      ['? encrypted: region of provider "aws" is encrypted, and nobody gave the means to decrypt it'],
    ],
    [
      "its own zone before its provider's region",
      resource("aws:ec2/instance:Instance", "i", { availabilityZone: "us-east-1-bue-1a" }, { provider: virginia }),
      [],
      ["aws:us-east-1-bue-1a by availabilityZone"],
    ],
    [
      "every member of a list",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", {
        replicas: [{ regionName: "us-east-1" }, { regionName: "eu-west-1" }],
      }),
      [],
      ["aws:us-east-1 by replicas[0].regionName", "aws:eu-west-1 by replicas[1].regionName"],
    ],
    [
      "the known members beside unknown ones",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", {
        replicas: [{ regionName: "eu-west-1" }, { regionName: later }],
      }),
      [],
      [
        "aws:eu-west-1 by replicas[0].regionName",
        "? not-yet-known: `replicas[1].regionName` is not known until `pulumi up`",
      ],
    ],
    [
      "its own location",
      resource("gcp:storage/bucket:Bucket", "b", { location: "europe-west3" }),
      [],
      ["gcp:europe-west3 by location"],
    ],
    [
      "its type's fixed place, where it states none",
      resource("gcp:storage/bucket:Bucket", "b"),
      [],
      ["gcp:us by its type's fixed place"],
    ],
    [
      "its type's fixed place, where its own is empty",
      resource("gcp:storage/bucket:Bucket", "b", { location: "" }),
      [],
      ["gcp:us by its type's fixed place"],
    ],
    [
      "its Google provider's zone, where that has no region",
      resource("gcp:compute/disk:Disk", "d", {}, { provider: provider("gcp", { zone: "us-east4-a" }) }),
      [],
      ['gcp:us-east4-a by region of provider "gcp"'],
    ],
    ["none at all for a global type", resource("aws:iam/role:Role", "r", {}, { provider: virginia }), [], ["global"]],
    [
      "global where its location says so",
      resource("gcp:storage/bucket:Bucket", "b", { location: "global" }),
      [],
      ["global"],
    ],
    [
      "global by its chain's end",
      resource("gcp:secretmanager/secret:Secret", "s", { replication: { auto: {} } }),
      [],
      ["global"],
    ],
    ["nowhere for what exists only in Pulumi", resource("random:index/randomId:RandomId", "r"), [], []],
    [
      "unknown for a name that is no place",
      resource("gcp:storage/bucket:Bucket", "b", { location: "atlantis" }),
      [],
      [expect.stringContaining("? unresolvable: `location` is `atlantis`:")],
    ],
    [
      "unknown for a value that is no name",
      resource("gcp:storage/bucket:Bucket", "b", { location: 7 }),
      [],
      ["? unresolvable: `location` is not a name of a place"],
    ],
    [
      "unknown for a package without a table of regions",
      resource("other:index/store:Store", "s", { place: "x" }),
      [],
      ["? unresolvable: no table of regions covers its package"],
    ],
    [
      "the place of what it refers to",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: later },
        { references: new Map([["database", [database.urn]]]) },
      ),
      [database],
      ["gcp:europe-west3 by locationId"],
    ],
    [
      "in doubt where the input was computed from two resources",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: later },
        { references: new Map([["database", [database.urn, usDatabase.urn]]]) },
      ),
      [database, usDatabase],
      [
        "gcp:europe-west3 by locationId",
        "gcp:us-east4 by locationId",
        "? not-yet-known: `database` is computed from other resources",
      ],
    ],
    [
      "in doubt where the input was computed from a resource of another kind",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: later },
        { references: new Map([["database", [usBucket.urn]]]) },
      ),
      [usBucket],
      ["gcp:us-east4 by location", "? not-yet-known: `database` is computed from other resources"],
    ],
    [
      "what a full name says, whatever it was computed from",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: "projects/p/locations/europe-west1/databases/d" },
        { references: new Map([["database", [usDatabase.urn]]]) },
      ),
      [usDatabase],
      ["gcp:europe-west1 by database"],
    ],
    [
      "the next term, where the name is nobody's",
      resource(
        "aws:s3/bucketObject:BucketObject",
        "o",
        { bucket: "elsewhere" },
        { provider: provider("aws", { region: "eu-west-1" }) },
      ),
      [],
      ['aws:eu-west-1 by region of provider "aws"'],
    ],
    [
      "not seen, where it lies in what is only looked up",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: later },
        { references: new Map([["database", [lookedUp.urn]]]) },
      ),
      [lookedUp],
      ["? not-seen: `database` is only looked up, so that its place isn't seen"],
    ],
    [
      "its provider's alone, before version 7 of that",
      bucket({ provider: provider("aws", { region: "eu-west-1", version: "6.83.0" }) }, { region: "us-east-1" }),
      [],
      ['aws:eu-west-1 by region of provider "aws"'],
    ],
    [
      "unknown where its provider has endpoints of its own",
      bucket({ provider: provider("aws", { region: "us-east-1", endpoints: [{ s3: "https://s3.example" }] }) }),
      [],
      ['? unresolvable: provider "aws" sends requests to endpoints of its own (`endpoints`)'],
    ],
    [
      "unknown in another universe of Google Cloud",
      resource(
        "gcp:compute/disk:Disk",
        "d",
        {},
        { provider: provider("gcp", { region: "us-east4", universeDomain: "x.example" }) },
      ),
      [],
      ['? unresolvable: provider "gcp" sends requests to endpoints of its own (`universeDomain`)'],
    ],
    [
      "the place of a resource passed as a value",
      resource("gcp:firestore/document:Document", "d", { database: new ResourceReference(database.urn) }),
      [database],
      ["gcp:europe-west3 by locationId"],
    ],
    [
      "unknown where it refers to nothing seen",
      resource("gcp:firestore/document:Document", "d", { database: "elsewhere" }),
      [],
      ["? unresolvable: `database` names nothing in this estate"],
    ],
    [
      "the next term, where it refers to nothing at all",
      resource("aws:s3/bucketObject:BucketObject", "o", {}, { provider: virginia }),
      [],
      ['aws:us-east-1 by region of provider "aws"'],
    ],
    [
      "in doubt where changes to its input are ignored",
      bucket({ ignoreChanges: ["region"] }, { region: "us-east-1" }),
      [],
      ["aws:us-east-1 by region", "? ignored: changes to `region` are ignored, so the input may not be where it is"],
    ],
    [
      "in doubt where changes to an injected region are ignored",
      bucket({ ignoreChanges: ["region"], injected: new Set(["region"]) }, { region: "us-east-1" }),
      [],
      [
        'aws:us-east-1 by region of provider "aws"',
        "? ignored: changes to `region` are ignored, so the input may not be where it is",
      ],
    ],
    [
      "in doubt where all changes are ignored",
      bucket({ ignoreChanges: ["*"] }),
      [],
      [
        'aws:us-east-1 by region of provider "aws"',
        "? ignored: changes to `*` are ignored, so the input may not be where it is",
      ],
    ],
    [
      "in doubt where changes to its provider's region are ignored",
      bucket({ provider: provider("aws", { region: "us-east-1" }, { ignoreChanges: ["region"] }) }),
      [],
      [
        'aws:us-east-1 by region of provider "aws"',
        '? ignored: changes to `region` of provider "aws" are ignored, so the input may not be where it is',
      ],
    ],
    [
      "in doubt where a quoted path is ignored",
      resource("gcp:storage/bucket:Bucket", "b", { location: "US" }, { ignoreChanges: ['["location"]'] }),
      [],
      ["gcp:us by location", '? ignored: changes to `["location"]` are ignored, so the input may not be where it is'],
    ],
    [
      "in doubt where the input that it lies in is ignored",
      resource(
        "gcp:firestore/document:Document",
        "d",
        { database: later },
        { references: new Map([["database", [usDatabase.urn]]]), ignoreChanges: ["database"] },
      ),
      [usDatabase],
      [
        "gcp:us-east4 by locationId",
        "? ignored: changes to `database` are ignored, so the input may not be where it is",
      ],
    ],
    [
      "sure where other changes are ignored",
      bucket({ ignoreChanges: ["tags"] }),
      [],
      ['aws:us-east-1 by region of provider "aws"'],
    ],
  ])("is %s", (_, subject, others, expected) => {
    expect(summary(placementOf(subject, ...others))).toEqual(expected);
  });

  it("is named by the stack's configuration, where that makes the provider", () => {
    const configured = (inputs: Readonly<Record<string, unknown>>) =>
      summary(placementOf(bucket({ provider: provider("aws", inputs, { isDefault: true }) })));
    expect(configured({ region: "us-east-1" })).toEqual(["aws:us-east-1 by aws:region"]);
    expect(configured({})).toEqual([
      "? not-stated: no region is stated: `aws:region` is not in the stack's configuration",
    ]);
  });

  it("says where the provider states it", () => {
    const source = { file: "providers.ts", line: 9, column: 20 };
    expect(
      placementOf(bucket({ provider: provider("aws", { region: "eu-west-1" }, { source }) })).places[0]?.decidedAt,
    ).toEqual(source);
  });

  it("says where the resource that decides stands", () => {
    const document = resource(
      "gcp:firestore/document:Document",
      "d",
      { database: "db" },
      { references: new Map([["database", [database.urn]]]), inputs: values({ database: later }) },
    );
    expect(placementOf(document, database).places[0]?.decidedAt).toEqual(database.source);
  });

  it("shows no name that is a secret", () => {
    const hidden = resource("gcp:storage/bucket:Bucket", "b", { location: new Secret("atlantis") });
    expect(summary(placementOf(hidden))).toEqual(["? unresolvable: `location` names no known place"]);
  });

  it("ends where resources refer to each other", () => {
    const urn = (name: string) => `urn:pulumi:dev::shop::gcp:sql/database:Database::${name}`;
    const nested = catalogOf("gcp:sql/database:Database store via:database content - database");
    const one = resource(
      "gcp:sql/database:Database",
      "one",
      { database: later },
      { references: new Map([["database", [urn("two")]]]) },
    );
    const two = resource(
      "gcp:sql/database:Database",
      "two",
      { database: later },
      { references: new Map([["database", [urn("one")]]]) },
    );
    const row = nested.find(one.type);
    if (row === undefined) throw new Error("no row");
    const placement = locate(one, row, { catalog: nested, mandate, ...estate(one, two) });
    expect(summary(placement)).toEqual(["? unresolvable: `database` names nothing that has a place"]);
  });
});

describe("a place told by a name or a subnet", () => {
  const catalog = loadCatalog();
  const ashburn = provider("oci", { region: "us-ashburn-1" });
  const frankfurt = provider("oci", { region: "eu-frankfurt-1" });
  const placed = (subject: Resource, ...others: readonly Resource[]) => {
    const row = catalog.find(subject.type);
    if (row === undefined) throw new Error(`no row for ${subject.type}`);
    return summary(locate(subject, row, { catalog, mandate, ...estate(subject, ...others) }));
  };
  const from = (input: string, ...of: readonly Resource[]) => ({
    references: new Map([[input, of.map(({ urn }) => urn)]]),
  });
  const key = (managementEndpoint: unknown, more: Partial<Resource> = {}) =>
    resource("oci:Kms/key:Key", "k", { managementEndpoint }, { provider: ashburn, ...more });
  const vault = resource("oci:Kms/vault:Vault", "v", {}, { provider: frankfurt });
  const foundVault = resource(
    "oci:Kms/vault:Vault",
    "f",
    {},
    {
      kind: "read",
      id: "ocid1.vault.oc1.eu-frankfurt-1.bbpw5f4haaeuk.abtheljs5yjh6u2k4w7qk",
    },
  );
  const object = (bucket: string) =>
    resource("aws:s3/bucketObject:BucketObject", "o", { bucket }, { provider: virginia });
  const subnet = (name: string, inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
    resource("aws:ec2/subnet:Subnet", name, inputs, { provider: virginia, ...more });
  const local = subnet("local", { availabilityZone: "us-east-1-bue-1a" });
  const ordinary = subnet("ordinary", { availabilityZone: "us-east-1a" });
  const undecided = subnet("undecided", { availabilityZone: later });
  const found = subnet("found", { availabilityZone: "us-east-1-bue-1a" }, { kind: "read" });
  const machine = (inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
    resource("aws:ec2/instance:Instance", "i", inputs, { provider: virginia, ...more });
  const card = resource(
    "aws:ec2/networkInterface:NetworkInterface",
    "n",
    { subnetId: later },
    {
      provider: virginia,
      ...from("subnetId", local),
    },
  );
  const group = resource(
    "aws:rds/subnetGroup:SubnetGroup",
    "g",
    { subnetIds: [later] },
    {
      provider: virginia,
      ...from("subnetIds", ordinary, local),
    },
  );
  const region = 'aws:us-east-1 by region of provider "aws"';

  it.each<[string, Resource, readonly Resource[], readonly string[]]>([
    [
      "the region of a vault's endpoint",
      key("https://x-management.kms.eu-frankfurt-1.oraclecloud.com"),
      [],
      ["oci:eu-frankfurt-1 by managementEndpoint"],
    ],
    [
      "the vault that an endpoint was computed from",
      key(later, from("managementEndpoint", vault)),
      [vault],
      ['oci:eu-frankfurt-1 by region of provider "oci"'],
    ],
    [
      "the region of a looked-up vault's id",
      key(later, from("managementEndpoint", foundVault)),
      [foundVault],
      ["oci:eu-frankfurt-1 by managementEndpoint"],
    ],
    [
      "the next term, where an endpoint is of nobody's cloud",
      key("https://keys.example.com"),
      [],
      ['oci:us-ashburn-1 by region of provider "oci"'],
    ],
    [
      "the region of an ARN",
      object("arn:aws:s3:eu-west-1:123456789012:accesspoint/shop"),
      [],
      ["aws:eu-west-1 by bucket"],
    ],
    ["the next term, where an ARN says no region", object("arn:aws:s3:::shop"), [], [region]],
    [
      "the Local Zone of its subnet",
      machine({ subnetId: later }, from("subnetId", local)),
      [local],
      ["aws:us-east-1-bue-1a by availabilityZone"],
    ],
    [
      "the Local Zone of its network interface's subnet",
      machine({ networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: later }] }, from("networkInterfaces", card)),
      [card, local],
      ["aws:us-east-1-bue-1a by availabilityZone"],
    ],
    [
      "every zone of its subnet group, where one is a Local Zone",
      resource(
        "aws:rds/instance:Instance",
        "d",
        { dbSubnetGroupName: later },
        {
          provider: virginia,
          ...from("dbSubnetGroupName", group),
        },
      ),
      [group, ordinary, local],
      ["aws:us-east-1a by availabilityZone", "aws:us-east-1-bue-1a by availabilityZone"],
    ],
    [
      "its own zone, in a subnet of an ordinary zone",
      machine({ availabilityZone: "us-east-1b", subnetId: later }, from("subnetId", ordinary)),
      [ordinary],
      ["aws:us-east-1b by availabilityZone"],
    ],
    [
      "its subnet's Local Zone, whatever zone it states itself: AWS accepts no other than the subnet's",
      machine({ availabilityZone: "us-east-1b", subnetId: later }, from("subnetId", local)),
      [local],
      ["aws:us-east-1-bue-1a by availabilityZone"],
    ],
    [
      "its region, in a subnet of an ordinary zone",
      machine({ subnetId: later }, from("subnetId", ordinary)),
      [ordinary],
      [region],
    ],
    [
      "its region, in a subnet whose zone isn't known",
      machine({ subnetId: later }, from("subnetId", undecided)),
      [undecided],
      [region],
    ],
    [
      "its region, in a subnet that is only looked up",
      machine({ subnetId: later }, from("subnetId", found)),
      [found],
      [region],
    ],
    ["its region, in a subnet that is only named", machine({ subnetId: "subnet-0a1b2c3d" }), [], [region]],
    ["its region, in a subnet that isn't known", machine({ subnetId: later }), [], [region]],
    [
      "its region, whatever changes of the subnet are ignored",
      machine({ subnetId: "subnet-0a1b2c3d" }, { ignoreChanges: ["subnetId"] }),
      [],
      [region],
    ],
  ])("is %s", (_, subject, others, expected) => {
    expect(placed(subject, ...others)).toEqual(expected);
  });
});
