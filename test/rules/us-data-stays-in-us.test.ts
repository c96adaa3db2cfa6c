import type { Resource } from "../../policies/residency/estate";
import type { Judgement } from "../../policies/residency/judgement";
import { Secret, Unknown } from "../../policies/residency/values";
import { usDataStaysInUs } from "../../policies/rules/us-data-stays-in-us";
import { estate, provider, resource } from "../support/estates";
import { aws, bucketIn, flowTerms, ireland, output, virginia as usEast } from "../support/flows";
import { termsOf } from "../support/terms";

const frankfurt = provider(
  "aws",
  { region: "eu-central-1" },
  { source: { file: "providers.ts", line: 9, column: 20 } },
);
const virginia = provider("aws", { region: "us-east-1" });
const free = { "data-class": "operational" };

const bucket = (more: Partial<Resource> = {}, inputs: Readonly<Record<string, unknown>> = {}) =>
  resource("aws:s3/bucket:Bucket", "orders", inputs, { provider: virginia, ...more });

function judged(subject: Resource, ...others: readonly Resource[]): Judgement[] {
  return [...(usDataStaysInUs.judgeEstate?.({ estate: estate(subject, ...others), ...termsOf() }) ?? [])];
}

function judgedAlone(subject: Resource, ...ancestors: readonly Resource[]): Judgement[] {
  return [...(usDataStaysInUs.judgeResource?.({ resource: subject, ancestors, ...termsOf() }) ?? [])];
}

const abroad = (more: Partial<Resource> = {}, inputs: Readonly<Record<string, unknown>> = {}) =>
  bucket({ provider: frankfurt, ...more }, inputs);

describe("us-data-stays-in-us", () => {
  it.each<[string, Resource, string]>([
    ["a bucket in Frankfurt", abroad(), 'bucket "orders" holds us-user data in eu-central-1 (Frankfurt, Germany)'],
    [
      "compute in Frankfurt",
      resource("aws:ec2/instance:Instance", "web", {}, { provider: frankfurt }),
      'instance "web" processes us-user data in eu-central-1 (Frankfurt, Germany)',
    ],
    [
      "a Local Zone abroad of a US region",
      resource("aws:ec2/instance:Instance", "web", { availabilityZone: "us-east-1-bue-1a" }, { provider: virginia }),
      'instance "web" processes us-user data in us-east-1-bue-1a (Buenos Aires, Argentina)',
    ],
    [
      "a table with one replica abroad",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", {
        replicas: [{ regionName: "us-east-1" }, { regionName: "eu-west-1" }],
      }),
      'global table "t" holds us-user data in eu-west-1 (Ireland)',
    ],
    [
      "a replica abroad beside one not yet known",
      resource("aws:dynamodb/globalTable:GlobalTable", "t", {
        replicas: [{ regionName: new Unknown("not-yet-known") }, { regionName: "eu-west-1" }],
      }),
      'global table "t" holds us-user data in eu-west-1 (Ireland)',
    ],
    [
      "a multi-region with a member abroad",
      resource("gcp:storage/bucket:Bucket", "b", { location: "EU" }),
      'bucket "b" holds us-user data in eu (',
    ],
    [
      "Montréal, which is northamerica",
      resource("gcp:storage/bucket:Bucket", "b", { location: "northamerica-northeast1" }),
      'bucket "b" holds us-user data in northamerica-northeast1',
    ],
    [
      "a store without a region",
      resource("gcp:storage/bucket:Bucket", "b", { location: "global" }),
      'bucket "b" holds us-user data in no particular region',
    ],
    [
      "a store that is global by default",
      resource("gcp:secretmanager/secret:Secret", "s", { replication: {} }),
      'secret "s" holds us-user data in no particular region',
    ],
    [
      "a label that is no class",
      abroad({}, { tags: { "data-class": "operatonal" } }),
      'bucket "orders" holds us-user data in eu-central-1',
    ],
  ])("refuses %s", (_, subject, message) => {
    const [judgement, ...more] = judged(subject);
    expect(more).toEqual([]);
    expect(judgement).toMatchObject({ verdict: "refused", subject: subject.urn, rule: "us-data-stays-in-us" });
    expect(judgement?.evidence.message.startsWith(message)).toBe(true);
  });

  it.each<[string, Resource, string]>([
    ["a bucket in Virginia", bucket(), 'bucket "orders" holds us-user data in aws:us-east-1'],
    [
      "a bucket of a class that is free to move",
      abroad({}, { tags: free }),
      'bucket "orders" holds operational data, which may be anywhere',
    ],
    ["the US multi-region", resource("gcp:storage/bucket:Bucket", "b"), 'bucket "b" holds us-user data in gcp:us'],
  ])("allows %s, with its evidence", (_, subject, message) => {
    expect(judged(subject)).toMatchObject([{ verdict: "allowed", evidence: { message } }]);
  });

  it.each<[string, Resource]>([
    ["a bucket whose place isn't known, which places-are-known judges", bucket({ provider: provider("aws", {}) })],
    ["a role, which holds nothing", resource("aws:iam/role:Role", "r", {}, { provider: frankfurt })],
    [
      "a distribution, which is judged by its movements",
      resource("aws:cloudfront/distribution:Distribution", "d", {}, { provider: frankfurt }),
    ],
    [
      "a transfer job without a region, which is judged by its movements",
      resource("gcp:storage/transferJob:TransferJob", "j"),
    ],
    ["a bucket that is only looked up", abroad({ kind: "read" })],
    ["a type that nobody judged", resource("aws:new/thing:Thing", "t", {}, { provider: frankfurt })],
  ])("says nothing of %s", (_, subject) => {
    expect(judged(subject)).toEqual([]);
  });

  it("points to where the region was set", () => {
    expect(judged(abroad())[0]?.evidence).toMatchObject({
      places: ["aws:eu-central-1"],
      property: 'region of provider "aws"',
      decidedAt: { file: "providers.ts", line: 9, column: 20 },
    });
  });

  it("says of a secret place no more than that it is abroad", () => {
    const { message, places } =
      judged(resource("gcp:storage/bucket:Bucket", "b", { location: new Secret("europe-west3") }))[0]?.evidence ?? {};
    expect(message).toBe(`bucket "b" holds us-user data in a place that its class doesn't allow (secret)`);
    expect(places).toEqual(["outside the allowed places (secret)"]);
  });
});

describe("us-data-stays-in-us, before a resource is created", () => {
  const parent = resource("my:Backup", "c", { dataClass: "operational" }, { kind: "component" });

  it.each<[string, Resource, readonly Resource[], number]>([
    ["refuses a bucket in Frankfurt", abroad(), [], 1],
    ["concludes nothing of a bucket in Virginia", bucket(), [], 0],
    ["concludes nothing where the region isn't known", bucket({ provider: provider("aws", {}) }), [], 0],
    ["hears its component", abroad({ parent: parent.urn }), [parent], 0],
    [
      "leaves what lies in a compartment to the estate half",
      resource(
        "oci:ObjectStorage/bucket:Bucket",
        "b",
        { compartmentId: "ocid1.compartment.oc1..x" },
        { provider: provider("oci", { region: "eu-frankfurt-1" }) },
      ),
      [],
      0,
    ],
    [
      "refuses what lies in a compartment when its own label is sure",
      resource(
        "oci:ObjectStorage/bucket:Bucket",
        "b",
        { compartmentId: "ocid1.compartment.oc1..x", freeformTags: { "data-class": "us-user" } },
        { provider: provider("oci", { region: "eu-frankfurt-1" }) },
      ),
      [],
      1,
    ],
  ])("%s", (_, subject, ancestors, refusals) => {
    expect(judgedAlone(subject, ...ancestors).map(({ verdict }) => verdict)).toEqual(Array(refusals).fill("refused"));
  });
});

describe("a center abroad", () => {
  const singapore = provider("gcp", { region: "asia-southeast1" });
  const inCenter = resource(
    "gcp:storage/bucket:Bucket",
    "b",
    { location: "ASIA-SOUTHEAST1" },
    { stack: "backup-singapore", provider: singapore },
  );
  const center = (lines: string) => `
name: test
approvers: [board]
centers:
  singapore:
    kind: backup
    stack: backup-singapore
    cloud: gcp
    regions: [asia-southeast1]
    until: 2022-12-31
${lines}`;
  const exception = (expires: string, approver = "board") =>
    `    phase: dual-run\n    exception: { owner: data, approver: ${approver}, reason: r, ticket: T-1, created: 2022-06-17, expires: ${expires} }`;
  const on = (mandate: string, date: string, subject = inCenter) =>
    [...(usDataStaysInUs.judgeEstate?.({ estate: estate(subject), ...termsOf(mandate, date) }) ?? [])][0];

  it.each([
    ["on its first day", "2022-06-17", "allowed"],
    ["on its last day", "2022-09-15", "allowed"],
    ["on the day after", "2022-09-16", "refused"],
    ["on the day before", "2022-06-16", "refused"],
  ])("holds data under an exception %s: %s is %s", (_, date, verdict) => {
    expect(on(center(exception("2022-09-15")), date)?.verdict).toBe(verdict);
  });

  it("is named in the evidence of what it excuses", () => {
    expect(on(center(exception("2022-09-15")), "2022-07-01")?.evidence.exception).toEqual({
      center: "singapore",
      expires: "2022-09-15",
      daysLeft: 76,
    });
  });

  it.each([
    ["it has no exception", "    phase: dual-run", "2022-07-01"],
    ["it is deleted", "    phase: deleted", "2022-07-01"],
    ["it ended on 2022-12-31", exception("2023-01-15").replace("2022-06-17", "2022-12-01"), "2023-01-01"],
    ["its exception lapsed on 2022-09-15", exception("2022-09-15"), "2022-10-01"],
  ])("does not excuse data because %s", (because, lines, date) => {
    const judgement = on(center(lines), date);
    expect(judgement?.verdict).toBe("refused");
    expect(judgement?.evidence.message).toContain(`; center \`singapore\` does not excuse it: ${because}`);
  });

  it.each([
    ["longer than 90 days", exception("2022-12-31")],
    ["approved by its owner", exception("2022-09-15", "data")],
  ])("has an exception that excuses nothing when %s", (_, lines) => {
    expect(on(center(lines), "2022-07-01")?.verdict).toBe("refused");
  });

  it.each<[string, Resource]>([
    ["another stack", { ...inCenter, stack: "primary" }],
    [
      "another region",
      resource("gcp:storage/bucket:Bucket", "b", { location: "asia-east1" }, { stack: "backup-singapore" }),
    ],
    [
      "another cloud",
      resource(
        "aws:s3/bucket:Bucket",
        "b",
        {},
        { stack: "backup-singapore", provider: provider("aws", { region: "ap-southeast-1" }) },
      ),
    ],
    [
      "the center and no particular region",
      resource(
        "gcp:secretmanager/secret:Secret",
        "s",
        { replication: { userManaged: { replicas: [{ location: "asia-southeast1" }, { location: "global" }] } } },
        { stack: "backup-singapore", provider: singapore },
      ),
    ],
  ])("excuses nothing in %s", (_, subject) => {
    const judgement = on(center(exception("2022-09-15")), "2022-07-01", subject);
    expect(judgement?.verdict).toBe("refused");
    expect(judgement?.evidence.message).not.toContain("center");
  });
});

describe("us-data-stays-in-us says what decided", () => {
  const both = (one: string, other: string) =>
    resource("aws:dynamodb/globalTable:GlobalTable", "t", { replicas: [{ regionName: one }, { regionName: other }] });

  it("of a place that is allowed", () => {
    const source = { file: "providers.ts", line: 9, column: 20 };
    const [found] = judged(bucket({ provider: provider("aws", { region: "us-east-1" }, { source }) }));
    expect(found?.evidence).toEqual({
      message: 'bucket "orders" holds us-user data in aws:us-east-1',
      places: ["aws:us-east-1"],
      property: 'region of provider "aws"',
      decidedAt: source,
    });
  });

  it("of several places, each of which is named once", () => {
    expect(judged(both("us-east-1", "us-west-2"))[0]?.evidence.message).toBe(
      'global table "t" holds us-user data in aws:us-east-1, aws:us-west-2',
    );
    expect(judged(both("eu-west-1", "eu-west-2"))[0]?.evidence).toMatchObject({
      message: 'global table "t" holds us-user data in eu-west-1 (Ireland), eu-west-2 (London, United Kingdom)',
      places: ["aws:eu-west-1", "aws:eu-west-2"],
      property: "replicas[0].regionName",
    });
  });

  it("of what is in no region", () => {
    expect(judged(resource("gcp:storage/bucket:Bucket", "b", { location: "global" }))[0]?.evidence).toEqual({
      message: 'bucket "b" holds us-user data in no particular region',
      dataClass: "us-user",
      places: ["global"],
      remedy: "use the regional alternative of this type, in a US region",
    });
  });

  it("nothing of a place in the US beside one that isn't known", () => {
    const table = resource("aws:dynamodb/globalTable:GlobalTable", "t", {
      replicas: [{ regionName: "us-east-1" }, { regionName: new Unknown("not-yet-known") }],
    });
    expect(judged(table)).toEqual([]);
  });
});

describe("us-data-stays-in-us, of data that comes to compute abroad", () => {
  const orders = bucketIn(usEast, "orders");
  const estateOf = (handler: Resource, ...more: readonly Resource[]) => {
    const inputs = { bucket: output(orders, "id"), lambdaFunctions: [{ lambdaFunctionArn: output(handler) }] };
    const calls = aws("s3/bucketNotification:BucketNotification", "calls", inputs);
    const seen = estate(orders, calls, handler, ...more);
    return [...(usDataStaysInUs.judgeEstate?.({ estate: seen, ...flowTerms() }) ?? [])].filter(
      ({ subject }) => subject === handler.urn,
    );
  };
  const handlerIn = (region: typeof ireland, tags = {}) =>
    aws("lambda/function:Function", "handler", { tags }, { provider: region });

  it("shows the way where the class isn't the compute's own", () => {
    const handler = handlerIn(ireland, free);
    const refused = estateOf(handler).filter(({ verdict }) => verdict === "refused");
    expect(refused.map(({ evidence }) => evidence.message)).toEqual([
      'function "handler" processes us-user data in eu-west-1 (Ireland)',
    ]);
    expect(refused[0]?.evidence.trace?.map(({ from, to }) => [from, to])).toEqual([[orders.urn, handler.urn]]);
  });

  it.each([
    ["where the class is its own", handlerIn(ireland, { "data-class": "us-user" })],
    ["where its place is allowed", handlerIn(usEast, free)],
  ])("shows none %s", (_, handler) => {
    const found = estateOf(handler).filter(({ evidence }) => evidence.message.includes("us-user"));
    expect(found).toHaveLength(1);
    expect(found[0]?.evidence).not.toHaveProperty("trace");
  });

  it.each<[string, Resource, readonly string[]]>([
    ["of compute that declares no class", handlerIn(ireland), []],
    ["of compute that declares one", handlerIn(ireland, { "data-class": "us-user" }), ["refused"]],
    ["of a store that is only looked up", bucketIn(ireland, "b", {}, { kind: "read" }), []],
    ["of a type that nobody knows", aws("no/type:Type", "x", {}, { provider: ireland }), []],
    ["of a role", aws("iam/role:Role", "r", { tags: { "data-class": "us-user" } }, { provider: ireland }), []],
    [
      "of a transfer that declares one",
      aws(
        "kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        "s",
        { tags: { "data-class": "us-user" } },
        { provider: ireland },
      ),
      ["refused"],
    ],
  ])("concludes before creation what is certain %s", (_, subject, expected) => {
    const found = [...(usDataStaysInUs.judgeResource?.({ resource: subject, ancestors: [], ...flowTerms() }) ?? [])];
    expect(found.map(({ verdict }) => verdict)).toEqual(expected);
  });
});
