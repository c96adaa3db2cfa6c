import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Placeholders } from "../../../doors/program/placeholders";
import { ProgramOutputs } from "../../../doors/program/program-outputs";
import { withoutGuesses } from "../../../doors/program/origins";
import { newRegistration } from "../../../doors/program/registration";
import { decode } from "../../../doors/program/wire";
import { unknownSentinel } from "../../../policies/residency/sentinels";
import { record, Secret, Unknown } from "../../../policies/residency/values";

const struct = (fields: object) => Struct.fromJavaScript(fields as Parameters<typeof Struct.fromJavaScript>[0]);

const urn = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::orders";
const arnOf = (placeholders: Placeholders) => placeholders.issue(urn, "aws:s3/bucket:Bucket", "arn", {});

it.each([
  ["aws:s3/bucket:Bucket", "arn", { region: "us-east-1" }, "arn:aws:s3:::T"],
  ["aws:iam/role:Role", "arn", { region: "us-east-1" }, "arn:aws:iam::123456789012:T"],
  ["aws:sqs/queue:Queue", "arn", { region: "us-east-1" }, "arn:aws:sqs:us-east-1:123456789012:T"],
  ["aws:sqs/queue:Queue", "arn", { region: "us-gov-west-1" }, "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:T"],
  ["aws:sqs/queue:Queue", "arn", {}, "arn:aws:sqs:T:123456789012:T"],
  ["aws:cloudfront/distribution:Distribution", "arn", { region: "us-east-1" }, "arn:aws:cloudfront::123456789012:T"],
  ["aws:s3/bucket:Bucket", "id", {}, "T"],
  ["aws:s3/bucket:Bucket", "bucket", {}, "T"],
  ["aws:s3/bucket:Bucket", "bucketRegionalDomainName", {}, "T.stateside.invalid"],
  ["aws:eks/cluster:Cluster", "endpoint", {}, "https://T.stateside.invalid"],
  ["aws:rds/instance:Instance", "endpoint", {}, "T.stateside.invalid"],
  ["aws:ec2/instance:Instance", "privateIp", {}, "T"],
  ["random:index/randomId:RandomId", "id", {}, "T"],
  ["oci:Core/vcn:Vcn", "id", {}, "ocid1.vcn.oc1..T"],
  [
    ...["gcp:compute/instance:Instance", "selfLink"],
    { zone: "us-east1-b", project: "shop" },
    "https://www.googleapis.com/compute/v1/projects/shop/zones/us-east1-b/instances/T",
  ],
  [
    ...["gcp:compute/subnetwork:Subnetwork", "selfLink"],
    { region: "us-east1" },
    "https://www.googleapis.com/compute/v1/projects/example-project/regions/us-east1/subnetworks/T",
  ],
  ["gcp:storage/bucket:Bucket", "selfLink", {}, "https://www.googleapis.com/storage/v1/b/T"],
  ["gcp:serviceaccount/account:Account", "email", { project: "shop" }, "T@shop.iam.gserviceaccount.com"],
  ["gcp:serviceaccount/account:Account", "member", {}, "serviceAccount:T@example-project.iam.gserviceaccount.com"],
] as const)("%s gets a well-formed `%s` at %j", (type, output, place, expected) => {
  const text = new Placeholders().issue("urn:1", type, output, place);
  expect(text.replaceAll(/stateside[0-9a-f]{16}(?![0-9a-f])/g, "T")).toBe(expected);
});

it("follows from the URN and the output alone", () => {
  const one = arnOf(new Placeholders());
  expect(arnOf(new Placeholders())).toBe(one);
  expect(new Placeholders().issue(`${urn}2`, "aws:s3/bucket:Bucket", "arn", {})).not.toBe(one);
});

it("reads a text as the outputs in it", () => {
  const placeholders = new Placeholders();
  const arn = arnOf(placeholders);
  const name = placeholders.issue(urn, "aws:s3/bucket:Bucket", "bucket", {});
  const text = `${arn}/* and ${name}`;
  const read = decode(struct({ text, list: [text], secret: { deep: arn } }), placeholders).values;
  const outputs = new Map([
    [arn.split(":::")[1], { urn, name: "arn", placeholder: arn }],
    [name, { urn, name: "bucket", placeholder: name }],
  ]);
  expect(read["text"]).toEqual(new Unknown("not-yet-known", { text, outputs: outputs as never }));
  expect(read["list"]).toEqual([read["text"]]);
  expect(read["secret"]).toMatchObject({ deep: { text: { text: arn } } });
});

it.each([
  "stateside",
  "stateside.example",
  "stateside0123456789abcdef",
  "arn:aws:s3:::stateside0123456789abcdef",
  "statesidebeefsteak",
])("takes `%s`, which was never issued, for text", (text) => {
  const placeholders = new Placeholders();
  arnOf(placeholders);
  expect(decode(struct({ text }), placeholders).values["text"]).toBe(text);
});

it("takes a token that was cut short, or changed its case, for unknown", () => {
  const placeholders = new Placeholders();
  const arn = arnOf(placeholders);
  for (const text of [arn.slice(0, -4), arn.toUpperCase(), `${arn} ${arn.slice(0, -8)}`]) {
    expect(decode(struct({ text }), placeholders).values["text"]).toEqual(new Unknown("not-yet-known"));
  }
});

it("leaves keys as they are", () => {
  const placeholders = new Placeholders();
  const arn = arnOf(placeholders);
  expect(Object.keys(decode(struct({ tags: { [arn]: "v" } }), placeholders).values["tags"] as object)).toEqual([arn]);
});

it("takes what a program computed from a placeholder, and doesn't show it, for unknown", () => {
  const later = new Unknown("not-yet-known");
  const inputs = record([
    ...([
      ["choice", "eu-west-1"],
      ["length", 20],
      ["hidden", new Secret("x")],
      ["text", later],
    ] as const),
    ...([
      ["absent", null],
      ["tags", ["a"]],
      ["other", "b"],
    ] as const),
  ]);
  const origins = new Map(
    ["choice", "length", "hidden", "text", "absent", "tags"].map((key) => [key, ["symbolic"]] as const),
  );
  expect({ ...withoutGuesses(inputs, { origins, references: new Map() }, new Map()) }).toEqual({
    ...{ choice: later, length: later, hidden: new Secret(later), text: later },
    ...{ absent: null, tags: ["a"], other: "b" },
  });
});

it("takes no text for known that was made of an id, and keeps one that shows what it was made of", () => {
  const urn = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b";
  const bucket = newRegistration({
    ...{ urn, type: "aws:s3/bucket:Bucket", name: "b", parent: "", kind: "managed", source: undefined },
    inputs: record([["bucket", "orders"]]),
  });
  const inputs = record([
    ["region", "eu-west-1"],
    ["name", "orders-logs"],
    ["other", "us-east-1"],
  ]);
  const references = new Map(["region", "name"].map((key) => [key, [urn]] as const));
  expect({ ...withoutGuesses(inputs, { origins: new Map(), references }, new Map([[urn, bucket]])) }).toEqual({
    region: new Unknown("not-yet-known"),
    name: "orders-logs",
    other: "us-east-1",
  });
});

it("answers no output that an input decides, known or not", () => {
  const outputs = new ProgramOutputs(new Placeholders(), "symbolic");
  const inputs = record([
    ["bucket", new Unknown("not-seen")],
    ["arn", null],
  ]);
  const names = [...outputs.answers(urn, "aws:s3/bucket:Bucket", inputs, {}).keys()];
  expect(names).toEqual(expect.arrayContaining(["id", "arn", "bucketDomainName"]));
  expect(names).not.toContain("bucket");
});

it("hands another stack's outputs on, and in plain mode unknowns in the place of those that aren't known yet", () => {
  const placeholders = new Placeholders();
  const arn = arnOf(placeholders);
  const sent = { arn, known: "x", list: ["a", arn], keys: { [arn]: 1 }, deep: { more: { arn, known: 1 } } };
  const symbolic = new ProgramOutputs(placeholders, "symbolic");
  expect(symbolic.received(struct({ known: "x" })).toJavaScript()).toEqual({ known: "x" });
  expect(symbolic.handedOut).toBe(false);
  expect(symbolic.received(struct(sent)).toJavaScript()).toEqual(sent);
  expect(symbolic.handedOut).toBe(true);
  expect(new ProgramOutputs(placeholders, "plain").received(struct(sent)).toJavaScript()).toEqual({
    ...{ arn: unknownSentinel, known: "x", list: ["a", unknownSentinel], keys: unknownSentinel },
    deep: { more: { arn: unknownSentinel, known: 1 } },
  });
});
