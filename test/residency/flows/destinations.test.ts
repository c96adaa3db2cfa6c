import type { Resource } from "../../../policies/residency/estate";
import { Secret, Unknown } from "../../../policies/residency/values";
import { resource } from "../../support/estates";
import { aws, bucketIn, from, ireland, ociIn, output, virginia } from "../../support/flows";
import { movementsBy } from "../../support/movements";

const later = new Unknown("not-yet-known");
const orders = bucketIn(virginia, "orders", { bucket: "acme-orders" });
const dublin = bucketIn(ireland, "dublin", { bucket: "acme-dublin" });
const queue = aws("sqs/queue:Queue", "queue", { name: "jobs" });

/** What a function's dead letters, which go to what an ARN names, go to. */
const deadLetters = (targetArn: unknown, computedFrom: readonly Resource[] = []) =>
  movementsBy(
    aws("lambda/function:Function", "f", { deadLetterConfig: { targetArn } }, from({ deadLetterConfig: computedFrom })),
    queue,
    dublin,
  ).filter((movement) => movement.includes("event-route"));

describe("where a destination leads", () => {
  it.each<[string, unknown, readonly Resource[], string]>([
    ["a resource", output(queue), [queue], "queue"],
    ["the name of one", "arn:aws:sqs:us-east-1:123456789012:jobs", [], "queue in us-east-1"],
    ["another one's name", "arn:aws:sqs:eu-west-1:123456789012:others", [], "eu-west-1"],
    ["the same name elsewhere", "arn:aws:sqs:eu-west-1:123456789012:jobs", [], "queue in eu-west-1"],
    ["a secret", new Secret("arn:aws:sqs:eu-west-1:123456789012:others"), [], "secret place"],
    ["a region nobody knows", "arn:aws:sqs:xx-nowhere-9:123456789012:q", [], "unknown (unresolvable)"],
    ["a value to come", later, [], "unknown (not-yet-known)"],
    ["a value to come, of one", later, [queue], "queue? (not-yet-known)"],
    ["an encrypted one", new Unknown("encrypted"), [], "unknown (encrypted)"],
    ["a bare name", "jobs-of-somebody", [], "inside"],
    ["a bucket's ARN", "arn:aws:s3:::somebody", [], "placeless"],
    ["a number", 7, [], "placeless"],
  ])("of %s", (_, value, computedFrom, expected) => {
    expect(deadLetters(value, computedFrom)).toEqual([`f > ${expected} event-route`]);
  });

  it.each<[string, Resource, readonly string[]]>([
    [
      "a region beside names",
      resource(
        "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
        "policy",
        { bucket: "orders", namespace: "acme", destinationRegionName: "eu-frankfurt-1", destinationBucketName: "copy" },
        { provider: ociIn("us-ashburn-1") },
      ),
      ["policy > eu-frankfurt-1 replication"],
    ],
    [
      "a region to come",
      resource(
        "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
        "policy",
        { bucket: "orders", namespace: "acme", destinationRegionName: later, destinationBucketName: "copy" },
        { provider: ociIn("us-ashburn-1") },
      ),
      ["policy > unknown (not-yet-known) replication"],
    ],
    [
      "a region that the table lacks",
      aws("secretsmanager/secret:Secret", "s", { replicas: [{ region: "xx-nowhere-9" }] }),
      ["s > unknown (unresolvable) secret-replica"],
    ],
    [
      "a list of regions",
      aws("secretsmanager/secret:Secret", "s", { replicas: [{ region: "us-west-2" }, { region: "eu-west-1" }] }),
      ["s > us-west-2 secret-replica", "s > eu-west-1 secret-replica"],
    ],
    [
      "a secret region in a list",
      aws("secretsmanager/secret:Secret", "s", { replicas: new Secret([{ region: "eu-west-1" }]) }),
      ["s > secret place secret-replica"],
    ],
    [
      "a switch that stays in place",
      aws("sns/topic:Topic", "t", { tracingConfig: "Active" }),
      ["t > inside log-export"],
    ],
    ["a switch that is off", aws("sns/topic:Topic", "t", { tracingConfig: "PassThrough" }), []],
    [
      "a switch that opens to everyone",
      bucketIn(virginia, "b", { acl: "public-read" }),
      ["b > worldwide public-exposure, possible"],
    ],
    [
      "a network of its own that is let in",
      resource("oci:Integration/integrationInstance:IntegrationInstance", "i", {
        networkEndpointDetails: {
          networkEndpointType: "PRIVATE",
          allowlistedHttpIps: ["10.0.0.0/8", "203.0.113.0/24"],
        },
      }),
      ["i > inside public-exposure, possible", "i > worldwide public-exposure, possible"],
    ],
    [
      "a filter of requests that are allowed by other means, unless it lets everybody through",
      resource("gcp:storage/bucket:Bucket", "b", {
        publicAccessPrevention: "enforced",
        ipFilter: { publicNetworkSource: { allowedIpCidrRanges: ["203.0.113.0/24", "0.0.0.0/0"] } },
      }),
      ["b > worldwide public-exposure, possible"],
    ],
    [
      "viewers of countries",
      aws("cloudfront/distribution:Distribution", "cdn", {
        origins: [{ domainName: output(orders, "bucketRegionalDomainName") }],
        restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["US", "CA"] } },
      }),
      ["orders > US cdn-edge", "orders > CA cdn-edge"],
    ],
    [
      "viewers anywhere",
      aws("cloudfront/distribution:Distribution", "cdn", {
        origins: [{ domainName: output(orders, "bucketRegionalDomainName") }],
        restrictions: { geoRestriction: { restrictionType: "none" } },
      }),
      ["orders > worldwide cdn-edge"],
    ],
    [
      "people",
      aws("sns/topicSubscription:TopicSubscription", "mail", {
        topic: "t",
        protocol: "email",
        endpoint: "a@b.example",
      }),
      ["mail > placeless event-route"],
    ],
    [
      "a member of a disabled rule",
      bucketIn(virginia, "b", {
        replicationConfiguration: {
          rules: [
            { status: "Disabled", destination: { bucket: output(dublin) } },
            { status: "Enabled", destination: { bucket: "arn:aws:s3:::somebody" } },
          ],
        },
      }),
      ["b > placeless replication"],
    ],
  ])("is told for %s", (_, by, expected) => {
    expect(
      movementsBy(by, orders, dublin).filter(
        (text) => !/dns-routing|serves|event-route$/.test(text) || by.name === "mail",
      ),
    ).toEqual(expected);
  });
});
