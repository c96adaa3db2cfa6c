/**
 * What certificate authorities need to sign: the use of their own keys. No list of revoked certificates is kept, as what
 * they issue ends within months, so they need no objects.
 * https://docs.oracle.com/en-us/iaas/Content/certificates/managing-certificate-authorities.htm#CA_required_iam_policy
 *
 * @param groupId - of the dynamic group that they are in
 */
export function authorityStatements(groupId: string, keysCompartmentId: string, keyIds: readonly string[]): string[] {
  return keyIds.map(
    (keyId) =>
      `Allow dynamic-group id ${groupId} to use keys in compartment id ${keysCompartmentId} where target.key.id = '${keyId}'`,
  );
}
