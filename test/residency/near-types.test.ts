import { typesNear } from "../../policies/residency/near-types";

const near = typesNear([
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
  "aws:ssm/parameter:Parameter",
  "gcp:storage/bucket:Bucket",
  "oci:ObjectStorage/bucket:Bucket",
  "random:index/randomId:RandomId",
]);

describe("the types that a misspelling is near", () => {
  it.each<[string, string, readonly string[]]>([
    ["a slip in the name", "aws:s3:Buckt", ["aws:s3/bucket:Bucket"]],
    ["no module", "aws:s3:Bucket", ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]],
    ["another module", "aws:s3/bukket:Bucket", ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]],
    ["a slip in the service", "aws:sgs/queue:Queue", ["aws:sqs/queue:Queue"]],
    ["other letters' case", "AWS:SNS/TOPIC:TOPIC", ["aws:sns/topic:Topic"]],
    ["another cloud", "oci:objectstorage/buckett:Buckett", ["oci:ObjectStorage/bucket:Bucket"]],
    ["nothing near it", "aws:s3/somethingElse:SomethingElse", []],
    ["no type at all", "x", []],
    ["nothing", "", []],
  ])("for %s", (_, type, expected) => {
    expect(near(type)).toEqual(expected);
  });

  it("are three at most, those that are nearest first and then by their names", () => {
    const many = typesNear(["d", "b", "a", "c"].map((letter) => `aws:s3/thing${letter}:Thing${letter}`));
    expect(many("aws:s3/thing:Thingx")).toEqual([
      "aws:s3/thinga:Thinga",
      "aws:s3/thingb:Thingb",
      "aws:s3/thingc:Thingc",
    ]);
    expect(many("aws:s3/thing:Thingd")[0]).toBe("aws:s3/thingd:Thingd");
  });

  it("are none for a text that is no misspelling of any length", () => {
    const long = `aws:s3/x:${"B".repeat(141)}`;
    expect(typesNear([long])(long)).toEqual([long]);
    expect(typesNear([`${long}B`])(`${long}B`)).toEqual([]);
  });
});
