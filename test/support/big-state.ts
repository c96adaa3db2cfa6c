import { createWriteStream } from "node:fs";
import { once } from "node:events";
import type { Resource } from "../../policies/residency/estate";
import { bigEstate } from "./big-estate";

/**
 * Writes what `pulumi stack export` would write of the big estate: about 1.9 kB a resource, most of it in outputs, as in
 * deployed stacks.
 */
export async function writeBigState(file: string, size: number): Promise<void> {
  const resources = bigEstate(size);
  const stream = createWriteStream(file);
  stream.write(`{
    "version": 3,
    "deployment": {
        "manifest": { "time": "2026-11-22T00:00:00Z", "magic": "0", "version": "v3.259.0" },
        "resources": [`);
  const all = [stack(), ...providersOf(resources), ...resources.map(exported)];
  for (const [index, one] of all.entries()) {
    const text = JSON.stringify(one, null, 4).replaceAll("\n", `\n${" ".repeat(12)}`);
    const more = stream.write(`${index === 0 ? "" : ","}\n${" ".repeat(12)}${text}`);
    if (!more) await once(stream, "drain");
  }
  stream.end('\n        ],\n        "metadata": {}\n    }\n}\n');
  await once(stream, "finish");
}

const parent = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const day = "2026-11-22T00:00:00.000000000Z";

function stack() {
  return { urn: parent, custom: false, type: "pulumi:pulumi:Stack", created: day, modified: day };
}

function providersOf(resources: readonly Resource[]) {
  const providers = new Map(
    resources.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.urn, provider]])),
  );
  return [...providers.values()].map(({ urn, package: name, inputs }) => ({
    ...{ urn, custom: true, id: idOf(urn), type: `pulumi:providers:${name}`, inputs, outputs: inputs, parent },
  }));
}

function exported({ urn, type, name, inputs, provider, references }: Resource) {
  const id = idOf(urn);
  const [service = "", kind = ""] = (type.split(":")[1] ?? "").split("/");
  const arn = `arn:aws:${service}:us-east-1:123456789012:${kind}/${name}`;
  const known = Object.fromEntries(outputNames.map((output) => [output, `${name}-${output.toLowerCase()}`]));
  const dependencies = [...references.values()].flat();
  const sourcePosition = "project:///index.ts#48,17";
  return {
    ...{ urn, custom: true, id, type, inputs, outputs: { ...known, ...inputs, id, arn }, parent, dependencies },
    ...(provider && { provider: `${provider.urn}::${idOf(provider.urn)}` }),
    propertyDependencies: Object.fromEntries(Object.keys(inputs).map((key) => [key, references.get(key) ?? []])),
    ...{ created: day, modified: day, sourcePosition, stackTrace: [{ sourcePosition }, {}] },
  };
}

function idOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

const outputNames = ["acl", "domainName", "regionalDomainName", "hostedZoneId", "requestPayer", "createdAt", "etag"];
