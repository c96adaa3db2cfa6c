import { ownAccountsOf } from "../../../policies/residency/flows/outsiders";
import { Secret, Unknown } from "../../../policies/residency/values";
import { estate, provider, resource, values } from "../../support/estates";
import { aws, bucketIn, from, output, virginia } from "../../support/flows";
import { movementsBy } from "../../support/movements";

const bucket = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const role = aws("iam/role:Role", "worker", { name: "worker" });
const gcs = resource("gcp:storage/bucket:Bucket", "gcs", { name: "gcs", location: "US" });
const robot = resource("gcp:serviceaccount/account:Account", "robot", { accountId: "robot" });
const later = new Unknown("not-yet-known");

const policy = (principal: unknown, effect = "Allow") =>
  JSON.stringify({ Statement: [{ Effect: effect, Principal: principal, Action: "s3:GetObject", Resource: "*" }] });

const letIn = (document: unknown, references = {}) =>
  movementsBy(
    aws("s3/bucketPolicy:BucketPolicy", "p", { bucket: output(bucket, "id"), policy: document }, from(references)),
    bucket,
    role,
  ).map((text) => text.replace(/^orders > (.*) share-grant, possible$/, "$1"));

const member = (value: unknown) =>
  movementsBy(
    resource("gcp:storage/bucketIAMMember:BucketIAMMember", "m", {
      bucket: output(gcs, "name"),
      role: "roles/storage.objectViewer",
      member: value,
    }),
    gcs,
    robot,
  ).map((text) => text.replace(/^gcs > (.*), possible$/, "$1"));

describe("whom an AWS policy lets in", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["everyone", policy("*"), ["worldwide"]],
    ["everyone of AWS", policy({ AWS: "*" }), ["worldwide"]],
    ["somebody's account", policy({ AWS: "999988887777" }), ["placeless"]],
    ["somebody's role", policy({ AWS: "arn:aws:iam::999988887777:role/x" }), ["placeless"]],
    ["the account of the preview", policy({ AWS: "arn:aws:iam::123456789012:root" }), []],
    ["a service", policy({ Service: "logs.amazonaws.com" }), ["inside"]],
    ["a federation", policy({ Federated: "accounts.example" }), ["placeless"]],
    [
      "a role of the estate",
      output(role, "arn", policy({ AWS: "arn:aws:iam::123456789012:role/*" })),
      ["principal worker"],
    ],
    ["whom it denies", policy("*", "Deny"), []],
    ["a secret document", new Secret(policy({ AWS: "999988887777" })), ["placeless"]],
    ["a document to come", later, ["unknown (not-yet-known)"]],
    ["an encrypted document", new Unknown("encrypted"), ["unknown (encrypted)"]],
    ["no document", "{", ["unknown (unreadable)"]],
  ])("%s", (_, document, expected) => {
    expect(letIn(document)).toEqual(expected);
  });

  it("may be whom it was computed from", () => {
    expect(letIn(later, { policy: [role] })).toEqual(["unknown (not-yet-known)"]);
  });
});

describe("whom a member of Google Cloud is", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["everyone", "allUsers", ["worldwide public-exposure"]],
    ["a person", "user:ann@acme.example", ["placeless share-grant"]],
    ["a domain", "domain:acme.example", ["placeless share-grant"]],
    ["a service account of the estate", output(robot, "email", "serviceAccount:*"), ["principal robot share-grant"]],
    ["one of the own project", "serviceAccount:x@example-project.iam.gserviceaccount.com", ["inside share-grant"]],
    ["one of another project", "serviceAccount:x@elsewhere.iam.gserviceaccount.com", ["placeless share-grant"]],
  ])("%s", (_, value, expected) => {
    expect(member(value)).toEqual(expected);
  });
});

describe("the estate's own accounts", () => {
  it("are those of its providers, its resources and the preview's answers", () => {
    const all = estate(
      { ...resource("pulumi:providers:gcp", "g", { project: "acme" }), kind: "provider" },
      { ...resource("pulumi:providers:aws", "a", { allowedAccountIds: '["111122223333"]' }), kind: "provider" },
      resource("gcp:storage/bucket:Bucket", "b", { project: "acme-data" }, { provider: provider("gcp", {}) }),
      bucketIn(virginia, "c", {}, { outputs: values({ arn: "arn:aws:sqs:us-east-1:444455556666:q" }) }),
      bucketIn(virginia, "d", { project: "not-gcp" }),
    );
    expect([...ownAccountsOf(all)].sort()).toEqual(
      ["111122223333", "123456789012", "444455556666", "acme", "acme-data", "example-project"].sort(),
    );
  });

  it("are those of functions that ARNs hold, whatever stands in the account's field", () => {
    const arns = [
      "arn:aws:sqs:us-east-1:444455556666:q",
      "arn:aws:apigateway:us-east-1:444455556666:path/functions/arn:aws:lambda:us-east-1:777788889999:function:f/invocations",
      "arn:aws:sqs:us-east-1:444455556666:r",
    ];
    const buckets = arns.map((arn, at) => bucketIn(virginia, `b${at}`, {}, { outputs: values({ arn }) }));
    expect([...ownAccountsOf(estate(...buckets))]).toEqual(expect.arrayContaining(["444455556666", "777788889999"]));
  });
});
