import type { Resource } from "../../policies/residency/estate";
import type { Cloud } from "../../policies/residency/geography";
import type { MovementRow, Naming } from "../../policies/residency/movements";
import { Unknown } from "../../policies/residency/values";
import type { Data } from "./inputs";
import { outputOf, spelledAt, spellingOf, standing } from "./places";
import { anyStore, referredType } from "./referred";
import type { Shapes } from "./shapes";

/** What a row is tried with: a destination that is abroad, in the United States, not yet known, or nowhere. */
export const cases = ["abroad", "us", "unknown", "placeless"] as const;
export type Case = (typeof cases)[number];

/** What stands for a destination, with what it names. */
export interface Chosen {
  readonly values: ReadonlyMap<string, Data>;
  readonly resources: readonly Resource[];
  /** The region, as reports write it; absent where the input says less. */
  readonly place?: string;
}

/** An account, a person and a tenancy that are nobody's here. */
const outsiders: Readonly<Record<Cloud, string>> = {
  aws: "999988887777",
  gcp: "user:someone@outside.example",
  oci: "ocid1.tenancy.oc1..outside",
};

/** A document by which an outsider is let in. */
const grants: Readonly<Record<Cloud, string>> = {
  aws: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "*", Resource: "*" }],
  }),
  gcp: JSON.stringify({ bindings: [{ role: "roles/viewer", members: ["user:someone@outside.example"] }] }),
  oci: "Admit group Readers of tenancy Outside to read buckets in tenancy",
};

/** Inputs that say where people are, not where a service is. */
const isOfPeople = /country|RegionCodes|continent|accesscontextmanager|geoRestriction/i;

/** The values of `to` for a case; undefined where the destination can't be so. */
export function destination(shapes: Shapes, row: MovementRow, which: Case): Chosen | undefined {
  const [to] = row.to;
  const { names } = row;
  if (to === undefined || names === undefined || names === "flag") return undefined;
  const only = (data: Data, place?: string, resources: readonly Resource[] = []): Chosen => ({
    values: new Map([[to, data]]),
    resources,
    ...(place !== undefined && { place }),
  });
  if (isFixedByGate(row, to)) return undefined;
  // A file with the document isn't written here.
  if (names === "policy" && /filename$/i.test(to) && which !== "unknown") return undefined;
  // Whoever gets in from the internet isn't anywhere, however the input names the way in.
  if (row.kind === "public-exposure" && (which === "abroad" || which === "us")) return undefined;
  if (which === "unknown") return only(new Unknown("not-yet-known"));
  if (which === "placeless") {
    const text = placeless(shapes.cloud, row, names, to);
    return text === undefined ? undefined : only(text);
  }
  return placed(shapes, row, names, to, which, only);
}

/** A gate that asks for one value of the destination's own input leaves no choice. */
function isFixedByGate({ gate }: MovementRow, to: string): boolean {
  return gate.some(({ path, test }) => path === to && (test === "is" || test === "unset"));
}

/** A value that names no place, for the ways of naming that have one. */
function placeless(cloud: Cloud, row: MovementRow, names: Naming, to: string): string | undefined {
  if (row.kind === "share-grant" && names !== "policy" && !isPlaceName(names)) {
    if (names === "cidr") return "198.51.100.0/24";
    if (names === "url") return "https://partner.example.com";
    return names === "arn" ? "arn:aws:iam::999988887777:root" : outsiders[cloud];
  }
  switch (names) {
    case "account":
      return row.kind === "share-grant" ? outsiders[cloud] : "someone@outside.example";
    case "tenancy":
      return outsiders[cloud];
    case "cidr":
      return "198.51.100.0/24";
    case "url":
      return row.kind === "image-copy" ? undefined : "https://partner.example.com/in";
    case "policy":
      return row.kind === "share-grant" ? grants[cloud] : undefined;
    case "region":
    case "location":
      if (/continent/i.test(to)) return "EU";
      if (/azure/i.test(row.type + to)) return "westeurope";
      if (/localZoneGroup/.test(to)) return "eu-central-1-ham-1";
      return row.kind === "cross-cloud" && otherCloud(row) === undefined ? "somewhere" : undefined;
    case "arn":
      return isPrincipal(to) ? "arn:aws:iam::999988887777:role/reader" : undefined;
    case "zone":
    case "ad":
    case "ocid":
    case "id":
    case "name":
    case "config":
    case "flag":
      return undefined;
  }
}

function placed(
  shapes: Shapes,
  row: MovementRow,
  names: Naming,
  to: string,
  where: "abroad" | "us",
  only: (data: Data, place?: string, resources?: readonly Resource[]) => Chosen,
): Chosen | undefined {
  const { cloud } = shapes;
  const { region } = spellingOf(cloud, where);
  const place = `${cloud}:${region}`;
  const isGrant = row.kind === "share-grant";
  const standingAt = (type: string) => standing(shapes, type, "destination", where);
  switch (names) {
    case "region":
    case "location":
    case "zone":
    case "ad": {
      if (isGrant && where === "us") return undefined; // Who is let in there may still be somebody else.
      if (isOfPeople.test(row.type + to)) {
        if (/continent/i.test(to)) return undefined;
        return only(where === "abroad" ? "DE" : "US");
      }
      if (/localZoneGroup/.test(to) || /azure/i.test(row.type + to)) return undefined;
      if (row.kind === "cross-cloud" && cloud === "gcp" && row.names === "location") return undefined;
      const other = otherCloud(row) ?? cloud;
      const its = spellingOf(other, where);
      return only(spelledAt(to, its), `${other}:${its.region}`);
    }
    case "arn":
      return isGrant || isPrincipal(to) ? undefined : arn(cloud, row, to, where, standingAt, only);
    case "ocid": {
      if (isGrant) return undefined;
      const leaf =
        to
          .replaceAll(/\[\]|\{\}/g, "")
          .split(".")
          .at(-1) ?? "";
      const { key } = spellingOf("oci", where);
      const its = `oci:${spellingOf("oci", where).region}`;
      return only(`ocid1.${leaf.replace(/(?:Oc)?ids?$/i, "").toLowerCase() || "resource"}.oc1.${key}.copies`, its);
    }
    case "id":
    case "name": {
      if (isGrant || row.kind === "cross-cloud" || (row.kind === "cdn-edge" && names === "name")) return undefined;
      const target = standingAt(referredType(cloud, row.type, to));
      return only(outputOf(target, names), place, [target]);
    }
    case "url": {
      if (isGrant || row.kind === "cross-cloud") return undefined;
      const isBucket = /bucket|s3|gcs|storage|uri|path|location/i.test(to) && cloud !== "oci";
      if (!isBucket || row.kind === "image-copy" || row.kind === "network") return only(host(cloud, row, where), place);
      const bucket = standingAt(anyStore[cloud]);
      return only(outputOf(bucket, "bucket", cloud === "aws" ? "s3://*/in" : "gs://*/in"), place, [bucket]);
    }
    case "config":
    case "policy": {
      if (isGrant || row.kind === "public-exposure" || row.kind === "cdn-edge") return undefined;
      const text = thing(cloud, where);
      return only(names === "config" ? text : JSON.stringify({ destination: text }), place);
    }
    case "account":
    case "tenancy":
    case "cidr":
    case "flag":
      return undefined;
  }
}

function arn(
  cloud: Cloud,
  row: MovementRow,
  to: string,
  where: "abroad" | "us",
  standingAt: (type: string) => Resource,
  only: (data: Data, place?: string, resources?: readonly Resource[]) => Chosen,
): Chosen {
  const { region } = spellingOf("aws", where);
  const place = `aws:${region}`;
  const type = cloud === "aws" ? referredType(cloud, row.type, to) : anyStore.aws;
  if (type.startsWith("aws:s3/") && cloud === "aws") {
    const bucket = standingAt(anyStore.aws);
    return only(outputOf(bucket, "arn"), place, [bucket]);
  }
  const written = `arn:aws:${cloud === "aws" ? service(type) : "kms"}:${region}:111122223333:copies`;
  const isInvocation = /uri$/i.test(to);
  const text = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:111122223333:function:copies/invocations`;
  return only(isInvocation ? text : written, place);
}

/** Modules of the SDK whose ARNs have another service. */
const services: Readonly<Record<string, string>> = {
  cloudwatch: "logs",
  efs: "elasticfilesystem",
  lb: "elasticloadbalancing",
  ec2transitgateway: "ec2",
};

function service(type: string): string {
  const module = type.split(":")[1]?.split("/")[0] ?? "";
  if (type.includes("firehose")) return "firehose";
  return services[module] ?? module;
}

/** A regional name of a service that anything can be sent to. */
function host(cloud: Cloud, { kind }: MovementRow, where: "abroad" | "us"): string {
  const { region } = spellingOf(cloud, where);
  const isImage = kind === "image-copy";
  switch (cloud) {
    case "aws":
      return isImage
        ? `111122223333.dkr.ecr.${region}.amazonaws.com/app:1`
        : `https://hooks.execute-api.${region}.amazonaws.com/in`;
    case "gcp":
      return isImage ? `${region}-docker.pkg.dev/shop/apps/app:1` : `https://${region}-shop.cloudfunctions.net/in`;
    case "oci":
      return isImage
        ? `ocir.${region}.oci.oraclecloud.com/ns/app:1`
        : `https://objectstorage.${region}.oraclecloud.com/n/ns/b/copies/o/`;
  }
}

/** A text that names something in a place, for documents and free settings. */
function thing(cloud: Cloud, where: "abroad" | "us"): string {
  const { region, key } = spellingOf(cloud, where);
  switch (cloud) {
    case "aws":
      return `arn:aws:sqs:${region}:111122223333:copies`;
    case "gcp":
      return `projects/shop/locations/${region}/services/copies`;
    case "oci":
      return `ocid1.stream.oc1.${key}.copies`;
  }
}

/** The cloud whose region a row across clouds names. */
function otherCloud({ kind, type, to }: MovementRow): Cloud | undefined {
  if (kind !== "cross-cloud") return undefined;
  const text = type + to.join();
  if (/aws|amazon/i.test(text)) return "aws";
  return /gcp|google/i.test(text) && !type.startsWith("gcp:") ? "gcp" : undefined;
}

function isPlaceName(names: Naming): boolean {
  return names === "region" || names === "location" || names === "zone" || names === "ad";
}

/** Roles and organizations have no region in their ARN. */
function isPrincipal(to: string): boolean {
  return /role|organization|principal|userArn/i.test(to.split(".").at(-1) ?? "");
}
