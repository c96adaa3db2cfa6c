import fc from "fast-check";
import { pullerRule, pullerStatements, repositoryOf } from "../../../../components/oci/legacy/puller-statements";
import type { PullerPlan } from "../../../../components/oci/legacy/puller-statements";
import { registryPath } from "../../../../components/oci/inspection/registry-path";

const plan: PullerPlan = {
  groupId: "ocid1.dynamicgroup.oc1..puller",
  region: "us-ashburn-1",
  inspectionCompartmentId: "ocid1.compartment.oc1..inspection",
  repository: "us-enclave/puller",
  keysCompartmentId: "ocid1.compartment.oc1..keys",
  secretId: "ocid1.vaultsecret.oc1.iad.google",
  dataCompartmentId: "ocid1.compartment.oc1..data",
  bucketName: "user-data",
};

it("let it run one image, read one secret, and write into one bucket without reading it", () => {
  expect(pullerStatements(plan)).toEqual([
    "Allow dynamic-group id ocid1.dynamicgroup.oc1..puller to read repos in compartment id " +
      "ocid1.compartment.oc1..inspection where all {request.region = 'IAD', target.repo.name = 'us-enclave/puller'}",
    "Allow dynamic-group id ocid1.dynamicgroup.oc1..puller to read secret-bundles in compartment id " +
      "ocid1.compartment.oc1..keys where all {request.region = 'IAD', target.secret.id = 'ocid1.vaultsecret.oc1.iad.google'}",
    "Allow dynamic-group id ocid1.dynamicgroup.oc1..puller to manage objects in compartment id " +
      "ocid1.compartment.oc1..data where all {request.region = 'IAD', target.bucket.name = 'user-data', " +
      "any {request.permission = 'OBJECT_INSPECT', request.permission = 'OBJECT_CREATE', " +
      "request.permission = 'OBJECT_OVERWRITE'}}",
  ]);
});

it("never let it read or delete an object, or anything without a condition", () => {
  const text = fc.stringMatching(/^[a-z0-9.-]{1,30}$/);
  fc.assert(
    fc.property(text, text, text, (bucketName, secretId, repository) => {
      for (const statement of pullerStatements({ ...plan, bucketName, secretId, repository })) {
        expect(statement).toMatch(/ where all \{request\.region = 'IAD', target\.(?:repo|secret|bucket)\.[a-z]+ = '/);
        expect(statement).not.toMatch(/OBJECT_(?:READ|DELETE|VERSION)|object-family| in tenancy/);
      }
    }),
  );
});

it("are for containers of one compartment", () => {
  expect(pullerRule("ocid1.compartment.oc1..legacy")).toBe(
    "ALL {resource.type = 'computecontainerinstance', resource.compartment.id = 'ocid1.compartment.oc1..legacy'}",
  );
});

it("name the repository as policies do, of whatever region and namespace its path is", () => {
  const path = registryPath("us-ashburn-1", "axexample", "us-enclave");
  expect(repositoryOf(`${path}/puller`)).toBe("us-enclave/puller");
});
