import type { Resource } from "../../../policies/residency/estate";
import { Unknown } from "../../../policies/residency/values";
import { resource } from "../../support/estates";
import { aws, bucketIn, from, output, virginia } from "../../support/flows";
import { movementsBy } from "../../support/movements";

const later = new Unknown("not-yet-known");
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const archive = bucketIn(virginia, "archive", { bucket: "acme-archive" });
const table = aws("dynamodb/table:Table", "table", { name: "table" });
const role = aws("iam/role:Role", "role", { name: "role" });
const worker = aws("lambda/function:Function", "worker", { role: output(role) }, from({ role: [role] }));
const all = [orders, archive, table, role, worker];

const document = (action: unknown, of: unknown, effect = "Allow") =>
  JSON.stringify({ Statement: [{ Effect: effect, Action: action, Resource: of }] });

/** What a policy of the role makes possible. */
function granted(policy: unknown, computedFrom: readonly Resource[] = []): readonly string[] {
  const by = aws(
    "iam/rolePolicy:RolePolicy",
    "policy",
    { role: output(role, "id"), policy },
    from({ policy: computedFrom }),
  );
  return movementsBy(by, ...all).map((text) => text.replace(/, possible$/, ""));
}

const reads = "orders > worker reads";
const writes = "worker > orders writes";

describe("what a role's policy lets compute carry", () => {
  it.each<[string, unknown, readonly Resource[], readonly string[]]>([
    ["reading of a bucket", document("s3:GetObject", "arn:aws:s3:::acme-orders/*"), [], [reads]],
    ["writing into a bucket", document(["s3:PutObject"], "arn:aws:s3:::acme-orders/*"), [], [writes]],
    ["an output's name", output(orders, "arn", document("s3:*", "*/in")), [], [reads, writes]],
    ["what isn't the bucket's", document("dynamodb:GetItem", "arn:aws:s3:::acme-orders"), [], []],
    ["what is denied", document("s3:*", "arn:aws:s3:::acme-orders", "Deny"), [], []],
    ["nothing of content", document("s3:GetBucketLocation", "*"), [], []],
    ["a bucket that isn't seen", document("s3:*", "arn:aws:s3:::somebody"), [], []],
    ["all tables", document("dynamodb:GetItem", "*"), [], ["table > worker reads"]],
    ["a document that is computed from one", later, [orders], [reads, writes]],
    ["a document of nothing that is known", later, [], []],
  ])("%s", (_, policy, computedFrom, expected) => {
    expect(granted(policy, computedFrom)).toEqual(expected);
  });

  it("may be of what a name that isn't known was computed from", () => {
    const policy = { Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: later }] };
    expect(granted(policy, [orders])).toEqual([reads]);
  });

  it.each<[string, unknown, Pick<Resource, "references">]>([
    ["named", "output", from({})],
    ["not yet known", later, from({ policyArn: [aws("iam/policy:Policy", "shared")] })],
  ])("comes from a policy of its own that is %s, too", (_, arn, references) => {
    const policy = aws("iam/policy:Policy", "shared", {
      policy: document("s3:GetObject", "arn:aws:s3:::acme-orders/*"),
    });
    const inputs = { role: output(role, "id"), policyArn: arn === "output" ? output(policy) : arn };
    const by = aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", inputs, references);
    expect(movementsBy(by, policy, ...all)).toEqual([`${reads}, possible`]);
  });

  it("comes from a policy in the role, and one that AWS manages", () => {
    const own = aws("iam/role:Role", "own", {
      inlinePolicies: [{ policy: document("s3:PutObject", "arn:aws:s3:::acme-orders/*") }],
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"],
    });
    const user = aws("lambda/function:Function", "worker", { role: output(own) }, from({ role: [own] }));
    expect(movementsBy(own, orders, table, user)).toEqual([`${writes}, possible`, "table > worker reads, possible"]);
  });

  it("needs compute that acts as the role, through an instance profile too", () => {
    const profile = aws("iam/instanceProfile:InstanceProfile", "profile", {}, from({ role: [role] }));
    const machine = aws("ec2/instance:Instance", "machine", {}, from({ iamInstanceProfile: [profile] }));
    const by = aws("iam/rolePolicy:RolePolicy", "policy", {
      role: output(role, "id"),
      policy: document("s3:GetObject", "arn:aws:s3:::acme-orders/*"),
    });
    expect(movementsBy(by, orders, role, profile, machine)).toEqual(["orders > machine reads, possible"]);
    expect(movementsBy(by, orders, role)).toEqual([]);
  });
});

describe("what a grant on a store lets compute carry", () => {
  const gcs = resource("gcp:storage/bucket:Bucket", "gcs", { name: "gcs", location: "US" });
  const robot = resource("gcp:serviceaccount/account:Account", "robot", { accountId: "robot" });
  const service = resource(
    "gcp:cloudrunv2/service:Service",
    "service",
    { location: "us-east1" },
    from({ template: [robot] }),
  );

  it.each<[string, readonly string[]]>([
    ["roles/storage.objectViewer", ["gcs > service reads, possible"]],
    ["roles/storage.objectCreator", ["service > gcs writes, possible"]],
    ["roles/storage.objectAdmin", ["gcs > service reads, possible", "service > gcs writes, possible"]],
  ])("%s", (granted, expected) => {
    const by = resource("gcp:storage/bucketIAMMember:BucketIAMMember", "m", {
      bucket: output(gcs, "name"),
      role: granted,
      member: output(robot, "email", "serviceAccount:*"),
    });
    expect(movementsBy(by, gcs, robot, service)).toEqual(["gcs > principal robot share-grant, possible", ...expected]);
  });
});

describe("whom and what a grant is about", () => {
  const everything = document("s3:GetObject", "*");
  const attached = (policy: unknown, more: Partial<Resource> = {}) =>
    aws("iam/rolePolicy:RolePolicy", "policy", { role: output(role, "id"), policy }, more);
  const told = (by: Resource, ...others: readonly Resource[]) =>
    movementsBy(by, role, worker, ...others).map((text) => text.replace(/, possible$/, ""));

  it("all of a service is what the role's own stack has of it", () => {
    const elsewhere = bucketIn(virginia, "elsewhere", {}, { stack: "prod" });
    expect(told(attached(everything), orders, archive, elsewhere)).toEqual([reads, "archive > worker reads"]);
  });

  it("what is only looked up, holds nothing, or isn't known to anybody is no part of it", () => {
    const lookedUp = bucketIn(virginia, "looked-up", {}, { kind: "read", id: "looked-up" });
    const policyOfBucket = aws("s3/bucketPolicy:BucketPolicy", "bp", {});
    expect(told(attached(everything), lookedUp, policyOfBucket, aws("s3/no:Type", "x"))).toEqual([]);
  });

  it("everything is granted where a statement names no resource", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject" }] });
    expect(told(attached(policy), orders)).toEqual([reads]);
  });

  it("a grant that is only looked up grants nothing", () => {
    expect(told(attached(everything, { kind: "read" }), orders)).toEqual([]);
  });

  it("a log group's permissions are those of logs, a broker's those of kafka", () => {
    const logs = aws("cloudwatch/logGroup:LogGroup", "logs");
    expect(told(attached(document("logs:PutLogEvents", "*")), logs)).toEqual(["worker > logs writes"]);
    expect(told(attached(document("cloudwatch:*", "*")), logs)).toEqual([]);
  });

  it("only what holds something is named by what a document is computed from", () => {
    const key = aws("kms/key:Key", "key");
    expect(told(attached(later, from({ policy: [key, role, table] })), key, table)).toEqual([
      "table > worker reads",
      "worker > table writes",
    ]);
  });

  it("a policy that nobody knows grants nothing", () => {
    const by = aws("iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
      role: output(role, "id"),
      policyArn: "arn:aws:iam::123456789012:policy/somebodys",
    });
    expect(told(by, orders)).toEqual([]);
  });

  it("every role of an attachment is granted, to everyone that acts as one", () => {
    const other = aws("iam/role:Role", "other", { name: "other" });
    const both = ["first", "second"].map((name) => aws("lambda/function:Function", name, {}, from({ role: [other] })));
    const by = aws("iam/policyAttachment:PolicyAttachment", "a", {
      roles: [output(role, "name"), output(other, "name")],
      policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    });
    expect(told(by, other, orders, ...both)).toEqual([reads, "orders > first reads", "orders > second reads"]);
  });

  it("what a store's own role lets in doesn't go from the store to itself", () => {
    const database = aws("rds/instance:Instance", "db", { identifier: "db" }, from({ monitoringRoleArn: [role] }));
    const policy = document("rds:*", "*");
    expect(told(attached(policy), database).filter((text) => text === "db > db reads")).toEqual([]);
  });

  it("who acts through what is no principal isn't granted", () => {
    const topic = aws("sns/topic:Topic", "topic", {}, from({ policy: [role] }));
    const behind = aws("lambda/function:Function", "behind", {}, from({ environment: [topic] }));
    expect(told(attached(everything), orders, topic, behind)).toEqual([reads, "orders > topic reads"]);
  });

  it("what a bucket's own policy grants a role is both ways, and nothing of what holds nothing", () => {
    const by = aws("s3/bucketPolicy:BucketPolicy", "bp", {
      bucket: output(orders, "id"),
      policy: output(
        role,
        "arn",
        '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"x"}]}',
      ),
    });
    expect(told(by, orders)).toEqual(["orders > principal role share-grant", reads, writes]);
  });

  it("a role of Google Cloud that isn't known is both ways", () => {
    const gcs = resource("gcp:storage/bucket:Bucket", "gcs", { name: "gcs", location: "US" });
    const robot = resource("gcp:serviceaccount/account:Account", "robot", { accountId: "robot" });
    const run = resource("gcp:cloudrunv2/service:Service", "run", {}, from({ template: [robot] }));
    const inputs = { bucket: output(gcs, "name"), member: output(robot, "email", "serviceAccount:*") };
    for (const more of [{ role: later }, {}, { role: 7 }]) {
      const by = resource("gcp:storage/bucketIAMMember:BucketIAMMember", "m", { ...inputs, ...more });
      expect(movementsBy(by, gcs, robot, run).slice(1)).toEqual([
        "gcs > run reads, possible",
        "run > gcs writes, possible",
      ]);
    }
  });
});
