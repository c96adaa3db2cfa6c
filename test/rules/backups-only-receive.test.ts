import type { Resource } from "../../policies/residency/estate";
import { backupsOnlyReceive } from "../../policies/rules/backups-only-receive";
import { from, output } from "../support/flows";
import { center, estateOf, inRegion, judgements, mandate, phaseTerms, verdictsOf } from "../support/phases";

const textIn = (phase: string) =>
  mandate(
    center("virginia", "aws", "us-east-1", phase),
    center("iowa", "gcp", "us-central1", phase),
    center("chicago", "oci", "us-chicago-1", phase),
  );
const terms = phaseTerms(textIn("backup-only"));
const found = (resources: readonly Resource[], judgedBy = terms) =>
  verdictsOf(judgements(backupsOnlyReceive, resources, judgedBy).filter(({ verdict }) => verdict !== "allowed"));

const aws = inRegion("virginia", "aws", "us-east-1");
const gcp = inRegion("iowa", "gcp", "us-central1");
const oci = inRegion("chicago", "oci", "us-chicago-1");
const elsewhere = inRegion("shop", "aws", "us-west-2");
const home = inRegion("primary", "oci", "us-ashburn-1");

const copies = aws("s3/bucket:Bucket", "copies", { bucket: "acme-copies" });
const iowa = gcp("storage/bucket:Bucket", "iowa-copies", { name: "acme-iowa", location: "us-central1" });
const chicago = oci("ObjectStorage/bucket:Bucket", "chicago-copies", { name: "acme-chicago", namespace: "acme" });
const free = { tags: { "data-class": "operational" } };

const replication = (of: Resource, to: Resource) =>
  aws("s3/bucketReplicationConfig:BucketReplicationConfig", "replication", {
    bucket: output(of, "id"),
    rules: [{ status: "Enabled", destination: { bucket: output(to) } }],
  });
const west = elsewhere("s3/bucket:Bucket", "west", { bucket: "acme-west" });
const worker = aws("lambda/function:Function", "worker");
const notified = aws("s3/bucketNotification:BucketNotification", "notified", {
  bucket: output(copies, "id"),
  lambdaFunctions: [{ lambdaFunctionArn: output(worker), events: ["s3:ObjectCreated:*"] }],
});
const backToPrimary = oci("ObjectStorage/replicationPolicy:ReplicationPolicy", "back", {
  bucket: "acme-chicago",
  namespace: "acme",
  destinationRegionName: "us-ashburn-1",
  destinationBucketName: "orders",
});
const job = gcp("storage/transferJob:TransferJob", "job", {
  status: "ENABLED",
  transferSpec: {
    gcsDataSource: { bucketName: output(iowa, "name") },
    gcsDataSink: { bucketName: "acme-oregon" },
  },
});
const oregon = inRegion("shop", "gcp", "us-west1")("storage/bucket:Bucket", "oregon", {
  name: "acme-oregon",
  location: "us-west1",
});
const distribution = (stack = aws) =>
  stack("cloudfront/distribution:Distribution", "cdn", {
    enabled: true,
    origins: [{ domainName: output(copies, "bucketRegionalDomainName"), originId: "copies" }],
    restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US"] } },
  });

const between = aws("s3/bucket:Bucket", "between", { bucket: "acme-between", ...free });
const second = aws("s3/bucket:Bucket", "second", { bucket: "acme-second" });
const near = inRegion("shop", "aws", "us-east-1")("s3/bucket:Bucket", "near", { bucket: "acme-near" });
const ours = inRegion("primary", "aws", "us-west-2")("s3/bucket:Bucket", "ours", { bucket: "acme-ours" });
const table = (region: string) => aws("dynamodb/table:Table", "table", { replicas: [{ regionName: region }] });
const toRegion = (region: string) =>
  oci("ObjectStorage/replicationPolicy:ReplicationPolicy", "policy", {
    bucket: "acme-chicago",
    namespace: "acme",
    destinationRegionName: region,
    destinationBucketName: "somebody",
  });
const open = aws("s3/bucketAclV2:BucketAclV2", "open", { bucket: output(copies, "id"), acl: "public-read" });
const record = home("Dns/rrset:Rrset", "record", {
  rtype: "CNAME",
  items: [{ rdata: "acme-copies.s3.us-east-1.amazonaws.com" }],
});
const alias = elsewhere("route53/record:Record", "alias", {
  type: "A",
  aliases: [{ name: output(copies, "websiteDomain"), zoneId: "Z1", evaluateTargetHealth: false }],
});

describe("backups-only-receive", () => {
  it.each<[string, readonly Resource[], readonly string[]]>([
    ["out of a center on AWS", [copies, west, replication(copies, west)], ["refused replication aws:us-west-2"]],
    ["out of a center on Google Cloud", [iowa, oregon, job], ["refused job gcp:us-west1"]],
    [
      "out of a center on Oracle Cloud, back to the primary",
      [chicago, backToPrimary],
      ["refused back oci:us-ashburn-1"],
    ],
    [
      "out of a center, by a table that has replicas",
      [aws("dynamodb/table:Table", "table", { replicas: [{ regionName: "us-west-2" }] })],
      ["refused table aws:us-west-2"],
    ],
    ["over compute in a center on AWS", [copies, worker, notified], ["refused worker aws:us-east-1"]],
    ["as traffic through a distribution", [copies, distribution()], ["refused cdn"]],
    [
      "as traffic through a distribution of another stack",
      [copies, distribution(inRegion("shop", "aws", "us-west-2"))],
      ["refused cdn"],
    ],
    [
      "as traffic through a balancer on Google Cloud",
      [iowa, gcp("compute/backendBucket:BackendBucket", "balancer", { bucketName: output(iowa, "name") })],
      ["refused balancer"],
    ],
    [
      "as traffic to its address",
      [
        copies,
        home("Dns/rrset:Rrset", "record", {
          rtype: "CNAME",
          items: [{ rdata: "acme-copies.s3.us-east-1.amazonaws.com" }],
        }),
      ],
      ["refused record"],
    ],
    [
      "out of it, over several steps",
      [
        copies,
        aws("s3/bucket:Bucket", "second", { bucket: "acme-second", ...free }),
        replication(copies, aws("s3/bucket:Bucket", "second")),
        west,
        aws("s3/bucketReplicationConfig:BucketReplicationConfig", "onwards", {
          bucket: output(aws("s3/bucket:Bucket", "second"), "id"),
          rules: [{ status: "Enabled", destination: { bucket: output(west) } }],
        }),
      ],
      ["refused onwards aws:us-west-2"],
    ],
    [
      "out of a center, to another stack in the same region",
      [copies, near, replication(copies, near)],
      ["refused replication aws:us-east-1"],
    ],
    [
      "home, while the center only receives",
      [copies, ours, replication(copies, ours)],
      ["refused replication aws:us-west-2"],
    ],
    ["as traffic to its address, by an alias", [copies, alias], ["refused alias"]],
  ])("refuses what goes %s", (_, resources, expected) => {
    expect(found(resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    [
      "compute of a center on AWS that may read",
      [copies, aws("lambda/function:Function", "f", {}, from({ environment: [copies] }))],
      ["undecided possible f aws:us-east-1"],
    ],
    [
      "compute of a center on Google Cloud that may read",
      [
        iowa,
        gcp("cloudfunctionsv2/function:Function", "f", { location: "us-central1" }, from({ serviceConfig: [iowa] })),
      ],
      ["undecided possible f gcp:us-central1"],
    ],
    [
      "compute of a center on Oracle Cloud that may read",
      [chicago, oci("Functions/function:Function", "f", {}, from({ config: [chicago] }))],
      ["undecided possible f oci:us-chicago-1"],
    ],
    [
      "compute of another stack that may read",
      [copies, elsewhere("lambda/function:Function", "f", {}, from({ environment: [copies] }))],
      ["undecided possible f aws:us-west-2"],
    ],
    [
      "a bucket that may be open to everyone",
      [aws("s3/bucket:Bucket", "open", { acl: "public-read" })],
      ["undecided possible open worldwide"],
    ],
  ])("leaves undecided %s", (_, resources, expected) => {
    expect(found(resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[]]>([
    [
      "backups that come in",
      [
        elsewhere("s3/bucket:Bucket", "source", { bucket: "acme-source" }),
        copies,
        elsewhere("s3/bucketReplicationConfig:BucketReplicationConfig", "in", {
          bucket: "acme-source",
          rules: [{ status: "Enabled", destination: { bucket: output(copies) } }],
        }),
      ],
    ],
    [
      "copies within the center",
      [copies, aws("s3/bucket:Bucket", "b"), replication(copies, aws("s3/bucket:Bucket", "b"))],
    ],
    ["access logs that leave", [aws("s3/bucket:Bucket", "b", { logging: { targetBucket: output(west, "id") } }), west]],
    [
      "logs of the center",
      [
        aws("cloudwatch/logGroup:LogGroup", "g"),
        aws("cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "s", {
          logGroup: output(aws("cloudwatch/logGroup:LogGroup", "g"), "name"),
          destinationArn: "arn:aws:kinesis:us-west-2:123456789012:stream/s",
        }),
      ],
    ],
    ["compute that reads nothing of it", [copies, worker]],
    [
      "data that may be anywhere",
      [aws("s3/bucket:Bucket", "b", free), replication(aws("s3/bucket:Bucket", "b"), west), west],
    ],
    [
      "a destination that isn't told, which `us-data-flows-stay-in-us` says",
      [
        copies,
        aws("s3/bucketReplicationConfig:BucketReplicationConfig", "r", {
          bucket: output(copies, "id"),
          rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::x" } }],
        }),
      ],
    ],
    [
      "movements of other stacks",
      [
        west,
        elsewhere("s3/bucket:Bucket", "b"),
        elsewhere("s3/bucketReplicationConfig:BucketReplicationConfig", "r", {
          bucket: "acme-west",
          rules: [{ status: "Enabled", destination: { bucket: output(elsewhere("s3/bucket:Bucket", "b")) } }],
        }),
      ],
    ],
  ])("finds nothing wrong with %s", (_, resources) => {
    expect(found(resources)).toEqual([]);
  });

  it("judges network paths by where they lead, and lets the primary's be: backups come by them", () => {
    const vpc = aws("ec2/vpc:Vpc", "vpc");
    const subnet = aws("ec2/subnet:Subnet", "subnet", { vpcId: output(vpc, "id") }, from({ vpcId: [vpc] }));
    const machine = aws("ec2/instance:Instance", "m", { subnetId: output(subnet, "id") }, from({ subnetId: [subnet] }));
    const vpcOf = (stack: string) => inRegion(stack, "aws", "us-west-2")("ec2/vpc:Vpc", "other");
    const peering = (by: typeof aws, own: Resource, peer: Resource) =>
      by(
        "ec2/vpcPeeringConnection:VpcPeeringConnection",
        "peering",
        { vpcId: output(own, "id"), peerVpcId: output(peer, "id") },
        from({ vpcId: [own], peerVpcId: [peer] }),
      );
    const center = [vpc, subnet, machine];
    const shop = vpcOf("shop");
    expect(found([...center, shop, peering(aws, vpc, shop)])).toEqual(["undecided possible peering aws:us-west-2"]);
    expect(found([...center, shop, peering(elsewhere, shop, vpc)])).toEqual(["undecided possible peering"]);
    const own = vpcOf("primary");
    expect(found([...center, own, peering(aws, vpc, own)])).toEqual([]);
    expect(found([...center, own, peering(inRegion("primary", "aws", "us-west-2"), own, vpc)])).toEqual([]);
    expect(found([vpc, subnet, shop, peering(elsewhere, shop, vpc)])).toEqual([]);
  });

  it("lets what a draining center holds go home, and nowhere else", () => {
    const draining = phaseTerms(textIn("draining"));
    expect(found([chicago, backToPrimary], draining)).toEqual([]);
    expect(verdictsOf(judgements(backupsOnlyReceive, [chicago, backToPrimary], draining))).toEqual([
      "allowed back oci:us-ashburn-1",
    ]);
    expect(found([copies, west, replication(copies, west)], draining)).toEqual(["refused replication aws:us-west-2"]);
    expect(found([copies, distribution()], draining)).toEqual(["refused cdn"]);
    expect(found([copies, worker, notified], draining)).toEqual(["refused worker aws:us-east-1"]);
  });

  it.each(["dual-run", "deleted"])("isn't judged while every center is in phase %s", (phase) => {
    const other = phaseTerms(textIn(phase));
    const resources = [copies, west, replication(copies, west)];
    expect(judgements(backupsOnlyReceive, resources, other)).toEqual([]);
    expect(backupsOnlyReceive.notJudged?.({ estate: estateOf(resources), ...other })).toBe(
      "no center of the mandate's `centers` is in phase `backup-only` or `draining`",
    );
    expect(backupsOnlyReceive.notJudged?.({ estate: estateOf(resources), ...terms })).toBeUndefined();
    expect(backupsOnlyReceive.notJudged?.({ estate: estateOf(resources), ...phaseTerms(mandate()) })).toBe(
      "the mandate has no `centers`",
    );
  });

  it("tells what leaves, whose it is, and of which center", () => {
    const message = (...resources: readonly Resource[]) =>
      judgements(backupsOnlyReceive, resources, terms).find(({ verdict }) => verdict !== "allowed")?.evidence.message;
    expect(message(copies, west, replication(copies, west))).toBe(
      'bucket replication config "replication" replicates us-user data of bucket "copies" to bucket "west" in us-west-2 (Oregon, United States), out of center `virginia`, which only receives backups',
    );
    expect(message(copies, worker, notified)).toBe(
      'function "worker" works on us-user data of bucket "copies" of center `virginia`, which only receives backups',
    );
    expect(message(copies, distribution())).toBe(
      'distribution "cdn" answers with us-user data of bucket "copies", out of center `virginia`, which only receives backups',
    );
    const reader = elsewhere("lambda/function:Function", "f", {}, from({ environment: [copies] }));
    expect(message(copies, reader)).toBe(
      'function "f" in us-west-2 (Oregon, United States) may read us-user data of bucket "copies", out of center `virginia`, which only receives backups',
    );
  });

  it("is judged for the centers that only receive, while others still run", () => {
    const mixed = phaseTerms(textIn("dual-run").replace(/(virginia:.*)dual-run/, "$1backup-only"));
    const resources = [copies, west, replication(copies, west), iowa, oregon, job];
    expect(found(resources, mixed)).toEqual(["refused replication aws:us-west-2"]);
    expect(backupsOnlyReceive.notJudged?.({ estate: estateOf(resources), ...mixed })).toBeUndefined();
  });

  it.each<[string, readonly Resource[], string, readonly string[]]>([
    [
      "a copy within it",
      [copies, second, replication(copies, second)],
      "backup-only",
      ["allowed replication aws:us-east-1"],
    ],
    [
      "a copy to its region, into a bucket that isn't seen",
      [chicago, toRegion("us-chicago-1")],
      "backup-only",
      ["allowed policy oci:us-chicago-1"],
    ],
    [
      "a copy to a region of the primary's",
      [chicago, toRegion("us-phoenix-1")],
      "draining",
      ["allowed policy oci:us-phoenix-1"],
    ],
    [
      "a copy to the primary's stack, wherever that is",
      [copies, ours, replication(copies, ours)],
      "draining",
      ["allowed replication aws:us-west-2"],
    ],
    ["a replica within its region", [table("us-east-1")], "draining", ["allowed table aws:us-east-1"]],
  ])("allows, of what a center holds, %s", (_, resources, phase, expected) => {
    expect(verdictsOf(judgements(backupsOnlyReceive, resources, phaseTerms(textIn(phase))))).toEqual(expected);
  });

  it("lets nothing go home that the mandate doesn't name", () => {
    const text = textIn("draining")
      .split("\n")
      .filter((line) => !line.startsWith("primary:"))
      .join("\n");
    expect(found([chicago, backToPrimary], phaseTerms(text))).toEqual(["refused back oci:us-ashburn-1"]);
  });

  const evidenceOf = (resources: readonly Resource[], phase = "backup-only") =>
    judgements(backupsOnlyReceive, resources, phaseTerms(textIn(phase))).map(({ evidence }) => evidence);

  it.each<[string, readonly Resource[], string, string]>([
    [
      "a copy that goes while its center drains",
      [copies, west, replication(copies, west)],
      "draining",
      'bucket replication config "replication" replicates us-user data of bucket "copies" to bucket "west" in us-west-2 (Oregon, United States), out of center `virginia`, which is draining',
    ],
    [
      "a copy that stays",
      [copies, second, replication(copies, second)],
      "backup-only",
      'bucket replication config "replication" replicates us-user data of bucket "copies", which it may while center `virginia` is in phase `backup-only`',
    ],
    [
      "a copy that goes home",
      [chicago, backToPrimary],
      "draining",
      'replication policy "back" replicates us-user data of bucket "chicago-copies", which it may while center `chicago` is in phase `draining`',
    ],
    [
      "a replica",
      [table("us-west-2")],
      "backup-only",
      'table "table" spreads us-user data to us-west-2 (Oregon, United States), out of center `virginia`, which only receives backups',
    ],
    [
      "compute that may read",
      [copies, aws("lambda/function:Function", "f", {}, from({ environment: [copies] }))],
      "backup-only",
      'function "f" may work on us-user data of bucket "copies" of center `virginia`, which only receives backups',
    ],
    [
      "a bucket that everyone may read",
      [copies, open],
      "backup-only",
      'bucket acl v2 "open" opens us-user data of bucket "copies" to anyone, anywhere, out of center `virginia`, which only receives backups',
    ],
    [
      "an address",
      [copies, record],
      "backup-only",
      'rrset "record" leads requests to bucket "copies" of center `virginia`, which only receives backups',
    ],
    [
      "an address, while its center drains",
      [copies, record],
      "draining",
      'rrset "record" leads requests to bucket "copies" of center `virginia`, which is draining',
    ],
  ])("words %s", (_, resources, phase, message) => {
    expect(evidenceOf(resources, phase)[0]?.message).toBe(message);
  });

  it("shows the way of what leaves, to its last place", () => {
    const copied = replication(copies, between);
    const onwards = aws("s3/bucketReplicationConfig:BucketReplicationConfig", "onwards", {
      bucket: output(between, "id"),
      rules: [{ status: "Enabled", destination: { bucket: output(west) } }],
    });
    const evidence = evidenceOf([copies, between, copied, onwards, west]).find(({ places }) =>
      places.includes("aws:us-west-2"),
    );
    expect(evidence).toMatchObject({
      dataClass: "us-user",
      places: ["aws:us-west-2"],
      property: "rules[0].destination.bucket",
    });
    expect(evidence?.trace?.map(({ place }) => place)).toEqual([undefined, "aws:us-west-2"]);
    expect(evidenceOf([copies, record])[0]?.trace).toHaveLength(1);
  });
});
