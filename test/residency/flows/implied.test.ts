import type { Resource } from "../../../policies/residency/estate";
import { Unknown } from "../../../policies/residency/values";
import { aws, bucketIn, from, output, virginia } from "../../support/flows";
import { movementsBy, movementsIn } from "../../support/movements";

const orders = bucketIn(virginia, "orders");
const subnet = aws("ec2/subnet:Subnet", "subnet");

describe("the ways that no input declares", () => {
  it.each<[string, Resource, readonly string[]]>([
    ["content", orders, ["orders > f reads, possible", "f > orders writes, possible"]],
    ["a secret, which is only read", aws("secretsmanager/secret:Secret", "s"), ["s > f reads, possible"]],
    ["a log, which is only written", aws("cloudwatch/logGroup:LogGroup", "l"), ["f > l writes, possible"]],
    ["images, which are only read", aws("ecr/repository:Repository", "r"), ["r > f reads, possible"]],
    ["a key, which is no way", aws("kms/key:Key", "k"), []],
    ["a role, which holds nothing", aws("iam/role:Role", "r"), []],
    ["a subnet", subnet, ["f > subnet attaches"]],
    ["what is only looked up", { ...orders, kind: "read" }, []],
  ])("compute that refers to %s", (_, to, expected) => {
    const compute = aws("lambda/function:Function", "f", {}, from({ environment: [to] }));
    expect(movementsBy(compute, to)).toEqual(expected);
  });

  it("are none between stores, and none from access or control to a network", () => {
    expect(movementsBy(aws("sqs/queue:Queue", "q", {}, from({ tags: [orders] })), orders)).toEqual([]);
    expect(movementsBy(aws("iam/role:Role", "r", {}, from({ tags: [subnet] })), subnet)).toEqual([]);
  });

  it("lead through what groups a network", () => {
    const group = aws("rds/subnetGroup:SubnetGroup", "group", {}, from({ subnetIds: [subnet] }));
    const database = aws("rds/instance:Instance", "db", {}, from({ dbSubnetGroupName: [group] }));
    expect(movementsBy(database, group, subnet)).toContain("db > subnet attaches");
  });

  it("don't lead through what refers to a record that only proves a name", () => {
    const record = aws("route53/record:Record", "proof", { type: "CNAME" });
    const validation = aws(
      "acm/certificateValidation:CertificateValidation",
      "v",
      {},
      from({ validationRecordFqdns: [record] }),
    );
    const site = aws("cloudfront/distribution:Distribution", "site", {}, from({ viewerCertificate: [validation] }));
    expect(movementsBy(site, validation, record)).not.toContain("site > proof attaches");
  });

  it("end, where resources refer to each other", () => {
    const one = aws(
      "ec2/subnet:Subnet",
      "one",
      {},
      { references: new Map([["x", ["urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::two"]]]) },
    );
    const two = aws("ec2/subnet:Subnet", "two", {}, from({ x: [one] }));
    expect(movementsIn(one, two).sort()).toEqual(["one > two attaches", "two > one attaches"]);
  });

  it("bring answers back to what routes requests, as certainly as these go there", () => {
    const balancer = aws("lb/loadBalancer:LoadBalancer", "balancer");
    const record = (records: unknown, references = {}) =>
      movementsBy(aws("route53/record:Record", "record", { records, type: "CNAME" }, from(references)), balancer);
    expect(record([output(balancer, "dnsName")])).toEqual([
      "record > balancer dns-routing",
      "balancer > record serves",
    ]);
    expect(record(new Unknown("not-yet-known"), { records: [balancer] })).toEqual([
      "record > balancer? (not-yet-known) dns-routing",
      "balancer > record serves, not-yet-known",
    ]);
  });
});
