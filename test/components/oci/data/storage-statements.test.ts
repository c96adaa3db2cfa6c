import fc from "fast-check";
import { storageStatements } from "../../../../components/oci/data/storage-statements";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const places = fc.record({
  region: word.map((each) => `us-${each}-1`),
  replicaRegion: word.map((each) => `us-${each}-2`),
  dataCompartmentId: word.map((each) => `ocid1.compartment.oc1..data${each}`),
  keysCompartmentId: word.map((each) => `ocid1.compartment.oc1..keys${each}`),
  keyId: word.map((each) => `ocid1.key.oc1.iad.v.${each}`),
  replicaKeyId: word.map((each) => `ocid1.key.oc1.phx.v.${each}`),
});
const form =
  /^Allow service (objectstorage-us-[a-z0-9]+-\d) to (use keys|manage object-family) in compartment id (\S+)(?: where target\.key\.id = '([^']+)')?$/;

it("lets each region's Object Storage use the key of its own region only, and the source's copy", () => {
  fc.assert(
    fc.property(places, (given) => {
      const grants = storageStatements(given).map((statement) => form.exec(statement)?.slice(1));
      const { region, replicaRegion, dataCompartmentId, keysCompartmentId, keyId, replicaKeyId } = given;
      expect(grants).toEqual([
        [`objectstorage-${region}`, "use keys", keysCompartmentId, keyId],
        [`objectstorage-${replicaRegion}`, "use keys", keysCompartmentId, replicaKeyId],
        [`objectstorage-${region}`, "manage object-family", dataCompartmentId, undefined],
      ]);
    }),
  );
});
