/** Of what a dynamic group consists: resources of one compartment, of some types. */
export type MirrorType = "devopsconnection" | "devopsrepository";

const mirrorTypes: readonly MirrorType[] = ["devopsconnection", "devopsrepository"];

/**
 * What fetches sources: the connections to their hosts, and the repositories that mirror them.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm
 */
export function mirrorMembers(inspectionCompartmentId: string): string {
  const each = mirrorTypes.map(
    (type) => `ALL {resource.type = '${type}', resource.compartment.id = '${inspectionCompartmentId}'}`,
  );
  return `ANY {${each.join(", ")}}`;
}

/**
 * Some build pipelines, each by its own id: those that run what others wrote aren't those that sign.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 *
 * @param pipelineIds - at least one
 */
export function pipelineMembers(pipelineIds: readonly string[]): string {
  const each = pipelineIds.map((id) => `ALL {resource.type = 'devopsbuildpipeline', resource.id = '${id}'}`);
  return `ANY {${each.join(", ")}}`;
}

/**
 * What mirroring needs. None of it runs anybody's code. The secrets' compartment holds the tokens of these connections and
 * no other secret; which secret is read, DevOps doesn't tell in every request, so no condition can name it.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm
 */
export function mirrorStatements(groupId: string, inspectionCompartmentId: string): string[] {
  return ["manage devops-family", "read secret-family", "use ons-topics"].map((what) =>
    allow(groupId, what, inspectionCompartmentId),
  );
}

/**
 * What the scanning of images needs to read them.
 * https://docs.oracle.com/en-us/iaas/scanning/using/scanning-container-images.htm
 */
export function scanStatements(inspectionCompartmentId: string): string[] {
  return ["repos", "compartments"].map(
    (type) =>
      `Allow service vulnerability-scanning-service to read ${type} in compartment id ${inspectionCompartmentId}`,
  );
}

/** Of what can be done with repositories: to look, to pull, to push to those that are there and to sign. */
const pushing = ["REPOSITORY_INSPECT", "REPOSITORY_READ", "REPOSITORY_UPDATE"];

/**
 * What every pipeline needs, to get its sources and to run in its own network. It can change no pipeline, nor make a
 * repository public or one in which a tag can be moved, as whoever manages repositories could.
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registrypolicyrepoaccess.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/registrypolicyreference.htm
 */
const running = [
  "read devops-family",
  "use ons-topics",
  "use subnets",
  "use vnics",
  "use network-security-groups",
  "use dhcp-options",
];

function runStatements(groupId: string, inspectionCompartmentId: string): string[] {
  return [
    ...running.map((what) => allow(groupId, what, inspectionCompartmentId)),
    `${allow(groupId, "manage repos", inspectionCompartmentId)} where any {${anyOf(pushing)}}`,
  ];
}

function anyOf(permissions: readonly string[]): string {
  return permissions.map((each) => `request.permission = '${each}'`).join(", ");
}

/**
 * What builds need: they audit, and push images that nobody has to trust before they are signed.
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/devops_iampolicies.htm
 * https://docs.oracle.com/en-us/iaas/Content/devops/using/scan-code.htm
 */
export function builderStatements(groupId: string, inspectionCompartmentId: string): string[] {
  return [
    ...runStatements(groupId, inspectionCompartmentId),
    ...["use adm-knowledge-bases", "manage adm-vulnerability-audits"].map((what) =>
      allow(groupId, what, inspectionCompartmentId),
    ),
  ];
}

/**
 * What the gate needs: it reads what the scan has found, and signs. `KEY_SIGN` is given to nobody else; encrypting and
 * decrypting with the key, which `use` allows too, isn't given.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/keypolicyreference.htm
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrysigningimages_topic.htm
 */
export function signerStatements(
  groupId: string,
  inspectionCompartmentId: string,
  keyIds: readonly string[],
): string[] {
  const permissions = anyOf(["KEY_INSPECT", "KEY_READ", "KEY_SIGN"]);
  return [
    ...runStatements(groupId, inspectionCompartmentId),
    allow(groupId, "read vss-family", inspectionCompartmentId),
    ...keyIds.map(
      (key) =>
        `${allow(groupId, "use keys", inspectionCompartmentId)} where all ` +
        `{target.key.id = '${key}', any {${permissions}}}`,
    ),
  ];
}

function allow(groupId: string, what: string, compartmentId: string): string {
  return `Allow dynamic-group id ${groupId} to ${what} in compartment id ${compartmentId}`;
}
