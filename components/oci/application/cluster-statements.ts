import { tagNamespace } from "../tags";

/** What the clusters of both sides use: plain OCIDs. */
export interface ClusterUses {
  /** Holds the clusters and their nodes. */
  readonly applicationCompartmentId: string;
  readonly networkCompartmentId: string;
  readonly inspectionCompartmentId: string;
  readonly keysCompartmentId: string;
  /** What the others are in. */
  readonly enclaveCompartmentId: string;
  /** The keys that encrypt Kubernetes' secrets, one a side. */
  readonly secretsKeyIds: readonly string[];
  /** The keys that encrypt the nodes' boot volumes, one a side. */
  readonly nodesKeyIds: readonly string[];
  /** The keys that inspected images are signed with, one a side. */
  readonly signingKeyIds: readonly string[];
}

/**
 * What the clusters and their nodes need, and nothing beside it. A cluster has no group: as in Oracle's own examples it is
 * `any-user` of that type, here of one compartment. A node pool hands its key to Block Volume.
 *
 * To check a signature a cluster reads the repository and uses the public half of the signing key: it may never sign, or
 * whoever runs in it could admit what nobody inspected. A Kubernetes service of type `LoadBalancer` gets its network load
 * balancer in the application's subnet and group; neither the subnet nor the group's rules are the cluster's to change.
 *
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengencryptingdata.htm
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Concepts/contengpolicyconfig.htm#contengpolicyconfig_topic_Create_Policies_for_User_Managed_Encryption
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengenforcingsignedimagesfromocir.htm
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengconfiguringloadbalancersnetworkloadbalancers-subtopic.htm
 */
export function clusterStatements(uses: ClusterUses): string[] {
  const keys = `compartment id ${uses.keysCompartmentId}`;
  const network = `compartment id ${uses.networkCompartmentId}`;
  const allow = (what: string, where: string, ...conditions: readonly string[]) =>
    `Allow any-user to ${what} in ${where} where all {${[...isOf("cluster", uses), ...conditions].join(", ")}}`;
  return [
    ...uses.secretsKeyIds.map((key) => allow("use keys", keys, `target.key.id = '${key}'`)),
    ...uses.nodesKeyIds.flatMap((key) => [
      `Allow service blockstorage to use keys in ${keys} where target.key.id = '${key}'`,
      `Allow any-user to use key-delegates in ${keys} where all {request.principal.type = 'nodepool', target.key.id = '${key}'}`,
    ]),
    ...uses.signingKeyIds.map((key) =>
      allow(
        "use keys",
        `compartment id ${uses.enclaveCompartmentId}`,
        `target.key.id = '${key}'`,
        "request.permission != 'KEY_SIGN'",
      ),
    ),
    allow("read repos", `compartment id ${uses.inspectionCompartmentId}`),
    allow("read vcns", network),
    allow("use subnets", network),
    allow("use network-security-groups", network),
    allow("use private-ips", network),
  ];
}

/**
 * What lets a cluster label what it makes, as the enclave requires of everything: the labels are the tenancy's.
 * https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengtaggingclusterresources_iam-tag-namespace-policy.htm
 */
export function labelStatements(applicationCompartmentId: string): string[] {
  const conditions = [
    ...isOf("cluster", { applicationCompartmentId }),
    `target.tag-namespace.name = '${tagNamespace}'`,
  ];
  return [`Allow any-user to use tag-namespaces in tenancy where all {${conditions.join(", ")}}`];
}

/**
 * What the deploy gates need: nobody else may use a cluster. They read manifests, and reach a cluster's private API from an
 * interface in the application's subnet and group.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm
 */
export function deployStatements(
  uses: Pick<ClusterUses, "applicationCompartmentId" | "networkCompartmentId">,
): string[] {
  const application = `compartment id ${uses.applicationCompartmentId}`;
  const network = `compartment id ${uses.networkCompartmentId}`;
  return [
    `read all-artifacts in ${application}`,
    `manage clusters in ${application}`,
    `use ons-topics in ${application}`,
    `use subnets in ${network}`,
    `use vnics in ${network}`,
    `use network-security-groups in ${network}`,
    `use dhcp-options in ${network}`,
  ].map((what) => `Allow any-user to ${what} where all {${isOf("devopsdeploypipeline", uses).join(", ")}}`);
}

/** A resource of a type, in the application's compartment, when it acts for itself. */
function isOf(
  type: "cluster" | "devopsdeploypipeline",
  { applicationCompartmentId }: Pick<ClusterUses, "applicationCompartmentId">,
): string[] {
  return [`request.principal.type = '${type}'`, `request.principal.compartment.id = '${applicationCompartmentId}'`];
}
