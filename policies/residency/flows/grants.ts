import { dataAccess, accessTo } from "../access/aws-actions";
import { managedAccess } from "../access/aws-managed";
import { readPolicy, type Statement } from "../access/aws-policy";
import { both, type Access, type DataAccess } from "../access/access";
import { known } from "../access/elements";
import { roleAccess } from "../access/gcp-roles";
import type { Catalog } from "../catalog";
import type { Estate, Resource } from "../estate";
import { partReading, resolve, sourcesOf, type Lookup, type Target } from "../resolve";
import { serviceOf } from "../type-token";
import { readAll, Unknown, type Reading, type SymbolicText } from "../values";
import { bridge } from "./implied";
import type { Movement } from "./movement";

interface GrantContext {
  readonly catalog: Catalog;
  readonly lookup: Lookup;
}

/** Inputs by which AWS types attach a document, or a policy by its ARN, to a role. */
const documentsOf: Readonly<
  Record<string, { readonly role: string; readonly document?: string; readonly arn?: string }>
> = {
  "aws:iam/rolePolicy:RolePolicy": { role: "role", document: "policy" },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: "role", arn: "policyArn" },
  "aws:iam/policyAttachment:PolicyAttachment": { role: "roles[]", arn: "policyArn" },
};

/** What a role may do with which content, as one input says. */
interface Grant {
  readonly by: Resource;
  readonly property: string;
  readonly role: Resource;
  readonly statements: readonly GrantedAccess[];
}

interface GrantedAccess {
  readonly access: DataAccess;
  /** The stores that it names; absent: all of a service. */
  readonly stores?: readonly Resource[];
}

/**
 * Ways of content through compute that a role's policies open. Conditions and denials are not counted: a way that they
 * close is possible all the same.
 */
export function* grants(estate: Estate, shares: readonly Movement[], context: GrantContext): Generator<Movement> {
  const users = usersByRole(estate, context);
  if (users.size === 0) return;
  for (const share of shares) yield* shareBridges(share, users, context);
  const storesOf = storesByStack(estate, context);
  for (const resource of estate.resources) {
    if (resource.kind !== "managed") continue;
    for (const grant of grantsOf(resource, context)) {
      yield* bridges(grant, users.get(grant.role) ?? [], storesOf.get(grant.role.stack) ?? [], context);
    }
  }
}

/** What a grant on all of a service may be about, gathered once. */
function storesByStack({ resources }: Estate, { catalog }: GrantContext): ReadonlyMap<string, readonly Resource[]> {
  const stores = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (resource.kind !== "managed" || catalog.find(resource.type)?.holds === undefined) continue;
    const known = stores.get(resource.stack);
    if (known === undefined) stores.set(resource.stack, [resource]);
    else known.push(resource);
  }
  return stores;
}

/** A grant on a store itself, to a principal that compute acts as. */
function* shareBridges(
  { by, from, to, property }: Movement,
  users: ReadonlyMap<Resource, readonly Resource[]>,
  { catalog }: GrantContext,
): Generator<Movement> {
  const holds = catalog.find(from.type)?.holds;
  if (to.kind !== "principal" || holds === undefined) return;
  const access = by.type.startsWith("gcp:") ? roleAccessOf(by) : both;
  for (const user of users.get(to.resource) ?? []) {
    if (user !== from) yield* bridge(by, user, from, holds, property, access);
  }
}

/** Who acts as a role: what refers to it, or to an instance profile of it. */
function usersByRole(
  { resources, find }: Estate,
  { catalog }: GrantContext,
): ReadonlyMap<Resource, readonly Resource[]> {
  const users = new Map<Resource, Set<Resource>>();
  const add = (role: Resource, user: Resource) => {
    const known = users.get(role);
    if (known === undefined) users.set(role, new Set([user]));
    else known.add(user);
  };
  for (const resource of resources) {
    const role = resource.kind === "managed" ? catalog.find(resource.type)?.role : undefined;
    if (role !== "compute" && role !== "store") continue;
    for (const urn of new Set([...resource.references.values()].flat())) {
      const principal = find(urn);
      if (principal === undefined || catalog.find(principal.type)?.role !== "access") continue;
      add(principal, resource);
      for (const behind of new Set([...principal.references.values()].flat())) {
        const further = find(behind);
        if (further !== undefined && catalog.find(further.type)?.role === "access") add(further, resource);
      }
    }
  }
  return new Map([...users].map(([role, set]) => [role, [...set]]));
}

function* grantsOf(resource: Resource, context: GrantContext): Generator<Grant> {
  if (resource.type === "aws:iam/role:Role") {
    yield* inlineGrants(resource, context);
    return;
  }
  const how = Object.hasOwn(documentsOf, resource.type) ? documentsOf[resource.type] : undefined;
  if (how === undefined) return;
  for (const role of resourcesAt(resource, how.role, context)) {
    for (const path of [how.document, how.arn]) {
      if (path === undefined) continue;
      for (const reading of readAll(resource.inputs, path)) {
        yield { by: resource, property: reading.path, role, statements: granted(resource, path, reading, context) };
      }
    }
  }
}

function* inlineGrants(role: Resource, context: GrantContext): Generator<Grant> {
  for (const path of ["inlinePolicies[].policy", "managedPolicyArns[]"]) {
    for (const reading of readAll(role.inputs, path)) {
      yield { by: role, property: reading.path, role, statements: granted(role, path, reading, context) };
    }
  }
}

/** What a document, or the policy that an ARN names, grants. */
function granted(by: Resource, path: string, reading: Reading, context: GrantContext): readonly GrantedAccess[] {
  if (!/arn/i.test(path)) return grantedBy(reading, by, path, context);
  return resolve(by, reading, path, context.lookup).flatMap((target): readonly GrantedAccess[] => {
    const policies = resourcesIn(target);
    if (policies.length > 0) {
      return policies.flatMap((policy) =>
        readAll(policy.inputs, "policy").flatMap((document) => grantedBy(document, policy, "policy", context)),
      );
    }
    const access = target.kind === "written" ? managedAccess(target.text) : undefined;
    // A policy that nobody knows may let its role do anything; what it is for is left to the rules of access.
    return access === undefined ? [] : [{ access }];
  });
}

function grantedBy(reading: Reading, by: Resource, path: string, context: GrantContext): readonly GrantedAccess[] {
  const policy = readPolicy(reading.kind === "known" ? reading.value : new Unknown(reading.cause, reading.text));
  if (policy.kind !== "read") {
    // A document that is computed from stores is about these.
    const stores = resourcesAt(by, path, context).filter((store) => context.catalog.find(store.type)?.role === "store");
    return stores.length === 0 ? [] : [{ access: dataAccess(known("*"), { kind: "absent" }), stores }];
  }
  return policy.statements.flatMap((statement) => grantedIn(statement, policy.outputs, by, path, context));
}

function grantedIn(
  { effect, actions, notActions, resources }: Statement,
  outputs: SymbolicText["outputs"],
  by: Resource,
  path: string,
  { lookup, catalog }: GrantContext,
): readonly GrantedAccess[] {
  if (effect === "deny") return [];
  const access = dataAccess(actions, notActions);
  if (!access.reads && !access.writes) return [];
  if (resources.kind === "absent" || resources.texts.includes("*")) return [{ access }];
  const stores = resources.texts.flatMap((text) =>
    resolve(by, partReading(text, path, outputs, false), path, lookup).flatMap(resourcesIn),
  );
  // A name that isn't known may be that of any store which the document was computed from.
  if (resources.kind === "unknown") stores.push(...sourcesOf(by, path, lookup));
  const found = [...new Set(stores)].filter((store) => catalog.find(store.type)?.role === "store");
  return found.length === 0 ? [] : [{ access, stores: found }];
}

function* bridges(
  { by, property, statements }: Grant,
  users: readonly Resource[],
  everyStore: readonly Resource[],
  { catalog }: GrantContext,
): Generator<Movement> {
  for (const { access, stores } of statements) {
    for (const store of stores ?? everyStore) {
      const holds = catalog.find(store.type)?.holds;
      if (holds === undefined) continue;
      const own = accessTo(access, permissionsOf(store));
      if (!own.reads && !own.writes) continue;
      for (const user of users) if (user !== store) yield* bridge(by, user, store, holds, property, own);
    }
  }
}

/** A type's service is named like its permissions, nearly always. */
function permissionsOf({ type }: Resource): string {
  const name = serviceOf(type);
  return Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name;
}

const renamed: Readonly<Record<string, string>> = { cloudwatch: "logs", msk: "kafka", opensearch: "es" };

/** The access that a Google Cloud role gives to what it is granted on. */
function roleAccessOf({ inputs }: Resource): Access {
  const [role] = readAll(inputs, "role");
  return role?.kind === "known" && typeof role.value === "string" ? roleAccess(role.value) : both;
}

/** What an input names or was computed from. */
function resourcesAt(resource: Resource, path: string, { lookup }: GrantContext): readonly Resource[] {
  const found = readAll(resource.inputs, path)
    .flatMap((reading) => resolve(resource, reading, path, lookup))
    .flatMap(resourcesIn);
  return [...new Set(found)];
}

/** What a target is, or may be. */
function resourcesIn(target: Target): readonly Resource[] {
  if (target.kind === "resource") return [target.resource];
  return target.kind === "computed" ? target.candidates : [];
}
