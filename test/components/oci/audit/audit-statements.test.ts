import fc from "fast-check";
import { auditStatements } from "../../../../components/oci/audit/audit-statements";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const places = fc.record({
  region: word.map((each) => `us-${each}-1`),
  replicaRegion: word.map((each) => `us-${each}-2`),
  auditCompartmentId: word.map((each) => `ocid1.compartment.oc1..audit${each}`),
  keysCompartmentId: word.map((each) => `ocid1.compartment.oc1..keys${each}`),
  bucketName: word,
  keyId: word.map((each) => `ocid1.key.oc1.iad.v.${each}`),
  replicaKeyId: word.map((each) => `ocid1.key.oc1.phx.v.${each}`),
});
const connectors =
  /^Allow any-user to manage objects in compartment id (\S+) where all \{request\.principal\.type='serviceconnector', target\.bucket\.name='([^']+)', request\.principal\.compartment\.id='([^']+)'\}$/;
const storage =
  /^Allow service objectstorage-(us-[a-z0-9]+-\d) to (use keys|manage object-family) in compartment id (\S+)(?: where target\.key\.id = '([^']+)')?$/;

it("lets connectors of the audit compartment write into the one bucket, and Object Storage encrypt and copy it", () => {
  fc.assert(
    fc.property(places, (given) => {
      const { region, replicaRegion, auditCompartmentId, keysCompartmentId, bucketName, keyId, replicaKeyId } = given;
      const [first = "", ...others] = auditStatements(given);
      expect(connectors.exec(first)?.slice(1)).toEqual([auditCompartmentId, bucketName, auditCompartmentId]);
      expect(others.map((statement) => storage.exec(statement)?.slice(1))).toEqual([
        [region, "use keys", keysCompartmentId, keyId],
        [replicaRegion, "use keys", keysCompartmentId, replicaKeyId],
        [region, "manage object-family", auditCompartmentId, undefined],
      ]);
    }),
  );
});
