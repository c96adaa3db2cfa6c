/** Which keys the stores of both sides use: plain OCIDs. */
export interface KeyUses {
  readonly keysCompartmentId: string;
  /** Dynamic groups: the databases, and the file systems, of the data compartment. */
  readonly databasesId: string;
  readonly fileSystemsId: string;
  /** The vault of the database's key. */
  readonly vaultId: string;
  /** One key for both sides: the standby's vault is a replica, whose keys have the OCIDs of the source's. */
  readonly databaseKeyId: string;
  readonly volumeKeyIds: readonly string[];
  readonly fileKeyIds: readonly string[];
}

/**
 * The statements that let each store use its own keys and no others. Block Volume is a service by name; file systems and
 * databases act for themselves, as members of a dynamic group.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policiescommon/commonpolicies.htm
 * https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/prerequisite-user-managed-key.html
 */
export function keyStatements(uses: KeyUses): string[] {
  const { keysCompartmentId, databasesId, fileSystemsId, vaultId, databaseKeyId, volumeKeyIds, fileKeyIds } = uses;
  const useKey = (principal: string, key: string) =>
    `Allow ${principal} to use keys in compartment id ${keysCompartmentId} where target.key.id = '${key}'`;
  const databases = `dynamic-group id ${databasesId}`;
  return [
    ...volumeKeyIds.map((key) => useKey("service blockstorage", key)),
    ...fileKeyIds.map((key) => useKey(`dynamic-group id ${fileSystemsId}`, key)),
    `Allow ${databases} to use vaults in compartment id ${keysCompartmentId} where target.vault.id = '${vaultId}'`,
    useKey(databases, databaseKeyId),
  ];
}

/**
 * The statement that lets the vault service make a vault's replica in another region.
 * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Tasks/replicatingvaults.htm
 */
export function replicaStatements(keysCompartmentId: string): string[] {
  return [`Allow service keymanagementservice to manage vaults in compartment id ${keysCompartmentId}`];
}

/**
 * Who is in the dynamic group of a compartment's databases, certificate authorities or file systems.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 */
export function membersOf(
  type: "autonomousdatabase" | "certificateauthority" | "filesystem",
  compartmentId: string,
): string {
  return `ALL {resource.type = '${type}', resource.compartment.id = '${compartmentId}'}`;
}
