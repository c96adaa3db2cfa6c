import fc from "fast-check";
import { courierName, courierStatements } from "../../../../components/oci/access/courier-statements";
import type { CourierPlan } from "../../../../components/oci/access/courier-statements";

const keys = { "us-ashburn-1": "IAD", "us-phoenix-1": "PHX", "us-sanjose-1": "SJC", "us-chicago-1": "ORD" } as const;
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const plans: fc.Arbitrary<CourierPlan> = fc.record({
  domainName: word,
  groupName: word,
  networkSource: word,
  region: fc.constantFrom(...Object.keys(keys)),
  dataCompartmentId: word.map((each) => `ocid1.compartment.oc1..${each}`),
  bucketName: word,
});
const form =
  /^Allow group '([^']+)'\/'([^']+)' to (\w+) (\w+) in compartment id (\S+) where all \{request\.region = '(\w+)', request\.networkSource\.name = '([^']+)', target\.bucket\.name = '([^']+)'\}$/;

it("lets a courier read one bucket and its objects, in its region and from its network source alone", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { domainName, groupName, networkSource, region, dataCompartmentId, bucketName } = plan;
      // SAFETY: the regions of the plans are the keys of that object.
      const key = keys[region as keyof typeof keys];
      const where = [dataCompartmentId, key, networkSource, bucketName];
      expect(courierStatements(plan).map((statement) => form.exec(statement)?.slice(1))).toEqual([
        [domainName, groupName, "read", "buckets", ...where],
        [domainName, groupName, "read", "objects", ...where],
      ]);
    }),
  );
});

it("names what is declared for a courier after its domain and its center", () => {
  expect(courierName("us-enclave", "virginia")).toBe("us-enclave-courier-virginia");
});
