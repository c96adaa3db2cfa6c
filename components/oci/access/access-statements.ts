import { regionKey } from "./region-keys";

/** Who may do something in the enclave, beside Oracle's services. */
export type Role = People | "workloads";

/** Roles that people have; workloads are programs. */
export type People = "gatekeepers" | "operators" | "auditors";

/** What the statements of the enclave's access name: plain values. */
export interface AccessPlan {
  /** The identity domain that the groups are in. */
  readonly domainName: string;
  /** The network source that people's requests have to come from. */
  readonly networkSource: string;
  /** Where the enclave is. */
  readonly regions: readonly string[];
  /** Where identity resources are, which every region shows. */
  readonly homeRegion: string;
  readonly enclaveCompartmentId: string;
  readonly networkCompartmentId: string;
  readonly applicationCompartmentId: string;
  readonly dataCompartmentId: string;
  readonly keysCompartmentId: string;
  readonly auditCompartmentId: string;
  readonly inspectionCompartmentId: string;
}

type Place = "enclave" | "network" | "application" | "data" | "keys" | "audit" | "inspection";

/** What a role may do, beyond which it may nothing. */
interface Grant {
  readonly verb: "inspect" | "read" | "use" | "manage";
  readonly type: string;
  readonly at: Place;
  /** Of the verb's permissions, those alone. */
  readonly only?: readonly string[];
  /** Of the verb's permissions, all but those. */
  readonly except?: readonly string[];
  /** Of what the verb allows, that operation alone. */
  readonly operation?: string;
  /** In the home region, too: identity resources and the events about them are there. */
  readonly atHome?: true;
}

/**
 * What each role may do. Verbs and permissions:
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/policyreference.htm
 *
 * Networks and machines are changed by the deployment alone, so operators watch them and turn machines off and on: whoever
 * could start a machine with a key of their own, or open its console, would have what the workloads have. Of clusters,
 * nobody may get a kubeconfig (`CLUSTER_USE`), with which a shell in a pod could be had.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/contengpolicyreference.htm
 */
const grants: Readonly<Record<Role, readonly Grant[]>> = {
  gatekeepers: [
    { verb: "read", type: "buckets", at: "data" },
    // Versions outlive a deletion, whoever does it.
    { verb: "manage", type: "objects", at: "data", except: ["OBJECT_VERSION_DELETE"] },
    { verb: "use", type: "autonomous-databases", at: "data" },
    { verb: "read", type: "autonomous-backups", at: "data" },
    { verb: "read", type: "volume-family", at: "data" },
    { verb: "read", type: "file-family", at: "data" },
    { verb: "read", type: "vaults", at: "keys" },
    // No key is exported, backed up, moved or deleted by hand: none leaves the enclave, none is lost.
    {
      verb: "manage",
      type: "keys",
      at: "keys",
      only: ["KEY_INSPECT", "KEY_READ", "KEY_ENCRYPT", "KEY_DECRYPT", "KEY_ROTATE", "KEY_UPDATE"],
    },
  ],
  operators: [
    { verb: "read", type: "virtual-network-family", at: "network" },
    { verb: "read", type: "network-firewall-family", at: "network" },
    { verb: "read", type: "load-balancers", at: "network" },
    // Takes an entry point out of service, and back.
    { verb: "use", type: "load-balancers", at: "network", operation: "UpdateBackend" },
    {
      verb: "use",
      type: "instances",
      at: "application",
      only: ["INSTANCE_INSPECT", "INSTANCE_READ", "INSTANCE_POWER_ACTIONS"],
    },
    { verb: "read", type: "compute-container-instances", at: "application" },
    { verb: "read", type: "cluster-family", at: "application" },
    { verb: "read", type: "metrics", at: "enclave" },
    { verb: "inspect", type: "buckets", at: "data" },
    { verb: "inspect", type: "autonomous-database-family", at: "data" },
    { verb: "inspect", type: "volume-family", at: "data" },
    { verb: "inspect", type: "file-family", at: "data" },
    { verb: "inspect", type: "vaults", at: "keys" },
    { verb: "inspect", type: "keys", at: "keys" },
  ],
  auditors: [
    // The names of objects are users' data, too.
    { verb: "inspect", type: "all-resources", at: "enclave", except: ["OBJECT_INSPECT"], atHome: true },
    { verb: "read", type: "policies", at: "enclave", atHome: true },
    { verb: "read", type: "audit-events", at: "enclave", atHome: true },
    { verb: "read", type: "virtual-network-family", at: "network" },
    { verb: "read", type: "network-firewall-family", at: "network" },
    { verb: "read", type: "cluster-family", at: "application" },
    { verb: "read", type: "buckets", at: "data" },
    { verb: "read", type: "vaults", at: "keys" },
    { verb: "read", type: "keys", at: "keys" },
    { verb: "read", type: "log-groups", at: "audit" },
    { verb: "read", type: "log-content", at: "audit" },
    { verb: "read", type: "buckets", at: "audit" },
    { verb: "read", type: "objects", at: "audit" },
  ],
  workloads: [
    { verb: "read", type: "buckets", at: "data" },
    {
      verb: "manage",
      type: "objects",
      at: "data",
      only: ["OBJECT_INSPECT", "OBJECT_READ", "OBJECT_CREATE", "OBJECT_OVERWRITE", "OBJECT_DELETE"],
    },
    // Images that were inspected, and no others; they are pushed by the inspection alone.
    { verb: "read", type: "repos", at: "inspection" },
    // `use` would let them read what they and others have logged.
    { verb: "use", type: "log-content", at: "audit", only: ["LOG_CONTENT_PUSH", "UNIFIED_AGENT_CONFIG_GENERATE"] },
  ],
};

export const roles = Object.keys(grants) as readonly Role[];

/** A group's name; it has to be the only one in the tenancy, so it says the domain's. */
export function groupName(domainName: string, role: Role): string {
  return `${domainName}-${role}`;
}

/**
 * The statements of a role. Each has a condition on the region, and each of people's also one on where the request comes
 * from. What a condition doesn't fit is declined: of the services here, Oracle's list of those that know where a request
 * comes from lacks Vault, File Storage, Networking, Network Firewall, Logging and container instances. As long as one of
 * them doesn't, people have less there than is written, never more, and who deploys does it for them.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/conditions.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/networksources/Support_for_Network_Sources.htm
 */
export function accessStatements(role: Role, plan: AccessPlan): string[] {
  return grants[role].map((grant) => {
    const { verb, type, at } = grant;
    return (
      `Allow ${subject(role, plan.domainName)} to ${verb} ${type} in compartment id ${compartmentOf(at, plan)} ` +
      `where all {${conditions(role, grant, plan).join(", ")}}`
    );
  });
}

/**
 * Groups outside the Default domain are named with their domain, each in quotes.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm
 */
function subject(role: Role, domainName: string): string {
  const kind = role === "workloads" ? "dynamic-group" : "group";
  return `${kind} '${domainName}'/'${groupName(domainName, role)}'`;
}

function conditions(role: Role, grant: Grant, plan: AccessPlan): string[] {
  const regions = new Set([...plan.regions, ...(grant.atHome === true ? [plan.homeRegion] : [])]);
  return [
    oneOf("request.region", [...regions].map(regionKey)),
    ...(role === "workloads" ? [] : [`request.networkSource.name = '${plan.networkSource}'`]),
    ...(grant.only === undefined ? [] : [oneOf("request.permission", grant.only)]),
    ...(grant.except ?? []).map((permission) => `request.permission != '${permission}'`),
    ...(grant.operation === undefined ? [] : [`request.operation = '${grant.operation}'`]),
  ];
}

function oneOf(variable: string, values: readonly string[]): string {
  return `any {${values.map((value) => `${variable} = '${value}'`).join(", ")}}`;
}

function compartmentOf(place: Place, plan: AccessPlan): string {
  switch (place) {
    case "enclave":
      return plan.enclaveCompartmentId;
    case "network":
      return plan.networkCompartmentId;
    case "application":
      return plan.applicationCompartmentId;
    case "data":
      return plan.dataCompartmentId;
    case "keys":
      return plan.keysCompartmentId;
    case "audit":
      return plan.auditCompartmentId;
    case "inspection":
      return plan.inspectionCompartmentId;
  }
}
