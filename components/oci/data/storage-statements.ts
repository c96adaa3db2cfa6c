/** Where a bucket and its replica are, and what encrypts them: plain OCIDs and region names. */
export interface StoragePlaces {
  readonly region: string;
  readonly replicaRegion: string;
  readonly dataCompartmentId: string;
  readonly keysCompartmentId: string;
  readonly keyId: string;
  readonly replicaKeyId: string;
}

/**
 * The statements that Object Storage needs to encrypt a bucket and its replica, to copy from one to the other, and to
 * remove the source's previous versions. Object Storage is one service for each region: the source's writes the replica,
 * and each uses the key of its own region.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingreplication.htm#Service
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usinglifecyclepolicies.htm#Service_Permissions
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/commonpolicies.htm
 */
export function storageStatements(places: StoragePlaces): string[] {
  const { region, replicaRegion, dataCompartmentId, keysCompartmentId, keyId, replicaKeyId } = places;
  const useKey = (where: string, key: string) =>
    `Allow service objectstorage-${where} to use keys in compartment id ${keysCompartmentId} where target.key.id = '${key}'`;
  return [
    useKey(region, keyId),
    useKey(replicaRegion, replicaKeyId),
    `Allow service objectstorage-${region} to manage object-family in compartment id ${dataCompartmentId}`,
  ];
}
