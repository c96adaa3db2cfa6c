import { regionKey } from "../access/region-keys";

/** What the puller works with: plain values. */
export interface PullerPlan {
  /** The dynamic group that the puller alone is in. */
  readonly groupId: string;
  readonly region: string;
  readonly inspectionCompartmentId: string;
  /** The repository of its image, without host and namespace. */
  readonly repository: string;
  readonly keysCompartmentId: string;
  /** What it signs its requests to Google Cloud with. */
  readonly secretId: string;
  readonly dataCompartmentId: string;
  readonly bucketName: string;
}

/**
 * Of all that can be done with objects: see which are there, and write. What is written over stays as a previous version.
 * It can't read what US users have here, and deletes nothing.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/objectstoragepolicyreference.htm
 */
const permissions = ["OBJECT_INSPECT", "OBJECT_CREATE", "OBJECT_OVERWRITE"];

/**
 * What the puller may do in the enclave: run its one image, read its one secret, write into the one bucket.
 * https://docs.oracle.com/en-us/iaas/Content/container-instances/permissions/policy-reference.htm
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registrypolicyrepoaccess.htm
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/keypolicyreference.htm
 */
export function pullerStatements(plan: PullerPlan): string[] {
  const region = `request.region = '${regionKey(plan.region)}'`;
  const allow = (what: string, compartmentId: string, conditions: readonly string[]) =>
    `Allow dynamic-group id ${plan.groupId} to ${what} in compartment id ${compartmentId} ` +
    `where all {${[region, ...conditions].join(", ")}}`;
  return [
    allow("read repos", plan.inspectionCompartmentId, [`target.repo.name = '${plan.repository}'`]),
    allow("read secret-bundles", plan.keysCompartmentId, [`target.secret.id = '${plan.secretId}'`]),
    allow("manage objects", plan.dataCompartmentId, [
      `target.bucket.name = '${plan.bucketName}'`,
      `any {${permissions.map((permission) => `request.permission = '${permission}'`).join(", ")}}`,
    ]),
  ];
}

/**
 * Whatever runs as a container in the puller's compartment, which nothing else does.
 * https://docs.oracle.com/en-us/iaas/Content/container-instances/vault-secrets-image-authorization.htm
 */
export function pullerRule(compartmentId: string): string {
  return `ALL {resource.type = 'computecontainerinstance', resource.compartment.id = '${compartmentId}'}`;
}

/**
 * The repository in a path such as `iad.ocir.io/<namespace>/<repository>`, as policies name it.
 * https://docs.oracle.com/en-us/iaas/Content/Registry/Concepts/registryconcepts.htm
 */
export function repositoryOf(path: string): string {
  return path.split("/").slice(2).join("/");
}
