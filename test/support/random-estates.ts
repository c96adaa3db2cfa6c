import fc, { type Arbitrary } from "fast-check";
import type { Provider, Resource } from "../../policies/residency/estate";
import { record, ResourceReference, Secret, Unknown, type Value } from "../../policies/residency/values";
import { provider, resource } from "./estates";
import { awsIn, ociIn, output } from "./flows";

/** A resource as a plan: which others its inputs name is told by their numbers. */
export interface Plan {
  readonly kind: Kind;
  readonly region: "home" | "west" | "abroad";
  readonly label: "none" | "us-user" | "operational";
  readonly source: Named;
  readonly target: Named;
  readonly gate: "open" | "closed" | "unknown";
  readonly ignores: boolean;
}

/** Another resource, and in which words an input names it. */
interface Named {
  readonly number: number;
  readonly as: "output" | "reference" | "computed" | "part" | "name" | "nobody" | "absent" | "secret";
}

const types = {
  bucket: "aws:s3/bucket:Bucket",
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  notification: "aws:s3/bucketNotification:BucketNotification",
  topic: "aws:sns/topic:Topic",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  queue: "aws:sqs/queue:Queue",
  function: "aws:lambda/function:Function",
  firehose: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  gcs: "gcp:storage/bucket:Bucket",
  job: "gcp:storage/transferJob:TransferJob",
  oci: "oci:ObjectStorage/bucket:Bucket",
  policy: "oci:ObjectStorage/replicationPolicy:ReplicationPolicy",
} as const;
type Kind = keyof typeof types;
export const kinds = Object.keys(types) as readonly Kind[];
/** Those that bring a class of their own, and nothing else. */
export const stores: readonly Kind[] = ["bucket", "topic", "queue", "gcs", "oci"];

const named: Arbitrary<Named> = fc.record({
  number: fc.nat({ max: 20 }),
  as: fc.constantFrom(
    "output",
    "output",
    "output",
    "reference",
    "computed",
    "part",
    "name",
    "nobody",
    "absent",
    "secret",
  ),
});

export const plans: Arbitrary<readonly Plan[]> = fc.array(planOf(fc.constantFrom(...kinds)), {
  minLength: 1,
  maxLength: 10,
});

export function planOf(kind: Arbitrary<Kind>): Arbitrary<Plan> {
  return fc.record({
    kind,
    region: fc.constantFrom("home", "west", "abroad"),
    label: fc.constantFrom("none", "none", "us-user", "operational"),
    source: named,
    target: named,
    gate: fc.constantFrom("open", "open", "closed", "unknown"),
    ignores: fc.boolean(),
  });
}

const regions = { home: "us-east-1", west: "us-west-2", abroad: "eu-west-1" } as const;
const ociRegions = { home: "us-ashburn-1", west: "us-phoenix-1", abroad: "eu-frankfurt-1" } as const;
const gcpRegions = { home: "us-east1", west: "US", abroad: "europe-west1" } as const;

/** What every resource is called: nothing else may depend on it. */
export type NameOf = (number: number) => string;
export const plainName: NameOf = (number) => `n${number}`;

/** The resources of plans, in their order. */
export function resourcesOf(all: readonly Plan[], nameOf: NameOf = plainName): Resource[] {
  const shells = all.map(({ kind }, number) => resource(types[kind], nameOf(number)));
  return all.map((plan, number) => built(plan, number, shells, nameOf));
}

function built(plan: Plan, number: number, shells: readonly Resource[], nameOf: NameOf): Resource {
  const references = new Map<string, readonly string[]>();
  const valueOf = (input: string, { number: wanted, as }: Named, arn: (name: string) => string): Value | undefined => {
    const to = shells[wanted % shells.length];
    if (to === undefined || as === "absent") return undefined;
    if (as !== "nobody" && as !== "name") references.set(input, [...(references.get(input) ?? []), to.urn]);
    switch (as) {
      case "output":
        return output(to);
      case "secret":
        return new Secret(output(to));
      case "reference":
        return new ResourceReference(to.urn);
      case "computed":
        return new Unknown("not-yet-known");
      case "part":
        return output(to, "id", "x-*-y");
      case "name":
        return arn(literal(nameOf(wanted % shells.length)));
      case "nobody":
        return arn("somebody-elses");
    }
  };
  const [source, target] = [plan.source, plan.target];
  const s3 = (name: string) => `arn:aws:s3:::${name}`;
  const sqs = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
  const bare = (name: string) => name;
  const status = plan.gate === "unknown" ? new Unknown("not-yet-known") : plan.gate === "open" ? "Enabled" : "Disabled";
  const rule = (bucket: Value | undefined): Value => [
    record(entries({ status, destination: record(entries({ bucket })) })),
  ];
  const name = literal(nameOf(number));
  const inputs = ((): Readonly<Record<string, Value | undefined>> => {
    switch (plan.kind) {
      case "bucket":
        return {
          bucket: name,
          replicationConfiguration: record(entries({ rules: rule(valueOf("replicationConfiguration", target, s3)) })),
        };
      case "replication":
        return { bucket: valueOf("bucket", source, bare), rules: rule(valueOf("rules", target, s3)) };
      case "notification":
        return {
          bucket: valueOf("bucket", source, bare),
          queues: [record(entries({ queueArn: valueOf("queues", target, sqs) }))],
        };
      case "topic":
        return { name };
      case "subscription":
        return {
          topic: valueOf("topic", source, (one) => `arn:aws:sns:us-east-1:123456789012:${one}`),
          protocol: plan.gate === "unknown" ? new Unknown("not-yet-known") : plan.gate === "open" ? "sqs" : "email",
          endpoint: valueOf("endpoint", target, sqs),
        };
      case "queue":
        return { name, redrivePolicy: valueOf("redrivePolicy", target, sqs) };
      case "function":
        return {
          name,
          deadLetterConfig: record(entries({ targetArn: valueOf("deadLetterConfig", target, sqs) })),
          environment: valueOf("environment", source, bare),
        };
      case "firehose":
        return {
          kinesisSourceConfiguration: record(
            entries({ kinesisStreamArn: valueOf("kinesisSourceConfiguration", source, sqs) }),
          ),
          extendedS3Configuration: record(entries({ bucketArn: valueOf("extendedS3Configuration", target, s3) })),
        };
      case "gcs":
        return {
          name,
          location: gcpRegions[plan.region],
          logging: record(entries({ logBucket: valueOf("logging", target, bare) })),
        };
      case "job":
        return {
          status: plan.gate === "closed" ? "DISABLED" : plan.gate === "open" ? "ENABLED" : new Unknown("not-yet-known"),
          transferSpec: record(
            entries({
              gcsDataSource: record(entries({ bucketName: valueOf("transferSpec", source, bare) })),
              gcsDataSink: record(entries({ bucketName: valueOf("transferSpec", target, bare) })),
            }),
          ),
        };
      case "oci":
        return { name };
      case "policy":
        return {
          bucket: valueOf("bucket", source, bare),
          namespace: "acme",
          destinationRegionName:
            plan.gate === "unknown"
              ? new Unknown("not-yet-known")
              : ociRegions[plan.gate === "open" ? "abroad" : "west"],
          destinationBucketName: valueOf("destinationBucketName", target, bare),
        };
    }
  })();
  const label = plan.label === "none" ? undefined : record([["data-class", plan.label]]);
  const labelInput = { gcs: "labels", oci: "freeformTags" }[plan.kind as string] ?? "tags";
  return resource(
    types[plan.kind],
    nameOf(number),
    {},
    {
      inputs: record(entries({ ...inputs, [labelInput]: label })),
      provider: providerOf(plan),
      references,
      ignoreChanges: plan.ignores && plan.kind === "replication" ? ["rules"] : [],
    },
  );
}

/** What the provider calls it: none of the forms that are ids. */
function literal(name: string): string {
  return `acme-${name}-of-the-cloud`;
}

function entries(values: Readonly<Record<string, Value | undefined>>): [string, Value][] {
  return Object.entries(values).flatMap(([key, value]): [string, Value][] =>
    value === undefined ? [] : [[key, value]],
  );
}

function providerOf({ kind, region }: Plan): Provider {
  if (types[kind].startsWith("oci:")) return ociIn(ociRegions[region]);
  return types[kind].startsWith("gcp:") ? provider("gcp", { region: gcpRegions[region] }) : awsIn(regions[region]);
}
