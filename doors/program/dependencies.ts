import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** What a registration waits for. */
export interface Dependencies {
  readonly dependsOn: readonly string[];
  /** Property → the URNs that it was computed from; none empty. */
  readonly references: ReadonlyMap<string, readonly string[]>;
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
    return { dependsOn: [...all].sort(), references: sorted(carried) };
  }
  const references = new Map<string, Set<string>>();
  for (const [key, urns] of sentReferences(request)) references.set(key, new Set(urns));
  for (const [key, urns] of carried) references.set(key, new Set([...(references.get(key) ?? []), ...urns]));
  return { dependsOn: [...new Set(request.getDependenciesList())].sort(), references: sorted(references) };
}

function sorted(references: ReadonlyMap<string, ReadonlySet<string>>): Map<string, readonly string[]> {
  return new Map([...references].map(([key, urns]) => [key, [...urns].sort()]));
}
