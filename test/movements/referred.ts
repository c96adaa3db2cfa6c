import { readFileSync } from "node:fs";
import path from "node:path";
import { parseTypes, type Role } from "../../policies/residency/catalog";
import type { Cloud } from "../../policies/residency/geography";
import { isPlaceable } from "./places";

/** What a row's input names where its last word doesn't say it: the first pattern that fits the whole path decides. */
const exceptions: Readonly<Record<Cloud, readonly (readonly [RegExp, string])[]>> = {
  aws: [
    [/bucket|s3|recipientPrefix|warehouse/i, "aws:s3/bucket:Bucket"],
    [/log(?:s|Group|Destination|Stream)/i, "aws:cloudwatch/logGroup:LogGroup"],
    [/fire ?hose|deliveryStream/i, "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
    [/stream/i, "aws:kinesis/stream:Stream"],
    [/topic|sns|notification|alarm|okActions|insufficient/i, "aws:sns/topic:Topic"],
    [/queue|sqs|dlq|deadLetter/i, "aws:sqs/queue:Queue"],
    [/lambda|function/i, "aws:lambda/function:Function"],
    [/model/i, "aws:sagemaker/model:Model"],
    [/fileSystem|efs/i, "aws:efs/fileSystem:FileSystem"],
    [/db(?:Cluster|Instance)|rds/i, "aws:rds/cluster:Cluster"],
    [/table/i, "aws:dynamodb/table:Table"],
    [/vpc|network/i, "aws:ec2/vpc:Vpc"],
    [/subnet/i, "aws:ec2/subnet:Subnet"],
  ],
  gcp: [
    [/bucket|gcs|storage/i, "gcp:storage/bucket:Bucket"],
    [/dataset|bigquery|table/i, "gcp:bigquery/dataset:Dataset"],
    [/network|subnet|vpc/i, "gcp:compute/subnetwork:Subnetwork"],
    [/webhook|function/i, "gcp:cloudfunctions/function:Function"],
    [/cluster/i, "gcp:container/cluster:Cluster"],
  ],
  oci: [[/bucket|object/i, "oci:ObjectStorage/bucket:Bucket"]],
};

/** A store that anything could be about. */
export const anyStore = {
  aws: "aws:s3/bucket:Bucket",
  gcp: "gcp:storage/bucket:Bucket",
  oci: "oci:ObjectStorage/bucket:Bucket",
} as const satisfies Record<Cloud, string>;

/** Preferred where several types have the name. */
const preference: readonly Role[] = ["store", "compute", "transfer", "network", "control", "access"];

const byName = new Map<Cloud, Map<string, readonly string[]>>();

/**
 * The type of what an input names: what its last word is called (`transitGatewayId` a TransitGateway), of the same module
 * if it has one, and only one that can be put abroad; where there is none, a store.
 */
export function referredType(cloud: Cloud, type: string, input: string): string {
  const leaf = (
    input
      .replaceAll(/\[\]|\{\}/g, "")
      .split(".")
      .at(-1) ?? ""
  ).replace(/(?:Identifier|Arn|Id|Name|Uri)?s?$/, "");
  const named = namesOf(cloud).get(leaf.toLowerCase()) ?? [];
  const module = type.split("/")[0] ?? "";
  const [found] = [...named.filter((one) => one.startsWith(`${module}/`)), ...named];
  return found ?? exceptions[cloud].find(([pattern]) => pattern.test(input))?.[1] ?? anyStore[cloud];
}

function namesOf(cloud: Cloud): Map<string, readonly string[]> {
  let names = byName.get(cloud);
  if (names === undefined) {
    const file = path.join(__dirname, "../../policies/residency/data/types", `${cloud}.tsv`);
    const rows = parseTypes(readFileSync(file, "utf8"), file).filter(({ type }) => isPlaceable(type));
    const sorted = rows.toSorted((one, other) => preference.indexOf(one.role) - preference.indexOf(other.role));
    names = new Map<string, readonly string[]>();
    for (const { type } of sorted) {
      const name = (type.split(":").at(-1) ?? "").toLowerCase();
      names.set(name, [...(names.get(name) ?? []), type]);
    }
    byName.set(cloud, names);
  }
  return names;
}
