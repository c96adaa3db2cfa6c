/** A class of resources that move data, or let it be moved: from what one expression names to what another one does. */
export interface Mover {
  readonly package: "aws" | "gcp" | "oci";
  readonly module: { readonly path: string; readonly name: string };
  /** An output that nothing is given for. */
  readonly later: string;
  /** The input that takes labels, where there is one. */
  readonly label?: string;
  /** Its inputs as source text; `place` is a region of the package. */
  readonly inputs: (from: string, to: string, place: string) => Readonly<Record<string, string>>;
}

const destination = (to: string) => `[{ status: "Enabled", destination: { bucket: ${to} } }]`;
const policy = (principal: string, resource: string) =>
  `pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: ${principal} }, Action: "*", Resource: ${resource} }] })`;

/** Those of AWS that have an ARN to give back. */
const withArn: ReadonlySet<string> = new Set(["Topic", "TopicSubscription", "Queue", "Table", "Function"]);

export const movers: readonly Mover[] = [
  aws("s3/bucketReplicationConfig", "BucketReplicationConfig", (from, to) => ({
    ...{ bucket: from, role: '"arn:aws:iam::123456789012:role/copies"', rules: destination(to) },
  })),
  aws("s3/bucketLogging", "BucketLogging", (from, to) => ({ bucket: from, targetBucket: to, targetPrefix: '"logs"' })),
  aws("s3/bucketNotification", "BucketNotification", (from, to) => ({
    ...{ bucket: from, queues: `[{ queueArn: ${to}, events: ["s3:ObjectCreated:*"] }]` },
  })),
  aws("sns/topicSubscription", "TopicSubscription", (from, to) => ({ topic: from, protocol: '"sqs"', endpoint: to })),
  aws("sns/topicPolicy", "TopicPolicy", (from, to) => ({ arn: from, policy: policy(to, from) })),
  aws("sqs/queuePolicy", "QueuePolicy", (from, to) => ({ queueUrl: from, policy: policy(to, from) })),
  aws("sns/topic", "Topic", (_, to) => ({ policy: policy('"*"', to) }), "tags"),
  aws(
    "sqs/queue",
    "Queue",
    (_, to) => ({ redrivePolicy: `pulumi.jsonStringify({ deadLetterTargetArn: ${to}, maxReceiveCount: 3 })` }),
    "tags",
  ),
  aws(
    "dynamodb/table",
    "Table",
    (_, to, place) => ({ hashKey: '"id"', replicas: `[{ regionName: ${place}, kmsKeyArn: ${to} }]` }),
    "tags",
  ),
  aws(
    "lambda/function",
    "Function",
    (from, to) => ({
      ...{ role: '"arn:aws:iam::123456789012:role/f"', deadLetterConfig: `{ targetArn: ${to} }` },
      environment: `{ variables: { FROM: ${from} } }`,
    }),
    "tags",
  ),
  aws("cloudformation/stack", "Stack", (_, to) => ({ templateBody: to }), "tags"),
  {
    ...{ package: "gcp", module: { path: "@pulumi/gcp/pubsub/topic", name: "Topic" }, later: "id", label: "labels" },
    inputs: (_, to, place) => ({ name: to, messageStoragePolicy: `{ allowedPersistenceRegions: [${place}] }` }),
  },
  {
    ...{ package: "gcp", module: { path: "@pulumi/gcp/pubsub/subscription", name: "Subscription" }, later: "id" },
    ...{ label: "labels", inputs: (from, to) => ({ topic: from, cloudStorageConfig: `{ bucket: ${to} }` }) },
  },
  {
    ...{ package: "gcp", module: { path: "@pulumi/gcp/storage/transferJob", name: "TransferJob" }, later: "id" },
    inputs: (from, to) => ({
      description: '"copies"',
      transferSpec: `{ gcsDataSource: { bucketName: ${from} }, gcsDataSink: { bucketName: ${to} } }`,
    }),
  },
  {
    package: "oci",
    module: { path: "@pulumi/oci/objectstorage/replicationPolicy", name: "ReplicationPolicy" },
    later: "status",
    inputs: (from, to, place) => ({
      ...{ bucket: from, namespace: '"n"', destinationBucketName: to, destinationRegionName: place },
    }),
  },
];

function aws(path: string, name: string, inputs: Mover["inputs"], label?: string): Mover {
  const later = withArn.has(name) ? "arn" : "id";
  const mover: Mover = { package: "aws", module: { path: `@pulumi/aws/${path}`, name }, later, inputs };
  return label === undefined ? mover : { ...mover, label };
}

export function moverName({ package: packageName, module }: Mover): string {
  return `${packageName}${module.name}`;
}

/** Texts that name something: here, abroad, without a place, or what other resources may be called. */
export const literals = [
  "a",
  "us-user",
  "arn:aws:s3:::a",
  "arn:aws:sqs:us-east-1:123456789012:a",
  "arn:aws:sqs:eu-west-1:123456789012:a",
  "arn:aws:sns:eu-central-1:999999999999:b",
  "arn:aws:iam::999999999999:root",
  "https://sqs.eu-west-1.amazonaws.com/123456789012/a",
  "projects/p/topics/a",
] as const;
