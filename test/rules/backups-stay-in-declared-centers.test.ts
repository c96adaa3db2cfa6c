import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { backupsStayInDeclaredCenters } from "../../policies/rules/backups-stay-in-declared-centers";
import { from, output } from "../support/flows";
import { center, estateOf, inRegion, judgements, mandate, phaseTerms, verdictsOf } from "../support/phases";

const text = mandate(
  center("virginia", "aws", "us-east-1", "backup-only"),
  center("iowa", "gcp", "us-central1", "draining"),
  center("singapore", "gcp", "asia-southeast1", "dual-run"),
  center("gone", "aws", "us-east-2", "deleted", "legacy"),
);
const terms = phaseTerms(text);
const found = (...resources: readonly Resource[]) =>
  verdictsOf(judgements(backupsStayInDeclaredCenters, resources, terms));

const ashburn = inRegion("primary", "oci", "us-ashburn-1");
const aws = inRegion("shop", "aws", "us-west-2");
const virginia = inRegion("virginia", "aws", "us-east-1");
const gcp = inRegion("shop", "gcp", "us-west1");

const orders = ashburn("ObjectStorage/bucket:Bucket", "orders", { name: "orders", namespace: "acme" });
const policy = (region: unknown, more: Partial<Resource> = {}) =>
  ashburn(
    "ObjectStorage/replicationPolicy:ReplicationPolicy",
    "policy",
    { bucket: "orders", namespace: "acme", destinationRegionName: region, destinationBucketName: "copy" },
    more,
  );
const source = aws("s3/bucket:Bucket", "source", { bucket: "acme-source" });
const copiesTo = (bucket: unknown, more: Partial<Resource> = {}) =>
  aws(
    "s3/bucketReplicationConfig:BucketReplicationConfig",
    "copies",
    { bucket: output(source, "id"), rules: [{ status: "Enabled", destination: { bucket } }] },
    more,
  );
const copies = (to: Resource, more: Partial<Resource> = {}) => copiesTo(output(to), more);
const bucketIn = (stack: string, region: string) => inRegion(stack, "aws", region)("s3/bucket:Bucket", "target");
const sql = gcp("sql/databaseInstance:DatabaseInstance", "sql", { region: "us-west1", name: "sql" });
const replica = (region: string) =>
  gcp("sql/databaseInstance:DatabaseInstance", "replica", { region, masterInstanceName: output(sql, "name") });
const free = { tags: { "data-class": "operational" } };
const later = new Unknown("not-yet-known");

describe("backups-stay-in-declared-centers", () => {
  it.each<[string, readonly Resource[], readonly string[]]>([
    [
      "Oracle Cloud to the primary's other region",
      [orders, policy("us-phoenix-1")],
      ["allowed policy oci:us-phoenix-1"],
    ],
    [
      "AWS to a backup center",
      [source, bucketIn("virginia", "us-east-1"), copies(bucketIn("virginia", "us-east-1"))],
      ["allowed copies aws:us-east-1"],
    ],
    [
      "AWS to a center's region, from another stack's bucket there",
      [source, bucketIn("shop", "us-east-1"), copies(bucketIn("shop", "us-east-1"))],
      ["allowed copies aws:us-east-1"],
    ],
    ["Google Cloud to a center that is draining", [sql, replica("us-central1")], ["allowed replica gcp:us-central1"]],
    [
      "Google Cloud to a center abroad, which is another rule's",
      [sql, replica("asia-southeast1")],
      ["allowed replica gcp:asia-southeast1"],
    ],
  ])("allows a backup from %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    ["Oracle Cloud to a US region of nobody", [orders, policy("us-chicago-1")], ["refused policy oci:us-chicago-1"]],
    ["Oracle Cloud to a place abroad of nobody", [orders, policy("uk-london-1")], ["refused policy oci:uk-london-1"]],
    [
      "AWS to a US region of nobody",
      [source, bucketIn("shop", "us-west-1"), copies(bucketIn("shop", "us-west-1"))],
      ["refused copies aws:us-west-1"],
    ],
    [
      "AWS to a deleted center",
      [source, bucketIn("gone", "us-east-2"), copies(bucketIn("gone", "us-east-2"))],
      ["refused copies aws:us-east-2"],
    ],
    [
      "AWS to what may be a bucket of nobody",
      [source, bucketIn("shop", "us-west-1"), copiesTo(later, from({ rules: [bucketIn("shop", "us-west-1")] }))],
      ["refused copies aws:us-west-1"],
    ],
    ["Google Cloud to a US region of nobody", [sql, replica("us-east1")], ["refused replica gcp:us-east1"]],
    [
      "what got its data from elsewhere",
      [
        aws("s3/bucket:Bucket", "source", { bucket: "acme-source", ...free }),
        virginia("s3/bucket:Bucket", "first"),
        virginia("s3/bucketReplicationConfig:BucketReplicationConfig", "filling", {
          bucket: output(virginia("s3/bucket:Bucket", "first"), "id"),
          rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::acme-source" } }],
        }),
        bucketIn("shop", "us-west-1"),
        copies(bucketIn("shop", "us-west-1")),
      ],
      ["refused filling aws:us-west-2", "refused copies aws:us-west-1"],
    ],
  ])("refuses a backup from %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[], readonly string[]]>([
    [
      "when it may happen",
      [
        aws("s3/bucket:Bucket", "source", {
          replicationConfiguration: {
            rules: [{ status: later, destination: { bucket: output(bucketIn("shop", "us-west-1")) } }],
          },
        }),
        bucketIn("shop", "us-west-1"),
      ],
      ["undecided not-yet-known source aws:us-west-1"],
    ],
    [
      "when its source is ignored",
      [source, bucketIn("shop", "us-west-1"), copies(bucketIn("shop", "us-west-1"), { ignoreChanges: ["bucket"] })],
      ["undecided ignored copies aws:us-west-1"],
    ],
  ])("leaves a backup undecided %s", (_, resources, expected) => {
    expect(found(...resources)).toEqual(expected);
  });

  it.each<[string, readonly Resource[]]>([
    [
      "of a class that may be anywhere",
      [
        aws("s3/bucket:Bucket", "source", { bucket: "acme-source", ...free }),
        bucketIn("shop", "us-west-1"),
        copies(bucketIn("shop", "us-west-1")),
      ],
    ],
    ["to a place that isn't known, which `us-data-flows-stay-in-us` says", [orders, policy(later)]],
    ["to nobody's bucket, which `us-data-flows-stay-in-us` says", [source, copiesTo("arn:aws:s3:::x")]],
    [
      "that may lead elsewhere, which `us-data-flows-stay-in-us` says",
      [orders, policy("us-chicago-1", { ignoreChanges: ["destinationRegionName"] })],
    ],
    [
      "that is none: events",
      [
        aws("sns/topic:Topic", "t"),
        aws("sns/topicSubscription:TopicSubscription", "s", {
          topic: output(aws("sns/topic:Topic", "t")),
          protocol: "sqs",
          endpoint: "arn:aws:sqs:us-west-1:123456789012:q",
        }),
      ],
    ],
  ])("says nothing of a way %s", (_, resources) => {
    expect(found(...resources)).toEqual([]);
  });

  it("tells where it goes, and how the data came there", () => {
    const [refused] = judgements(backupsStayInDeclaredCenters, [orders, policy("us-chicago-1")], terms);
    expect(refused?.evidence).toMatchObject({
      message:
        'replication policy "policy" replicates us-user data of bucket "orders" to us-chicago-1 (Chicago, United States), where the mandate has neither its primary nor a center',
      property: "destinationRegionName",
      trace: [{ from: orders.urn, place: "oci:us-chicago-1", kind: "replication", certainty: "certain" }],
    });
    const target = bucketIn("gone", "us-east-2");
    const [gone] = judgements(backupsStayInDeclaredCenters, [source, target, copies(target)], terms);
    expect(gone?.evidence.message).toMatch(/, which was center `gone`, now deleted$/);
  });

  it("shows no secret place", () => {
    for (const region of ["us-chicago-1", "us-phoenix-1"]) {
      const all = judgements(backupsStayInDeclaredCenters, [orders, policy(new Secret(region))], terms);
      expect(all).toHaveLength(1);
      expect(JSON.stringify(all)).not.toMatch(/chicago|phoenix/i);
    }
  });

  it("says `no center` where the mandate has no primary", () => {
    const without = phaseTerms(`name: test\ncenters:\n${center("virginia", "aws", "us-east-1", "dual-run")}`);
    const [refused] = judgements(backupsStayInDeclaredCenters, [orders, policy("us-phoenix-1")], without);
    expect(refused?.evidence.message).toMatch(/, where the mandate has no center$/);
  });

  it("isn't judged where nothing is declared", () => {
    const nothing = phaseTerms("name: test");
    const resources = [orders, policy("uk-london-1")];
    expect(judgements(backupsStayInDeclaredCenters, resources, nothing)).toEqual([]);
    const notJudged = (mandateText: string) =>
      backupsStayInDeclaredCenters.notJudged?.({ estate: estateOf(resources), ...phaseTerms(mandateText) });
    expect(notJudged("name: test")).toBe("the mandate has neither `primary` nor `centers`");
    expect(notJudged(mandate())).toBeUndefined();
  });
});
