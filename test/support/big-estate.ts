import { buildEstate, type Resource } from "../../policies/residency/estate";
import { factsOf } from "../../policies/residency/facts";
import { builtInMandate } from "../../policies/residency/mandate";
import { parseWaivers } from "../../policies/residency/waivers";
import { rules } from "../../policies/rules";
import { judge } from "../../policies/rules/judge";
import type { Terms } from "../../policies/rules/rule";
import { termsUnder } from "../../policies/rules/terms";
import { provider, resource } from "./estates";
import { mandateOf } from "./terms";

const date = "2026-11-22";
const terms = termsUnder(builtInMandate(), date, []);

/** A mandate in which every rule has something to judge, with ten entries of scope and a hundred waivers. */
function fullTerms(): Terms {
  const scope = Array.from(
    { length: 10 },
    (_, n) =>
      `  - { stack: "d*", type: "aws:sqs/*", account: "${n}*", class: operational, owner: data, reason: queues of account ${n} }`,
  );
  const mandate = mandateOf(`name: full
primary: { stack: primary, cloud: oci, regions: [us-ashburn-1, us-phoenix-1], since: 2022-06-17 }
centers:
  virginia: { kind: backup, stack: dev, cloud: aws, regions: [us-east-1], phase: backup-only, phaseSince: 2022-06-17 }
  iowa: { kind: legacy, stack: dev, cloud: gcp, regions: [us-central1], phase: draining, phaseSince: 2026-11-01, until: 2026-12-31 }
approvers: [board]
scope:
${scope.join("\n")}
sites: [{ cloud: aws, at: "*:outpost/op-1", country: US, reason: a rack }]
`);
  const waivers = Array.from({ length: 100 }, (_, n) => {
    const finding = n.toString(16).padStart(16, "0");
    return `- { finding: "${finding}", rule: types-are-known, stack: dev, owner: data, approver: board, reason: none, ticket: T-1, created: 2026-11-01, expires: 2026-12-01 }`;
  });
  const read = parseWaivers(waivers.join("\n"), "waivers.yaml");
  if ("errors" in read) throw new Error(JSON.stringify(read.errors));
  return termsUnder(mandate, date, read.waivers);
}
const aws = provider("aws", { region: "us-east-1" });
const gcp = provider("gcp", { project: "shop", region: "us-central1" });
const oci = provider("oci", { region: "us-ashburn-1" });

/** A block of ten resources: a bucket that is replicated to the next block's, what feeds it, and what stands around it. */
function block(index: number, last: number): Resource[] {
  const next = Math.min(index + 1, last);
  // Every block logs to the bucket of its hundred: wide fans; every block replicates to the next: one long chain.
  const hub = Math.floor(index / 100) * 100;
  const region = index % 1000 === 999 ? "eu-west-1" : "us-east-1";
  const tags = { "data-class": index % 10 === 9 ? "operational" : "us-user", owner: "data" };
  const name = (what: string, of = index) => `${what}-${of}`;
  const urn = (type: string, what: string) => [`urn:pulumi:dev::shop::${type}::${what}`];
  const bucketType = "aws:s3/bucket:Bucket";
  return [
    resource(bucketType, name("data"), { bucket: name("data"), tags }, { provider: aws }),
    resource(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      name("copy"),
      {
        bucket: name("data"),
        role: "arn:aws:iam::123456789012:role/copy",
        rules: [{ status: "Enabled", destination: { bucket: `arn:aws:s3:::${name("data", next)}` } }],
      },
      { provider: aws, references: new Map([["bucket", urn(bucketType, name("data"))]]) },
    ),
    resource("aws:sns/topic:Topic", name("news"), { name: name("news") }, { provider: aws }),
    resource(
      "aws:sns/topicSubscription:TopicSubscription",
      name("subscription"),
      {
        topic: `arn:aws:sns:us-east-1:123456789012:${name("news")}`,
        protocol: "sqs",
        endpoint: `arn:aws:sqs:${region}:123456789012:${name("queue")}`,
      },
      { provider: aws },
    ),
    resource("aws:sqs/queue:Queue", name("queue"), { name: name("queue") }, { provider: aws }),
    resource(
      "aws:lambda/function:Function",
      name("worker"),
      { role: "arn:aws:iam::123456789012:role/worker", environment: { variables: { BUCKET: name("data") } } },
      { provider: aws, references: new Map([["environment", urn(bucketType, name("data"))]]) },
    ),
    resource(
      "aws:s3/bucketLogging:BucketLogging",
      name("logging"),
      { bucket: name("data"), targetBucket: name("data", hub), targetPrefix: "logs/" },
      { provider: aws },
    ),
    resource(
      "gcp:storage/bucket:Bucket",
      name("lake"),
      { name: name("lake"), location: "US-CENTRAL1" },
      { provider: gcp },
    ),
    resource(
      "gcp:bigquery/dataset:Dataset",
      name("stats"),
      { datasetId: name("stats"), location: "US", labels: { owner: "data" } },
      { provider: gcp },
    ),
    resource(
      "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
      name("policy"),
      {
        bucket: name("archive"),
        namespace: "shop",
        destinationBucketName: name("archive", next),
        destinationRegionName: "us-phoenix-1",
      },
      { provider: oci },
    ),
  ];
}

export function bigEstate(size: number): Resource[] {
  const blocks = Math.ceil(size / 10);
  return Array.from({ length: blocks }, (_, index) => block(index, blocks - 1)).flat();
}

/** Milliseconds of each phase, on an estate that nobody has asked before. */
export function phases(resources: readonly Resource[]) {
  const start = performance.now();
  const estate = buildEstate("organization", [{ name: "dev", project: "shop" }], resources, []);
  const built = performance.now();
  const facts = factsOf(estate, terms);
  const movements = facts.movements().length;
  for (const one of resources) facts.carriedBy(one);
  const traced = performance.now();
  judge(estate, rules, terms);
  const judged = performance.now();
  const full = fullTerms();
  const read = performance.now();
  judge(estate, rules, full);
  return {
    ...{ build: built - start, trace: traced - built, judge: judged - traced, movements },
    /** Tracing and judging anew, by every rule. */
    full: performance.now() - read,
  };
}
