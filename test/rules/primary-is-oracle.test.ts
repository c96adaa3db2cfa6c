import type { Resource } from "../../policies/residency/estate";
import { Secret, Unknown } from "../../policies/residency/values";
import { primaryIsOracle } from "../../policies/rules/primary-is-oracle";
import { provider, resource } from "../support/estates";
import { output } from "../support/flows";
import { center, inRegion, judgements, mandate, phaseTerms, verdictsOf } from "../support/phases";

const text = mandate(
  center("virginia", "aws", "us-east-1", "backup-only"),
  center("iowa", "gcp", "us-central1", "dual-run", "legacy"),
  center("oregon", "aws", "us-west-2", "draining"),
  center("gone", "gcp", "us-east4", "deleted", "legacy"),
);
const terms = phaseTerms(text);
const judged = (...resources: readonly Resource[]) => verdictsOf(judgements(primaryIsOracle, resources, terms));
const alone = (subject: Resource, ...ancestors: readonly Resource[]) =>
  verdictsOf([...(primaryIsOracle.judgeResource?.({ resource: subject, ancestors, ...terms }) ?? [])]);

const home = inRegion("primary", "oci", "us-ashburn-1");
const virginia = inRegion("virginia", "aws", "us-east-1");
const iowa = inRegion("iowa", "gcp", "us-central1");
const aws = inRegion("shop", "aws", "us-east-1");
const gcp = inRegion("shop", "gcp", "us-central1");
const free = { "data-class": "operational" };
const later = new Unknown("not-yet-known");

describe("primary-is-oracle", () => {
  it.each<[string, Resource, string]>([
    ["in the primary", home("ObjectStorage/bucket:Bucket", "b"), "allowed b oci:us-ashburn-1"],
    [
      "in Oracle Cloud, in another stack and region",
      inRegion("shop", "oci", "us-chicago-1")("ObjectStorage/bucket:Bucket", "b"),
      "allowed b oci:us-chicago-1",
    ],
    ["in a backup center on AWS", virginia("s3/bucket:Bucket", "b"), "allowed b aws:us-east-1"],
    [
      "in a legacy center on Google Cloud",
      iowa("storage/bucket:Bucket", "b", { location: "US-CENTRAL1" }),
      "allowed b gcp:us-central1",
    ],
    [
      "in a center that is draining",
      inRegion("oregon", "aws", "us-west-2")("dynamodb/table:Table", "t"),
      "allowed t aws:us-west-2",
    ],
  ])("allows a holder %s", (_, subject, expected) => {
    expect(judged(subject)).toEqual([expected]);
    expect(alone(subject)).toEqual([]);
  });

  it.each<[string, Resource, string]>([
    ["on AWS in a stack of no center", aws("s3/bucket:Bucket", "b"), "refused b aws:us-east-1"],
    [
      "on Google Cloud in a stack of no center",
      gcp("storage/bucket:Bucket", "b", { location: "US" }),
      "refused b gcp:us",
    ],
    ["of backups", aws("backup/vault:Vault", "v"), "refused v aws:us-east-1"],
    ["of secrets", aws("secretsmanager/secret:Secret", "s"), "refused s aws:us-east-1"],
    [
      "in a center's stack, in another region",
      inRegion("virginia", "aws", "us-west-1")("s3/bucket:Bucket", "b"),
      "refused b aws:us-west-1",
    ],
    [
      "in a center's stack, on another cloud",
      inRegion("virginia", "gcp", "us-central1")("storage/bucket:Bucket", "b", { location: "us-central1" }),
      "refused b gcp:us-central1",
    ],
    [
      "in a center's stack, in no region",
      iowa("secretmanager/secret:Secret", "s", { replication: { auto: {} } }),
      "refused s global",
    ],
    [
      "of a service beside the clouds",
      resource("github:index/issue:Issue", "i", {}, { stack: "shop" }),
      "refused i global",
    ],
    [
      "in a stack of no center, wherever it is",
      aws("s3/bucket:Bucket", "b", {}, { provider: provider("aws", { region: later }) }),
      "refused b",
    ],
  ])("refuses a holder %s, in both halves", (_, subject, expected) => {
    expect(judged(subject)).toEqual([expected]);
    expect(alone(subject)).toEqual([expected]);
  });

  it.each<[string, Resource]>([
    ["keys", aws("kms/key:Key", "k")],
    ["logs", aws("cloudwatch/logGroup:LogGroup", "g")],
    ["a class that may be anywhere", aws("s3/bucket:Bucket", "b", { tags: free })],
    ["nothing", aws("lambda/function:Function", "f")],
    [
      "content of a deleted center, which another rule refuses",
      inRegion("gone", "gcp", "us-east4")("storage/bucket:Bucket", "b", { location: "us-east4" }),
    ],
    ["content that is only looked up", aws("s3/bucket:Bucket", "b", {}, { kind: "read" })],
    [
      "content that may be in the center, which `places-are-known` says",
      virginia("s3/bucket:Bucket", "b", { region: later }),
    ],
  ])("says nothing of what holds %s", (_, subject) => {
    expect(judged(subject)).toEqual([]);
    expect(alone(subject)).toEqual([]);
  });

  it("leaves what another resource places or classes to the estate half", () => {
    const bucket = aws("s3/bucket:Bucket", "b", { tags: free });
    const object = aws("s3/bucketObject:BucketObject", "o", { bucket: output(bucket, "id"), key: "k" });
    expect(alone(object)).toEqual([]);
    expect(judged(bucket, object)).toEqual([]);
    const database = gcp("firestore/database:Database", "d", { locationId: "nam5" });
    const document = gcp("firestore/document:Document", "doc", { database: output(database, "name") });
    expect(alone(document)).toEqual([]);
    expect(judged(database, document)).toEqual(["refused d gcp:nam5", "refused doc gcp:nam5"]);
  });

  it("says which center of the stack it misses, and shows no secret place", () => {
    const [found] = judgements(primaryIsOracle, [virginia("s3/bucket:Bucket", "b", { region: "us-west-1" })], terms);
    expect(found?.evidence).toEqual({
      message:
        'bucket "b" holds us-user data in us-west-1 (N. California, United States), outside Oracle Cloud and in no center of the mandate; center `virginia` is us-east-1',
      dataClass: "us-user",
      places: ["aws:us-west-1"],
      property: "region",
    });
    const hidden = aws("s3/bucket:Bucket", "b", { region: new Secret("us-west-1") });
    expect(JSON.stringify(judgements(primaryIsOracle, [hidden], terms))).not.toMatch(/us-west|California/);
  });

  const since = (date: string) => phaseTerms(text, date);
  it.each([
    ["2022-06-16", [], "`primary.since` is 2022-06-17: not judged before"],
    ["2022-06-17", ["refused b aws:us-east-1"], undefined],
    ["2022-06-18", ["refused b aws:us-east-1"], undefined],
  ])("is judged from the day that the mandate says: %s", (date, expected, because) => {
    const subject = aws("s3/bucket:Bucket", "b");
    expect(verdictsOf(judgements(primaryIsOracle, [subject], since(date)))).toEqual(expected);
    expect(
      verdictsOf([...(primaryIsOracle.judgeResource?.({ resource: subject, ancestors: [], ...since(date) }) ?? [])]),
    ).toEqual(expected);
    expect(primaryIsOracle.notJudged?.({ estate: judgedEstate, ...since(date) })).toBe(because);
  });

  it.each([
    ["name: test", "the mandate has neither `primary` nor `centers`"],
    [
      "name: test\nprimary: { stack: p, cloud: oci, regions: [us-ashburn-1] }",
      "the mandate's `primary` has no `since`",
    ],
  ])("isn't judged where the mandate says nothing of it", (without, because) => {
    const other = phaseTerms(without);
    expect(primaryIsOracle.notJudged?.({ estate: judgedEstate, ...other })).toBe(because);
    expect(judgements(primaryIsOracle, [aws("s3/bucket:Bucket", "b")], other)).toEqual([]);
  });
});

const judgedEstate = {
  scope: "stack",
  stacks: [],
  resources: [],
  gaps: [],
  find: () => undefined,
  named: () => [],
} as const;
