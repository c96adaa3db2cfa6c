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
