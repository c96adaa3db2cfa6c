import { storageStatements } from "../data/storage-statements";

/** Where the evidence of a side and its replica are, and what encrypts them: plain OCIDs and names. */
export interface EvidencePlaces {
  readonly region: string;
  readonly replicaRegion: string;
  /** Holds the connectors and both buckets. */
  readonly auditCompartmentId: string;
  readonly keysCompartmentId: string;
  readonly bucketName: string;
  readonly keyId: string;
  readonly replicaKeyId: string;
}

/**
 * What Connector Hub needs to write into the evidence bucket, and Object Storage to encrypt and copy it. A connector is a
 * principal of its own kind, which a statement can name in its conditions only: so it is `any-user`, of that type, in the
 * audit compartment. That is the form that Oracle gives; objects written so can't be replaced or deleted while they are
 * retained. Reading logs needs no statement: a connector reads those that its creator may read.
 * https://docs.oracle.com/en-us/iaas/Content/connector-hub/create-service-connector-logging-source.htm
 * https://github.com/oci-landing-zones/terraform-oci-modules-observability/blob/main/service-connectors/policies.tf
 */
export function auditStatements(places: EvidencePlaces): string[] {
  const { auditCompartmentId, bucketName } = places;
  const conditions = [
    "request.principal.type='serviceconnector'",
    `target.bucket.name='${bucketName}'`,
    `request.principal.compartment.id='${auditCompartmentId}'`,
  ];
  return [
    `Allow any-user to manage objects in compartment id ${auditCompartmentId} where all {${conditions.join(", ")}}`,
    ...storageStatements({ ...places, dataCompartmentId: auditCompartmentId }),
  ];
}
