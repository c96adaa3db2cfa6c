import type { Resource } from "./estate";
import { isRecord, Secret, type Value, type Values } from "./values";

/**
 * Inputs and outputs under which a resource carries a name that others use for it. An input such as `clusterIdentifier` may
 * name another resource instead: whoever looks a name up compares the kinds.
 */
const nameKeys = [
  "id",
  "arn",
  "name",
  "selfLink",
  "email",
  "bucket",
  "identifier",
  "clusterIdentifier",
  "replicationGroupId",
  "repositoryName",
  "repositoryId",
  "streamName",
  "domainName",
  "datasetId",
  "tableId",
  "secretId",
  "instanceId",
  "accountId",
  "dnsName",
  "fqdn",
  "ipAddress",
  "address",
  "publicIp",
  "privateIp",
  "url",
  "endpoint",
] as const;

/**
 * What such an input names is another resource, unless the type is called so itself: a bucket's policy has the name of
 * its bucket, and isn't the bucket.
 */
const kindKeys: Readonly<Record<string, RegExp>> = {
  bucket: /bucket(v\d)?$/i,
  clusterIdentifier: /cluster$/i,
  replicationGroupId: /group$/i,
  repositoryName: /repository$/i,
  repositoryId: /repository$/i,
  streamName: /stream$/i,
  datasetId: /dataset$/i,
  tableId: /table$/i,
  secretId: /secret$/i,
  instanceId: /instance$/i,
  accountId: /account$/i,
};

/** Looks resources up by name; the index is made when it is first asked. */
export function nameIndex(resources: readonly Resource[]): (name: string) => readonly Resource[] {
  let index: Map<string, Resource[]> | undefined;
  return (name) => (index ??= indexOf(resources)).get(name) ?? [];
}

function indexOf(resources: readonly Resource[]): Map<string, Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (resource.kind !== "managed" && resource.kind !== "read") continue;
    for (const name of namesOf(resource)) {
      const others = index.get(name);
      if (others === undefined) index.set(name, [resource]);
      else others.push(resource);
    }
  }
  return index;
}

function namesOf({ id, inputs, outputs, type }: Resource): Set<string> {
  const names = new Set<string>(id === undefined || id === "" ? [] : [id]);
  for (const values of [inputs, outputs]) if (values !== undefined) addNames(values, type, names);
  return names;
}

function addNames(values: Values, type: string, names: Set<string>) {
  for (const key of nameKeys) {
    if (Object.hasOwn(kindKeys, key) && kindKeys[key]?.test(type) === false) continue;
    const value = plain(Object.hasOwn(values, key) ? values[key] : undefined);
    if (typeof value === "string" && value !== "") names.add(value);
  }
  // Cloud Run and Kubernetes keep the name there.
  const metadata = plain(Object.hasOwn(values, "metadata") ? values["metadata"] : undefined);
  if (metadata === undefined || !isRecord(metadata)) return;
  const name = plain(Object.hasOwn(metadata, "name") ? metadata["name"] : undefined);
  if (typeof name === "string" && name !== "") names.add(name);
}

function plain(value: Value | undefined): Value | undefined {
  return value instanceof Secret ? value.value : value;
}
