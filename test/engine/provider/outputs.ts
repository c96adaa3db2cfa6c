import { createHash } from "node:crypto";
import type { Properties } from "./declarations";
import { unknown, type Inputs } from "./validation";

export interface Subject {
  readonly cloud: string;
  readonly type: string;
  readonly name: string;
  /** Where its provider works; empty when nothing says so. */
  readonly region: string;
}

/** What a type gives back: its inputs, and for each output that was none, a value of the declared kind. */
export function outputsOf(subject: Subject, inputs: Inputs, declared: Properties, preview: boolean): Inputs {
  const computed = [...declared]
    .filter(([name, { optional }]) => !optional && inputs[name] === undefined)
    .map(([name, { type }]) => [name, preview ? unknown : plausible(subject, name, type)] as const);
  return { ...Object.fromEntries(computed), ...inputs };
}

/** An id in the cloud's own form. */
export function idOf({ cloud, type, name, region }: Subject, inputs: Inputs): string {
  const kind = type.split(":")[2] ?? "";
  switch (cloud) {
    case "oci":
      return `ocid1.${kind.toLowerCase()}.oc1..${hash(`${type}/${name}`, 60)}`;
    case "gcp": {
      const { project = "example-project", location = region } = inputs;
      return `projects/${String(project)}/locations/${String(location)}/${kind.toLowerCase()}s/${name}`;
    }
    default:
      // A bucket, and what belongs to it, has the bucket's name for its id.
      if (type.startsWith("aws:s3/bucket") && typeof inputs["bucket"] === "string") return inputs["bucket"];
      return `${name}-${hash(`${type}/${name}`, 7)}`;
  }
}

/** The name that a provider gives to what the program names not. */
export function autoName(name: string, seed: string): string {
  return `${name}-${hash(seed, 7)}`;
}

/** Constant for the same subject: a refresh finds nothing changed. */
function plausible(subject: Subject, property: string, type: string): unknown {
  if (type.endsWith("[]")) return [];
  if (/^(\{|outputs\.)/.test(type)) return {};
  if (type === "number") return 1;
  if (type === "boolean") return false;
  return text(subject, property);
}

function text(subject: Subject, property: string): string {
  const { cloud, type, name, region } = subject;
  if (/^arn$|Arn$/.test(property)) {
    return `arn:aws:${type.split(/[:/]/)[1] ?? ""}:${region}:111122223333:${name}`;
  }
  if (/^time|(Time|Date|At)$/.test(property)) return "2026-01-01T00:00:00Z";
  if (/^(state|status|lifecycleState)$/.test(property)) return "ACTIVE";
  if (/^(accountId|ownerId)$/.test(property)) return "111122223333";
  if (property === "region") return region;
  if (property === "project") return "example-project";
  if (property === "json") return JSON.stringify({ Version: "2012-10-17", Statement: [] });
  if (/Endpoint$/.test(property)) return `https://${hash(`${type}/${name}`, 8)}.example.com`;
  if (cloud === "oci" && /Id$/.test(property))
    return `ocid1.${property.toLowerCase()}.oc1..${hash(`${type}/${name}`, 60)}`;
  return `${name === "" ? "example" : name}-${property.toLowerCase()}`;
}

function hash(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
