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

/** The outputs that are ever asked for: who reads deployed states may leave all others. */
export const outputsOfUse: ReadonlySet<string> = new Set([...nameKeys, "metadata"]);

/** Looks resources up by name; the index is made when it is first asked. */
export function nameIndex(resources: readonly Resource[]): (name: string) => readonly Resource[] {
  let index: NameIndex | undefined;
  return (name) => {
    const found = (index ??= indexOf(resources)).get(name);
    if (found === undefined) return nobody;
    return found instanceof Several ? found.resources : [found];
  };
}

/** Nearly every name is of one resource alone. */
type NameIndex = ReadonlyMap<string, Resource | Several>;

class Several {
  constructor(readonly resources: Resource[]) {}
}

const nobody: readonly Resource[] = [];

function indexOf(resources: readonly Resource[]): NameIndex {
  const index = new Map<string, Resource | Several>();
  for (const resource of resources) {
    if (resource.kind !== "managed" && resource.kind !== "read") continue;
    let last = "";
    const add = (name: string) => {
      // An id is often the name, too.
      if (name === "" || name === last) return;
      last = name;
      const others = index.get(name);
      // All names of one resource come together.
      if (others === undefined) index.set(name, resource);
      else if (!(others instanceof Several)) {
        if (others !== resource) index.set(name, new Several([others, resource]));
      } else if (others.resources.at(-1) !== resource) others.resources.push(resource);
    };
    const { id = "", inputs, outputs, type } = resource;
    const keys = keysOf(type);
    add(id);
    addNames(inputs, keys, add);
    if (outputs !== undefined) addNames(outputs, keys, add);
  }
  return index;
}

const keysByType = new Map<string, readonly string[]>();

/** The keys under which a type has names of its own. */
function keysOf(type: string): readonly string[] {
  const known = keysByType.get(type);
  if (known !== undefined) return known;
  const keys = nameKeys.filter((key) => !Object.hasOwn(kindKeys, key) || kindKeys[key]?.test(type) === true);
  keysByType.set(type, keys);
  return keys;
}

function addNames(values: Values, keys: readonly string[], add: (name: string) => void) {
  for (const key of keys) {
    const value = plain(Object.hasOwn(values, key) ? values[key] : undefined);
    if (typeof value === "string") add(value);
  }
  // Cloud Run and Kubernetes keep the name there.
  const metadata = plain(Object.hasOwn(values, "metadata") ? values["metadata"] : undefined);
  if (metadata === undefined || !isRecord(metadata)) return;
  const name = plain(Object.hasOwn(metadata, "name") ? metadata["name"] : undefined);
  if (typeof name === "string") add(name);
}

function plain(value: Value | undefined): Value | undefined {
  return value instanceof Secret ? value.value : value;
}
