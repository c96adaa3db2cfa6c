import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { partOrigins } from "./origins";

/** What a registration waits for. */
export interface Dependencies {
  readonly dependsOn: readonly string[];
  /** Property → the URNs that it was computed from; none empty. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Property → where its unknown values come from, beside its references; none empty. */
  readonly origins: ReadonlyMap<string, readonly string[]>;
}

/** The dependencies that the SDK sent beside each property. */
export function sentReferences(request: RegisterResourceRequest): Map<string, readonly string[]> {
  const references = new Map<string, readonly string[]>();
  request.getPropertydependenciesMap().forEach((dependencies, key: string) => {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) references.set(key, [...urns].sort());
  });
  return references;
}

/**
 * The dependencies of a registration, as the engine settles them: a resource with transforms of its own has what the
 * transforms left; for every other one what the SDK sent counts, and what its properties carry is added.
 * Source: pulumi/pulumi, pkg/resource/deploy/source_eval.go, RegisterResource.
 * @param carried property → URNs in its output values, after all transforms
 * @param dependsOn the option as the transforms left it
 */
export function settleDependencies(
  request: RegisterResourceRequest,
  carried: ReadonlyMap<string, ReadonlySet<string>>,
  dependsOn: readonly string[],
): Dependencies {
  if (request.getTransformsList().length > 0) {
    const all = new Set([...dependsOn, ...[...carried.values()].flatMap((urns) => [...urns])]);
    return settled(all, carried, sentReferences(request));
  }
  const references = new Map<string, Set<string>>();
  for (const [key, urns] of sentReferences(request)) references.set(key, new Set(urns));
  for (const [key, urns] of carried) references.set(key, new Set([...(references.get(key) ?? []), ...urns]));
  return settled(new Set(request.getDependenciesList()), references);
}

/** @param sent what the SDK sent, where transforms lost it: a value that they passed on is still computed from it */
function settled(
  dependsOn: ReadonlySet<string>,
  computedFrom: ReadonlyMap<string, ReadonlySet<string>>,
  sent: ReadonlyMap<string, readonly string[]> = new Map(),
): Dependencies {
  const references = new Map<string, readonly string[]>();
  const origins = new Map<string, readonly string[]>();
  for (const [key, urns] of sent) {
    const parted = partOrigins(urns);
    origins.set(key, [...parted.origins, ...parted.urns.map((urn) => `after:${urn}`)].sort());
  }
  for (const [key, all] of computedFrom) {
    const parted = partOrigins(all);
    if (parted.urns.length > 0) references.set(key, parted.urns.sort());
    const found = [...(origins.get(key) ?? []), ...parted.origins];
    if (found.length > 0) origins.set(key, found.sort());
  }
  return { dependsOn: partOrigins(dependsOn).urns.sort(), references, origins };
}
