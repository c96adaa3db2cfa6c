import { dataAccess, accessTo } from "../access/aws-actions";
import { managedAccess } from "../access/aws-managed";
import { readPolicy, type Statement } from "../access/aws-policy";
import { both, type Access, type DataAccess } from "../access/access";
import { known } from "../access/elements";
import { roleAccess } from "../access/gcp-roles";
import type { Catalog } from "../catalog";
import type { Estate, Resource } from "../estate";
import { resolve, sourcesOf, type Lookup } from "../resolve";
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
  for (const resource of estate.resources) {
    if (resource.kind !== "managed") continue;
    for (const grant of grantsOf(resource, context))
      yield* bridges(grant, users.get(grant.role) ?? [], estate, context);
  }
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
    const policies =
      target.kind === "resource" ? [target.resource] : target.kind === "computed" ? target.candidates : [];
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
  const stores = resources.texts.flatMap((text) => {
    const tokens = [...outputs].filter(([token]) => text.includes(token));
    const reading: Reading =
      tokens.length === 0
        ? { kind: "known", path, value: text, secret: false }
        : { kind: "unknown", path, cause: "not-yet-known", text: { text, outputs: new Map(tokens) } };
    return resolve(by, reading, path, lookup).flatMap((target) =>
      target.kind === "resource" ? [target.resource] : target.kind === "computed" ? target.candidates : [],
    );
  });
  // A name that isn't known may be that of any store which the document was computed from.
  if (resources.kind === "unknown") stores.push(...sourcesOf(by, path, lookup));
  const found = [...new Set(stores)].filter((store) => catalog.find(store.type)?.role === "store");
  return found.length === 0 ? [] : [{ access, stores: found }];
}

function* bridges(
  { by, property, role, statements }: Grant,
  users: readonly Resource[],
  estate: Estate,
  { catalog }: GrantContext,
): Generator<Movement> {
  for (const { access, stores } of statements) {
    const all = stores ?? estate.resources.filter(({ kind, stack }) => kind === "managed" && stack === role.stack);
    for (const store of all) {
      const holds = catalog.find(store.type)?.holds;
      if (holds === undefined) continue;
      const own = accessTo(access, serviceOf(store));
      if (!own.reads && !own.writes) continue;
      for (const user of users) if (user !== store) yield* bridge(by, user, store, holds, property, own);
    }
  }
}

/** A type's module is named like its service's permissions, nearly always. */
function serviceOf({ type }: Resource): string {
  const [, module = ""] = type.split(":");
  const name = module.split("/")[0]?.toLowerCase() ?? "";
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
    .flatMap((target) =>
      target.kind === "resource" ? [target.resource] : target.kind === "computed" ? target.candidates : [],
    );
  return [...new Set(found)];
}
