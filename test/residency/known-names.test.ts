import { nameIndex } from "../../policies/residency/known-names";
import { Secret, Unknown } from "../../policies/residency/values";
import { resource, values } from "../support/estates";

describe("the names of resources", () => {
  it.each<[string, Parameters<typeof resource>, string]>([
    ["its bucket's name", ["aws:s3/bucket:Bucket", "b", { bucket: "n" }], "n"],
    ["a bucket's of the older type", ["aws:s3/bucketV2:BucketV2", "b", { bucket: "n" }], "n"],
    ["an id", ["aws:s3/bucket:Bucket", "b", {}, { id: "n" }], "n"],
    ["an output", ["aws:s3/bucket:Bucket", "b", {}, { outputs: values({ arn: "arn:aws:s3:::n" }) }], "arn:aws:s3:::n"],
    ["a secret name", ["aws:sns/topic:Topic", "t", { name: new Secret("n") }], "n"],
    ["metadata", ["gcp:cloudrun/service:Service", "s", { metadata: { name: "n" } }], "n"],
    ["secret metadata", ["gcp:cloudrun/service:Service", "s", { metadata: new Secret(values({ name: "n" })) }], "n"],
    ["a cluster's identifier", ["aws:rds/cluster:Cluster", "c", { clusterIdentifier: "n" }], "n"],
    ["what is only looked up", ["aws:s3/bucket:Bucket", "b", {}, { kind: "read", id: "n" }], "n"],
    ["a key that every object has", ["aws:sns/topic:Topic", "t", { name: "constructor" }], "constructor"],
  ])("finds a resource by %s", (_, of, name) => {
    const found = resource(...of);
    expect(nameIndex([resource("aws:sns/topic:Topic", "other"), found])(name)).toEqual([found]);
  });

  it.each<[string, Parameters<typeof resource>]>([
    ["a policy by its bucket's", ["aws:s3/bucketPolicy:BucketPolicy", "p", { bucket: "n" }]],
    ["an object by its bucket's", ["aws:s3/bucketObject:BucketObject", "o", { bucket: "n" }]],
    ["a grant by its bucket's", ["gcp:storage/bucketIAMMember:BucketIAMMember", "m", { bucket: "n" }]],
    ["an instance by its cluster's", ["aws:rds/clusterInstance:ClusterInstance", "i", { clusterIdentifier: "n" }]],
    ["a table by its dataset's", ["gcp:bigquery/table:Table", "t", { datasetId: "n" }]],
    ["a version by its secret's", ["aws:secretsmanager/secretVersion:SecretVersion", "v", { secretId: "n" }]],
    ["a component", ["my:Component", "c", { name: "n" }, { kind: "component" }]],
    ["a provider", ["pulumi:providers:aws", "p", { name: "n" }, { kind: "provider" }]],
    ["what isn't known", ["aws:sns/topic:Topic", "t", { name: new Unknown("not-yet-known") }]],
    ["what is no text", ["aws:sns/topic:Topic", "t", { name: 7 }]],
    ["an input of another meaning", ["aws:sns/topic:Topic", "t", { displayName: "n" }]],
  ])("doesn't find %s", (_, of) => {
    expect(nameIndex([resource(...of)])("n")).toEqual([]);
  });

  it("finds all that are called the same, each once", () => {
    const one = resource("aws:sns/topic:Topic", "a", { name: "n" }, { id: "n", outputs: values({ name: "n" }) });
    const other = resource("aws:sqs/queue:Queue", "b", { name: "n" });
    const third = resource(
      "aws:sns/topic:Topic",
      "c",
      { name: "n" },
      { id: "c", outputs: values({ arn: "x", name: "n" }) },
    );
    expect(nameIndex([one, other])("n")).toEqual([one, other]);
    expect(nameIndex([one, other, third])("n")).toEqual([one, other, third]);
  });

  it("has nothing under the names that objects have by nature, and under no name", () => {
    const find = nameIndex([resource("aws:sns/topic:Topic", "a", { name: "" }, { id: "" })]);
    for (const name of ["", "toString", "__proto__", "constructor"]) expect(find(name)).toEqual([]);
  });
});
