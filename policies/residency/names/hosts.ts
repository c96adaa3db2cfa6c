import type { WrittenName } from "../written-name";
import { readAddress } from "./addresses";
import type { HostRow } from "./host-row";
import { awsHosts } from "./hosts-aws";
import { gcpHosts } from "./hosts-gcp";
import { ociHosts } from "./hosts-oci";
import { named, token, written, type NamedAs } from "./said";

/** No cloud's: an engine's placeholder for a host that isn't known yet, and the registry that images come from by default. */
const others: readonly HostRow[] = [
  { host: new RegExp(`^(?<name>${token})\\.stateside\\.invalid$`) },
  { host: /^(?:(?:registry-1|index|registry\.hub)\.)?docker\.(?:io|com)$/ },
];

const rows: readonly HostRow[] = [...awsHosts, ...gcpHosts, ...ociHosts, ...others];

/** What a host and a path say together; `host` may have a port. A host that can't be read says nothing but its name. */
export function readHost(kind: "url" | "path" | "host", host: string, path: string): WrittenName {
  const [, withoutPort = "", port] = /^(.*?)(:\d{0,5})?$/s.exec(host.slice(0, 300)) ?? [];
  // A final dot means the same host. Others than ASCII could become other hosts by normalization.
  const clean = withoutPort.replace(/\.$/, "");
  if (host.length > 270 || !/^[a-z0-9_*-]+(?:\.[a-z0-9_*-]+)*$/i.test(clean)) return unread(kind, host);
  const address = readAddress(clean);
  if (address !== undefined) return { ...address, kind, names: [{ name: clean }] };
  const lower = clean.toLowerCase();
  const own: (NamedAs | undefined)[] = [port === undefined ? undefined : named(host), named(clean), named(lower)];
  for (const row of rows) {
    const match = row.host.exec(lower);
    if (match === null) continue;
    const { name, place, account } = match.groups ?? {};
    const inPath = row.path?.exec(path.slice(0, 4096))?.groups ?? {};
    const found = name ?? decoded(inPath["name"]);
    return written(kind, {
      cloud: row.cloud,
      place,
      account: account ?? inPath["account"],
      names: [...own, named(found, typesOf(row, found))],
      isService: row.cloud === "aws" && kind === "host" && serviceOfRegion.test(lower),
    });
  }
  return written(kind, { names: own, ...(lower === "localhost" && { isPrivate: true }) });
}

/** `logs.us-east-1.amazonaws.com` is an endpoint, and the principal that the service acts as. */
const serviceOfRegion = /^[a-z0-9-]+\.[a-z]{2,}(?:-[a-z]+)+-\d+\.amazonaws\.com(?:\.cn)?$/;

/** An address, or a host that is no name. */
function unread(kind: "url" | "path" | "host", host: string): WrittenName {
  const address = readAddress(host);
  return address === undefined ? written(kind, {}) : { ...address, kind, names: [{ name: host }] };
}

/** An access point's alias stands where a bucket's name does. */
function typesOf({ of }: HostRow, name: string | undefined): readonly string[] | undefined {
  return name?.endsWith("-s3alias") === true ? ["s3/accesspoint:"] : of;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Hosts with a port or without, also several of one cluster: `b-1.…:9092,b-2.…:9092`. */
export function readHosts(text: string): WrittenName | undefined {
  const endpoint = text.length > 270 ? undefined : endpointService.exec(text)?.groups;
  if (endpoint !== undefined) {
    const { place, name } = endpoint;
    const names = [named(name, ["ec2/vpcendpointservice:"])];
    return written("host", { cloud: "aws", place, isService: name === undefined, names });
  }
  if (/^localhost(?::\d{1,5})?$/i.test(text)) return readHost("host", text, "");
  const members = text.length > 8192 ? [] : text.split(",").map((member) => member.trim());
  if (!members.every(isHostName)) return undefined;
  const [first, ...more] = members.map((member) => readHost("host", member, ""));
  return first === undefined || more.length === 0 ? first : severalHosts("host", [first, ...more]);
}

/** What hosts of one cluster say alike. */
export function severalHosts(kind: "url" | "host", hosts: readonly WrittenName[]): WrittenName {
  const alike = <Part extends "cloud" | "place" | "account">(part: Part): WrittenName[Part] | undefined =>
    hosts.every((one) => one[part] === hosts[0]?.[part]) ? hosts[0]?.[part] : undefined;
  const names = hosts.slice(0, 16).flatMap((one) => one.names);
  return written(kind, { cloud: alike("cloud"), place: alike("place"), account: alike("account"), names });
}

/** Of interface endpoints, backwards. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
const endpointService =
  /^(?:cn\.)?com\.amazonaws\.(?:vpce\.)?(?<place>[a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:(?<name>vpce-svc-[a-z0-9]+)|[a-z0-9.-]+)$/;

/** With a top-level domain, which is no number; `*.` is a wildcard's. */
export function isHostName(text: string): boolean {
  return (
    text.length <= 270 &&
    /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.(?:xn--[a-z0-9-]+|[a-z]{2,})\.?(?::\d{1,5})?$/i.test(text)
  );
}
