import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { arnResources, integrations } from "../../policies/residency/names/arn-resources";
import { awsHosts } from "../../policies/residency/names/hosts-aws";
import { gcpHosts } from "../../policies/residency/names/hosts-gcp";
import { ociHosts } from "../../policies/residency/names/hosts-oci";
import { readName, type WrittenName } from "../../policies/residency/written-name";

const token = "stateside0123456789abcdef";
const folder = path.join(__dirname, "../../policies/residency/data/types");
const types = ["aws", "gcp", "oci"].flatMap((cloud) =>
  readFileSync(path.join(folder, `${cloud}.tsv`), "utf8")
    .split("\n")
    .slice(1)
    .map((line) => (line.split("\t")[0] ?? "").toLowerCase())
    .filter((type) => type !== ""),
);

/** In short: `url aws @us-east-1 #123456789012 private service`. */
function summary({ kind, cloud, place, account, isPrivate, isService }: WrittenName): string {
  const parts = [cloud, place && `@${place}`, account && `#${account}`];
  return [kind, ...parts, isPrivate === true && "private", isService === true && "service"].filter(Boolean).join(" ");
}

/** The names that a resource of this type may have, without the whole text. */
function namesFor(text: string, type: string): string[] {
  expect(types).toContain(type.toLowerCase());
  return readName(text)
    .names.slice(1)
    .filter(({ of }) => of === undefined || of.some((piece) => type.toLowerCase().includes(piece)))
    .map(({ name }) => name);
}

type Case = readonly [text: string, summary: string, name?: string, type?: string];

function reads(cases: readonly Case[]): void {
  it.each(cases.map(([text, says, name = "", type = ""]) => [text, says, name, type] as const))(
    "reads %s",
    (text, says, name, type) => {
      const found = readName(text);
      expect(summary(found)).toBe(says);
      expect(found.names[0]).toEqual({ name: text });
      if (name !== "") expect(namesFor(text, type)).toContain(name);
    },
  );
}

const us = "aws @us-east-1 #123456789012";
const at = "us-east-1:123456789012";

describe("ARNs", () => {
  reads([
    ["arn:aws:s3:::b", "arn aws", "b", "aws:s3/bucket:Bucket"],
    ["arn:aws:s3:::b/k/*", "arn aws", "arn:aws:s3:::b", "aws:s3/bucket:Bucket"],
    [`arn:aws:s3:::${token}`, "arn aws", token, "aws:s3/bucket:Bucket"],
    [`arn:aws:s3:::${token}/*`, "arn aws", token, "aws:s3/bucketV2:BucketV2"],
    ["arn:aws:s3:eu-west-1:123456789012:b", "arn aws #123456789012"],
    [`arn:aws:s3:${at}:accesspoint/ap/object/x`, `arn ${us}`, "ap", "aws:s3/accessPoint:AccessPoint"],
    [`arn:aws:s3-outposts:${at}:outpost/op-1/bucket/b`, `arn ${us}`, "b", "aws:s3control/bucket:Bucket"],
    [
      `arn:aws:s3express:${at}:bucket/b--use1-az4--x-s3`,
      `arn ${us}`,
      "b--use1-az4--x-s3",
      "aws:s3/directoryBucket:DirectoryBucket",
    ],
    ["arn:aws:iam::123456789012:role/a/b/r", "arn aws #123456789012", "r", "aws:iam/role:Role"],
    ["arn:aws:iam:us-east-1:123456789012:role/r", "arn aws #123456789012", "r", "aws:iam/role:Role"],
    ["arn:aws:iam::123456789012:root", "arn aws #123456789012"],
    ["arn:aws:iam::aws:policy/service-role/P", "arn aws service"],
    ["arn:aws:sts::123456789012:assumed-role/r/session", "arn aws #123456789012", "r", "aws:iam/role:Role"],
    [`arn:aws:lambda:${at}:function:f:prod`, `arn ${us}`, "f", "aws:lambda/function:Function"],
    [
      `arn:aws:lambda:${at}:function:f:prod`,
      `arn ${us}`,
      `arn:aws:lambda:${at}:function:f`,
      "aws:lambda/function:Function",
    ],
    [`arn:aws:lambda:${at}:function:f:a:b:c::::`, `arn ${us}`, "f", "aws:lambda/function:Function"],
    [`arn:aws:lambda:${at}:${token}`, `arn ${us}`, token, "aws:lambda/function:Function"],
    [`arn:aws:lambda:${at}:${token}:*`, `arn ${us}`, `arn:aws:lambda:${at}:${token}`, "aws:lambda/function:Function"],
    [`arn:aws:dynamodb:${at}:table/t/stream/2024-01-01T00:00:00.000`, `arn ${us}`, "t", "aws:dynamodb/table:Table"],
    [`arn:aws:dynamodb:${at}:table/${token}/index/*`, `arn ${us}`, token, "aws:dynamodb/table:Table"],
    [`arn:aws:dynamodb:${at}:${token}/index/*`, `arn ${us}`, token, "aws:dynamodb/table:Table"],
    [`arn:aws:logs:${at}:log-group:/aws/lambda/f:*`, `arn ${us}`, "/aws/lambda/f", "aws:cloudwatch/logGroup:LogGroup"],
    [
      `arn:aws:logs:${at}:log-group:/aws/lambda/f:log-stream:s`,
      `arn ${us}`,
      "/aws/lambda/f",
      "aws:cloudwatch/logGroup:LogGroup",
    ],
    [`arn:aws:kinesis:${at}:stream/s`, `arn ${us}`, "s", "aws:kinesis/stream:Stream"],
    [
      `arn:aws:firehose:${at}:deliverystream/d`,
      `arn ${us}`,
      "d",
      "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    ],
    [`arn:aws:sns:${at}:t`, `arn ${us}`, "t", "aws:sns/topic:Topic"],
    [`arn:aws:sns:${at}:t:0f1e2d3c-4b5a`, `arn ${us}`, "t", "aws:sns/topic:Topic"],
    [`arn:aws:sqs:${at}:q.fifo`, `arn ${us}`, "q.fifo", "aws:sqs/queue:Queue"],
    [`arn:aws:ecr:${at}:repository/a/b`, `arn ${us}`, "a/b", "aws:ecr/repository:Repository"],
    [`arn:aws:states:${at}:stateMachine:m:1`, `arn ${us}`, "m", "aws:sfn/stateMachine:StateMachine"],
    [`arn:aws:kms:${at}:key/mrk-1`, `arn ${us}`, "mrk-1", "aws:kms/replicaKey:ReplicaKey"],
    [`arn:aws:kms:${at}:alias/a/b`, `arn ${us}`, "alias/a/b", "aws:kms/alias:Alias"],
    [`arn:aws:secretsmanager:${at}:secret:a/b-AbC123`, `arn ${us}`, "a/b", "aws:secretsmanager/secret:Secret"],
    [`arn:aws:secretsmanager:${at}:secret:a/b`, `arn ${us}`, "a/b", "aws:secretsmanager/secret:Secret"],
    [`arn:aws:ssm:${at}:parameter/a/b`, `arn ${us}`, "/a/b", "aws:ssm/parameter:Parameter"],
    [`arn:aws:rds:${at}:db:d`, `arn ${us}`, "d", "aws:rds/instance:Instance"],
    [`arn:aws:rds:${at}:cluster:c`, `arn ${us}`, "c", "aws:rds/cluster:Cluster"],
    [`arn:aws:rds:${at}:snapshot:rds:s`, `arn ${us}`, "rds", "aws:rds/snapshot:Snapshot"],
    [`arn:aws:elasticfilesystem:${at}:file-system/fs-1`, `arn ${us}`, "fs-1", "aws:efs/fileSystem:FileSystem"],
    [
      `arn:aws:elasticloadbalancing:${at}:loadbalancer/app/l/50dc`,
      `arn ${us}`,
      "l",
      "aws:lb/loadBalancer:LoadBalancer",
    ],
    [`arn:aws:elasticloadbalancing:${at}:loadbalancer/l`, `arn ${us}`, "l", "aws:elb/loadBalancer:LoadBalancer"],
    [`arn:aws:elasticloadbalancing:${at}:targetgroup/t/6d0e`, `arn ${us}`, "t", "aws:lb/targetGroup:TargetGroup"],
    [`arn:aws:es:${at}:domain/d/*`, `arn ${us}`, "d", "aws:opensearch/domain:Domain"],
    [`arn:aws:glue:${at}:table/d/t`, `arn ${us}`, "t", "aws:glue/catalogTable:CatalogTable"],
    [`arn:aws:glue:${at}:catalog`, `arn ${us}`, "catalog", "aws:glue/catalog:Catalog"],
    [`arn:aws:execute-api:${at}:abc123/prod/GET/x`, `arn ${us}`, "abc123", "aws:apigateway/restApi:RestApi"],
    [
      "arn:aws:apigateway:us-east-1::/restapis/abc123/stages/prod",
      "arn aws @us-east-1",
      "abc123",
      "aws:apigateway/restApi:RestApi",
    ],
    [
      `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:${at}:function:${token}/invocations`,
      `arn ${us}`,
      token,
      "aws:lambda/function:Function",
    ],
    // A contradiction says nothing.
    [
      `arn:aws:apigateway:eu-west-1:lambda:path/x/functions/arn:aws:lambda:${at}:function:f/invocations`,
      "arn aws #123456789012",
    ],
    [
      "arn:aws:apigateway:us-east-1:lambda:path/functions/arn:aws:apigateway:x:lambda:path/functions/arn:aws:sns:y:1:t",
      "arn aws",
    ],
    ["arn:aws:apigateway:us-east-1:sqs:path/123456789012/q", "arn aws @us-east-1", "q", "aws:sqs/queue:Queue"],
    ["arn:aws:apigateway:us-east-1:s3:path/b/{key}", "arn aws @us-east-1", "b", "aws:s3/bucket:Bucket"],
    [`arn:aws:events:${at}:event-bus/b`, `arn ${us}`, "b", "aws:cloudwatch/eventBus:EventBus"],
    [`arn:aws:events:${at}:rule/b/r`, `arn ${us}`, "r", "aws:cloudwatch/eventRule:EventRule"],
    [`arn:aws:ec2:${at}:subnet/subnet-1`, `arn ${us}`, "subnet-1", "aws:ec2/subnet:Subnet"],
    [`arn:aws:ec2:${at}:volume/vol-1`, `arn ${us}`, "vol-1", "aws:ebs/volume:Volume"],
    [`arn:aws:eks:${at}:cluster/c`, `arn ${us}`, "c", "aws:eks/cluster:Cluster"],
    [`arn:aws:kafka:${at}:cluster/c/0f1e-2`, `arn ${us}`, "c", "aws:msk/cluster:Cluster"],
    [`arn:aws:codecommit:${at}:r`, `arn ${us}`, "r", "aws:codecommit/repository:Repository"],
    ["arn:aws-us-gov:sqs:us-gov-west-1:123456789012:q", "arn aws @us-gov-west-1 #123456789012"],
    ["arn:aws-cn:sqs:cn-north-1:123456789012:q", "arn aws @cn-north-1 #123456789012"],
    ["arn:aws-iso-b:sqs:us-isob-east-1:123456789012:q", "arn aws @us-isob-east-1 #123456789012"],
    ["ARN:AWS:SQS:EU-WEST-1:123456789012:Q", "arn aws @eu-west-1 #123456789012"],
    [` arn:aws:sqs:${at}:q\n`, `arn ${us}`, "q", "aws:sqs/queue:Queue"],
    [`arn:aws:sqs:${token}:${token}:q`, `arn aws @${token} #${token}`, "q", "aws:sqs/queue:Queue"],
    ["arn:aws:sqs:*:*:*", "arn aws"],
    ["arn:aws:sqs:us-east-1::", "arn"],
    ["arn:aws:sqs:us east:123456789012:q", "arn aws #123456789012"],
    ["arn:aws:s3", "arn"],
    ["arn:azure:sqs:us-east-1:123456789012:q", "arn"],
    ["arn:awsome:sqs:us-east-1:123456789012:q", "arn"],
    ["arn:", "arn"],
  ]);

  it("never takes a bucket's policy for the bucket", () => {
    expect(namesFor("arn:aws:s3:::b", "aws:s3/bucketPolicy:BucketPolicy")).toEqual([]);
  });
});

describe("names of BigQuery's tables", () => {
  const table = "gcp:bigquery/table:Table";

  it.each<[string, readonly string[]]>([
    ["my-project.sales.orders", ["orders"]],
    ["p.d.t", ["t"]],
    ["my-project.sales.orders-2024", ["orders-2024"]],
    ["my-project.sales.orders more", []],
    ["my-project.sales.orders.more", []],
    ["my project.sales.orders", []],
    ["my-project.sa-les.orders", []],
    [`${"p".repeat(64)}.sales.orders`, []],
    ["sales.orders", []],
  ])("are told from %s", (text, expected) => {
    expect(namesFor(text, table)).toEqual(expected);
  });

  it("are of no other type", () => {
    expect(readName("my-project.sales.orders").names).toContainEqual({ name: "orders", of: ["bigquery/table:"] });
    expect(namesFor("my-project.sales.orders", "gcp:storage/bucket:Bucket")).not.toContain("orders");
  });
});

describe("OCIDs", () => {
  reads([
    ["ocid1.instance.oc1.phx.abuw4ljrlsfiqw6vzzxb43vyypt4pkodawglp3wqxjqofakrwvou52gb6s5a", "ocid oci @phx"],
    ["ocid1.bucket.oc1.eu-frankfurt-1.aaaaaaaaexample", "ocid oci @eu-frankfurt-1"],
    ["ocid1.volume.oc1.iad.future.abuwcljrexample", "ocid oci @iad"],
    ["ocid1.tenancy.oc1..aaaaaaaaba3pv6wkcr4jqae5f44n2b2m2yt2j6rx32uzr4h25vqstifsfdsq", "ocid oci"],
    [`ocid1.stream.oc1..${token}`, "ocid oci", token, "oci:Streaming/stream:Stream"],
    ["OCID1.INSTANCE.OC1.IAD.X", "ocid oci @iad"],
    ["ocid1.instance.azure.iad.x", "ocid oci"],
    ["ocid1.instance.oc1.iad", "ocid oci"],
    ["ocid1.instance.oc1.iad.", "ocid oci"],
    ["ocid1.instance.oc1.i ad.x", "ocid oci"],
    ["ocid1.instance.oc1.iad.a.b.c", "ocid oci"],
    ["ocid12.volume.oc10.uk-london-1.x", "ocid oci @uk-london-1"],
    ["ocid1.instance.oc1234.iad.x", "ocid oci"],
    ["ocid1.instance.toc1.iad.x", "ocid oci"],
    ["ocid1.in stance.oc1.iad.x", "ocid oci"],
    ["ocid1.ünstance.oc1.iad.x", "ocid oci"],
    ["ocid1.instancé.oc1.iad.x", "ocid oci"],
    ["ocid1.instance.oc1.iad.a b", "ocid oci"],
    ["ocid1.instance.oc1.iad.é", "ocid oci"],
    ["ocid1.instance.oc1.iad.xé", "ocid oci"],
    ["ocid1.instance.oc1.iad.éx", "ocid oci"],
    ["ocid1.instance", "ocid oci"],
    ["ocid1.instance.oc1", "ocid oci"],
    [`ocid1.bucket.oc1.iad.${"a".repeat(233)}`, "ocid oci @iad", "a".repeat(233), "oci:ObjectStorage/bucket:Bucket"],
    [`ocid1.bucket.oc1.iad.${"a".repeat(235)}`, "ocid oci"],
    ["x.ocid1.instance.oc1.iad.x", "bare"],
  ]);

  it.each([
    ["is 15 letters long, and may be anybody's", 15, []],
    ["is 16 letters long", 16, ["a".repeat(16)]],
  ])("say the name of a resource where the last part %s", (_, length, expected) => {
    expect(namesFor(`ocid1.bucket.oc1.iad.${"a".repeat(length)}`, "oci:ObjectStorage/bucket:Bucket")).toEqual(expected);
  });
});

const bucket = "aws:s3/bucket:Bucket";
const gcs = "gcp:storage/bucket:Bucket";
const oss = "oci:ObjectStorage/bucket:Bucket";

describe("URLs and hosts", () => {
  describe("of Amazon S3", () => {
    reads([
      ["s3://b/k", "url aws", "b", bucket],
      ["s3a://b", "url aws", "b", bucket],
      [`s3://${token}/in`, "url aws", token, bucket],
      [`s3://arn:aws:s3:${at}:accesspoint/ap/k`, `arn ${us}`, "ap", "aws:s3/accessPoint:AccessPoint"],
      ["s3://x-abcdefexample-s3alias/k", "url aws", "x-abcdefexample-s3alias", "aws:s3/accessPoint:AccessPoint"],
      ["s3://", "url aws"],
      ["https://b.s3.us-east-1.amazonaws.com/k?versionId=1#x", "url aws @us-east-1", "b", bucket],
      ["https://a.b.s3.us-east-1.amazonaws.com/", "url aws @us-east-1", "a.b", bucket],
      ["https://s3.us-east-1.amazonaws.com/b/k", "url aws @us-east-1", "b", bucket],
      ["https://s3-us-west-2.amazonaws.com/b", "url aws @us-west-2", "b", bucket],
      ["b.s3-us-west-2.amazonaws.com", "host aws @us-west-2", "b", bucket],
      ["b.s3.dualstack.eu-west-1.amazonaws.com", "host aws @eu-west-1", "b", bucket],
      ["b.s3-fips.us-gov-west-1.amazonaws.com", "host aws @us-gov-west-1", "b", bucket],
      ["b.s3.cn-north-1.amazonaws.com.cn", "host aws @cn-north-1", "b", bucket],
      ["b.s3-website-us-east-1.amazonaws.com", "host aws @us-east-1", "b", bucket],
      ["http://b.s3-website.eu-central-1.amazonaws.com/", "url aws @eu-central-1", "b", bucket],
      ["b.s3-accelerate.dualstack.amazonaws.com", "host aws", "b", bucket],
      ["b.s3.amazonaws.com", "host aws", "b", bucket],
      ["https://s3.amazonaws.com/b/k", "url aws", "b", bucket],
      ["https://s3-external-1.amazonaws.com/b", "url aws", "b", bucket],
      ["us-west-2.s3.amazonaws.com", "host aws", "us-west-2", bucket],
      ["my.s3.us-east-1.s3.amazonaws.com", "host aws", "my.s3.us-east-1", bucket],
      ["my.s3.us-east-1.s3.eu-west-1.amazonaws.com", "host aws @eu-west-1", "my.s3.us-east-1", bucket],
      ["sqs.us-east-1.s3.amazonaws.com", "host aws", "sqs.us-east-1", bucket],
      ["ap-123456789012.s3-accesspoint.us-east-1.amazonaws.com", `host ${us}`, "ap", "aws:s3/accessPoint:AccessPoint"],
      [`${token}.s3.us-east-1.amazonaws.com`, "host aws @us-east-1", token, bucket],
      [`b.s3.${token}.amazonaws.com`, `host aws @${token}`, "b", bucket],
      ["B.S3.US-EAST-1.AMAZONAWS.COM.", "host aws @us-east-1", "b", bucket],
    ]);
  });

  describe("of AWS", () => {
    const registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
    reads([
      [`${registry}/a/b:tag`, `url ${us}`, "a/b", "aws:ecr/repository:Repository"],
      [`${registry}/${token}@sha256:00ff`, `url ${us}`, token, "aws:ecr/repository:Repository"],
      [`https://${registry}`, `url ${us}`],
      ["public.ecr.aws/docker/library/nginx:1", "url aws", "library/nginx", "aws:ecrpublic/repository:Repository"],
      ["https://sqs.us-east-1.amazonaws.com/123456789012/q", `url ${us}`, "q", "aws:sqs/queue:Queue"],
      ["https://us-east-1.queue.amazonaws.com/123456789012/q", `url ${us}`, "q", "aws:sqs/queue:Queue"],
      ["https://queue.amazonaws.com/123456789012/q", "url aws #123456789012", "q", "aws:sqs/queue:Queue"],
      ["d.c9akciq32.us-east-1.rds.amazonaws.com:5432", "host aws @us-east-1", "d", "aws:rds/instance:Instance"],
      [
        "jdbc:postgresql://c.cluster-x1.us-east-1.rds.amazonaws.com:5432/db",
        "url aws @us-east-1",
        "c",
        "aws:rds/cluster:Cluster",
      ],
      ["c.x1.0001.use1.cache.amazonaws.com:6379", "host aws", "c", "aws:elasticache/cluster:Cluster"],
      [
        "https://search-d-abcdef123.us-east-1.es.amazonaws.com",
        "url aws @us-east-1",
        "d",
        "aws:opensearch/domain:Domain",
      ],
      [
        "internal-my-lb-123456.us-east-1.elb.amazonaws.com",
        "host aws @us-east-1",
        "my-lb",
        "aws:lb/loadBalancer:LoadBalancer",
      ],
      ["my-nlb-0f1e.elb.eu-west-1.amazonaws.com", "host aws @eu-west-1", "my-nlb", "aws:lb/loadBalancer:LoadBalancer"],
      [
        "https://abc123.execute-api.us-east-1.amazonaws.com/prod",
        "url aws @us-east-1",
        "abc123",
        "aws:apigateway/restApi:RestApi",
      ],
      ["wss://abc123.execute-api.us-east-1.amazonaws.com", "url aws @us-east-1", "abc123", "aws:apigatewayv2/api:Api"],
      ["https://abc.lambda-url.us-east-1.on.aws/", "url aws @us-east-1", "abc", "aws:lambda/functionUrl:FunctionUrl"],
      [
        "https://abc.appsync-api.us-east-1.amazonaws.com/graphql",
        "url aws @us-east-1",
        "abc",
        "aws:appsync/graphQLApi:GraphQLApi",
      ],
      ["abc.us-east-1.awsapprunner.com", "host aws @us-east-1", "abc", "aws:apprunner/service:Service"],
      ["https://ABCDEF.gr7.us-east-1.eks.amazonaws.com", "url aws @us-east-1"],
      ["b-1.k.x1.c2.kafka.us-east-1.amazonaws.com:9092", "host aws @us-east-1", "k", "aws:msk/cluster:Cluster"],
      [
        "b-1.k.x1.c2.kafka.us-east-1.amazonaws.com:9092,b-2.k.x1.c2.kafka.us-east-1.amazonaws.com:9092",
        "host aws @us-east-1",
      ],
      ["b-1.k.x1.c2.kafka.us-east-1.amazonaws.com:9092,b-2.k.x1.c2.kafka.eu-west-1.amazonaws.com:9092", "host aws"],
      ["fs-1.efs.us-east-1.amazonaws.com", "host aws @us-east-1", "fs-1", "aws:efs/fileSystem:FileSystem"],
      ["vpce-1-x.s3.us-east-1.vpce.amazonaws.com", "host aws @us-east-1"],
      ["d111111abcdef8.cloudfront.net", "host aws", "d111111abcdef8", "aws:cloudfront/distribution:Distribution"],
      ["logs.us-east-1.amazonaws.com", "host aws @us-east-1 service"],
      ["https://firehose.us-east-1.api.aws", "url aws @us-east-1"],
      ["https://iam.amazonaws.com/", "url aws"],
      ["com.amazonaws.us-east-1.s3", "host aws @us-east-1 service"],
      [
        "com.amazonaws.vpce.us-east-1.vpce-svc-1",
        "host aws @us-east-1",
        "vpce-svc-1",
        "aws:ec2/vpcEndpointService:VpcEndpointService",
      ],
    ]);
  });

  describe("of Google Cloud", () => {
    reads([
      ["gs://b/k", "url gcp", "b", gcs],
      ["https://storage.googleapis.com/b/k", "url gcp", "b", gcs],
      ["https://b.storage.googleapis.com/k", "url gcp", "b", gcs],
      ["https://storage.us-east4.rep.googleapis.com/b", "url gcp @us-east4", "b", gcs],
      ["https://www.googleapis.com/storage/v1/b/b", "url gcp", "b", gcs],
      // Objects may be called like places.
      ["https://storage.googleapis.com/locations/us-east1/o", "url gcp"],
      ["https://b.storage.googleapis.com/projects/p/locations/us-east1/o", "url gcp"],
      ["bq://my-project.d.t", "url gcp #my-project", "d", "gcp:bigquery/dataset:Dataset"],
      ["gcr.io/p/i:1", "url gcp #p"],
      ["us.gcr.io/p/i", "url gcp @us #p"],
      ["eu.gcr.io/p/i@sha256:00", "url gcp @eu #p"],
      ["us-docker.pkg.dev/p/r/i", "url gcp @us #p", "r", "gcp:artifactregistry/repository:Repository"],
      [
        `europe-west3-docker.pkg.dev/p/${token}/i:1`,
        "url gcp @europe-west3 #p",
        token,
        "gcp:artifactregistry/repository:Repository",
      ],
      ["https://my-svc-abcdefghij-uc.a.run.app", "url gcp", "my-svc", "gcp:cloudrunv2/service:Service"],
      [
        "https://my-svc-123456789.us-central1.run.app/x",
        "url gcp @us-central1",
        "my-svc",
        "gcp:cloudrun/service:Service",
      ],
      [
        "https://us-central1-my-project.cloudfunctions.net/f",
        "url gcp @us-central1 #my-project",
        "f",
        "gcp:cloudfunctions/function:Function",
      ],
      ["https://my-project.uc.r.appspot.com", "url gcp #my-project"],
      ["https://my-project.appspot.com", "url gcp #my-project"],
      ["https://us-central1-aiplatform.googleapis.com", "url gcp @us-central1"],
      ["eu-documentai.googleapis.com", "host gcp @eu"],
      ["https://pubsub.googleapis.com/", "url gcp"],
      [
        "vm.us-east1-b.c.my-project.internal",
        "host gcp @us-east1-b #my-project",
        "vm",
        "gcp:compute/instance:Instance",
      ],
    ]);
  });

  describe("of Oracle Cloud", () => {
    const here = "https://objectstorage.us-ashburn-1.oraclecloud.com";
    reads([
      [`${here}/n/ns/b/my%20b/o/x`, "url oci @us-ashburn-1 #ns", "my b", oss],
      [`${here}/p/secret/n/ns/b/b/o/x`, "url oci @us-ashburn-1 #ns", "b", oss],
      [`${here}/n/ns/b/%E0%A4%A/o/`, "url oci @us-ashburn-1 #ns", "%E0%A4%A", oss],
      ["https://ns.objectstorage.uk-london-1.oci.customer-oci.com/n/ns/b/b/o/x", "url oci @uk-london-1 #ns", "b", oss],
      ["https://ns.compat.objectstorage.us-phoenix-1.oraclecloud.com/b/x", "url oci @us-phoenix-1 #ns", "b", oss],
      ["https://b.vhcompat.objectstorage.us-phoenix-1.oci.customer-oci.com/x", "url oci @us-phoenix-1", "b", oss],
      ["https://swiftobjectstorage.us-phoenix-1.oraclecloud.com/v1/ns/b", "url oci @us-phoenix-1 #ns", "b", oss],
      ["oci://b@ns/x", "url oci #ns", "b", oss],
      ["iad.ocir.io/ns/a/b:1", "url oci @iad #ns", "a/b", "oci:Artifacts/containerRepository:ContainerRepository"],
      [
        "ocir.us-ashburn-1.oci.oraclecloud.com/ns/r",
        "url oci @us-ashburn-1 #ns",
        "r",
        "oci:Artifacts/containerRepository:ContainerRepository",
      ],
      ["https://cell-1.streaming.us-ashburn-1.oci.oraclecloud.com", "url oci @us-ashburn-1"],
      ["https://x.us-ashburn-1.functions.oci.oraclecloud.com", "url oci @us-ashburn-1"],
      ["https://abc-management.kms.us-ashburn-1.oraclecloud.com", "url oci @us-ashburn-1"],
      ["adb.us-ashburn-1.oraclecloud.com:1522", "host oci @us-ashburn-1"],
      ["https://idcs-0f1e.identity.oraclecloud.com:443", "url oci"],
      ["https://iaas.uk-gov-london-1.oraclegovcloud.uk", "url oci @uk-gov-london-1"],
      ["https://objectstorage.us-ashburn-1.oraclecloud77.com/n/ns/b/b", "url"],
    ]);
  });

  describe("of anybody, and those that only look like a cloud's", () => {
    reads([
      ["https://example.com/x", "url"],
      ["example.com", "host"],
      ["*.example.com", "host"],
      ["xn--bcher-kva.example:8080", "host"],
      [`https://${token}.stateside.invalid/x`, "url", token, bucket],
      ["https://user:pass@b.s3.us-east-1.amazonaws.com/", "url aws @us-east-1", "b", bucket],
      ["https://s3.us-east-1.amazonaws.com@evil.example/", "url"],
      ["https://s3.us-east-1.amazonaws.com.evil.example/", "url"],
      ["https://evil-s3.us-east-1.amazonaws.com.example/b", "url"],
      ["https://amazonaws.com.us-east-1.evil.example", "url"],
      ["https://evil.example\\@s3.us-east-1.amazonaws.com/", "url"],
      ["https://evil.example\n.s3.us-east-1.amazonaws.com/", "url"],
      ["https://evil.example%2f.s3.us-east-1.amazonaws.com/", "url"],
      ["https://evil.example#@s3.us-east-1.amazonaws.com/", "url"],
      ["https://evil.example?.s3.us-east-1.amazonaws.com/", "url"],
      ["https://b.s3.us-east-1.amazonaws。com/", "url"],
      ["mongodb://a.example:1,b.s3.us-east-1.amazonaws.com:2/x", "url"],
      ["https://", "url"],
      ["https:///us-east-1", "url"],
      ["//", "url"],
      ["jdbc:oracle:thin:@adb.us-ashburn-1.oraclecloud.com:1522/x", "url"],
      ["git@github.com:a/b.git", "url"],
      ["docker.io/library/nginx:1", "url"],
      ["ghcr.io/a/b", "url"],
      ["localhost:5000/x", "url private"],
      ["localhost", "host private"],
      ["https://10.0.0.1:8443/x", "url private"],
      ["https://[fe80::1%25eth0]:80/", "url private"],
      ["https://8.8.8.8/", "url"],
    ]);
  });
});

describe("paths of Google Cloud", () => {
  const keys = "projects/p/locations/europe-west3/keyRings/r/cryptoKeys/k";
  reads([
    [`${keys}/cryptoKeyVersions/1`, "path gcp @europe-west3 #p", "k", "gcp:kms/cryptoKey:CryptoKey"],
    [`${keys}/cryptoKeyVersions/1`, "path gcp @europe-west3 #p", keys, "gcp:kms/cryptoKey:CryptoKey"],
    [keys, "path gcp @europe-west3 #p", "r", "gcp:kms/keyRing:KeyRing"],
    ["projects/p/regions/us-east1/subnetworks/s", "path gcp @us-east1 #p", "s", "gcp:compute/subnetwork:Subnetwork"],
    ["projects/p/zones/us-east1-b/instances/i", "path gcp @us-east1-b #p", "i", "gcp:compute/instance:Instance"],
    ["projects/p/global/networks/n", "path gcp @global #p", "n", "gcp:compute/network:Network"],
    [
      "https://www.googleapis.com/compute/v1/projects/p/global/networks/n",
      "path gcp @global #p",
      "n",
      "gcp:compute/network:Network",
    ],
    [
      "https://compute.googleapis.com/compute/beta/projects/p/zones/us-east1-b/disks/d/",
      "path gcp @us-east1-b #p",
      "d",
      "gcp:compute/disk:Disk",
    ],
    ["regions/us-east1/subnetworks/s", "path gcp @us-east1", "s", "gcp:compute/subnetwork:Subnetwork"],
    ["//bigquery.googleapis.com/projects/p/datasets/d", "path gcp #p", "d", "gcp:bigquery/dataset:Dataset"],
    ["bigquery.googleapis.com/projects/p/datasets/d", "path gcp #p", "d", "gcp:bigquery/dataset:Dataset"],
    ["pubsub.googleapis.com/projects/p/topics/t", "path gcp #p", "projects/p/topics/t", "gcp:pubsub/topic:Topic"],
    [`projects/p/topics/${token}`, "path gcp #p", token, "gcp:pubsub/topic:Topic"],
    ["storage.googleapis.com/b", "path gcp", "b", gcs],
    [`storage.googleapis.com/${token}`, "path gcp", token, gcs],
    ["//storage.googleapis.com/projects/_/buckets/b", "path gcp", "b", gcs],
    ["projects/_/buckets/b/objects/locations/us-east1/x", "path gcp", "b", gcs],
    [
      "logging.googleapis.com/projects/p/locations/eu/buckets/b",
      "path gcp @eu #p",
      "b",
      "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    ],
    [
      "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/e",
      "path gcp @us-central1 #p",
    ],
    ["https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/endpoints/e", "path gcp #p"],
    ["projects/p/locations/us/repositories/r", "path gcp @us #p", "r", "gcp:artifactregistry/repository:Repository"],
    ["projects/p/instanceConfigs/regional-us-east1", "path gcp @regional-us-east1 #p"],
    [
      `projects/${token}/locations/${token}/services/s`,
      `path gcp @${token} #${token}`,
      "s",
      "gcp:cloudrunv2/service:Service",
    ],
    ["projects/p/secrets/s/versions/latest", "path gcp #p", "s", "gcp:secretmanager/secret:Secret"],
    [
      "projects/p/serviceAccounts/x@p.iam.gserviceaccount.com",
      "path gcp #p",
      "x@p.iam.gserviceaccount.com",
      "gcp:serviceaccount/account:Account",
    ],
    ["projects/p/locations/-/clusters/c", "path gcp #p", "c", "gcp:container/cluster:Cluster"],
    ["projects/p/locations/*/clusters/c", "path gcp #p"],
    ["projects//locations/us-east1/x", "path gcp @us-east1"],
    ["projects/locations/us-east1", "path gcp #locations"],
    ["projects/p/", "path gcp #p"],
    ["projects/p/topics/t/x/locations/us-east1", "path gcp #p"],
    ["my-project:us-east1:i", "path gcp @us-east1 #my-project", "i", "gcp:sql/databaseInstance:DatabaseInstance"],
    ["my-project:d.t", "path gcp #my-project", "t", "gcp:bigquery/table:Table"],
    ["example.com:my-project:d.t", "path gcp #example.com:my-project", "d", "gcp:bigquery/dataset:Dataset"],
    ["projects", "bare"],
  ]);
});

describe("principals", () => {
  const account = "gcp:serviceaccount/account:Account";
  reads([
    ["x@my-project.iam.gserviceaccount.com", "email gcp #my-project", "x", account],
    [`${token}@my-project.iam.gserviceaccount.com`, "email gcp #my-project", token, account],
    [
      "serviceAccount:x@my-project.iam.gserviceaccount.com",
      "principal gcp #my-project",
      "x@my-project.iam.gserviceaccount.com",
      account,
    ],
    ["deleted:serviceAccount:x@my-project.iam.gserviceaccount.com?uid=123", "principal gcp #my-project", "x", account],
    ["serviceAccount:my-project.svc.id.goog[ns/sa]", "principal gcp #my-project"],
    ["service-1@gcp-sa-pubsub.iam.gserviceaccount.com", "email gcp service"],
    ["serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com", "principal gcp service"],
    ["serviceAccount:project-1@storage-transfer-service.iam.gserviceaccount.com", "principal gcp service"],
    ["service-123@my-project.iam.gserviceaccount.com", "email gcp #my-project"],
    ["1-compute@developer.gserviceaccount.com", "email gcp"],
    ["p@evilgserviceaccount.com", "email"],
    ["a@example.com", "email"],
    ["user:a@example.com", "principal gcp"],
    ["group:g@example.com", "principal gcp"],
    ["domain:example.com", "principal gcp"],
    ["allUsers", "principal gcp"],
    ["projectOwner:my-project", "principal gcp #my-project"],
    [
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/*",
      "principal gcp",
      "w",
      "gcp:iam/workloadIdentityPool:WorkloadIdentityPool",
    ],
    ["123456789012", "principal aws #123456789012"],
    ["lambda.amazonaws.com", "principal aws service"],
    ["delivery.logs.amazonaws.com", "principal aws service"],
    ["ec2.amazonaws.com.cn", "principal aws service"],
    ["Service: lambda.amazonaws.com", "principal aws service"],
    ["a@", "bare"],
    ["@example.com", "bare"],
  ]);
});

describe("addresses", () => {
  reads([
    ["10.1.2.3", "address private"],
    ["10.0.0.0/8", "address private"],
    ["10.0.0.0/7", "address"],
    ["172.16.0.0/12", "address private"],
    ["172.32.0.1", "address"],
    ["192.168.1.1:8080", "address private"],
    ["100.64.0.0/10", "address private"],
    ["127.0.0.1", "address private"],
    ["169.254.169.254", "address private"],
    ["0.0.0.0/0", "address"],
    ["8.8.8.8", "address"],
    ["::/0", "address"],
    ["::1", "address private"],
    ["fd00::/8", "address private"],
    ["fe80::1%eth0", "address private"],
    ["[fe80::1]:443", "address private"],
    ["2001:db8::1", "address"],
    ["2001:0db8:0000:0000:0000:0000:0000:0001", "address"],
    ["::ffff:10.0.0.1", "address private"],
    ["::ffff:8.8.8.8", "address"],
    ["010.0.0.1", "address"],
    ["300.0.0.1", "address"],
    ["10.0.0.0/33", "address"],
    ["1:2:3", "bare"],
    ["::1::2", "bare"],
    [":::", "bare"],
    ["1.2.3", "bare"],
  ]);
});

describe("bare names", () => {
  reads([
    ["my-eu-west-1-bucket", "bare"],
    ["us-east-1", "bare"],
    ["vpc-0e9801d129EXAMPLE", "bare"],
    ["/aws/lambda/f", "bare"],
    ["a/b", "bare"],
    ["nginx:1", "bare"],
    ["nginx:1.25", "bare"],
    ["postgres:16.1", "bare"],
    ["kIdk:US-ASHBURN-AD-2", "bare"],
    ["two words", "bare"],
    ["__proto__", "bare"],
    ["constructor", "bare"],
    [token, "bare"],
    ["{}", "bare"],
  ]);

  it("are none where there is no text", () => {
    expect(readName("")).toEqual({ kind: "bare", names: [] });
  });
});

describe("the tables", () => {
  const pieces = [...arnResources, ...integrations, ...awsHosts, ...gcpHosts, ...ociHosts].flatMap(
    ({ of }) => of ?? [],
  );

  it.each([...new Set(pieces)])("have types for %s", (piece) => {
    expect(types.some((type) => type.includes(piece))).toBe(true);
  });
});

describe("any text", () => {
  const words = [
    "arn:",
    "aws",
    ":",
    "/",
    ".",
    "@",
    "s3",
    "us-east-1",
    "amazonaws.com",
    "https://",
    "projects",
    "locations",
  ];
  const more = [
    "*",
    "%",
    "\\",
    "[",
    "]",
    "::",
    "ocid1",
    "oc1",
    "-",
    ",",
    "googleapis.com",
    "oraclecloud.com",
    token,
    "1",
    "10.0",
  ];
  const grammar = fc.array(fc.constantFrom(...words, ...more, "functions/arn:", "\n", "b"), { maxLength: 30 });
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    grammar.map((parts) => parts.join("")),
    grammar.map((parts) => parts.join(".")),
    grammar.map((parts) => parts.join("/")),
    grammar.map((parts) => `arn:aws:${parts.join(":")}`),
  );

  it("is read without fault, as a place that it writes and names of which the first is itself", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { place, names } = readName(text);
        if (place !== undefined) expect(text.toLowerCase()).toContain(place);
        expect(names[0]?.name ?? "").toBe(text);
        expect(names.every(({ name }) => name !== "")).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("says the same in capitals of a host", () => {
    const hosts = [
      "b.s3.us-east-1.amazonaws.com",
      "europe-west3-docker.pkg.dev",
      "objectstorage.uk-london-1.oraclecloud.com",
    ];
    for (const host of hosts) expect(readName(host.toUpperCase()).place).toBe(readName(host).place);
  });

  const long = 100_000;
  it.each([":", "/", ".", "@", "-", "*", "a", "a.", "a-", "a/", "a:", "%", " ", "1.", "[", ",", "s3.", "-a1", "a.a,"])(
    "of 100 kB of `%s` ends, also behind a beginning",
    (unit) => {
      const text = unit.repeat(long / unit.length);
      const beginnings = [
        "",
        "arn:aws:s3:::",
        "arn:aws:events:::rule/",
        "arn:aws:iam:::role/",
        "ocid1.",
        "https://",
        "s3://",
        "//",
      ];
      const others = [
        "projects/",
        "user:",
        "principal://",
        "jdbc:",
        "a@",
        "a.com,",
        "https://storage.googleapis.com/",
        "gcr.io/",
      ];
      for (const beginning of [...beginnings, ...others, "arn:aws:apigateway:::functions/arn:"]) {
        expect(readName(beginning + text).names.length).toBeLessThan(100);
      }
    },
  );
});
