import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { judge } from "../../policies/rules/judge";
import { usDataHasASecondUsRegion } from "../../policies/rules/us-data-has-a-second-us-region";
import { from, output } from "../support/flows";
import { center, estateOf, inRegion, judgements, mandate, phaseTerms, verdictsOf } from "../support/phases";

const text = mandate(
  center("virginia", "aws", "us-east-1", "backup-only"),
  center("iowa", "gcp", "us-central1", "dual-run", "legacy"),
  center("oregon", "gcp", "us-west1", "draining", "legacy"),
);
const terms = phaseTerms(text);
const found = (...resources: readonly Resource[]) => verdictsOf(judgements(usDataHasASecondUsRegion, resources, terms));

const oci = inRegion("primary", "oci", "us-ashburn-1");
const phoenix = inRegion("primary", "oci", "us-phoenix-1");
const aws = inRegion("shop", "aws", "us-east-1");
const west = inRegion("shop", "aws", "us-west-2");
const ireland = inRegion("shop", "aws", "eu-west-1");
const gcp = inRegion("shop", "gcp", "us-east1");

const orders = oci("ObjectStorage/bucket:Bucket", "orders", { name: "orders", namespace: "acme" });
const policy = (region: unknown, more: Partial<Resource> = {}) =>
  oci(
    "ObjectStorage/replicationPolicy:ReplicationPolicy",
    "policy",
    { bucket: "orders", namespace: "acme", destinationRegionName: region, destinationBucketName: "copy" },
    more,
  );
const bucket = (name: string, at = aws, inputs = {}) =>
  at("s3/bucket:Bucket", name, { bucket: `acme-${name}`, ...inputs });
const replication = (of: Resource, to: Resource, status: unknown = "Enabled") =>
  aws("s3/bucketReplicationConfig:BucketReplicationConfig", `${of.name}-to-${to.name}`, {
    bucket: output(of, "id"),
    rules: [{ status, destination: { bucket: output(to) } }],
  });
const [a, b, c] = [bucket("a"), bucket("b"), bucket("c", west)];
const table = (inputs: Readonly<Record<string, unknown>> = {}) => aws("dynamodb/table:Table", "t", inputs);
const gcs = (location: string, name = "g") => gcp("storage/bucket:Bucket", name, { location, name: `acme-${name}` });
const sql = gcp("sql/databaseInstance:DatabaseInstance", "sql", { region: "us-east1", name: "sql" });
const sqlReplica = (region: string) =>
  gcp("sql/databaseInstance:DatabaseInstance", "replica", { region, masterInstanceName: output(sql, "name") });
const cluster = (name: string, at = aws) =>
  at("rds/cluster:Cluster", name, { globalClusterIdentifier: output(global, "id") });
const global = aws("rds/globalCluster:GlobalCluster", "global");
const transfer = (source: Readonly<Record<string, unknown>>) =>
  gcp("storage/transferJob:TransferJob", "transfer", {
    status: "ENABLED",
    transferSpec: { ...source, gcsDataSink: { bucketName: "acme-g" } },
  });
const queue = west("sqs/queue:Queue", "queue");
const notified = aws("s3/bucketNotification:BucketNotification", "notified", {
  bucket: output(a, "id"),
  queues: [{ queueArn: output(queue), events: ["s3:ObjectCreated:*"] }],
});
const later = new Unknown("not-yet-known");
const free = { tags: { "data-class": "operational" } };

describe("us-data-has-a-second-us-region", () => {
  it.each<[string, readonly Resource[], readonly string[]]>([
    ["a bucket that replicates to Phoenix", [orders, policy("us-phoenix-1")], ["allowed orders oci:us-ashburn-1"]],
    [
      "a volume with a replica in Phoenix",
      [oci("Core/volume:Volume", "v", { blockVolumeReplicas: [{ availabilityDomain: "kIdk:PHX-AD-1" }] })],
      ["allowed v oci:us-ashburn-1"],
    ],
    ["buckets on AWS, both of them", [a, c, replication(a, c)], ["allowed a aws:us-east-1", "allowed c aws:us-west-2"]],
    [
      "a copy of a copy, and the copies themselves",
      [a, b, c, replication(a, b), replication(b, c)],
      ["allowed a aws:us-east-1", "allowed b aws:us-east-1", "allowed c aws:us-west-2"],
    ],
    [
      "copies that go round",
      [a, c, replication(a, c), replication(c, a)],
      ["allowed a aws:us-east-1", "allowed c aws:us-west-2"],
    ],
    [
      "two copies of one bucket, one of them beside it",
      [a, b, c, replication(a, b), replication(a, c)],
      ["allowed a aws:us-east-1", "allowed b aws:us-east-1", "allowed c aws:us-west-2"],
    ],
    ["a table with a replica", [table({ replicas: [{ regionName: "us-west-2" }] })], ["allowed t aws:us-east-1"]],
    [
      "a global cluster with members in two regions, told of it alone",
      [global, cluster("one"), cluster("two", west)],
      ["allowed global aws:us-east-1"],
    ],
    [
      "a table that is backed up into a vault elsewhere",
      [
        table(),
        aws("backup/vault:Vault", "vault", { name: "vault" }),
        west("backup/vault:Vault", "far", { name: "far" }),
        aws("backup/plan:Plan", "plan", {
          rules: [
            {
              targetVaultName: output(aws("backup/vault:Vault", "vault"), "name"),
              copyActions: [{ destinationVaultArn: output(west("backup/vault:Vault", "far")) }],
            },
          ],
        }),
        aws("backup/selection:Selection", "selection", {
          planId: output(aws("backup/plan:Plan", "plan"), "id"),
          resources: [output(table())],
        }),
      ],
      ["allowed t aws:us-east-1"],
    ],
    [
      "a database with a replica",
      [sql, sqlReplica("us-west1")],
      ["allowed sql gcp:us-east1", "allowed replica gcp:us-west1"],
    ],
    ["a bucket in a multi-region", [gcs("US")], ["allowed g gcp:us"]],
    ["a bucket in a dual-region", [gcs("NAM4")], ["allowed g gcp:nam4"]],
    [
      "a bucket in two regions that it names",
      [
        gcp("storage/bucket:Bucket", "g", {
          location: "US",
          customPlacementConfig: { dataLocations: ["US-EAST1", "US-WEST1"] },
        }),
      ],
      ["allowed g gcp:us-east1 gcp:us-west1"],
    ],
    [
      "a database in several regions",
      [gcp("firestore/database:Database", "d", { locationId: "nam5" })],
      ["allowed d gcp:nam5"],
    ],
    [
      "an object of a bucket that has a copy, told of the bucket alone",
      [a, c, replication(a, c), aws("s3/bucketObject:BucketObject", "o", { bucket: output(a, "id"), key: "k" })],
      ["allowed a aws:us-east-1", "allowed c aws:us-west-2"],
    ],
    [
      "a bucket on AWS that Google copies, and the copy",
      [a, gcs("us-east1"), transfer({ awsS3DataSource: { bucketName: output(a, "bucket") } })],
      ["allowed a aws:us-east-1", "allowed g gcp:us-east1"],
    ],
    [
      "a bucket that is copied to a multi-region",
      [gcs("us-east1", "f"), gcs("US"), transfer({ gcsDataSource: { bucketName: "acme-f" } })],
      ["allowed f gcp:us-east1", "allowed g gcp:us"],
    ],
  ])("allows %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    ["a bucket on Oracle Cloud that nothing copies", [orders], ["refused orders oci:us-ashburn-1"]],
    ["a bucket that replicates abroad", [orders, policy("uk-london-1")], ["refused orders oci:us-ashburn-1"]],
    [
      "a bucket that replicates within its region",
      [orders, policy("us-ashburn-1")],
      ["refused orders oci:us-ashburn-1"],
    ],
    [
      "a volume with a replica in another domain of its region",
      [oci("Core/volume:Volume", "v", { blockVolumeReplicas: [{ availabilityDomain: "kIdk:US-ASHBURN-AD-2" }] })],
      ["refused v oci:us-ashburn-1"],
    ],
    ["a bucket on AWS that nothing copies", [a], ["refused a aws:us-east-1"]],
    [
      "a rule that is off",
      [a, c, replication(a, c, "Disabled")],
      ["refused a aws:us-east-1", "refused c aws:us-west-2"],
    ],
    [
      "a bucket whose copy is beside it",
      [a, b, replication(a, b)],
      ["refused a aws:us-east-1", "refused b aws:us-east-1"],
    ],
    [
      "a bucket whose copy is abroad",
      [a, bucket("d", ireland, free), replication(a, bucket("d", ireland))],
      ["refused a aws:us-east-1"],
    ],
    [
      "one of two buckets that are copied to one place",
      [a, c, bucket("e", west), replication(a, c), replication(bucket("e", west), c)],
      ["allowed a aws:us-east-1", "allowed c aws:us-west-2", "refused e aws:us-west-2"],
    ],
    [
      "a table whose replica is in a Local Zone of its region",
      [table({ replicas: [{ regionName: "us-east-1-bos-1a" }] })],
      ["refused t aws:us-east-1"],
    ],
    ["a database that nothing copies", [sql], ["refused sql gcp:us-east1"]],
    [
      "a dataset in a multi-region, which rests in one region",
      [gcp("bigquery/dataset:Dataset", "d", { location: "US" })],
      ["refused d gcp:us"],
    ],
    [
      "a legacy center's bucket, while the center lasts",
      [inRegion("iowa", "gcp", "us-central1")("storage/bucket:Bucket", "g", { location: "us-central1" })],
      ["refused g gcp:us-central1"],
    ],
    [
      "an object of a bucket of another class, which nothing copies",
      [
        bucket("free", aws, free),
        aws("s3/bucketObject:BucketObject", "o", {
          bucket: output(bucket("free"), "id"),
          key: "k",
          tags: { "data-class": "us-user" },
        }),
      ],
      ["refused o aws:us-east-1"],
    ],
    [
      "a bucket whose access logs alone are elsewhere",
      [bucket("a", aws, { logging: { targetBucket: "acme-c" } }), c],
      ["refused a aws:us-east-1", "refused c aws:us-west-2"],
    ],
    ["a bucket whose events go to a queue elsewhere", [a, notified, queue], ["refused a aws:us-east-1"]],
    [
      "a bucket in a compartment that isn't seen, which only groups",
      [{ ...orders, inputs: { ...orders.inputs, compartmentId: "ocid1.compartment.oc1..somewhere" } }],
      ["refused orders oci:us-ashburn-1"],
    ],
  ])("refuses %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    ["where to isn't known", [orders, policy(later)], ["undecided not-yet-known orders oci:us-ashburn-1"]],
    [
      "changes are ignored to where",
      [orders, policy("us-phoenix-1", { ignoreChanges: ["destinationRegionName"] })],
      ["undecided ignored orders oci:us-ashburn-1"],
    ],
    [
      "whether it is copied isn't known",
      [a, c, replication(a, c, later)],
      ["undecided not-yet-known a aws:us-east-1", "undecided not-yet-known c aws:us-west-2"],
    ],
    [
      "the bucket where to isn't seen",
      [
        a,
        aws("s3/bucketReplicationConfig:BucketReplicationConfig", "r", {
          bucket: output(a, "id"),
          rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::somebody" } }],
        }),
      ],
      ["undecided unresolvable a aws:us-east-1"],
    ],
    [
      "of what the replica is isn't known",
      [
        sql,
        gcp(
          "sql/databaseInstance:DatabaseInstance",
          "r",
          { region: "us-west1", masterInstanceName: later },
          from({ masterInstanceName: [sql] }),
        ),
      ],
      ["undecided not-yet-known sql gcp:us-east1", "undecided not-yet-known r gcp:us-west1"],
    ],
    [
      "nobody has looked up how its type keeps data in a multi-region",
      [gcp("discoveryengine/dataStore:DataStore", "d", { location: "us" })],
      ["undecided not-stated d gcp:us"],
    ],
    [
      "the bucket that it lies in isn't seen",
      [aws("s3/bucketObject:BucketObject", "o", { bucket: "somebody", key: "k" })],
      ["undecided not-seen o aws:us-east-1"],
    ],
    [
      "the place of its copy isn't known",
      [a, bucket("c", aws, { region: later }), replication(a, bucket("c"))],
      ["undecided not-yet-known a aws:us-east-1"],
    ],
    [
      "its backups go to several regions, and perhaps to its own alone",
      [
        gcp("sql/databaseInstance:DatabaseInstance", "sql", {
          region: "us-east1",
          name: "sql",
          settings: { backupConfiguration: { enabled: true, location: "us" } },
        }),
      ],
      ["undecided not-stated sql gcp:us-east1"],
    ],
  ])("is undecided where %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, Resource]>([
    ["a backup center's", inRegion("virginia", "aws", "us-east-1")("s3/bucket:Bucket", "b")],
    [
      "a legacy center's that is draining",
      inRegion("oregon", "gcp", "us-west1")("storage/bucket:Bucket", "b", { location: "us-west1" }),
    ],
    ["of a class that may be anywhere", bucket("b", aws, free)],
    ["abroad, which is another rule's", bucket("b", ireland)],
    ["in no place that is known, which is another rule's", bucket("b", aws, { region: later })],
    ["a log group, a key or a secret", aws("cloudwatch/logGroup:LogGroup", "g")],
  ])("says nothing of a holder that is %s", (_, subject) => {
    expect(found(subject)).toEqual([]);
  });

  it("tells the place, and shows none that is secret", () => {
    const [refused] = judgements(usDataHasASecondUsRegion, [a], terms);
    expect(refused?.evidence).toMatchObject({
      message:
        'bucket "a" holds us-user data in us-east-1 (N. Virginia, United States), and nothing copies it to another US region',
      places: ["aws:us-east-1"],
    });
    const hidden = bucket("h", aws, { region: new Secret("us-west-1") });
    for (const resources of [
      [hidden],
      [hidden, c, replication(hidden, c)],
      [orders, policy(new Secret("us-phoenix-1"))],
    ])
      expect(JSON.stringify(judgements(usDataHasASecondUsRegion, resources, terms))).not.toMatch(
        /us-west-1|phoenix|California/i,
      );
  });

  it("asks for a region that the class allows", () => {
    const wide = phaseTerms(`${text}\nclasses: { us-user: { countries: [US, DE] } }`);
    const frankfurt = inRegion("shop", "aws", "eu-central-1")("s3/bucket:Bucket", "f", { bucket: "acme-f" });
    expect(verdictsOf(judgements(usDataHasASecondUsRegion, [a, frankfurt, replication(a, frankfurt)], wide))).toEqual([
      "allowed a aws:us-east-1",
      "allowed f aws:eu-central-1",
    ]);
    expect(judgements(usDataHasASecondUsRegion, [a], wide)[0]?.evidence.message).toMatch(
      /another region that its class allows$/,
    );
  });

  it("is judged class by class", () => {
    const two = phaseTerms(`${text}\nclasses: { us-user: { countries: [US] }, eu-user: { countries: [DE, IE] } }`);
    const dublin = bucket("d", ireland, { tags: { "data-class": "eu-user" } });
    expect(verdictsOf(judgements(usDataHasASecondUsRegion, [a, dublin, replication(a, dublin)], two))).toEqual([
      "refused a aws:us-east-1",
      "refused d aws:eu-west-1",
    ]);
  });
});

describe("the scope of us-data-has-a-second-us-region", () => {
  const duty = (stack: string) => phaseTerms(`${text}\nduties: { us-data-has-a-second-us-region: ${stack} }`);
  const judged = (resources: readonly Resource[], scope: "stack" | "organization", by = terms) =>
    judge(estateOf(resources, scope), [usDataHasASecondUsRegion], by).judged.get("us-data-has-a-second-us-region");

  it.each([
    [
      "one stack of several",
      terms,
      "needs every stack of the organization, or a stack that the mandate's `duties` name",
    ],
    [
      "another stack than the one whose duty it is",
      duty("shop"),
      "is judged in stack `shop`, as the mandate's `duties` say",
    ],
  ])("isn't judged where %s is seen", (_, by, because) => {
    expect(judged([orders], "stack", by)).toEqual({ allowed: 0, refused: 0, undecided: 0, notJudged: because });
  });

  it("is judged in the one stack whose duty it is, by what that shows", () => {
    expect(judged([orders], "stack", duty("primary"))).toMatchObject({ refused: 1, notJudged: null });
    expect(judged([orders, policy("us-phoenix-1")], "stack", duty("primary"))).toMatchObject({ allowed: 1 });
    expect(judged([orders, a], "stack", duty("primary"))).toMatchObject({
      refused: 0,
      notJudged: expect.any(String) as string,
    });
  });

  it("is judged once over the whole organization, whosever duty it is", () => {
    const copy = phoenix("ObjectStorage/bucket:Bucket", "copy", { name: "copy", namespace: "acme" });
    for (const by of [terms, duty("primary"), duty("shop")]) {
      expect(judged([orders, copy, policy("us-phoenix-1"), a], "organization", by)).toEqual({
        allowed: 2,
        refused: 1,
        undecided: 0,
        notJudged: null,
      });
    }
  });

  it("isn't judged where the mandate has no primary", () => {
    expect(judged([orders], "organization", phaseTerms("name: test"))).toEqual({
      allowed: 0,
      refused: 0,
      undecided: 0,
      notJudged: "the mandate has neither `primary` nor `centers`",
    });
  });
});

describe("a legacy center's bucket in dual-run", () => {
  const iowa = inRegion("iowa", "gcp", "us-central1");
  const yesterday = iowa("storage/bucket:Bucket", "g", { location: "us-central1", name: "acme-g" });
  const instance = (at: typeof oci, more: Partial<Resource> = {}) =>
    at("ContainerEngine/containerInstance:ContainerInstance", "puller", {}, more);
  const reading = { references: new Map([["containers", [yesterday.urn]]]) };
  const judged = (phase: string, ...resources: readonly Resource[]) =>
    verdictsOf(
      judgements(
        usDataHasASecondUsRegion,
        [yesterday, ...resources],
        phaseTerms(mandate(center("iowa", "gcp", "us-central1", phase, "legacy"))),
      ),
    );

  it("is brought home by compute of the primary that reads it", () => {
    expect(judged("dual-run")).toEqual(["refused g gcp:us-central1"]);
    expect(judged("dual-run", instance(oci, reading))).toEqual(["allowed g gcp:us-central1"]);
  });

  it("isn't by compute that doesn't read it, or isn't in the primary", () => {
    expect(judged("dual-run", instance(oci))).toEqual(["refused g gcp:us-central1"]);
    expect(judged("dual-run", instance(inRegion("shop", "oci", "us-sanjose-1"), reading))).toEqual([
      "refused g gcp:us-central1",
    ]);
  });

  it("has come home when the center is frozen", () => {
    expect(judged("backup-only")).toEqual([]);
  });

  it("needs no copy where reports alone come to it, which can be written anew", () => {
    const report = iowa("storage/insightsReportConfig:InsightsReportConfig", "inventory", {
      objectMetadataReportOptions: {
        storageFilters: { bucket: "acme-g" },
        storageDestinationOptions: { bucket: "acme-reports" },
      },
    });
    const reports = iowa("storage/bucket:Bucket", "reports", { location: "us-central1", name: "acme-reports" });
    expect(judged("dual-run", reports, report)).toEqual(["refused g gcp:us-central1"]);
    expect(judged("dual-run", reports)).toEqual(["refused g gcp:us-central1", "refused reports gcp:us-central1"]);
  });
});
