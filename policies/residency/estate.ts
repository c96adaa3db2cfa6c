import { nameIndex } from "./known-names";
import type { StateLocation } from "./state-location";
import type { Cause, Values } from "./values";

/** A position in a program or file: `file` is relative to the program's folder, line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The provider that a resource is created with, explicit or default. */
export interface Provider {
  /** `oci`, `aws`, `gcp`, `random`… */
  readonly package: string;
  readonly urn: string;
  readonly inputs: Values;
  /** True for a provider that the engine made from stack configuration. */
  readonly isDefault: boolean;
  /** Where the program, or the stack's configuration, says what this provider is. */
  readonly source?: SourcePosition;
  /** A region that the provider's own inputs don't state: from the environment or from `--assume`. */
  readonly ambientRegion?: AmbientRegion;
  /** Top-level input → URNs that it was computed from; absent where a door can't see them. */
  readonly references?: ReadonlyMap<string, readonly string[]>;
  /** Property paths of the option `ignoreChanges`. */
  readonly ignoreChanges?: readonly string[];
}

export interface AmbientRegion {
  readonly region: string;
  readonly from: "environment" | "assumption";
  /** The variable's name, or the assumption as it was written. */
  readonly by: string;
}

/** By its options, what happens when Pulumi would delete a resource: it is refused, or the resource is left in the cloud. */
export const deletions = ["refused", "left"] as const;
export type Deletion = (typeof deletions)[number];

/** Of the options `protect` and `retainOnDelete`: the first stops whatever the second would do. */
export function deletionOf(isProtected: boolean, isRetained: boolean): Deletion | undefined {
  return isProtected ? "refused" : isRetained ? "left" : undefined;
}

/** One Pulumi resource registration. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  /** `managed`: created and updated here; `read`: only looked up; `remote`: a component built by a plugin. */
  readonly kind: "managed" | "read" | "component" | "remote" | "provider" | "stack";
  readonly inputs: Values;
  /** Inputs that the door added as the real provider would, and the program didn't write. */
  readonly injected: ReadonlySet<string>;
  readonly provider?: Provider;
  readonly id?: string;
  readonly outputs?: Values;
  /** URN of the parent; absent directly under the stack. */
  readonly parent?: string;
  /** Property paths of the option `ignoreChanges`. */
  readonly ignoreChanges: readonly string[];
  /** URNs of every resource that this one waits for. */
  readonly dependsOn: readonly string[];
  /** Top-level input → URNs that it was computed from. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Absent for what is deleted with its registration. */
  readonly deletion?: Deletion;
  readonly source?: SourcePosition;
}

/** Something that a door couldn't see, so that no one takes silence for absence. */
export interface Gap {
  readonly stack: string;
  readonly kind:
    "remote-component" | "invoke" | "stack-reference" | "method-call" | "configuration" | "pending-operation";
  /** The type, token, stack name or configuration key. */
  readonly what: string;
  /** Why it couldn't be seen; `not-seen` where nothing else is said. */
  readonly cause?: Cause;
  readonly urn?: string;
  readonly source?: SourcePosition;
}

/** Every resource of one stack, or of all stacks of an organization, as one graph. */
export interface Estate {
  readonly scope: "stack" | "organization";
  readonly stacks: readonly StackSummary[];
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  /** Where the stacks' state and the keys of their secrets are, as it is stated; absent where a door can't see it. */
  readonly states?: readonly StateLocation[];
  /** By URN; a URN carries project and stack, so that it is unique across stacks. */
  readonly find: (urn: string) => Resource | undefined;
  /** Those that go by a name or id: as they state it themselves, or as their cloud has told. */
  readonly named: (name: string) => readonly Resource[];
}

export interface StackSummary {
  readonly name: string;
  readonly project: string;
  /** How many resources it registers, providers and the stack itself left out. */
  readonly resources: number;
}

/** Joins the stacks that were seen into one estate. */
export function buildEstate(
  scope: Estate["scope"],
  stacks: readonly Omit<StackSummary, "resources">[],
  resources: readonly Resource[],
  gaps: readonly Gap[],
  states?: readonly StateLocation[],
): Estate {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const counts = new Map<string, number>();
  for (const { project, stack, kind } of resources) {
    if (kind === "provider" || kind === "stack") continue;
    const key = `${project}/${stack}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    scope,
    stacks: stacks.map((stack) => ({ ...stack, resources: counts.get(`${stack.project}/${stack.name}`) ?? 0 })),
    resources,
    gaps,
    ...(states && { states }),
    find: (urn) => byUrn.get(urn),
    named: nameIndex(resources),
  };
}

/** The resource's ancestors that are known, nearest first; a parent loop, which only a broken state has, ends. */
export function ancestors(resource: Resource, find: Estate["find"]): Resource[] {
  const chain: Resource[] = [];
  const seen = new Set([resource.urn]);
  let next = resource.parent;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const parent = find(next);
    if (parent === undefined) break;
    chain.push(parent);
    next = parent.parent;
  }
  return chain;
}
