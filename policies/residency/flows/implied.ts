import type { Catalog, Role } from "../catalog";
import type { Resource } from "../estate";
import type { Lookup } from "../resolve";
import { doubtOf, type ImpliedKind, type Movement } from "./movement";

interface ImpliedContext {
  readonly catalog: Catalog;
  readonly lookup: Lookup;
}

/** How far a network is looked for behind what only groups it: a database's subnet group names subnets. */
const deepest = 2;

/** `attaches`: what refers to a network resource sends through it. */
export function* attachments(resource: Resource, role: Role, context: ImpliedContext): Generator<Movement> {
  if (role === "access" || role === "control") return;
  for (const [property, urns] of resource.references) {
    for (const network of networksOf(urns, context, deepest)) {
      if (network === resource) continue;
      yield implied(resource, resource, network, property, "attaches");
    }
  }
}

/** The network resources that a resource refers to: what flows through them may flow through it. */
export function networksBehind(resource: Resource, context: ImpliedContext): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const urns of resource.references.values()) {
    for (const network of networksOf(urns, context, 1)) if (network !== resource) found.add(network);
  }
  return found;
}

function* networksOf(urns: readonly string[], context: ImpliedContext, depth: number): Generator<Resource> {
  for (const urn of urns) {
    const target = context.lookup.find(urn);
    const role = target === undefined ? undefined : context.catalog.find(target.type)?.role;
    if (target === undefined || target.kind !== "managed") continue;
    if (role === "network") yield target;
    else if (role === "control" && depth > 1) {
      for (const further of target.references.values()) yield* subnetsOf(further, context);
    }
  }
}

/** A promise of its own, unlike the ways that only carry classes on. */
function possible(by: Resource, from: Resource, resource: Resource, property: string, kind: ImpliedKind): Movement {
  const to = { kind: "resource", resource } as const;
  return { by, from, to, property, kind, cause: "possible", spreads: true, isJudged: true };
}

/** What only groups networks groups these: a certificate's validation refers to records, and nothing goes by them. */
function* subnetsOf(urns: readonly string[], context: ImpliedContext): Generator<Resource> {
  for (const network of networksOf(urns, context, 1)) {
    if (/(?:subnet|network|vpc|vcn)\w*$/i.test(network.type.split(":").at(-1) ?? "")) yield network;
  }
}

/** `serves`: answers come back by the way that requests took. */
export function answer(movement: Movement, context: ImpliedContext): Movement | undefined {
  const { by, from, to, property, kind } = movement;
  if (to.kind !== "resource" || (kind !== "dns-routing" && kind !== "event-route")) return undefined;
  if (context.catalog.find(from.type)?.role !== "network") return undefined;
  const doubt = doubtOf(movement);
  return { ...implied(by, to.resource, from, property, "serves"), ...(doubt !== undefined && { cause: doubt }) };
}

/**
 * `reads` and `writes`: compute that refers to a store may carry its content. Keys are no way; secrets and artifacts are
 * only read, logs only written.
 */
export function* bridges(resource: Resource, role: Role, context: ImpliedContext): Generator<Movement> {
  if (role !== "compute") return;
  for (const [property, urns] of resource.references) {
    for (const urn of urns) {
      const store = context.lookup.find(urn);
      const holds = store?.kind === "managed" ? context.catalog.find(store.type)?.holds : undefined;
      if (store === undefined || holds === undefined || store === resource) continue;
      yield* bridge(resource, resource, store, holds, property, { reads: true, writes: true });
    }
  }
}

/** The ways between compute and a store, as far as the store's kind has them. */
export function* bridge(
  by: Resource,
  compute: Resource,
  store: Resource,
  holds: string,
  property: string,
  access: { readonly reads: boolean; readonly writes: boolean },
): Generator<Movement> {
  const isRead = access.reads && holds !== "keys" && holds !== "logs";
  const isWritten = access.writes && holds !== "keys" && holds !== "secrets" && holds !== "artifacts";
  if (isRead) yield possible(by, store, compute, property, "reads");
  if (isWritten) yield possible(by, compute, store, property, "writes");
}

function implied(by: Resource, from: Resource, to: Resource, property: string, kind: ImpliedKind): Movement {
  return { by, from, to: { kind: "resource", resource: to }, property, kind, spreads: true, isJudged: false };
}
