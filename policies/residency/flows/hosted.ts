import { lookUpPlace, type Cloud } from "../geography";
import type { Resource } from "../estate";
import { resolve, type Lookup, type Target } from "../resolve";
import { readAll, type Reading } from "../values";
import { readName, type WrittenName } from "../written-name";
import { bindPath } from "./binding";

/** What inputs say of one thing together, and the input that names it. */
export interface Hosted {
  readonly targets: readonly Target[];
  readonly property: string;
}

/**
 * What is named by a host in one input and by its name there in a later one, as an S3-compatible bucket is: `endpoint` and
 * `bucketName`. By itself the name would be looked for in the cloud of the resource that has it, and could be another's; the
 * two together are a URL, which says cloud, region and account. A later input that is a resource's output needs no host.
 * Undefined where no input is a host that can be read.
 *
 * @param like - the path of the table that was read, and `at` where
 */
export function hostedThing(
  resource: Resource,
  paths: readonly string[],
  like: string,
  at: string,
  lookup: Lookup,
): Hosted | undefined {
  const readings = paths.map((path) => readAll(resource.inputs, bindPath(path, like, at))[0]);
  const host = readings.findIndex((reading) => reading !== undefined && isHost(reading));
  const last = paths.length - 1;
  const server = readings[host];
  const name = readings[last];
  if (server === undefined || name === undefined || host === last) return undefined;
  const own = resolve(resource, name, paths[last] ?? "", lookup);
  if (name.kind !== "known" || typeof name.value !== "string") {
    const isOutput = own.length > 0 && own.every(({ kind }) => kind === "resource");
    return isOutput ? { targets: own, property: name.path } : undefined;
  }
  const found = resolve(resource, asUrl(server, name.value, name.path), paths[last] ?? "", lookup);
  return { targets: found.map(withoutOthers), property: name.path };
}

function isHost(reading: Reading): boolean {
  const text = textOf(reading);
  if (text === undefined) return false;
  const { kind } = readName(text);
  return kind === "host" || (kind === "url" && /^https?:/i.test(text));
}

function textOf(reading: Reading): string | undefined {
  if (reading.kind === "unknown") return reading.text?.text;
  return typeof reading.value === "string" ? reading.value : undefined;
}

function asUrl(host: Reading, name: string, path: string): Reading {
  const url = (text: string) => `${/^https?:\/\//i.test(text) ? "" : "https://"}${text.replace(/\/+$/, "")}/${name}`;
  if (host.kind === "known") return { ...host, path, value: url(textOf(host) ?? "") };
  if (host.text === undefined) return { ...host, path };
  const { text, outputs } = host.text;
  return { ...host, path, text: { text: url(text), outputs } };
}

/** A thing of the name that isn't where the text says, or of the account that it says, is another thing. */
function withoutOthers(target: Target): Target {
  if (target.kind !== "written" || target.resource === undefined || isThere(target.written, target.resource))
    return target;
  const { kind, text, written, secret } = target;
  return { kind, text, written, secret };
}

function isThere(written: WrittenName, resource: Resource): boolean {
  const region = said(resource, "region") ?? said({ inputs: resource.provider?.inputs ?? {} }, "region");
  const namespace = said(resource, "namespace");
  return isSamePlace(written.cloud, written.place, region) && (namespace ?? written.account) === written.account;
}

function isSamePlace(cloud: Cloud | undefined, one: string | undefined, other: string | undefined): boolean {
  if (cloud === undefined || one === undefined || other === undefined) return true;
  const [left, right] = [lookUpPlace(cloud, one), lookUpPlace(cloud, other)];
  return left.kind !== "place" || right.kind !== "place" || left.place.id === right.place.id;
}

function said({ inputs }: Pick<Resource, "inputs">, path: string): string | undefined {
  const [reading] = readAll(inputs, path);
  return reading?.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
